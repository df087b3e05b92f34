import { type SiteForm, siteForms } from "../../knowledge/code/sites/index.ts";
import { isState } from "../../knowledge/code/sites/memory.ts";
import { isHealthWord } from "../../knowledge/code/sites/routes.ts";
import type { Outline } from "../../syntax/source/outline.ts";
import { isAt, Token, type Tokens, valueAt, wordAt } from "../../syntax/source/tokens.ts";
import type { Expressions } from "../../syntax/source/values.ts";
import { type Given, givenOf, isSettled, meets, textOf, valueNamed } from "./acts-given.ts";
import type { Act, Definition } from "./facts.ts";
import { loopAround } from "./loops.ts";
import { chainBehind, chainTo, isAsync, mentions } from "./places.ts";

type Row = readonly [number, SiteForm];
interface Table {
  readonly named: Map<string, Row[]>;
  readonly prefixes: [string, Row][];
}
const tables = new Map<string, Table>();
for (const [index, it] of siteForms.entries())
  for (const language of it.languages) {
    const key = `${language}/${it.by}`;
    const table: Table = tables.get(key) ?? { named: new Map<string, Row[]>(), prefixes: [] };
    tables.set(key, table);
    for (const name of it.names) {
      if (name.endsWith("*")) table.prefixes.push([name.slice(0, -1), [index, it]]);
      else table.named.set(name, [...(table.named.get(name) ?? []), [index, it]]);
    }
  }
const none: readonly Row[] = [];
const rowsFor = (table: Table | undefined, word: string): readonly Row[] => {
  if (table === undefined) return none;
  const named = table.named.get(word) ?? none;
  const more = table.prefixes.filter(([it]) => word.startsWith(it) && word.length > it.length);
  return more.length === 0 ? named : [...new Map([...named, ...more.map(([, it]) => it)]).entries()];
};

/** More of one file are one and the same story. */
const most = 400;

export interface Acts {
  readonly acts: readonly Act[];
  /** Texts that can be paths of health checks. */
  readonly paths: readonly string[];
}

/** What a file does at which places, as far as rules ask. */
export function actsIn(
  outline: Outline,
  expressions: Expressions,
  definitions: readonly Definition[],
  functionAt: (token: number) => { index: number; name: string },
): Acts {
  const { tokens, language } = outline;
  const acts: Act[] = [];
  const seen = new Map<string, number>();
  const modules = outline.imports.map((it) => it.module);
  const imported = new Map<number, boolean>();
  const isImported = ([index, { needs, unless }]: Row): boolean => {
    let known = imported.get(index);
    if (known === undefined) {
      known =
        (needs === undefined || modules.some((it) => needs.test(it))) && !(unless !== undefined && modules.some((it) => unless.test(it)));
      imported.set(index, known);
    }
    return known;
  };
  const put = (
    [index, it]: Row,
    what: string,
    around: { readonly index: number; readonly name: string },
    place: { readonly start: number; readonly end: number },
    given: Given,
    more: Pick<Act, "settled" | "loop" | "checked">,
  ): void => {
    if (acts.length >= most) return;
    const name = what.replace(/[#\n]/g, "").slice(-60);
    const own = `${it.does}:${name}${around.name === "" ? "" : `@${around.name}`}`;
    const repeats = seen.get(own) ?? 0;
    seen.set(own, repeats + 1);
    const follows =
      it.follows === undefined ? undefined : typeof it.follows === "number" ? given.values[it.follows] : valueNamed(given, it.follows);
    acts.push({
      form: index,
      what: name,
      within: around.index,
      inside: around.name,
      args: it.does === "reveals" ? [] : given.args,
      named: it.does === "reveals" ? {} : given.named,
      ...(follows !== undefined && { follows }),
      ...more,
      anchor: repeats === 0 ? own : `${own}~${repeats}`,
      ...place,
    });
  };

  const calls = tables.get(`${language.id}/call`);
  for (const { name, open } of outline.calls) {
    if (name < 0 || (open < 0 && language.id !== "ruby" && language.id !== "kotlin")) continue;
    const rows = rowsFor(calls, wordAt(tokens, name)).filter(isImported);
    if (rows.length === 0) continue;
    const { path, begin } = chainTo(tokens, name);
    const fitting = rows.filter(([, it]) => it.on === undefined || it.on.test(path));
    if (fitting.length === 0) continue;
    const end = open < 0 ? name : Math.max(open, tokens.pair[open] ?? open);
    const scope = outline.around(name, "function");
    const behind = chainBehind(tokens, begin, end);
    const given = givenOf(tokens, expressions, open, name);
    for (const row of fitting) {
      const [, it] = row;
      const taken = behind.names.join(".");
      if ((it.behind !== undefined && !it.behind.test(taken)) || it.notBehind?.test(taken)) continue;
      if (it.where !== undefined && !meets(it.where, given)) continue;
      if (it.within === "function" && scope === undefined) continue;
      if (it.within === "async" && (scope === undefined || !isAsync(tokens, scope, language))) continue;
      if (it.beside !== undefined && !mentions(outline, scope, name, it.beside)) continue;
      if (it.notBeside !== undefined && mentions(outline, scope, name, it.notBeside)) continue;
      const loop =
        it.within === "loop" || it.does === "requests" || it.does === "sleeps"
          ? loopAround(outline, begin, it.does === "requests" ? firstOf(tokens, open, end) : behind.end)
          : undefined;
      if (it.within === "loop" && (loop === undefined || !loop.each)) continue;
      if (it.does === "loads" && (loop?.together === true || !isAt(tokens, begin - 1, "await"))) continue;
      const checked = it.does === "requests" && mentions(outline, scope, name, answers);
      const place = { start: tokens.start[begin] ?? 0, end: tokens.end[end] ?? 0 };
      put(row, path, functionAt(name), place, given, {
        settled: isSettled(it, given, behind.names),
        ...(loop !== undefined && { loop }),
        ...(checked && { checked: true as const }),
      });
    }
  }

  const annotated = tables.get(`${language.id}/annotation`);
  for (const { name, open } of outline.annotations) {
    for (const row of rowsFor(annotated, wordAt(tokens, name))) {
      const [, it] = row;
      if (!isImported(row)) continue;
      const { path, begin } = chainTo(tokens, name);
      if (it.on !== undefined && !it.on.test(path)) continue;
      const given = open < 0 ? givenOf(tokens, expressions, -1, -1) : givenOf(tokens, expressions, open, name);
      if (it.where !== undefined && !meets(it.where, given)) continue;
      if (it.beside !== undefined && !mentions(outline, undefined, name, it.beside)) continue;
      const place = { start: tokens.start[begin] ?? 0, end: tokens.end[Math.max(name, tokens.pair[open] ?? name)] ?? 0 };
      put(row, path, { index: -1, name: "" }, place, given, { settled: isSettled(it, given, []) });
    }
  }

  const literal = tables.get(`${language.id}/literal`);
  if (literal !== undefined)
    for (let at = 1; at < tokens.count; at++) {
      if (tokens.kind[at] !== Token.open || tokens.code[at] !== 123 || tokens.kind[at - 1] !== Token.name) continue;
      // `func client() *http.Client {`.
      if (outline.around(at, "function")?.from === at) continue;
      for (const row of rowsFor(literal, wordAt(tokens, at - 1))) {
        const [, it] = row;
        if (!isImported(row)) continue;
        const { path, begin } = chainTo(tokens, at - 1);
        if (it.on !== undefined && !it.on.test(path)) continue;
        const given = givenOf(tokens, expressions, at, at - 1);
        if (it.where !== undefined && !meets(it.where, given)) continue;
        if (it.notBeside !== undefined && mentions(outline, outline.around(at, "function"), at, it.notBeside)) continue;
        const place = { start: tokens.start[begin] ?? 0, end: tokens.end[Math.max(at, tokens.pair[at] ?? at)] ?? 0 };
        put(row, path, functionAt(at), place, given, { settled: isSettled(it, given, []) });
      }
    }

  const assigned = tables.get(`${language.id}/assignment`);
  if (assigned !== undefined)
    for (const it of definitions) {
      for (const row of rowsFor(assigned, it.name.slice(it.name.lastIndexOf(".") + 1))) {
        const [, one] = row;
        if (!isImported(row) || (one.on !== undefined && !one.on.test(it.name))) continue;
        const given: Given = { args: [], values: [], named: { value: textOf(it.value) }, open: false };
        if (one.where !== undefined && !meets(one.where, given)) continue;
        if (one.notBeside !== undefined && isBeside(outline, it.start, one.notBeside)) continue;
        put(row, it.name, { index: it.within, name: "" }, it, given, { settled: isSettled(one, given, []) });
      }
    }

  const paths = new Set<string>();
  for (let at = 0; at < tokens.count; at++) {
    const kind = tokens.kind[at];
    if (kind === Token.string || kind === Token.text) {
      if ((tokens.end[at] ?? 0) - (tokens.start[at] ?? 0) > 44 || paths.size >= 60) continue;
      const text = kind === Token.string ? valueAt(tokens, at) : wordAt(tokens, at);
      if (/^[\w/.:{}<>()*?$^-]{2,40}$/.test(text) && isHealthWord(text)) paths.add(text);
    } else if (kind === Token.mark && tokens.code[at] === 61 && isAt(tokens, at, "=") && isAt(tokens, at - 1, "]")) {
      const name = (tokens.pair[at - 1] ?? 0) - 1;
      if (tokens.kind[name] === Token.name) keeps(name, at);
    }
  }
  for (const { name, open } of outline.calls) {
    if (open < 0 || !writes.has(wordAt(tokens, name)) || !isAt(tokens, name - 1, ".") || tokens.kind[name - 2] !== Token.name) continue;
    keeps(name - 2, open);
  }
  /** A write into a collection that outlives the request it is written in. */
  function keeps(name: number, at: number): void {
    const word = wordAt(tokens, name);
    const form = lasting[language.id];
    if (form === undefined || !isState(word) || outline.around(at, "function") === undefined) return;
    if (isAt(tokens, name - 1, ".") && !["this", "self", "s", "h"].some((it) => isAt(tokens, name - 2, it))) return;
    if (!form(word.replace(/\W/g, "\\$&")).test(tokens.text)) return;
    const place = { start: tokens.start[name] ?? 0, end: tokens.end[at] ?? 0 };
    put(
      [keepsForm, { ...blank, does: "keeps" }],
      word,
      functionAt(at),
      place,
      { args: [], values: [], named: {}, open: false },
      { settled: "no" },
    );
  }
  return { acts, paths: [...paths] };
}

/** Whether a name is mentioned around an offset of the text. */
function isBeside(outline: Outline, start: number, form: RegExp): boolean {
  const { tokens } = outline;
  let low = 0;
  let high = tokens.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens.start[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return mentions(outline, outline.around(low, "function"), low, form);
}

/** The last token of the first argument: the address. */
function firstOf(tokens: Tokens, open: number, end: number): number {
  for (let at = open + 1; at > 0 && at < end; at++) {
    if (tokens.kind[at] === Token.open) at = Math.max(at, tokens.pair[at] ?? at);
    else if (isAt(tokens, at, ",")) return at;
  }
  return end;
}

const answers = /^(?:ok|status|status_code|statusCode|StatusCode|raise_for_status|statusText|ensure_success|EnsureSuccessStatusCode)$/;
const writes = new Set(
  "set add push append put unshift Add TryAdd AddOrUpdate Store insert putIfAbsent computeIfAbsent setdefault".split(" "),
);
const blank: SiteForm = { id: "keeps:state", does: "keeps", languages: new Set(), names: [], by: "call" };
/** What is kept is found by its name, by no row of a table. */
export const keepsForm = siteForms.length;
const collection = "(?:Concurrent|Linked|Tree|Weak)?(?:Hash)?(?:Map|Set|Dictionary|List|ArrayList|Bag|Queue|SkipListMap)";
/** How a collection is written that lives as long as the process. */
const lasting: Readonly<Record<string, (name: string) => RegExp>> = {
  javascript: (it) => new RegExp(`^(?:export )?(?:const|let|var) ${it}\\b[^=\\n]*= ?(?:new (?:Map|Set)\\b|\\{ ?\\}|\\[ ?\\])`, "m"),
  python: (it) => new RegExp(`^${it}(?:: ?[^=\\n]+)? ?= ?(?:\\{ ?\\}|\\[ ?\\]|dict\\(|defaultdict\\(|set\\(\\)|list\\(\\))`, "m"),
  go: (it) => new RegExp(`^(?:var )?\\t?${it} *(?:=? *(?:make\\(map|map\\[)|sync\\.Map)`, "m"),
  java: (it) => new RegExp(`static [^=;\\n]*\\b${it} = new ${collection}`),
  kotlin: (it) => new RegExp(`^(?:private )?val ${it}\\b[^=\\n]*= ?(?:mutable(?:Map|List|Set)Of|${collection})`, "m"),
  csharp: (it) => new RegExp(`static [^=;\\n]*\\b${it} = new`),
  rust: (it) => new RegExp(`^(?:pub )?static ${it}: [^=\\n]*(?:HashMap|DashMap|Vec)`, "m"),
};
