import type { Span } from "../model/index.ts";

/** Offsets (UTF-16 code units) to lines and columns, both from 0, of one text. LF, CRLF and lone CR end a line. */
export interface Lines {
  readonly count: number;
  /** The line that holds `offset`. */
  lineAt(offset: number): number;
  /** Offset of a line's first character. */
  startOf(line: number): number;
  span(start: number, end: number): Span;
}

export function linesOf(text: string): Lines {
  let table: number[] | undefined;
  // Most files are read and never asked for a position: the table is made on the first question.
  const starts = (): number[] => {
    if (table !== undefined) return table;
    table = [0];
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) table.push(at + 1);
    }
    return table;
  };
  const lineAt = (offset: number): number => {
    const all = starts();
    let low = 0;
    let high = all.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((all[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const startOf = (line: number): number => starts()[line] ?? text.length;
  return {
    get count() {
      return starts().length;
    },
    lineAt,
    startOf,
    span(start, end) {
      const line = lineAt(start);
      const endLine = lineAt(end);
      return { start, end, line, column: start - startOf(line), endLine, endColumn: end - startOf(endLine) };
    },
  };
}
