import type { Outline } from "../../syntax/source/outline.ts";
import { isAt, Token, type Tokens, valueAt, wordAt } from "../../syntax/source/tokens.ts";
import { says, type Value } from "../../syntax/source/value.ts";
import type { Expressions } from "../../syntax/source/values.ts";
import type { Definition } from "./facts.ts";

/** More of them are data. */
const most = 3000;

/** Names with what they stand for: constants, variables, fields, what functions return, and what `@Value` fills in. */
export function definitionsIn(
  outline: Outline,
  expressions: Expressions,
  functionAt: (token: number) => { index: number; name: string },
): readonly Definition[] {
  const { tokens, language } = outline;
  const found: Definition[] = [];
  const seen = new Map<string, number>();
  const put = (name: string, within: number, value: Value, from: number, to: number, field = false): void => {
    if (name === "" || !says(value) || found.length >= most) return;
    const repeats = seen.get(name) ?? 0;
    seen.set(name, repeats + 1);
    const anchor = repeats === 0 ? `name:${name}` : `name:${name}~${repeats}`;
    found.push({
      name,
      within,
      value,
      ...(field && { field }),
      anchor,
      start: tokens.start[from] ?? 0,
      end: tokens.end[Math.max(from, to)] ?? 0,
    });
  };
  for (let at = 1; at < tokens.count; at++) {
    if (tokens.kind[at] === Token.mark && (isAt(tokens, at, "=") || isAt(tokens, at, ":="))) {
      const name = nameBefore(
        tokens,
        at,
        language.id === "javascript" || language.id === "python" || language.id === "kotlin" || language.id === "rust",
      );
      if (name === undefined || (!name.text.includes(".") && isArgument(tokens, name.from))) continue;
      const { value, next } = expressions.at(at + 1);
      put(name.text, functionAt(at).index, value, name.from, next - 1, name.field);
      // `conn, err := dial(x)`.
    } else if (tokens.kind[at] === Token.name && isAt(tokens, at, "return")) {
      const around = functionAt(at);
      if (around.name !== "") {
        const { value, next } = expressions.at(at + 1);
        if (value.is !== "record") put(`${around.name}()`, around.index, value, at, next - 1);
      }
    } else if (
      tokens.kind[at] === Token.name &&
      isAt(tokens, at, "default") &&
      isAt(tokens, at - 1, "export") &&
      isAt(tokens, at + 1, "{")
    ) {
      const { value, next } = expressions.at(at + 1);
      put("default", -1, value, at, next - 1);
    }
  }
  for (const scope of outline.scopes) {
    if (scope.kind !== "function" || scope.name === "" || isAt(tokens, scope.from, "{") || language.blocks !== "braces") continue;
    const { value, next } = expressions.at(scope.from);
    if (value.is !== "record") put(`${scope.name}()`, functionAt(scope.from).index, value, scope.from, next - 1);
  }
  for (const scope of outline.scopes) {
    if (scope.kind !== "function" || scope.parameters < 0 || language.id === "javascript") continue;
    const within = functionAt(scope.from).index;
    const close = tokens.pair[scope.parameters] ?? -1;
    // What holds where nobody gives a parameter: `def __init__(self, host="db")`.
    for (let at = scope.parameters + 1; at < close; at++) {
      if (tokens.kind[at] === Token.open) at = Math.max(at, tokens.pair[at] ?? at);
      else if (isAt(tokens, at, "=")) {
        const name = nameBefore(tokens, at, true);
        const { value, next } = expressions.at(at + 1);
        if (name !== undefined && !name.text.includes(".")) put(name.text, within, value, name.from, next - 1);
      }
    }
  }
  for (const { name, open } of outline.annotations) {
    if (open < 0 || !isAt(tokens, name, "Value")) continue;
    const close = tokens.pair[open] ?? -1;
    const key = tokens.kind[open + 1] === Token.string ? valueAt(tokens, open + 1) : undefined;
    const target = close < 0 ? undefined : targetOf(tokens, close + 1);
    if (key !== undefined && target !== undefined)
      put(target, -1, { is: "call", path: "@Value", args: [{ is: "text", text: key }], named: [] }, name, close);
  }
  return found;
}

/** The name that is assigned to, with what it is taken from; `this.` and its like left out. */
function nameBefore(
  tokens: Tokens,
  equal: number,
  typed: boolean,
): { readonly text: string; readonly from: number; readonly field: boolean } | undefined {
  let at = equal - 1;
  // C#'s `Url { get; set; } = value`.
  if (isAt(tokens, at, "}") && (tokens.pair[at] ?? -1) > 0) at = (tokens.pair[at] ?? 1) - 1;
  if (typed) {
    // `name: Type<X> = value`.
    let colon = at;
    for (let steps = 0; steps < 12 && colon > 0 && !isAt(tokens, colon, ":"); steps++) {
      if (
        tokens.kind[colon] === Token.open ||
        isAt(tokens, colon, ";") ||
        isAt(tokens, colon, ",") ||
        isAt(tokens, colon, "=") ||
        tokens.first[colon + 1] === 1
      )
        break;
      colon = tokens.kind[colon] === Token.close && (tokens.pair[colon] ?? -1) >= 0 ? (tokens.pair[colon] ?? 0) - 1 : colon - 1;
    }
    // A colon that ends its line begins a block: Python's `class Config:`.
    if (isAt(tokens, colon, ":") && tokens.kind[colon - 1] === Token.name && tokens.first[colon] !== 1 && tokens.first[colon + 1] !== 1)
      at = colon - 1;
  }
  // Go's `name, err := …`.
  for (let steps = 0; steps < 4 && isAt(tokens, at - 1, ",") && tokens.kind[at - 2] === Token.name && isAt(tokens, equal, ":="); steps++)
    at -= 2;
  if (tokens.kind[at] !== Token.name) return undefined;
  const parts = [wordAt(tokens, at)];
  let from = at;
  while (
    (isAt(tokens, from - 1, ".") || isAt(tokens, from - 1, "->") || isAt(tokens, from - 1, "::")) &&
    tokens.kind[from - 2] === Token.name &&
    parts.length < 6
  ) {
    from -= 2;
    parts.unshift(wordAt(tokens, from));
  }
  const own = parts.filter((it, index) => !(index === 0 && parts.length > 1 && /^(?:this|self|\$this|@self|static|cls)$/.test(it)));
  return { text: own.join("."), from, field: parts.length > 1 };
}

/** Named arguments and defaults of parameters are no definitions; Go's groups are. */
function isArgument(tokens: Tokens, at: number): boolean {
  // The bracket around it is told by the nearest one that is not closed before it.
  let before = at - 1;
  for (let steps = 0; before >= 0 && steps < 200; steps++) {
    const kind = tokens.kind[before];
    if (kind === Token.close && (tokens.pair[before] ?? -1) >= 0) before = tokens.pair[before] ?? 0;
    else if (kind === Token.open) {
      if (tokens.code[before] !== 40) return tokens.code[before] === 91;
      return !["var", "const", "type"].some((it) => isAt(tokens, before - 1, it));
    } else if (tokens.kind[before] === Token.mark && isAt(tokens, before, ";")) return false;
    before--;
  }
  return false;
}

/** The field or parameter behind an annotation: the name before `;`, `=`, `,` or the closing bracket. */
function targetOf(tokens: Tokens, from: number): string | undefined {
  for (let at = from; at < tokens.count && at < from + 40; at++) {
    if (tokens.kind[at] === Token.open) at = Math.max(at, tokens.pair[at] ?? at);
    const ends = [";", "=", ","].some((it) => isAt(tokens, at, it)) || isAt(tokens, at, ")");
    // Kotlin's `val name: Type`.
    if (isAt(tokens, at, ":") && tokens.kind[at - 1] === Token.name) return wordAt(tokens, at - 1);
    if (ends) return tokens.kind[at - 1] === Token.name ? wordAt(tokens, at - 1) : undefined;
  }
  return undefined;
}
