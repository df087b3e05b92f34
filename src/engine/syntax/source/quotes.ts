import type { Quote } from "./language.ts";
import type { Cursor } from "./scan.ts";
import { rawFlag, Token } from "./tokens.ts";

/** No bracket of any language: what ends a string with holes, and an element of JSX. */
export const stringEnd = 1;

/** The longest quote that opens at `at`. */
export const quoteAt = (quotes: readonly Quote[], text: string, at: number): Quote | undefined =>
  quotes.find((it) => text.startsWith(it.open, at));

/**
 * A string from its first quote (or prefix) at `start` on; its value begins at `value`. One token where it has no holes. `start` -1: it
 * goes on behind a hole.
 */
export function scanQuote(cursor: Cursor, quote: Quote, start: number, value: number): number {
  const { text, tokens } = cursor;
  const closing = quote.close.charCodeAt(0);
  let from = value;
  let begin = start;
  const open = (at: number): void => {
    if (begin >= 0) tokens.open(begin, from, stringEnd);
    if (at > from) tokens.add(Token.text, from, at, 0, quote.raw ? rawFlag : 0);
  };
  const finish = (at: number, width: number): number => {
    if (begin >= 0) {
      tokens.add(Token.string, begin, at + width, 0, Math.min(63, from - begin) | (Math.min(63, width) << 6) | (quote.raw ? rawFlag : 0));
    } else {
      if (at > from) tokens.add(Token.text, from, at, 0, quote.raw ? rawFlag : 0);
      tokens.close(at, at + width, stringEnd);
    }
    return at + width;
  };
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 92 && quote.escape === "backslash") {
      at += 2;
      continue;
    }
    if (code === closing && text.startsWith(quote.close, at)) {
      if (quote.escape === "double" && text.startsWith(quote.close, at + quote.close.length)) {
        at += quote.close.length * 2;
        continue;
      }
      // `""""`: of more quotes than needed the last ones close.
      if (quote.close.length === 3) while (text.charCodeAt(at + 3) === closing) at++;
      return finish(at, quote.close.length);
    }
    if (code === 10 && !quote.lines) return finish(at, 0);
    if (quote.holes !== undefined && text.startsWith(quote.holes, at)) {
      if (quote.holes === "{" && text.charCodeAt(at + 1) === 123) {
        at += 2;
        continue;
      }
      open(at);
      tokens.open(at, at + quote.holes.length, 125);
      const depth = tokens.depth;
      cursor.modes.push({ depth, formats: quote.holes === "{", resume: (next) => scanQuote(cursor, quote, -1, next) });
      return at + quote.holes.length;
    }
    if (quote.names && code === 36) {
      const name = /[A-Za-z_]\w*/y;
      name.lastIndex = at + 1;
      const word = name.exec(text)?.[0];
      if (word !== undefined) {
        open(at);
        const plain = cursor.language.nameStart.includes("$") ? at : at + 1;
        tokens.add(Token.name, plain, at + 1 + word.length);
        at += 1 + word.length;
        from = at;
        begin = -1;
        continue;
      }
    }
    at++;
  }
  return finish(Math.min(at, text.length), 0);
}
