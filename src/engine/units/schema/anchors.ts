import { type EvidenceId, evidenceId, type Span } from "../../model/index.ts";
import type { Lines } from "../../syntax/lines.ts";

/** Gives what a file says its anchors, made of words of the statement, never of lines; the same words again count up: `~1`. */
export interface Anchors {
  at(words: string, range: { readonly start: number; readonly end: number }): EvidenceId;
}

export function anchorsOf(file: string, lines: Lines, places: Map<EvidenceId, Span>): Anchors {
  const counts = new Map<string, number>();
  return {
    at(words, { start, end }) {
      const clean = words.replaceAll("#", "");
      const count = counts.get(clean) ?? 0;
      counts.set(clean, count + 1);
      const id = evidenceId(file, count === 0 ? clean : `${clean}~${count}`);
      places.set(id, lines.span(start, end));
      return id;
    },
  };
}
