// The scanner of source code held against tree-sitter's grammars, language by language: calls, annotations, and which function and which
// loop each call stands in.
//
//   npm install --no-save web-tree-sitter@0.27.1 @repomix/tree-sitter-wasms@0.1.17 @tree-sitter-grammars/tree-sitter-kotlin@1.1.0
//   node bench/source-scanner.ts FOLDER... [--language java] [--files 300] [--show 20] [--grammars NODE_MODULES]
//
// Files that the grammar itself cannot read are left out, and so is what it does not look into: the arguments of Rust's macros.
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { languageOf } from "../src/engine/syntax/source/languages/index.ts";
import { outlineOf } from "../src/engine/syntax/source/outline.ts";
import { wordAt } from "../src/engine/syntax/source/tokens.ts";

interface Node {
  readonly type: string;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly hasError: boolean;
  readonly text: string;
  readonly children: readonly (Node | null)[];
  childForFieldName(name: string): Node | null;
}

const { values: options, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    language: { type: "string" },
    files: { type: "string", default: "300" },
    show: { type: "string", default: "0" },
    grammars: { type: "string", default: "node_modules" },
  },
});

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));
interface Grammar {
  readonly wasm: string;
  readonly calls: ReadonlySet<string>;
  readonly annotations: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
  readonly loops: ReadonlySet<string>;
  /** Not looked into. */
  readonly closed: ReadonlySet<string>;
}
const repomix = (name: string): string => `@repomix/tree-sitter-wasms/out/tree-sitter-${name}.wasm`;
const script: Omit<Grammar, "wasm"> = {
  calls: words("call_expression new_expression"),
  annotations: words("decorator"),
  functions: words(
    "function_declaration function_expression arrow_function method_definition generator_function generator_function_declaration",
  ),
  loops: words("for_statement for_in_statement while_statement do_statement"),
  closed: words(""),
};
const grammars: Readonly<Record<string, Grammar>> = {
  ts: { wasm: repomix("typescript"), ...script },
  tsx: { wasm: repomix("tsx"), ...script },
  js: { wasm: repomix("javascript"), ...script },
  jsx: { wasm: repomix("javascript"), ...script },
  mjs: { wasm: repomix("javascript"), ...script },
  java: {
    wasm: repomix("java"),
    calls: words("method_invocation object_creation_expression explicit_constructor_invocation"),
    annotations: words("annotation marker_annotation"),
    functions: words("method_declaration constructor_declaration lambda_expression compact_constructor_declaration"),
    loops: words("for_statement enhanced_for_statement while_statement do_statement"),
    closed: words(""),
  },
  kt: {
    wasm: "@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm",
    calls: words("call_expression"),
    annotations: words("annotation"),
    functions: words("function_declaration anonymous_function lambda_literal secondary_constructor getter setter"),
    loops: words("for_statement while_statement do_while_statement"),
    closed: words(""),
  },
  py: {
    wasm: repomix("python"),
    calls: words("call"),
    annotations: words("decorator"),
    functions: words("function_definition lambda"),
    loops: words("for_statement while_statement"),
    closed: words(""),
  },
  go: {
    wasm: repomix("go"),
    calls: words("call_expression"),
    annotations: words(""),
    functions: words("function_declaration method_declaration func_literal"),
    loops: words("for_statement"),
    closed: words(""),
  },
  cs: {
    wasm: repomix("c_sharp"),
    calls: words("invocation_expression object_creation_expression implicit_object_creation_expression"),
    annotations: words("attribute"),
    functions: words("method_declaration constructor_declaration local_function_statement lambda_expression"),
    loops: words("for_statement foreach_statement while_statement do_statement"),
    closed: words(""),
  },
  php: {
    wasm: repomix("php"),
    calls: words(
      "function_call_expression member_call_expression scoped_call_expression object_creation_expression nullsafe_member_call_expression",
    ),
    annotations: words("attribute"),
    functions: words("function_definition method_declaration anonymous_function arrow_function anonymous_function_creation_expression"),
    loops: words("for_statement foreach_statement while_statement do_statement"),
    closed: words(""),
  },
  rb: {
    wasm: repomix("ruby"),
    calls: words("call"),
    annotations: words(""),
    functions: words("method singleton_method"),
    loops: words("for while until"),
    closed: words(""),
  },
  rs: {
    wasm: repomix("rust"),
    calls: words("call_expression macro_invocation"),
    annotations: words("attribute"),
    functions: words("function_item closure_expression"),
    loops: words("for_expression while_expression loop_expression"),
    closed: words("token_tree macro_definition"),
  },
};

const { Parser, Language } = await import(pathToFileURL(path.resolve(options.grammars, "web-tree-sitter/web-tree-sitter.js")).href);
await Parser.init();
const parsers = new Map<string, { parse(text: string): { rootNode: Node; delete(): void } }>();
async function parserFor(ending: string): Promise<{ parse(text: string): { rootNode: Node; delete(): void } }> {
  const known = parsers.get(ending);
  if (known !== undefined) return known;
  const parser = new Parser();
  parser.setLanguage(await Language.load(path.resolve(options.grammars, grammars[ending]?.wasm ?? "")));
  parsers.set(ending, parser);
  return parser;
}

/** What is compared: by the place of a call, the beginning of the body of its function and of its loop. */
interface Facts {
  readonly calls: Map<number, { fn: number; loop: number }>;
  readonly annotations: Set<number>;
  readonly closed: [number, number][];
}

function truth(root: Node, grammar: Grammar, ending: string): Facts {
  const facts: Facts = { calls: new Map(), annotations: new Set(), closed: [] };
  const walk = (node: Node, fn: number, loop: number): void => {
    if (grammar.closed.has(node.type)) {
      facts.closed.push([node.startIndex, node.endIndex]);
      return;
    }
    if (grammar.calls.has(node.type)) {
      const at = placeOf(node, ending);
      if (at >= 0) facts.calls.set(at, { fn, loop });
    }
    if (grammar.annotations.has(node.type)) facts.annotations.add(annotationPlace(node));
    const isFunction = grammar.functions.has(node.type);
    const isLoop = grammar.loops.has(node.type);
    for (const child of node.children) {
      if (child === null) continue;
      const body = (isFunction || isLoop) && isBody(node, child);
      // Kotlin's `= value`: the body is the value.
      const value = child.type === "function_body" && child.text.startsWith("=") ? child.children[1]?.startIndex : undefined;
      walk(
        child,
        body && isFunction ? (node.type === "lambda_literal" ? node.startIndex : (value ?? child.startIndex)) : fn,
        body && isLoop ? child.startIndex : loop,
      );
    }
  };
  walk(root, -1, -1);
  return facts;
}

function isBody(node: Node, child: Node): boolean {
  const body = node.childForFieldName("body");
  if (body !== null) return body.startIndex === child.startIndex && body.endIndex === child.endIndex;
  if (node.type === "lambda_literal") return true;
  const children = node.children.filter((it) => it !== null);
  const last = children.at(-1);
  if (/^(?:do_statement|do_while_statement)$/.test(node.type)) return children[1] === child;
  if (/block|body|arrow_expression/.test(child.type)) return true;
  return last !== undefined && last.startIndex === child.startIndex && last.endIndex === child.endIndex && /statement|loop/.test(node.type);
}

/** The bracket of the arguments; where there is none, the name that is called. */
function placeOf(node: Node, ending: string): number {
  if (node.type === "macro_invocation") return node.children.find((it) => it?.type === "token_tree")?.startIndex ?? -1;
  const given =
    node.childForFieldName("arguments") ??
    node.children.find((it) => it !== null && /^(?:arguments|argument_list|value_arguments)$/.test(it.type)) ??
    null;
  if (ending === "kt") {
    const suffix = node.children.find((it) => it !== null && (it.type === "value_arguments" || it.type === "annotated_lambda"));
    if (suffix?.type === "annotated_lambda") {
      // `f(x) { }` is one call; `f { }` is found by its brace.
      const callee = node.children[0];
      return callee?.type === "call_expression" && callee.children.at(-1)?.type === "value_arguments" ? -1 : suffix.startIndex;
    }
    return suffix?.startIndex ?? -1;
  }
  if (ending === "rb") {
    if (given?.text.startsWith("(")) return given.startIndex;
    return node.childForFieldName("method")?.startIndex ?? -1;
  }
  if (given !== null && given.type === "template_string") return -1;
  return given === null || !given.text.startsWith("(") ? -1 : given.startIndex;
}

function annotationPlace(node: Node): number {
  const match = /[A-Za-z_\\]/.exec(node.text);
  return node.startIndex + (match?.index ?? 0);
}

function found(text: string, file: string, ending: string): Facts {
  const language = languageOf(file);
  const facts: Facts = { calls: new Map(), annotations: new Set(), closed: [] };
  if (language === undefined) return facts;
  const outline = outlineOf(text, language);
  const { tokens } = outline;
  for (const call of outline.calls) {
    const token = call.open >= 0 ? call.open : call.name;
    const start = tokens.start[call.open < 0 && ending === "kt" ? call.name + 1 : token] ?? 0;
    let scope = outline.around(token, "function");
    // Blocks are functions to us; to Ruby's grammar only methods are.
    while (ending === "rb" && scope !== undefined && wordAt(tokens, scope.head) !== "def")
      scope = outline.around(scope.from - 1 < scope.head ? scope.head - 1 : scope.head - 1, "function");
    const loop = outline.around(token, "loop");
    facts.calls.set(start, {
      fn: scope === undefined ? -1 : (tokens.start[scope.from] ?? 0),
      loop: loop === undefined ? -1 : (tokens.start[loop.from] ?? 0),
    });
  }
  for (const it of outline.annotations) {
    let name = it.name;
    while (name >= 2 && [".", "::"].includes(wordAt(tokens, name - 1)) && tokens.start[name - 1] === tokens.end[name - 2]) name -= 2;
    if (ending === "kt" && wordAt(tokens, name - 1) === ":") name -= 2;
    facts.annotations.add(tokens.start[name] ?? 0);
  }
  return facts;
}

function* filesIn(folder: string): Iterable<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== ".git") yield* filesIn(full);
    } else if (Object.hasOwn(grammars, entry.name.slice(entry.name.lastIndexOf(".") + 1)) && !/\.min\.|\.d\.ts$/.test(entry.name))
      yield full;
  }
}

interface Score {
  files: number;
  skipped: number;
  bytes: number;
  callsTrue: number;
  callsFound: number;
  callsBoth: number;
  fnSame: number;
  loopSame: number;
  notesTrue: number;
  notesFound: number;
  notesBoth: number;
  ms: number;
}
const scores = new Map<string, Score>();
const byEnding = new Map<string, string[]>();
for (const folder of folders)
  for (const file of filesIn(folder)) {
    const ending = file.slice(file.lastIndexOf(".") + 1);
    byEnding.set(ending, [...(byEnding.get(ending) ?? []), file]);
  }
let shown = 0;
const tell = (what: string, file: string, text: string, at: number): void => {
  if (shown++ >= Number(options.show)) return;
  const line = text.slice(text.lastIndexOf("\n", at) + 1, text.indexOf("\n", at + 1));
  console.log(
    `${what} ${file}:${text.slice(0, at).split("\n").length}: ${line.trim().slice(0, 160)}  [${text.slice(Math.max(0, at - 25), at + 10).replace(/\s+/g, " ")}]`,
  );
};
for (const [ending, all] of byEnding) {
  const language = languageOf(`x.${ending}`)?.id ?? "";
  if (options.language !== undefined && options.language !== ending && options.language !== language) continue;
  const step = Math.max(1, Math.floor(all.length / Number(options.files)));
  const score: Score = {
    files: 0,
    skipped: 0,
    bytes: 0,
    callsTrue: 0,
    callsFound: 0,
    callsBoth: 0,
    fnSame: 0,
    loopSame: 0,
    notesTrue: 0,
    notesFound: 0,
    notesBoth: 0,
    ms: 0,
  };
  scores.set(ending, score);
  for (let index = 0; index < all.length; index += step) {
    const file = all[index] ?? "";
    if (statSync(file).size > 500_000) continue;
    const text = readFileSync(file, "utf8");
    const tree = (await parserFor(ending)).parse(text);
    if (tree.rootNode.hasError) {
      score.skipped++;
      tree.delete();
      continue;
    }
    const grammar = grammars[ending];
    if (grammar === undefined) continue;
    const real = truth(tree.rootNode, grammar, ending);
    tree.delete();
    const begin = process.cpuUsage().user;
    const ours = found(text, file, ending);
    score.ms += (process.cpuUsage().user - begin) / 1000;
    score.files++;
    score.bytes += text.length;
    const isClosed = (at: number): boolean => real.closed.some(([from, to]) => at > from && at < to);
    for (const [at, inside] of real.calls) {
      score.callsTrue++;
      const mine = ours.calls.get(at);
      if (mine === undefined) tell("MISSED", file, text, at);
      else {
        score.callsBoth++;
        if (mine.fn === inside.fn) score.fnSame++;
        else tell(`FUNCTION ${mine.fn} not ${inside.fn}`, file, text, at);
        if (mine.loop === inside.loop) score.loopSame++;
        else tell(`LOOP ${mine.loop} not ${inside.loop}`, file, text, at);
      }
    }
    for (const at of ours.calls.keys()) {
      if (isClosed(at)) continue;
      score.callsFound++;
      if (!real.calls.has(at)) tell("INVENTED", file, text, at);
    }
    for (const at of real.annotations) {
      score.notesTrue++;
      if (ours.annotations.has(at)) score.notesBoth++;
      else tell("NOTE MISSED", file, text, at);
    }
    for (const at of ours.annotations) {
      if (isClosed(at)) continue;
      score.notesFound++;
      if (!real.annotations.has(at)) tell("NOTE INVENTED", file, text, at);
    }
  }
}
const share = (part: number, whole: number): string => (whole === 0 ? "-" : (part / whole).toFixed(4));
console.log("files skipped MB   | calls recall precision | function loop | annotations recall precision | MB/s");
for (const [ending, it] of scores)
  console.log(
    `${ending.padEnd(5)} ${it.files} ${it.skipped} ${(it.bytes / 1e6).toFixed(1)} | ${it.callsTrue} ${share(it.callsBoth, it.callsTrue)} ${share(it.callsBoth, it.callsFound)} | ${share(it.fnSame, it.callsBoth)} ${share(it.loopSame, it.callsBoth)} | ${it.notesTrue} ${share(it.notesBoth, it.notesTrue)} ${share(it.notesBoth, it.notesFound)} | ${(it.bytes / 1000 / it.ms).toFixed(1)}`,
  );
