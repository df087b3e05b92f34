import type { Language } from "../../syntax/source/language.ts";
import type { Outline, Scope } from "../../syntax/source/outline.ts";
import { isAt, Token, type Tokens, wordAt } from "../../syntax/source/tokens.ts";

/** What is called with all that it is taken from, `session.query().filter`, and where that begins. */
export function chainTo(tokens: Tokens, name: number): { readonly path: string; readonly begin: number } {
  let path = wordAt(tokens, name);
  let begin = name;
  for (let steps = 0; steps < 14 && isJoint(tokens, begin - 1); steps++) {
    let at = begin - 2;
    let part = "";
    if (isAt(tokens, at, "?") || (isAt(tokens, at, "!") && tokens.kind[at - 1] !== Token.mark)) at--;
    while ((isAt(tokens, at, ")") || isAt(tokens, at, "]")) && (tokens.pair[at] ?? -1) >= 0) {
      part = `${isAt(tokens, at, ")") ? "()" : "[]"}${part}`;
      at = (tokens.pair[at] ?? 0) - 1;
      if (isAt(tokens, at, "!")) at--;
    }
    if (tokens.kind[at] !== Token.name || (tokens.word[at] !== 0 && part !== "" && !isReceiver(tokens, at))) {
      if (part === "") break;
      path = `${part}.${path}`;
      begin = at + 1;
      break;
    }
    path = `${wordAt(tokens, at)}${part}.${path}`;
    begin = at;
  }
  if (isAt(tokens, begin - 1, "new")) begin--;
  return { path, begin };
}

const isReceiver = (tokens: Tokens, at: number): boolean =>
  ["this", "self", "super", "Self", "$this", "cls"].some((it) => isAt(tokens, at, it));
/** PHP's `->`; in Java and Kotlin it begins what a function does. */
const isArrow = (tokens: Tokens, at: number): boolean => isAt(tokens, at, "->") && tokens.end[at - 1] === tokens.start[at];
const isJoint = (tokens: Tokens, at: number): boolean =>
  isArrow(tokens, at) || [".", "?.", "::", "&.", "?->"].some((it) => isAt(tokens, at, it));

/** What is called or taken of what comes back: `timeout`, `send`; also behind `(await …)`. And the last token of it. */
export function chainBehind(tokens: Tokens, begin: number, end: number): { readonly names: readonly string[]; readonly end: number } {
  const names: string[] = [];
  let from = begin;
  let at = end;
  for (let steps = 0; steps < 16; steps++) {
    let next = at + 1;
    while (isAt(tokens, next, "?") || isAt(tokens, next, "!")) next++;
    if (isAt(tokens, next, ")") && (tokens.pair[next] ?? -1) >= 0) {
      const open = tokens.pair[next] ?? 0;
      const awaited = open === from - 2 && isAt(tokens, from - 1, "await");
      if (!awaited && open !== from - 1) break;
      if (tokens.kind[open - 1] === Token.name && tokens.word[open - 1] === 0) break;
      from = open;
      at = next;
      continue;
    }
    if (!isJoint(tokens, next) || tokens.kind[next + 1] !== Token.name) break;
    names.push(wordAt(tokens, next + 1));
    at = next + 1;
    if (isAt(tokens, at + 1, "(") && (tokens.pair[at + 1] ?? -1) > at) at = tokens.pair[at + 1] ?? at;
  }
  return { names, end: at };
}

/** Whether a function is asynchronous: what stands before its head says so. */
export function isAsync(tokens: Tokens, scope: Scope, language: Language): boolean {
  const word = language.id === "kotlin" ? "suspend" : "async";
  for (let at = scope.head, steps = 0; at >= 0 && steps < 14; at--, steps++) {
    if (isAt(tokens, at, word)) return true;
    if (at === scope.head) continue;
    const kind = tokens.kind[at];
    if (isAt(tokens, at, ";") || isAt(tokens, at, ",") || isAt(tokens, at, "=") || kind === Token.open || kind === Token.string)
      return false;
    if (kind === Token.close && !isAt(tokens, at, "]")) return false;
  }
  return false;
}

/** Whether a name is mentioned around a token: in its function, or near it where there is none. */
export function mentions({ tokens }: Outline, scope: Scope | undefined, token: number, form: RegExp): boolean {
  const from = Math.max(scope?.head ?? token - 100, token - 1500, 0);
  const to = Math.min(scope?.to ?? token + 600, token + 1500, tokens.count - 1);
  for (let at = from; at <= to; at++) if (tokens.kind[at] === Token.name && form.test(wordAt(tokens, at))) return true;
  return false;
}
