import type { Cursor } from "./scan.ts";
import { Token } from "./tokens.ts";

/** No bracket of any language: what ends an element. */
const elementEnd = 2;

/** An element from its `<` on; -1 = it is none (a comparison, a list of types). */
export function scanJsx(cursor: Cursor, from: number): number {
  const { text } = cursor;
  const tag = tagAt(text, from);
  const behind = from + tag.length;
  if (tag === "<" && text.charCodeAt(behind) !== 62) return -1;
  const space = /\s*/y;
  space.lastIndex = behind;
  const at = behind + (space.exec(text)?.[0].length ?? 0);
  // `<T,>(x) => …`, `<T = X>` and `<T extends X>` are lists of types.
  if (text.charCodeAt(at) === 44 || text.charCodeAt(at) === 61 || text.startsWith("extends ", at)) return -1;
  openElement(cursor, from, tag);
  return scanElements(cursor, behind, true, 1);
}

function tagAt(text: string, from: number): string {
  const head = /<(?:[A-Za-z_$][\w$.:-]*)?/y;
  head.lastIndex = from;
  return head.exec(text)?.[0] ?? "<";
}

function openElement({ tokens }: Cursor, from: number, tag: string): void {
  tokens.open(from, from + tag.length, elementEnd);
  if (tag !== "<") tokens.add(Token.text, from + 1, from + tag.length);
}

/** Tags and what stands between them until the outermost of `open` elements ends, or an expression begins. */
function scanElements(cursor: Cursor, from: number, within: boolean, open: number): number {
  const { text, tokens } = cursor;
  let at = from;
  let inTag = within;
  let level = open;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 123) {
      const [tagged, depth] = [inTag, level];
      tokens.open(at, at + 1, 125);
      cursor.modes.push({ depth: tokens.depth, formats: false, resume: (next) => scanElements(cursor, next, tagged, depth) });
      return at + 1;
    }
    if (code === 10) tokens.line();
    const ends = inTag ? code === 47 && text.charCodeAt(at + 1) === 62 : code === 60 && text.charCodeAt(at + 1) === 47;
    if (ends) {
      const stop = text.indexOf(">", at);
      const next = stop < 0 ? text.length : stop + 1;
      tokens.close(at, next, elementEnd);
      at = next;
      inTag = false;
      if (--level === 0) return at;
    } else if (!inTag && code === 60) {
      const tag = tagAt(text, at);
      openElement(cursor, at, tag);
      at += tag.length;
      level++;
      inTag = true;
    } else if (inTag && code === 62) {
      inTag = false;
      at++;
    } else if (inTag && (code === 34 || code === 39)) {
      const end = text.indexOf(text[at] ?? "", at + 1);
      const stop = end < 0 ? text.length : end + 1;
      tokens.add(Token.string, at, stop, 0, 1 | ((end < 0 ? 0 : 1) << 6));
      at = stop;
    } else if (inTag && code === 47 && (text.charCodeAt(at + 1) === 42 || text.charCodeAt(at + 1) === 47)) {
      const block = text.charCodeAt(at + 1) === 42;
      const end = text.indexOf(block ? "*/" : "\n", at + 2);
      at = end < 0 ? text.length : end + (block ? 2 : 0);
    } else at++;
  }
  return at;
}

/** A closing bracket; where it ends an expression within a string or an element, that goes on. */
export function closeBracket(cursor: Cursor, at: number, code: number): number {
  const { tokens, modes } = cursor;
  tokens.close(at, at + 1, code);
  let outer = modes[modes.length - 1];
  if (outer === undefined || tokens.depth >= outer.depth) return at + 1;
  // Brackets that were left open take with them what stands in between.
  while (outer !== undefined && tokens.depth < outer.depth - 1) {
    modes.pop();
    outer = modes[modes.length - 1];
  }
  if (outer === undefined || tokens.depth >= outer.depth) return at + 1;
  modes.pop();
  return outer.resume(at + 1);
}
