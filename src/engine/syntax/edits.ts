import { anchorOf, fileOf, type Span, type Step } from "../model/index.ts";
import { editLines } from "./edit-lines.ts";
import { editYaml, type PlacedStep } from "./yaml/edit.ts";

/** Replace `[start, end)` of a file's text, offsets in UTF-16 code units. */
export interface TextEdit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Why a step cannot be done on the text as it stands. */
export interface Refusal {
  readonly reason: string;
}

/** The text a step was made for, as eight hex digits (FNV-1a, 32 bit): enough to notice that somebody edited it since. */
export function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/**
 * The text edits that do a fix's steps on the files as they are, file by file and in order of place, or why it cannot be done: all of
 * it or nothing. A step whose text was edited since is refused. A fix that is done already gives no edits, or is refused.
 */
export function editsOf(
  steps: readonly Step[],
  textOf: (file: string) => string | undefined,
  placeOf: (id: Step["at"]) => Span | undefined,
): readonly TextEdit[] | Refusal {
  const byFile = new Map<string, PlacedStep[]>();
  for (const step of steps) {
    const file = fileOf(step.at);
    const text = textOf(file);
    const span = placeOf(step.at);
    if (text === undefined) return { reason: `${file} is not there any more.` };
    if (span === undefined && step.do !== "set") return { reason: `What this fix changes is not in ${file} any more.` };
    if (hashOf(span === undefined ? "" : text.slice(span.start, span.end)) !== step.hash)
      return { reason: `${file} was edited at this place since the finding was made.` };
    byFile.set(file, [...(byFile.get(file) ?? []), { step, anchor: anchorOf(step.at), span }]);
  }
  const edits: TextEdit[] = [];
  for (const [file, placed] of byFile) {
    const text = textOf(file) ?? "";
    const changes = /\.(?:ya?ml|json)$/i.test(file) ? editYaml(text, placed) : editLines(text, placed, { anyCase: /\.sql$/i.test(file) });
    if ("reason" in changes) return changes;
    edits.push(...changes.map((it) => ({ file, ...it })));
  }
  return edits;
}
