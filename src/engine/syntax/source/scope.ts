import type { Ends } from "./ends.ts";
import type { Language } from "./language.ts";
import { isAt, Token, type Tokens } from "./tokens.ts";

/** A function, a class or a loop, with the tokens of its body. */
export interface Scope {
  readonly kind: "function" | "class" | "loop";
  /** "" = it has none. */
  readonly name: string;
  /** The first token of what introduces it. */
  readonly head: number;
  /** The brackets of its parameters; -1 = none. */
  readonly parameters: number;
  readonly from: number;
  readonly to: number;
}

/** What a brace holds. */
export const Brace = { block: 0, members: 1, shape: 2, enum: 3, object: 4, body: 5, arms: 6, lambda: 7 } as const;

export interface Scopes {
  readonly found: Scope[];
  /** By the token of a brace. */
  readonly braces: Uint8Array;
  readonly ends: Ends;
  /** By token: the innermost open bracket around it; -1 = none. */
  readonly around: Int32Array;
  /** Brackets that hold what comes back from a function: Go's. */
  readonly results: Set<number>;
  /** Heads of classes: what looks like a call in them is a base. */
  readonly heads: [number, number][];
  add(scope: Scope): void;
}

export const longestHead = 400;

export const closed = (kind: Scope["kind"], name: string, head: number, parameters: number, from: number, to: number): Scope => ({
  kind,
  name,
  head,
  parameters,
  from,
  to: Math.max(from, to),
});

/** The token behind a list of types at `<`, or `at` where it is none. */
export function behindTypes(tokens: Tokens, at: number): number {
  if (!isAt(tokens, at, "<")) return at;
  let depth = 0;
  for (let next = at; next < tokens.count && next < at + longestHead; next++) {
    if (isAt(tokens, next, "<")) depth++;
    else if (isAt(tokens, next, ">") && --depth === 0) return next + 1;
    else if (isAt(tokens, next, ";") || tokens.kind[next] === Token.close) return at;
    else if (tokens.kind[next] === Token.open) next = Math.max(next, tokens.pair[next] ?? next);
  }
  return at;
}

/** Finds the body of a function behind its parameters; `true` = it has one. */
export function bodyBehind(
  tokens: Tokens,
  language: Language,
  close: number,
  name: string,
  head: number,
  parameters: number,
  scopes: Scopes,
): boolean {
  if (close < 0) return false;
  let next = close + 1;
  for (const limit = next + 200; next < limit && next < tokens.count; next++) {
    const kind = tokens.kind[next];
    if (kind === Token.open) {
      if (tokens.code[next] === 123 && !isTypeBrace(tokens, next, close)) {
        scopes.braces[next] = Brace.body;
        scopes.add(closed("function", name, head, parameters, next, tokens.pair[next] ?? -1));
        return true;
      }
      if (language.id === "go") scopes.results.add(next);
      next = Math.max(next, tokens.pair[next] ?? next);
      continue;
    }
    if (kind === Token.close || isAt(tokens, next, ";") || isAt(tokens, next, ",")) {
      if (!(isAt(tokens, next, ",") && (language.id === "java" || language.id === "rust" || language.id === "csharp"))) return false;
    }
    if (isAt(tokens, next, "<")) {
      next = Math.max(next, behindTypes(tokens, next) - 1);
      continue;
    }
    // In the type of what comes back an arrow is a function's type.
    if (isAt(tokens, next, "=>") && language.id === "javascript") continue;
    if (isAt(tokens, next, "=>") || (isAt(tokens, next, "=") && language.id === "kotlin")) {
      const from = next + 1;
      scopes.add(closed("function", name, head, parameters, from, scopes.ends.expression(from)));
      return true;
    }
    if (isAt(tokens, next, "=")) return false;
    if (
      tokens.first[next] === 1 &&
      language.lineEnds &&
      !isAt(tokens, next, ":") &&
      !isAt(tokens, next, "where") &&
      !isAt(tokens, next - 1, ":") &&
      !isAt(tokens, next, "|")
    )
      return false;
  }
  return false;
}

/** A brace in the type of what comes back. */
function isTypeBrace(tokens: Tokens, at: number, close: number): boolean {
  if (at === close + 1) return false;
  if (tokens.kind[at - 1] === Token.mark) return [":", "|", "&", "<", "?", "->"].some((it) => isAt(tokens, at - 1, it));
  return isAt(tokens, at - 1, "interface") || isAt(tokens, at - 1, "struct");
}
