import type { SiteForm } from "../../knowledge/code/sites/index.ts";
import { isAt, Token, type Tokens } from "../../syntax/source/tokens.ts";
import type { Value } from "../../syntax/source/value.ts";
import type { Expressions } from "../../syntax/source/values.ts";
import { commandArgs } from "./given.ts";

/** What is given to a call, as far as it is written there. */
export interface Given {
  /** Names and calls begin with `$`; `…` is what nobody can know. */
  readonly args: readonly string[];
  readonly values: readonly Value[];
  /** By name, also within records. */
  readonly named: Readonly<Record<string, string>>;
  readonly records?: Readonly<Record<string, Value>>;
  /** More is spread into it. */
  readonly open: boolean;
}

const nothing: Given = { args: [], values: [], named: {}, open: false };

/** Of the bracket at `open`; without one (Ruby) of what stands behind the name. */
export function givenOf(tokens: Tokens, expressions: Expressions, open: number, name: number): Given {
  if (open < 0 && name < 0) return nothing;
  const { args, named } = open < 0 ? commandArgs(tokens, expressions, name) : expressions.args(open);
  // Whatever a name is: `constructor` is one, too.
  const texts: Record<string, string> = Object.create(null);
  const records: Record<string, Value> = Object.create(null);
  const add = (key: string, value: Value, depth: number): void => {
    if (!(key in texts)) {
      texts[key] = textOf(value);
      records[key] = value;
    }
    if (depth < 3) for (const [inner, it] of entriesOf(value)) add(inner, it, depth + 1);
  };
  for (const [key, value] of named) add(key, value, 0);
  for (const value of args) for (const [key, it] of entriesOf(value)) add(key, it, 1);
  return { args: args.map(textOf), values: args, named: texts, records, open: isSpread(tokens, open) };
}

const entriesOf = (value: Value): readonly (readonly [string, Value])[] =>
  value.is === "record"
    ? value.entries
    : value.is === "call"
      ? value.named
      : value.is === "list" && value.items.length === 1
        ? entriesOf(value.items[0] as Value)
        : [];

/** `...options`, `**options`. */
function isSpread(tokens: Tokens, open: number): boolean {
  if (open < 0) return false;
  const close = Math.min(tokens.pair[open] ?? open, open + 400);
  for (let at = open + 1; at < close; at++)
    if (
      tokens.kind[at] === Token.mark &&
      (isAt(tokens, at, "...") || (isAt(tokens, at, "**") && (isAt(tokens, at - 1, ",") || at === open + 1)))
    )
      return true;
  return false;
}

/** A value as one text: what is written stays, names and calls begin with `$`. */
export function textOf(value: Value): string {
  switch (value.is) {
    case "text":
      return value.text.slice(0, 300);
    case "name":
      return `$${value.path}`.slice(0, 200);
    case "call":
      return `${value.on === undefined ? `$${value.path}` : `${textOf(value.on)}${value.path === "" ? "" : `.${value.path}`}`}()`.slice(
        0,
        200,
      );
    case "join":
      return value.parts
        .map((it) => (it.is === "text" ? it.text : it.is === "name" ? `…{${it.path}}` : it.is === "call" ? `…{${textOf(it)}}` : "…"))
        .join("")
        .slice(0, 300);
    case "record":
      return value.entries.length === 0 ? "{}" : "{…}";
    case "list":
      return value.items.length === 0 ? "[]" : value.items.some((it) => it.is === "text" && it.text === "*") ? "[*]" : "[…]";
    default:
      return "…";
  }
}

export const valueNamed = ({ records }: Given, name: string): Value | undefined => records?.[name];

/** Whether what is given is what a pattern wants: by position, or by name. */
export function meets(where: Readonly<Record<string, RegExp>>, { args, named }: Given): boolean {
  for (const [key, form] of Object.entries(where)) {
    const text = /^\d$/.test(key) ? (args[Number(key)] ?? "") : named[key];
    if (text === undefined || !form.test(text)) return false;
  }
  return true;
}

/** Whether a place says what its pattern asks for; what is given as a whole (`options`, `...rest`) may say it. */
export function isSettled({ asks }: SiteForm, { args, named, open, values }: Given, chain: readonly string[]): "yes" | "no" | "unknown" {
  if (asks === undefined) return "no";
  const said = Object.entries(named).find(([key]) => asks.names.has(key));
  if (said !== undefined) return asks.none?.test(said[1]) ? "no" : "yes";
  if (chain.some((it) => asks.names.has(it))) return "yes";
  if (open) return "unknown";
  if (asks.at === undefined) return "no";
  const value = values[asks.at];
  const text = args[asks.at] ?? "";
  if (value === undefined || value.is === "record") return "no";
  if (value.is === "text") return asks.none?.test(text) ? "no" : "yes";
  return value.is === "name" && asks.none?.test(text) ? "no" : "unknown";
}
