import { type Sink, sinks } from "../../knowledge/code/index.ts";
import type { Outline } from "../../syntax/source/outline.ts";
import { Token, wordAt } from "../../syntax/source/tokens.ts";
import { says, type Value } from "../../syntax/source/value.ts";
import type { Expressions } from "../../syntax/source/values.ts";
import type { Definition, Passed, Site } from "./facts.ts";
import { commandArgs, pathBefore, valuesOf } from "./given.ts";

type Row = readonly [number, Sink];
/** Sinks by language, how they are written, and name. */
const tables = new Map<string, Map<string, Row[]>>();
for (const [index, it] of sinks.entries()) {
  for (const language of it.languages) {
    const key = `${language}/${it.by}`;
    const table = tables.get(key) ?? new Map<string, Row[]>();
    tables.set(key, table);
    for (const name of it.names) table.set(name, [...(table.get(name) ?? []), [index, it]]);
  }
}
const none: ReadonlyMap<string, readonly Row[]> = new Map();

/** Functions that everybody calls and nobody wraps a client in. */
const common = new Set(
  "log info warn error debug print println printf puts require include push append add get set map filter forEach find includes contains replace split join trim toString equals format Sprintf Errorf Println Printf Fatal Fatalf Error New isinstance len str int use describe it expect test assert useState useEffect t i18n translate console next".split(
    " ",
  ),
);
const mostPassed = 600;

export interface Found {
  readonly sites: readonly Site[];
  readonly passed: readonly Passed[];
}

/** The places of a file that say whom it reaches, and its other calls with what they are given. */
export function sitesIn(
  outline: Outline,
  expressions: Expressions,
  definitions: readonly Definition[],
  functionAt: (token: number) => { index: number; name: string },
): Found {
  const { tokens, language } = outline;
  const sites: Site[] = [];
  const passed: Passed[] = [];
  const seen = new Map<string, number>();
  const anchorFor = (what: string, inside: string): string => {
    const anchor = `call:${what}${inside === "" ? "" : `@${inside}`}`;
    const repeats = seen.get(anchor) ?? 0;
    seen.set(anchor, repeats + 1);
    return repeats === 0 ? anchor : `${anchor}~${repeats}`;
  };
  const modules = outline.imports.map((it) => it.module);
  const reachable = new Map<number, boolean>();
  const imported = (index: number, { needs }: Sink): boolean => {
    let known = reachable.get(index);
    if (known === undefined) {
      known = needs === undefined || modules.some((it) => needs.test(it));
      reachable.set(index, known);
    }
    return known;
  };

  const calls = tables.get(`${language.id}/call`) ?? none;
  for (const { name, open, isNew } of outline.calls) {
    if (name < 0 || (open < 0 && language.id !== "ruby")) continue;
    const word = wordAt(tokens, name);
    const rows = calls.get(word) ?? (isNew && /(?:Client|Stub)$/.test(word) ? calls.get("*Client") : undefined) ?? [];
    const fitting = rows.filter(([index, it]) => imported(index, it) && (it.on === undefined || it.on.test(pathBefore(tokens, name))));
    if (fitting.length === 0 && (common.has(word) || passed.length >= mostPassed)) continue;
    const given = open < 0 ? commandArgs(tokens, expressions, name) : expressions.args(open);
    // Go's `Options{Addr: x}` is read with the call it is given to.
    const around = functionAt(name);
    const end = open < 0 ? name : (tokens.pair[open] ?? open);
    const place = { start: tokens.start[name] ?? 0, end: tokens.end[Math.max(name, end)] ?? 0 };
    let taken = false;
    for (const [index, it] of fitting) {
      const values = valuesOf(it.args, given).filter((value) => mayBeFar(value, it.far.words));
      if (values.length === 0) continue;
      const what = pathBefore(tokens, name);
      sites.push({
        sink: index,
        within: around.index,
        values,
        ports: valuesOf(it.port ?? [], given),
        what,
        anchor: anchorFor(what, around.name),
        ...place,
      });
      taken = true;
    }
    if (
      !taken &&
      !common.has(word) &&
      passed.length < mostPassed &&
      (given.args.some(carries) || given.named.some(([, value]) => carries(value)))
    )
      passed.push({ name: word, within: around.index, ...given, anchor: anchorFor(word, around.name), ...place });
  }
  literals(outline, expressions, calls, imported, functionAt, anchorFor, sites);

  const assigned = tables.get(`${language.id}/assignment`) ?? none;
  for (const it of definitions) {
    for (const [index, one] of assigned.get(it.name.slice(it.name.lastIndexOf(".") + 1)) ?? []) {
      if (!imported(index, one) || !mayBeFar(it.value, one.far.words) || (one.on !== undefined && !one.on.test(it.name))) continue;
      sites.push({
        sink: index,
        within: it.within,
        values: [it.value],
        ports: [],
        what: it.name,
        anchor: it.anchor,
        start: it.start,
        end: it.end,
      });
    }
  }
  const annotated = tables.get(`${language.id}/annotation`) ?? none;
  for (const { name, open } of outline.annotations) {
    for (const [index, one] of annotated.get(wordAt(tokens, name)) ?? []) {
      const values = open < 0 ? [] : valuesOf(one.args, expressions.args(open)).filter((value) => mayBeFar(value, one.far.words));
      if (values.length === 0) continue;
      const what = `@${wordAt(tokens, name)}`;
      const place = { start: tokens.start[name] ?? 0, end: tokens.end[Math.max(name, tokens.pair[open] ?? name)] ?? 0 };
      sites.push({ sink: index, within: -1, values, ports: [], what, anchor: anchorFor(what, ""), ...place });
    }
  }
  return { sites, passed };
}

/** Literals that are configured like calls: Go's `ReaderConfig{Brokers: x}`, C#'s and Rust's alike. */
function literals(
  { tokens, language }: Outline,
  expressions: Expressions,
  calls: ReadonlyMap<string, readonly Row[]>,
  imported: (index: number, sink: Sink) => boolean,
  functionAt: (token: number) => { index: number; name: string },
  anchorFor: (what: string, inside: string) => string,
  sites: Site[],
): void {
  if (language.id !== "go" && language.id !== "csharp" && language.id !== "rust") return;
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.kind[at] !== Token.open || tokens.code[at] !== 123 || tokens.kind[at - 1] !== Token.name) continue;
    const rows = calls.get(wordAt(tokens, at - 1));
    if (rows === undefined) continue;
    for (const [index, it] of rows) {
      const names = it.args.filter((one) => typeof one === "string");
      if (names.length === 0 || !imported(index, it)) continue;
      const values = valuesOf(names, expressions.args(at)).filter((value) => mayBeFar(value, it.far.words));
      if (values.length === 0) continue;
      const around = functionAt(at);
      const what = pathBefore(tokens, at - 1);
      sites.push({
        sink: index,
        within: around.index,
        values,
        ports: [],
        what,
        anchor: anchorFor(what, around.name),
        start: tokens.start[at - 1] ?? 0,
        end: tokens.end[Math.max(at, tokens.pair[at] ?? at)] ?? 0,
      });
    }
  }
}

/** Whether a value can be an address at all: a plain text only if it has the form of one. */
function mayBeFar(value: Value, words: boolean): boolean {
  if (value.is === "text") return words ? /^[\w.:/@,+-]{2,300}$/.test(value.text) : /:\/\/|^[\w.-]+:\d/.test(value.text);
  return says(value);
}

const telling = /url|uri|host|addr|endpoint|base|broker|server|service|config|settings|opts|options|env|api|dsn|conn|name|target/i;

/** Whether a value given to one's own function may be an address, a name that others have, or something that holds one. */
function carries(value: Value): boolean {
  switch (value.is) {
    case "text":
      return /^[\w.:/@+-]{2,300}$/.test(value.text);
    case "name":
      return telling.test(value.path);
    case "call":
      return telling.test(value.path) || value.args.some(carries) || value.named.some(([, it]) => carries(it));
    case "record":
      return value.entries.some(([, it]) => carries(it));
    case "join":
      return (
        value.parts.some((it) => it.is === "text" && it.text.includes("://")) ||
        value.parts.some((it) => it.is === "name" && telling.test(it.path))
      );
    default:
      return says(value);
  }
}
