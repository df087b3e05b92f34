import type { Language } from "../../syntax/source/language.ts";
import { languageOf } from "../../syntax/source/languages/index.ts";
import { type Outline, outlineOf, type Scope } from "../../syntax/source/outline.ts";
import { isAt, release, Token, type Tokens, wordAt } from "../../syntax/source/tokens.ts";
import { expressionsIn } from "../../syntax/source/values.ts";
import type { FileFacts, Reader, SourceFile } from "../reader.ts";
import { actsIn } from "./acts.ts";
import { definitionsIn } from "./definitions.ts";
import type { CodeFunction, SourceFacts } from "./facts.ts";
import { isForBrowsers, thinksOfFailure } from "./kinds.ts";
import { hasTrigger, isOurs, isWritten } from "./ours.ts";
import { sitesIn } from "./sites.ts";
import { stubsIn } from "./stubs.ts";
import { tellingsIn } from "./tellings.ts";

/** Source code in nine languages, for whom it reaches: only files that can say so are looked into. */
export const sourceReader: Reader<SourceFacts> = {
  id: "source",
  title: "Source code",
  wants: (path) => languageOf(path) !== undefined && isOurs(path),
  // In Go, JavaScript and Python the imports of every file say which program it belongs to.
  recognises: ({ path, text }) => (divides.test(path) || hasTrigger(text)) && isWritten(text),
  read,
};

function read({ path, text }: SourceFile): FileFacts<SourceFacts> {
  const language = languageOf(path);
  const body = language === undefined ? nothing : bodyOf(text, language, path);
  return { file: path, reader: "source", body, problems: [], outline: outlineFor(body), mentions: [] };
}

/** Rust keeps the tests of a file at its end. */
function withoutTests(text: string, language: string): string {
  const tests = language === "rust" ? text.search(/^#\[cfg\(test\)\]\s{1,20}(?:#\[[^\]\n]{1,80}\]\s{1,20})?(?:pub )?mod\b/m) : -1;
  return tests < 0 ? text : text.slice(0, tests);
}

const divides = /\.(?:go|py|[cm]?[jt]sx?)$/;

function bodyOf(text: string, language: Language, path: string): SourceFacts {
  if (hasTrigger(text) || !divides.test(path)) return factsOf(outlineOf(withoutTests(text, language.id), language), path);
  if (language.id === "go") return factsOf(outlineOf(headOf(text), language), path);
  return { ...nothing, language: language.id, imports: importsAlone(text, language.id) };
}

/** Imports of a file that says nothing else: who reads no more of it needs no tokens. */
function importsAlone(text: string, language: string): SourceFacts["imports"] {
  const found: { module: string; names: ReadonlyMap<string, string> }[] = [];
  const form = language === "python" ? pythonImport : scriptImport;
  for (const { 1: module, 2: names, 3: whole } of text.slice(0, mostHead).matchAll(form)) {
    const taken = names === undefined ? [] : names.split(",").map((it) => it.trim().split(/\s/)[0] ?? "");
    found.push({ module: module ?? whole ?? "", names: new Map(taken.map((it) => [it, it])) });
    if (found.length >= 300) break;
  }
  return found;
}
/** Imports stand at the beginning. */
const mostHead = 10_000;
const scriptImport = /(?:\bfrom|\bimport|\brequire\(|\bimport\()\s{0,3}["']([^"'\n]{1,200})["']/g;
const pythonImport = /^[ \t]{0,16}(?:from[ \t]+([\w.]{1,200})[ \t]+import[ \t(]+([\w, \t]{1,300})|import[ \t]+([\w.]{1,200}))/gm;

/** A Go file up to its first declaration: package and imports. */
function headOf(text: string): string {
  const end = text.search(/^(?:func|type|var|const)\b/m);
  return end < 0 ? text : text.slice(0, end);
}

const nothing: SourceFacts = {
  language: "javascript",
  imports: [],
  functions: [],
  definitions: [],
  sites: [],
  passed: [],
  acts: [],
  paths: [],
  browser: false,
  buries: false,
  told: [],
  stubs: [],
  starts: false,
};

/** Imports decide which files are a program, and which libraries of the workspace belong to it. */
const outlineFor = ({ language, imports, starts }: SourceFacts): string =>
  `${language} ${starts} ${imports.map((it) => it.module).join("\n")}`;

function factsOf(outline: Outline, path: string): SourceFacts {
  const { tokens, language } = outline;
  const functions: CodeFunction[] = [];
  const indexes = new Map<Scope, number>();
  for (const scope of outline.scopes) {
    if (scope.kind !== "function") continue;
    indexes.set(scope, functions.length);
    const around = outline.around(scope.from - 1, "function");
    const inside = around === undefined || around === scope ? -1 : (indexes.get(around) ?? -1);
    functions.push({ name: scope.name, parameters: parametersOf(tokens, scope.parameters, language.id), inside });
  }
  const functionAt = (token: number): { index: number; name: string } => {
    const scope = outline.around(token, "function");
    const index = scope === undefined ? -1 : (indexes.get(scope) ?? -1);
    return { index, name: nameOf(functions, index) };
  };
  const expressions = expressionsIn(tokens, language);
  const definitions = definitionsIn(outline, expressions, functionAt);
  const { sites, passed } = sitesIn(outline, expressions, definitions, functionAt);
  const told = tellingsIn(outline, expressions, definitions, functionAt);
  const stubs = stubsIn(tokens, language.id);
  const { acts, paths } = actsIn(outline, expressions, definitions, functionAt);
  const imports = outline.imports.map(({ module, names }) => ({ module, names }));
  const starts = language.id === "go" && isAt(tokens, 0, "package") && isAt(tokens, 1, "main");
  const browser = language.id === "javascript" && isForBrowsers(path, outline);
  const buries = thinksOfFailure(tokens.text, imports);
  release(tokens);
  return { language: language.id, imports, functions, definitions, sites, passed, acts, paths, browser, buries, told, stubs, starts };
}

/** The name of a function, or of the nearest around it that has one. */
function nameOf(functions: readonly CodeFunction[], index: number): string {
  let at = index;
  for (let steps = 0; at >= 0 && steps < 50; steps++) {
    const one = functions[at];
    if (one === undefined || one.name !== "") return one?.name ?? "";
    at = one.inside;
  }
  return "";
}

/** The names of parameters: before the type, or behind it in Java and C#. */
function parametersOf(tokens: Tokens, open: number, language: string): readonly string[] {
  const close = open < 0 ? -1 : (tokens.pair[open] ?? -1);
  if (close < 0) return [];
  if (!isAt(tokens, open, "(")) return tokens.kind[open] === Token.name ? [wordAt(tokens, open)] : [];
  const names: string[] = [];
  const behind = language === "java" || language === "csharp";
  let name: string | undefined;
  let done = false;
  for (let at = open + 1; at <= close; at++) {
    if (at === close || isAt(tokens, at, ",")) {
      if (name !== undefined) names.push(name);
      name = undefined;
      done = false;
    } else if (tokens.kind[at] === Token.open) at = Math.max(at, tokens.pair[at] ?? at);
    else if (isAt(tokens, at, "=") || isAt(tokens, at, ":")) done = true;
    else if (tokens.kind[at] === Token.name && !done && (behind || name === undefined)) {
      if (tokens.word[at] === 0 || behind || language === "php") name = wordAt(tokens, at);
      // `self` and what stands for it is given by nobody.
      if (language === "python" && (name === "self" || name === "cls")) name = undefined;
    }
  }
  return names;
}
