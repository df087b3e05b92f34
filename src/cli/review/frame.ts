import type { Span } from "../../engine/index.ts";
import { linesOf } from "../../gate/lines.ts";
import { harmless } from "../ink.ts";

/** A line of source and what is meant in it, as compilers show it. */
export interface Frame {
  readonly line: number;
  readonly source: string;
  /** Blanks up to the place, then carets below it. */
  readonly underline: string;
}

/** What a line of a terminal holds beside the margin. */
const widest = 110;
const tab = "    ";

/**
 * The line a span begins in, with the span underlined. Values of secrets are taken out, as everywhere: build logs are read by
 * others than those who own the secret.
 */
export function frameOf(file: string, text: string, span: Span): Frame | undefined {
  const from = span.start - span.column;
  if (from < 0 || from > text.length) return undefined;
  const rest = /[\r\n]/.exec(text.slice(from, from + 20_000));
  const line = text.slice(from, rest === null ? Math.min(text.length, from + 20_000) : from + rest.index);
  const shown = linesOf(file, text).shown(from, from + line.length);
  // What was taken out stands in the span or before its end: the end is counted from the right.
  const end = span.endLine > span.line ? shown.trimEnd().length : Math.max(0, span.endColumn + shown.length - line.length);
  const start = Math.min(span.column, shown.length, end);
  const [before, inside, after] = [shown.slice(0, start), shown.slice(start, end), shown.slice(end)].map(tidy) as [string, string, string];
  // A long line is shown from a little before its place.
  const cut = widthOf(before) + Math.min(widthOf(inside), 40) > widest ? Math.max(0, before.length - 30) : 0;
  const lead = cut === 0 ? before : `…${before.slice(cut)}`;
  const source = `${lead}${inside}${after}`.trimEnd();
  return {
    line: span.line + 1,
    source: source.length > widest ? `${source.slice(0, widest - 1)}…` : source,
    underline: " ".repeat(widthOf(lead)) + "^".repeat(Math.max(1, Math.min(widthOf(inside), widest - widthOf(lead)))),
  };
}

const tidy = (text: string): string => harmless(text).replaceAll("\t", tab);

/** Columns a text takes in a terminal: East Asian characters and emoji take two, marks on a letter none. */
function widthOf(text: string): number {
  let width = 0;
  for (const it of text)
    width += /\p{Mark}/u.test(it)
      ? 0
      : /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}/u.test(it)
        ? 2
        : 1;
  return width;
}
