import type { HclProblem } from "./tree.ts";

/** Where the parser is in a text, and what it could not read so far. */
export interface Cursor {
  readonly text: string;
  at: number;
  depth: number;
  /** Inside brackets and braces of an expression, a new line is a blank like any other. */
  nesting: number;
  readonly problems: HclProblem[];
}

/** Expressions and blocks are read so deep; what is beyond is told and left out. */
const deepest = 100;
const mostProblems = 10;

export const openCursor = (text: string): Cursor => ({
  text,
  at: text.charCodeAt(0) === 0xfeff ? 1 : 0,
  depth: 0,
  nesting: 0,
  problems: [],
});

export function complain(cursor: Cursor, message: string, start = cursor.at, end = start + 1): void {
  if (cursor.problems.length < mostProblems)
    cursor.problems.push({ message, start, end: Math.max(start, Math.min(end, cursor.text.length)) });
}

/** Runs `read` one level deeper; beyond the deepest, reading ends. */
export function deeper<T>(cursor: Cursor, read: () => T, otherwise: T): T {
  if (cursor.depth >= deepest) {
    complain(cursor, `This is nested more than ${deepest} deep: from here on the file was not read.`);
    cursor.at = cursor.text.length;
    return otherwise;
  }
  cursor.depth++;
  const result = read();
  cursor.depth--;
  return result;
}

/** Past blanks and comments; past new lines only where they mean nothing. */
export function skipBlank(cursor: Cursor, lines = cursor.nesting > 0): void {
  const { text } = cursor;
  for (;;) {
    const code = text.charCodeAt(cursor.at);
    if (code === 32 || code === 9 || code === 13 || (lines && code === 10) || code === 0xfeff) cursor.at++;
    else if (code === 35 || (code === 47 && text.charCodeAt(cursor.at + 1) === 47)) cursor.at = lineEnd(text, cursor.at);
    else if (code === 47 && text.charCodeAt(cursor.at + 1) === 42) {
      const end = text.indexOf("*/", cursor.at + 2);
      cursor.at = end < 0 ? text.length : end + 2;
    } else return;
  }
}

export function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

const identifier = /[\p{L}_][\p{L}\p{N}_-]*/uy;

/** The name that stands here; `undefined` = none, and nothing was read. */
export function readName(cursor: Cursor): string | undefined {
  identifier.lastIndex = cursor.at;
  const found = identifier.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}

export function eat(cursor: Cursor, token: string): boolean {
  if (!cursor.text.startsWith(token, cursor.at)) return false;
  cursor.at += token.length;
  return true;
}
