import { type Language, Word } from "./language.ts";
import { Brace, closed, type Scopes } from "./scope.ts";
import { isAt, Token, type Tokens, wordAt } from "./tokens.ts";

/** `x => …`, `(x) -> …`: not the arms of a switch. */
export function arrowAt(tokens: Tokens, language: Language, at: number, scopes: Scopes): void {
  if (language.id !== "javascript" && language.id !== "java" && language.id !== "csharp") return;
  if (
    !isAt(tokens, at - 1, ")") &&
    tokens.kind[at - 1] !== Token.name &&
    !(language.id === "javascript" && tokens.kind[at - 1] === Token.close) &&
    !isAt(tokens, at - 1, ">") &&
    !isAt(tokens, at - 1, "]")
  )
    return;
  const open = isAt(tokens, at - 1, ")") ? (tokens.pair[at - 1] ?? -1) : -1;
  const around = scopes.around[at] ?? -1;
  if (around >= 0 && scopes.braces[around] === Brace.arms) return;
  if (language.id === "java" && (around < 0 || isAt(tokens, around, "{")) && isArm(tokens, at)) return;
  // Types of functions, and bodies of methods, which are found with their parameters.
  const next = at + 1;
  if (isAt(tokens, next, "{")) {
    if (scopes.braces[next] === Brace.body) return;
    scopes.braces[next] = Brace.body;
    scopes.add(
      closed("function", nameBefore(tokens, open >= 0 ? open : at - 1), open >= 0 ? open : at - 1, open, next, tokens.pair[next] ?? -1),
    );
    return;
  }
  scopes.add(
    closed("function", nameBefore(tokens, open >= 0 ? open : at - 1), open >= 0 ? open : at - 1, open, next, scopes.ends.expression(next)),
  );
}

/** `case A, B ->`. */
function isArm(tokens: Tokens, at: number): boolean {
  for (let before = at - 1; before >= 0 && before > at - 60; before--) {
    if (isAt(tokens, before, "case") || isAt(tokens, before, "default")) return true;
    if (tokens.kind[before] === Token.close) {
      const pair = tokens.pair[before] ?? -1;
      if (isAt(tokens, before, "}") || pair < 0) return false;
      before = pair;
    } else if (tokens.kind[before] === Token.open || isAt(tokens, before, ";") || isAt(tokens, before, "->") || isAt(tokens, before, "="))
      return false;
  }
  return false;
}

/** `name = (x) => …`, `name: async (x) => …`. */
function nameBefore(tokens: Tokens, at: number): string {
  let before = at - 1;
  if (isAt(tokens, before, "async")) before--;
  if (!isAt(tokens, before, "=") && !isAt(tokens, before, ":")) return "";
  return tokens.kind[before - 1] === Token.name ? wordAt(tokens, before - 1) : "";
}

/** Rust's `|x| …`, where a value is expected. */
export function closureAt(tokens: Tokens, at: number, scopes: Scopes): void {
  const before = at - 1;
  const kind = tokens.kind[before];
  const starts =
    kind === Token.open ||
    (kind === Token.mark && ["=", ",", "=>", "&&", "||", ";", ":"].some((it) => isAt(tokens, before, it))) ||
    (kind === Token.name && ["move", "return", "async", "else"].some((it) => isAt(tokens, before, it)));
  if (!starts) return;
  let close = at;
  if (isAt(tokens, at, "|")) {
    close = at + 1;
    while (close < tokens.count && close < at + 60 && !isAt(tokens, close, "|")) {
      if (tokens.kind[close] === Token.close || isAt(tokens, close, ";") || isAt(tokens, close, "=>")) return;
      close = (tokens.kind[close] === Token.open ? Math.max(close, tokens.pair[close] ?? close) : close) + 1;
    }
    if (!isAt(tokens, close, "|")) return;
  } else if (!isAt(tokens, at, "||")) return;
  let next = close + 1;
  if (isAt(tokens, next, "->")) while (next < tokens.count && next < close + 60 && !isAt(tokens, next, "{")) next++;
  const to = isAt(tokens, next, "{") ? scopes.ends.expression(next) : scopes.ends.expression(next);
  scopes.add(closed("function", "", at, -1, next, to));
}

/** Kotlin's `{ … }` that no word or head introduces. */
export function isLambda(tokens: Tokens, at: number): boolean {
  if (tokens.first[at] === 1) return false;
  const before = at - 1;
  const kind = tokens.kind[before];
  if (kind === Token.name) return tokens.word[before] === 0 || tokens.word[before] === Word.leads;
  if (kind === Token.close) {
    if (!isAt(tokens, before, ")")) return false;
    const open = tokens.pair[before] ?? -1;
    const word = tokens.kind[open - 1] === Token.name ? tokens.word[open - 1] : 0;
    return word !== Word.condition && word !== Word.loop;
  }
  return kind === Token.open || (kind === Token.mark && !isAt(tokens, before, "->") && !isAt(tokens, before, ";"));
}
