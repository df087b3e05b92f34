import type { Span, Step } from "../model/index.ts";

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

export type StepEditor = (step: Step, file: string, text: string, span: Span) => readonly TextEdit[] | Refusal;
