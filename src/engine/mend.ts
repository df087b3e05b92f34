import type { Engine } from "./engine.ts";
import type { Finding, Fix } from "./model/index.ts";
import type { TextEdit } from "./syntax/edits.ts";

/** A fix that is one of several to be done at once. */
export interface Mended<F extends Finding> {
  readonly finding: F;
  readonly fix: Fix;
  readonly edits: readonly TextEdit[];
}

/**
 * Of each finding the first certain fix that can be done on the files as they are, beside those before it: of two that touch the same text
 * one is left for another time, when the text is another.
 */
export function mend<F extends Finding>(
  engine: Pick<Engine, "edits">,
  findings: Iterable<F>,
  isAllowed: (finding: F, fix: Fix, edits: readonly TextEdit[]) => boolean = () => true,
): readonly Mended<F>[] {
  const done: Mended<F>[] = [];
  /** What is taken, by file: a thousand findings do not all stand in one. */
  const taken = new Map<string, TextEdit[]>();
  const isFree = (edit: TextEdit): boolean => !(taken.get(edit.file) ?? []).some((it) => touch(it, edit));
  for (const finding of findings) {
    for (const fix of finding.fixes) {
      if (!fix.certain) continue;
      const edits = engine.edits(fix);
      if ("reason" in edits || edits.length === 0 || !edits.every(isFree) || !isAllowed(finding, fix, edits)) continue;
      for (const edit of edits) taken.set(edit.file, [...(taken.get(edit.file) ?? []), edit]);
      done.push({ finding, fix, edits });
      break;
    }
  }
  return done;
}

/** Also two insertions at one place, whose order nobody has said. */
const touch = (a: TextEdit, b: TextEdit): boolean => a.start <= b.end && b.start <= a.end;
