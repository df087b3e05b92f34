/** Parts of a file as they may be shown: what a line holds is often said by the line above it, so the whole file is looked at, once. */
import { kindOfFile, redacted, secretsIn } from "./gate.ts";
import type { Range } from "./ranges.ts";

export interface Lines {
  /** From `start` to `end` without values of secrets. */
  shown(start: number, end: number): string;
  /** Whether a value of a secret stands there, or a part of one. */
  holdsSecret(start: number, end: number): boolean;
}

/** Findings come file by file: the last ones are remembered. */
const remembered = new Map<string, { readonly text: string; readonly lines: Lines }>();
const most = 16;

export function linesOf(file: string, text: string): Lines {
  const before = remembered.get(file);
  if (before?.text === text) return before.lines;
  const ranges = secretsIn(text, kindOfFile(file));
  const touching = (start: number, end: number): readonly Range[] => ranges.filter((it) => it.start < end && start < it.end);
  const lines: Lines = {
    holdsSecret: (start, end) => touching(start, end).length > 0,
    shown(start, end) {
      let out = "";
      let at = start;
      for (const it of touching(start, end)) {
        out += text.slice(at, Math.max(at, it.start)) + redacted;
        at = it.end;
      }
      return out + text.slice(Math.min(at, end), end);
    },
  };
  if (remembered.size >= most) remembered.clear();
  remembered.set(file, { text, lines });
  return lines;
}
