/** A part of a text, in UTF-16 code units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** In order, each letter once. */
export function merged(ranges: Iterable<Range>): readonly Range[] {
  const sorted = [...ranges].filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
  const out: Range[] = [];
  for (const it of sorted) {
    const last = out.at(-1);
    if (last === undefined || it.start >= last.end) out.push(it);
    else if (it.end > last.end) out[out.length - 1] = { start: last.start, end: it.end };
  }
  return out;
}
