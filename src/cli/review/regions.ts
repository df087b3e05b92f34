import type { Region } from "./sarif-log.ts";

/** Offsets of one text as SARIF's regions: lines and columns from 1. LF, CRLF and lone CR end a line. */
export function regionsOf(text: string): (start: number, end: number) => Region {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (it) => it.index + it[0].length)];
  const position = (offset: number): { readonly line: number; readonly column: number } => {
    const after = starts.findIndex((it) => it > offset);
    const line = after < 0 ? starts.length : after;
    return { line, column: offset - (starts[line - 1] ?? 0) + 1 };
  };
  return (start, end) => {
    const [from, to] = [position(start), position(end)];
    return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
  };
}
