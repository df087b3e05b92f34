import { closed, type Scopes } from "./scope.ts";
import { isAt, Token, type Tokens, wordAt } from "./tokens.ts";

/** The colon that opens the block of a head: not one in brackets, nor one of an annotation without a block. */
export function colonBehind(tokens: Tokens, at: number): number {
  for (let next = at + 1; next < tokens.count && next < at + 2000; next++) {
    if (tokens.first[next] === 1 && !isAt(tokens, next - 1, "\\")) return -1;
    if (tokens.kind[next] === Token.open) next = Math.max(next, tokens.pair[next] ?? next);
    else if (tokens.kind[next] === Token.close) return -1;
    else if (isAt(tokens, next, ":")) return next;
  }
  return -1;
}

export function pythonFunction(tokens: Tokens, at: number, scopes: Scopes): void {
  const colon = colonBehind(tokens, at);
  if (colon < 0) return;
  if (isAt(tokens, at, "lambda")) {
    scopes.add(closed("function", "", at, -1, colon + 1, scopes.ends.expression(colon + 1)));
    return;
  }
  const open = isAt(tokens, at + 2, "(") ? at + 2 : -1;
  if (tokens.pair[colon] !== -1) scopes.add(closed("function", wordAt(tokens, at + 1), at, open, colon + 1, tokens.pair[colon] ?? -1));
}

export function pythonClass(tokens: Tokens, at: number, scopes: Scopes): number {
  const colon = colonBehind(tokens, at);
  if (colon < 0 || tokens.pair[colon] === -1) return at;
  scopes.add(closed("class", wordAt(tokens, at + 1), at, -1, colon + 1, tokens.pair[colon] ?? -1));
  return at;
}

export function defAt(tokens: Tokens, at: number, scopes: Scopes): void {
  let name = at + 1;
  while (isAt(tokens, name + 1, ".")) name += 2;
  const open = isAt(tokens, name + 1, "(") && tokens.first[name + 1] !== 1 ? name + 1 : -1;
  const end = tokens.pair[at] ?? -1;
  const from = (open >= 0 ? Math.max(open, tokens.pair[open] ?? open) : name) + 1;
  const endless = end < 0 && isAt(tokens, from, "=");
  if (end > at) scopes.add(closed("function", wordAt(tokens, name), at, open, from, end));
  else if (endless) scopes.add(closed("function", wordAt(tokens, name), at, open, from + 1, scopes.ends.expression(from + 1)));
}

export function blockAt(tokens: Tokens, at: number, scopes: Scopes): void {
  const end = tokens.pair[at] ?? -1;
  if (end > at) scopes.add(closed("function", "", at, -1, at + 1, end));
}

/** Ruby's `{ |x| … }` behind a call. */
export function isBlock(tokens: Tokens, at: number): boolean {
  if (tokens.first[at] === 1) return false;
  const kind = tokens.kind[at - 1];
  if (kind === Token.close) return isAt(tokens, at - 1, ")");
  return isAt(tokens, at - 1, "->") || (kind === Token.name && (tokens.word[at - 1] === 0 || isAt(tokens, at - 1, "super")));
}
