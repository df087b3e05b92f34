import { type Engine, ignoring, type PlacedFinding } from "../engine/index.ts";
import type { Insertion } from "../protocol.ts";

/** The comment that silences a finding where it is shown; `null` = there is no such finding, or no place for a comment. */
export function ignoreOf(id: string, reason: string, findings: readonly PlacedFinding[], engine: Engine): Insertion | null {
  const finding = findings.find((it) => it.id === id);
  if (finding === undefined) return null;
  // Any of its places will do; the first is where somebody sees it.
  for (const { file, span } of finding.places) {
    const text = engine.text(file);
    const found = text === undefined || span === undefined ? undefined : ignoring(file, text, span.line, finding.rule, reason);
    if (text !== undefined && found !== undefined) {
      const before = text.slice(0, found.offset).split("\n");
      const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
      return { file, position, text: found.text, wholeFile: found.wholeFile };
    }
  }
  return null;
}
