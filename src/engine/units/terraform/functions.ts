import { parseTemplate } from "../../syntax/hcl/parse.ts";
import { within } from "../../syntax/paths.ts";
import { readTree } from "../cloud/texts.ts";
import { type Entry, hole, joined, refsIn, text, unknown, type Value, wholeText } from "../cloud/value.ts";
import type { evaluate, Scope } from "./evaluate.ts";
import { stepInto } from "./step.ts";

type Evaluate = typeof evaluate;
type Call = (args: readonly Value[], scope: Scope, evaluate: Evaluate) => Value;

/** A function's result where its arguments decide it; of any other call, what its arguments take of others. */
export function callFunction(name: string, args: readonly Value[], scope: Scope, evaluate: Evaluate): Value {
  const call = functions.get(name.replace(/^core::/, ""));
  return call?.(args, scope, evaluate) ?? unknown(args.flatMap(refsIn));
}

/** What gives its argument back, for our purposes. */
const same: Call = ([first]) => first ?? unknown();

/** A function of texts that are known from end to end. */
const ofTexts =
  (make: (...texts: readonly string[]) => string): Call =>
  (args) => {
    const known = args.map(wholeText);
    const refs = args.flatMap(refsIn);
    return known.every((it) => it !== undefined) ? text(make(...known), refs) : { kind: "text", text: hole, whole: false, refs };
  };

const itemsOf = (value: Value | undefined): readonly Value[] | undefined =>
  value?.kind === "list" ? value.items : value?.kind === "map" ? [...value.entries.values()].map((it) => it.value) : undefined;

/** The first that is there. */
const first: Call = (args) => args.find((it) => it.kind !== "text" || it.text !== "") ?? unknown();

const decode: Call = ([value]) => (value === undefined ? unknown() : (readTree(value) ?? value));

const functions: ReadonlyMap<string, Call> = new Map<string, Call>([
  ...[
    "jsonencode",
    "yamlencode",
    "sensitive",
    "nonsensitive",
    "tostring",
    "tolist",
    "toset",
    "tomap",
    "tonumber",
    "tobool",
    "base64encode",
    "trimspace",
    "distinct",
    "sort",
    "reverse",
  ].map((it) => [it, same] as const),
  ["lower", ofTexts((it = "") => it.toLowerCase())],
  ["upper", ofTexts((it = "") => it.toUpperCase())],
  ["replace", ofTexts((it = "", from = "", to = "") => (from.startsWith("/") ? it : it.replaceAll(from, to)))],
  ["trimprefix", ofTexts((it = "", prefix = "") => (prefix !== "" && it.startsWith(prefix) ? it.slice(prefix.length) : it))],
  ["trimsuffix", ofTexts((it = "", suffix = "") => (suffix !== "" && it.endsWith(suffix) ? it.slice(0, -suffix.length) : it))],
  ["substr", ofTexts((it = "", from = "0", length = "0") => it.substr(Number(from), Number(length) < 0 ? undefined : Number(length)))],
  ["basename", ofTexts((it = "") => it.slice(it.lastIndexOf("/") + 1))],
  ["abspath", same],
  ["format", format],
  ["join", join],
  [
    "split",
    ([separator, value]) => {
      const [by, whole] = [wholeText(separator), wholeText(value)];
      return by === undefined || whole === undefined
        ? unknown(refsIn(value))
        : { kind: "list", items: whole.split(by).map((it) => text(it)) };
    },
  ],
  ["concat", (args) => ({ kind: "list", items: args.flatMap((it) => itemsOf(it) ?? [it]) })],
  ["flatten", (args) => ({ kind: "list", items: args.flatMap(flat) })],
  [
    "compact",
    ([list]) => (list?.kind === "list" ? { kind: "list", items: list.items.filter((it) => wholeText(it) !== "") } : (list ?? unknown())),
  ],
  ["merge", merge],
  ["coalesce", first],
  ["try", first],
  [
    "lookup",
    ([map, key, otherwise]) => {
      const name = wholeText(key);
      if (map?.kind !== "map" || name === undefined) return unknown(refsIn(map));
      return map.entries.get(name)?.value ?? otherwise ?? unknown();
    },
  ],
  ["element", ([list, index]) => (list === undefined ? unknown() : stepInto(list, [wholeText(index) ?? "*"]))],
  ["one", ([list]) => (list?.kind === "list" ? (list.items[0] ?? unknown()) : (list ?? unknown()))],
  ["values", ([map]) => ({ kind: "list", items: itemsOf(map) ?? [unknown(refsIn(map))] })],
  [
    "keys",
    ([map]) => (map?.kind === "map" ? { kind: "list", items: [...map.entries.keys()].map((it) => text(it)) } : unknown(refsIn(map))),
  ],
  [
    "length",
    ([value]) => {
      const items = itemsOf(value);
      return items === undefined ? unknown() : text(String(items.length));
    },
  ],
  [
    "file",
    ([path], scope) => {
      const said = fileText(path, scope);
      return said === undefined ? unknown() : text(said);
    },
  ],
  ["templatefile", templateFile],
  ["jsondecode", decode],
  ["yamldecode", decode],
]);

const flat = (value: Value): readonly Value[] => (value.kind === "list" ? value.items.flatMap(flat) : [value]);

function format([pattern, ...args]: readonly Value[]): Value {
  const said = wholeText(pattern);
  const refs = args.flatMap(refsIn);
  if (said === undefined) return unknown(refs);
  let next = 0;
  const parts = said.split(/(%[sdvq%])/).map((it) => (it === "%%" ? "%" : /^%[sdvq]$/.test(it) ? (args[next++] ?? unknown()) : it));
  return joined(parts);
}

function join([separator, ...lists]: readonly Value[]): Value {
  const by = wholeText(separator) ?? "";
  const items = lists.flatMap((it) => itemsOf(it) ?? [it]);
  return joined(items.flatMap((it, index) => (index === 0 || by === "" ? [it] : [by, it])));
}

function merge(args: readonly Value[]): Value {
  const entries = new Map<string, Entry>();
  for (const it of args) {
    if (it.kind === "map") for (const [name, entry] of it.entries) entries.set(name, entry);
    else
      for (const ref of refsIn(it))
        entries.set(`${hole}${entries.size}`, { value: unknown([ref]), at: { file: "", anchor: "", span: undefined } });
  }
  return { kind: "map", entries };
}

function fileText(path: Value | undefined, { folder, evaluation }: Scope): string | undefined {
  const said = wholeText(path);
  const file = said === undefined ? undefined : within(folder, said);
  return file === undefined ? undefined : evaluation.fileText(file);
}

/** A file of the workspace as a template, with the names that it is given. */
function templateFile([path, given]: readonly Value[], scope: Scope, evaluate: Evaluate): Value {
  const said = fileText(path, scope);
  if (said === undefined) return unknown(refsIn(given));
  const names = new Map(given?.kind === "map" ? [...given.entries].map(([name, it]) => [name, it.value] as const) : []);
  return evaluate(parseTemplate(said), { ...scope, names, resolve: () => unknown() });
}
