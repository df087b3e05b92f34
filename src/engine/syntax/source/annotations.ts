import type { Language } from "./language.ts";
import { Brace, type Scopes } from "./scope.ts";
import { isAt, Token, type Tokens } from "./tokens.ts";

export interface Annotation {
  readonly name: number;
  readonly open: number;
}

export function annotationAt(tokens: Tokens, language: Language, at: number, annotations: Annotation[]): number {
  let name = at + 1;
  if (isAt(tokens, name, "interface") || tokens.kind[name] !== Token.name) return at;
  if (language.id === "python" && tokens.first[at] !== 1) return at;
  if (
    language.id === "kotlin" &&
    (tokens.start[name] !== tokens.end[at] || (tokens.kind[at - 1] === Token.name && tokens.end[at - 1] === tokens.start[at]))
  )
    return at;
  if (isAt(tokens, name + 1, ":") && language.id === "kotlin") name += 2;
  while (isAt(tokens, name + 1, ".") && tokens.kind[name + 2] === Token.name) name += 2;
  const open = isAt(tokens, name + 1, "(") && tokens.first[name + 1] !== 1 ? name + 1 : -1;
  annotations.push({ name, open });
  if (language.id === "python" || language.id === "javascript") return open < 0 ? name : at;
  return open < 0 ? name : open;
}

export function attributesIn(
  tokens: Tokens,
  language: Language,
  scopes: Scopes,
  annotations: Annotation[],
): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  let end = -1;
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.kind[at] !== Token.open || tokens.code[at] !== 91) continue;
    const close = tokens.pair[at] ?? -1;
    if (close < 0) continue;
    const hash = isAt(tokens, at - 1, "#") || (isAt(tokens, at - 1, "!") && isAt(tokens, at - 2, "#"));
    if (language.annotations === "#[" ? !hash : !isAttribute(tokens, at, close, end, scopes)) continue;
    end = close;
    found.push([at, close]);
    for (let next = at + 1; next < close; next++) {
      if (isAt(tokens, next + 1, ":") && tokens.kind[next] === Token.name) next += 2;
      while ((isAt(tokens, next + 1, ".") || isAt(tokens, next + 1, "::")) && tokens.kind[next + 2] === Token.name) next += 2;
      if (tokens.kind[next] !== Token.name) continue;
      const open = isAt(tokens, next + 1, "(") ? next + 1 : -1;
      annotations.push({ name: next, open });
      if (open >= 0) next = Math.max(open, tokens.pair[open] ?? open);
      while (next < close && !isAt(tokens, next + 1, ",")) next++;
      next++;
    }
    at = close;
  }
  return found;
}

function isAttribute(tokens: Tokens, open: number, close: number, before: number, scopes: Scopes): boolean {
  const q = open - 1;
  if (tokens.kind[open + 1] !== Token.name) return false;
  if (q === before && q >= 0) return true;
  if (q < 0 || isAt(tokens, q, ";") || isAt(tokens, q, "}")) return true;
  if (isAt(tokens, q, "{")) return !isAt(tokens, close + 1, "=") && scopes.braces[q] !== Brace.object;
  if (isAt(tokens, q, ",") && scopes.braces[scopes.around[open] ?? 0] === Brace.enum) return true;
  if (isAt(tokens, q, "(") || isAt(tokens, q, ","))
    return tokens.first[open] !== 2 && (tokens.kind[close + 1] === Token.name || isAt(tokens, close + 1, "["));
  return false;
}
