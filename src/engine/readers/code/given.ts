import { isAt, Token, type Tokens, wordAt } from "../../syntax/source/tokens.ts";
import type { Value } from "../../syntax/source/value.ts";
import type { Expressions } from "../../syntax/source/values.ts";
import type { Passed } from "./facts.ts";

/** What is called with what it is taken from: `http.NewRequest`. */
export function pathBefore(tokens: Tokens, name: number): string {
  let path = wordAt(tokens, name);
  for (let at = name, steps = 0; steps < 6; steps++) {
    const joint = [".", "?.", "::", "->", "&."].some((it) => isAt(tokens, at - 1, it));
    if (!joint || tokens.kind[at - 2] !== Token.name) break;
    at -= 2;
    path = `${wordAt(tokens, at)}.${path}`;
  }
  return path;
}

/** The arguments of a call. */
export type Given = Pick<Passed, "args" | "named">;

/** Ruby's arguments without parentheses. */
export function commandArgs(tokens: Tokens, expressions: Expressions, name: number): Given {
  const args: Value[] = [];
  const named: [string, Value][] = [];
  let at = name + 1;
  for (let count = 0; count < 20 && at < tokens.count && tokens.first[at] !== 1; count++) {
    if (tokens.kind[at] === Token.name && isAt(tokens, at + 1, ":")) {
      const { value, next } = expressions.at(at + 2);
      named.push([wordAt(tokens, at), value]);
      at = next;
    } else {
      const { value, next } = expressions.at(at);
      args.push(value);
      at = next;
    }
    if (!isAt(tokens, at, ",")) break;
    at++;
  }
  return { args, named };
}

/** The values that stand where an address may stand: by position, by name, or by name in a record that is given. */
export function valuesOf(places: readonly (number | string)[], { args, named }: Given): readonly Value[] {
  const found: Value[] = [];
  const entries = [...named, ...entriesIn({ args })];
  for (const place of places) {
    if (typeof place === "number") {
      const value = args[place];
      if (value !== undefined && value.is !== "record") found.push(value);
    } else for (const [name, value] of entries) if (name === place && value.is !== "record") found.push(value);
  }
  return found.flatMap((it) => (it.is === "list" ? it.items : [it]));
}

/** What is said by name in the records that are given. */
export const entriesIn = ({ args }: Pick<Given, "args">): readonly (readonly [string, Value])[] => args.flatMap((it) => entriesOf(it, 0));

function entriesOf(value: Value, depth: number): readonly (readonly [string, Value])[] {
  if (depth > 3) return [];
  if (value.is === "record") return value.entries.flatMap(([name, it]) => [[name, it] as const, ...entriesOf(it, depth + 1)]);
  if (value.is === "call") return value.named.flatMap(([name, it]) => [[name, it] as const, ...entriesOf(it, depth + 1)]);
  return [];
}
