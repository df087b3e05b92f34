import { type Telling, tellings } from "../../knowledge/code/index.ts";
import type { Annotation, Outline, Scope } from "../../syntax/source/outline.ts";
import { isAt, Token, type Tokens, valueAt, wordAt } from "../../syntax/source/tokens.ts";
import type { Value } from "../../syntax/source/value.ts";
import type { Expressions } from "../../syntax/source/values.ts";
import type { Definition, Told } from "./facts.ts";
import { commandArgs, entriesIn, type Given, pathBefore, valuesOf } from "./given.ts";

type Row = readonly [number, Telling];
const tables = new Map<string, Map<string, Row[]>>();
for (const [index, it] of tellings.entries()) {
  for (const language of it.languages) {
    const key = `${language}/${it.by}`;
    const table = tables.get(key) ?? new Map<string, Row[]>();
    tables.set(key, table);
    if (it.tells !== "base") for (const name of it.names) table.set(name, [...(table.get(name) ?? []), [index, it]]);
  }
}
const none: ReadonlyMap<string, readonly Row[]> = new Map();

/** More of them are made by a machine. */
const most = 1500;

/** Annotations by which a class is somebody's client: what its members say is asked for and not served. */
const clients = /^(?:FeignClient|RegisterRestClient|ReactiveFeignClient|HttpServiceClient)$/;

/** What a file says that it serves, sends and takes. */
export function tellingsIn(
  outline: Outline,
  expressions: Expressions,
  definitions: readonly Definition[],
  functionAt: (token: number) => { index: number; name: string },
): readonly Told[] {
  const { tokens, language } = outline;
  const calls = tables.get(`${language.id}/call`) ?? none;
  const members = tables.get(`${language.id}/annotation`) ?? none;
  const found: Told[] = [];
  const seen = new Map<string, number>();
  const modules = outline.imports.map((it) => it.module);
  const reachable = new Map<number, boolean>();
  const imported = (index: number, { needs }: Telling): boolean => {
    let known = reachable.get(index);
    if (known === undefined) {
      known = needs === undefined || modules.some((it) => needs.test(it));
      reachable.set(index, known);
    }
    return known;
  };
  const put = (
    row: number,
    what: string,
    name: number,
    end: number,
    it: Omit<Told, "row" | "what" | "within" | "anchor" | "start" | "end">,
  ): void => {
    if (found.length >= most) return;
    const around = functionAt(name);
    const anchor = `tells:${what}${around.name === "" ? "" : `@${around.name}`}`;
    const repeats = seen.get(anchor) ?? 0;
    seen.set(anchor, repeats + 1);
    const place = { start: tokens.start[name] ?? 0, end: tokens.end[Math.max(name, end)] ?? 0 };
    found.push({ row, what, within: around.index, anchor: repeats === 0 ? anchor : `${anchor}~${repeats}`, ...place, ...it });
  };

  const isRuby = language.id === "ruby";
  const routesHere = !isRuby || /\broutes\.draw\b|\bSinatra\b|\bGrape::API\b/.test(tokens.text);
  const made = new Set(definitions.flatMap(({ name, value }) => (value.is === "call" && makesRouter.test(value.path) ? [name] : [])));
  const open: { readonly end: number; readonly prefix: readonly Value[] }[] = [];
  for (const { name, open: bracket } of outline.calls) {
    if (name < 0 || (bracket < 0 && !isRuby)) continue;
    const rows = calls.get(wordAt(tokens, name));
    if (rows === undefined) continue;
    const what = pathBefore(tokens, name);
    const isMade = made.has(what.slice(0, Math.max(0, what.lastIndexOf("."))));
    const fitting = rows.filter(
      ([index, it]) =>
        imported(index, it) && (it.on === undefined || it.on.test(what) || (isMade && it.tells !== "consumes" && it.tells !== "publishes")),
    );
    if (fitting.length === 0) continue;
    const given = bracket < 0 ? commandArgs(tokens, expressions, name) : expressions.args(bracket);
    const end = bracket < 0 ? name : (tokens.pair[bracket] ?? bracket);
    while (open.length > 0 && (open.at(-1)?.end ?? 0) < name) open.pop();
    const under = open.flatMap(({ prefix }) => prefix);
    for (const [index, it] of fitting) {
      if ((it.tells === "route" || it.tells === "group") && !routesHere) continue;
      const values = valuesOf(it.args, given).filter((value) => value.is !== "unknown");
      if (it.tells === "group") {
        open.push({ end: endOf(tokens, name, end), prefix: values.length > 0 ? values.slice(0, 1) : prefixBefore(tokens, name) });
        continue;
      }
      const handler = it.handler === undefined ? undefined : given.args[it.handler];
      // What includes others is no route of its own.
      if (it.handler !== undefined && (handler === undefined || (handler.is === "call" && /(?:^|\.)include$/.test(handler.path)))) continue;
      if (it.tells === "mount") {
        const target = given.args[it.target ?? 0];
        if (target !== undefined && target.is !== "text" && given.args.length > (it.target ?? 0))
          put(index, what, name, end, { values, under, target });
        else if (language.id === "javascript" && values.length > 0)
          for (const verb of verbsBehind(tokens, end)) put(routeRow, what, name, end, { values, under, verb });
        continue;
      }
      if (it.tells === "route") {
        const [path] = values;
        if (path === undefined || (path.is === "text" && !mayBePath(path.text, language.id))) continue;
        for (const verb of verbsOf(it, wordAt(tokens, name), given, tokens, end))
          put(index, what, name, end, { values: [path], under, verb });
      } else if (values.length > 0 || it.otherwise !== undefined) put(index, what, name, end, { values, under: [] });
    }
  }

  // Go's `&sarama.ProducerMessage{Topic: x}`.
  for (let at = 1; at < tokens.count && language.id === "go"; at++) {
    if (tokens.code[at] !== 123 || tokens.kind[at] !== Token.open || tokens.kind[at - 1] !== Token.name) continue;
    for (const [index, it] of calls.get(wordAt(tokens, at - 1)) ?? []) {
      if ((it.tells !== "publishes" && it.tells !== "consumes") || !imported(index, it)) continue;
      const values = valuesOf(it.args, expressions.args(at));
      if (values.length > 0) put(index, pathBefore(tokens, at - 1), at - 1, tokens.pair[at] ?? at, { values, under: [] });
    }
  }

  const classes = classesIn(outline, expressions);
  for (const [at, { name, open: bracket }] of outline.annotations.entries()) {
    const rows = members.get(wordAt(tokens, name));
    if (rows === undefined) continue;
    const inside = outline.around(name, "class");
    // A Processor of NestJS is a class; a route is a member of one.
    const owner = inside === undefined ? undefined : classes.get(inside);
    if (owner?.isClient) continue;
    const given: Given = bracket < 0 ? { args: [], named: [] } : expressions.args(bracket);
    for (const [index, it] of rows) {
      // With brackets a decorator of Python is a call.
      if (!imported(index, it) || (language.id === "python" && bracket >= 0)) continue;
      const end = bracket < 0 ? name : (tokens.pair[bracket] ?? bracket);
      const what = `@${wordAt(tokens, name)}`;
      if (it.tells !== "route") {
        const values = valuesOf(it.args, given);
        if (values.length > 0 || it.otherwise !== undefined) put(index, what, name, end, { values, under: [] });
        continue;
      }
      if (
        inside === undefined &&
        (language.id === "java" || language.id === "csharp" || language.id === "javascript" || language.id === "php")
      )
        continue;
      const values = it.args[0] === "Path" ? besides(outline, at, "Path", expressions) : valuesOf(it.args, given);
      const method = functionBehind(outline, name);
      const filled = (value: Value): Value => inRoute(value, owner?.name ?? "", method);
      const under = owner?.prefix === undefined ? [] : [filled(owner.prefix)];
      for (const verb of verbsOf(it, wordAt(tokens, name), given, tokens, end))
        put(index, what, name, end, { values: values.slice(0, 1).map(filled), under, verb });
    }
  }
  return found;
}

/** Calls that come back with something that has routes, whatever it is called. */
const makesRouter =
  /(?:^|\.)(?:express|Router|APIRouter|FastAPI|Flask|Blueprint|[fF]astify|Hono|OpenAPIHono|Koa|KoaRouter|Starlette|polka|restify\.createServer)$/;

/** The row that a chain behind `router.route("/x")` is told under. */
const routeRow = tellings.findIndex((it) => it.tells === "route" && it.languages.has("javascript"));

/** A path, and no key of a map or header. */
const mayBePath = (text: string, language: string): boolean =>
  language === "python" || language === "ruby" || language === "csharp" || language === "kotlin" || language === "php"
    ? text === "" || /^[\w/{<:^(*.-]/.test(text)
    : /^(?:[A-Z]+ )?\/|^\*$/.test(text);

interface OfClass {
  readonly name: string;
  readonly prefix: Value | undefined;
  readonly isClient: boolean;
}

/** What the annotations of classes say for all their members. */
function classesIn(outline: Outline, expressions: Expressions): ReadonlyMap<Scope, OfClass> {
  const found = new Map<Scope, OfClass>();
  const prefixes = tables.get(`${outline.language.id}/class`) ?? none;
  if (outline.annotations.length === 0) return found;
  const classes = outline.scopes.filter(({ kind }) => kind === "class");
  for (const it of classes) found.set(it, { name: it.name, prefix: undefined, isClient: false });
  const { tokens } = outline;
  for (const annotation of outline.annotations) {
    const word = wordAt(tokens, annotation.name);
    const rows = prefixes.get(word);
    if (rows === undefined && !clients.test(word)) continue;
    const scope = classOf(outline, annotation, classes);
    const before = scope === undefined ? undefined : found.get(scope);
    if (scope === undefined || before === undefined) continue;
    const [[, row] = []] = rows ?? [];
    const [prefix] = row === undefined || annotation.open < 0 ? [] : valuesOf(row.args, expressions.args(annotation.open));
    found.set(scope, { ...before, prefix: before.prefix ?? prefix, isClient: before.isClient || clients.test(word) });
  }
  return found;
}

/** The class that an annotation stands before; `undefined` = it is of a member. */
function classOf({ tokens }: Outline, { name, open }: Annotation, classes: readonly Scope[]): Scope | undefined {
  const from = open < 0 ? name : (tokens.pair[open] ?? name);
  const next = classes.find((it) => it.from > from);
  if (next === undefined || next.from - from > 200) return undefined;
  for (let at = from + 1; at < next.from; at++) {
    if (tokens.kind[at] === Token.open) at = Math.max(at, tokens.pair[at] ?? at);
    else if (isAt(tokens, at, ";") || isAt(tokens, at, "}") || isAt(tokens, at, "=")) return undefined;
  }
  return next;
}

/** The name of the method behind an annotation. */
function functionBehind({ scopes, tokens }: Outline, name: number): string {
  const next = scopes.find((it) => it.kind === "function" && it.from > name);
  return next === undefined || tokens.count === 0 ? "" : next.name;
}

/** ASP.NET's `[controller]` and `[action]`. */
function inRoute(value: Value, owner: string, method: string): Value {
  if (value.is !== "text" || !value.text.includes("[")) return value;
  const text = value.text
    .replace(/\[controller\]/gi, owner.replace(/Controller$/, "").toLowerCase())
    .replace(/\[action\]/gi, method.toLowerCase());
  return { is: "text", text };
}

/** What another annotation of the same member is given: `@Path` beside `@GET`. */
function besides({ annotations, tokens }: Outline, at: number, word: string, expressions: Expressions): readonly Value[] {
  const own = annotations[at]?.name ?? 0;
  for (const it of annotations.slice(Math.max(0, at - 5), at + 6)) {
    if (it.open < 0 || !isAt(tokens, it.name, word)) continue;
    const [from, to] = it.name < own ? [it.name, own] : [own, it.name];
    let apart = false;
    for (let token = from + 1; token < to && !apart; token++) {
      if (isAt(tokens, token, "{")) apart = true;
      else if (tokens.kind[token] === Token.open) token = Math.max(token, tokens.pair[token] ?? token);
      else apart = [";", "{", "}", "class", "interface"].some((one) => isAt(tokens, token, one));
    }
    if (!apart) return valuesOf([0, "value"], expressions.args(it.open));
  }
  return [];
}

const known = /^(?:get|post|put|patch|delete|head|options)$/i;

/** The verbs of a route: said beside it, or by the name of what is called. */
function verbsOf(row: Telling, word: string, given: Given, tokens: Tokens, end: number): readonly string[] {
  const said = [...given.named, ...entriesIn(given)]
    .filter(([name]) => name === "methods" || name === "method")
    .flatMap(([, value]) => namesIn(value));
  if (said.length > 0) return [...new Set(said)];
  if (word === "route" && given.args[1] !== undefined) {
    const chained = chainOf(given.args[1]);
    if (chained.length > 0) return chained;
  }
  // `r.HandleFunc("/x", h).Methods("GET")`.
  if (isAt(tokens, end + 1, ".") && isAt(tokens, end + 2, "Methods") && tokens.kind[end + 4] === Token.string) {
    const stated = valueAt(tokens, end + 4).toUpperCase();
    if (known.test(stated)) return [stated];
  }
  if (row.verb !== undefined) return [row.verb];
  const bare = word.replace(/^(?:Map|Http)(?=[A-Z])|Mapping$/g, "").toLowerCase();
  return [bare === "del" ? "DELETE" : known.test(bare) ? bare.toUpperCase() : "ANY"];
}

function namesIn(value: Value): readonly string[] {
  if (value.is === "list") return value.items.flatMap(namesIn);
  const text = value.is === "text" ? value.text : value.is === "name" ? value.path.slice(value.path.lastIndexOf(".") + 1) : "";
  return known.test(text) ? [text.toUpperCase()] : [];
}

/** Rust's `get(list).post(create)`, `web::get().to(list)`. */
function chainOf(value: Value): readonly string[] {
  if (value.is !== "call") return [];
  const word = value.path.slice(value.path.lastIndexOf(".") + 1);
  const before = value.on === undefined ? [] : chainOf(value.on);
  return known.test(word) ? [...before, word.toUpperCase()] : before;
}

/** `.get(…).post(…)` behind `router.route("/x")`. */
function verbsBehind(tokens: Tokens, close: number): readonly string[] {
  const verbs: string[] = [];
  for (let at = close + 1; isAt(tokens, at, ".") && tokens.kind[at + 1] === Token.name && isAt(tokens, at + 2, "("); ) {
    const word = wordAt(tokens, at + 1);
    if (known.test(word)) verbs.push(word.toUpperCase());
    const end = tokens.pair[at + 2] ?? -1;
    if (end <= at) break;
    at = end + 1;
  }
  return verbs;
}

/** Where what is grouped ends: the arguments, or the block behind them. */
function endOf(tokens: Tokens, name: number, close: number): number {
  if (isAt(tokens, close + 1, "{")) return tokens.pair[close + 1] ?? close;
  for (let at = name + 1; at < tokens.count && tokens.first[at] !== 1; at++) if (isAt(tokens, at, "do")) return tokens.pair[at] ?? at;
  return close;
}

/** Laravel's `Route::prefix("api")->group(…)`. */
function prefixBefore(tokens: Tokens, name: number): readonly Value[] {
  for (let at = name - 1; at > 0 && at > name - 60; at--) {
    if (isAt(tokens, at, ";") || isAt(tokens, at, "{")) return [];
    if (isAt(tokens, at, "prefix") && tokens.kind[at + 2] === Token.string) return [{ is: "text", text: valueAt(tokens, at + 2) }];
    if (tokens.kind[at] === Token.close) {
      const begin = tokens.pair[at] ?? -1;
      if (begin >= 0 && begin < at) at = begin;
    }
  }
  return [];
}
