import type { Span, Step } from "../model/index.ts";
import type { Refusal } from "./edits.ts";

/** A change of one text, offsets in UTF-16 code units. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Placed {
  readonly step: Step;
  readonly span: Span | undefined;
}

/**
 * The changes that do all steps on a text of lines (Dockerfile, SQL, Prisma, `.env`): words are replaced where they stand, a place goes
 * with its lines, and what is inserted is a line of its own below its place, indented alike. In SQL words are the same in capitals or not.
 */
export function editLines(text: string, steps: readonly Placed[], { anyCase = false } = {}): readonly Change[] | Refusal {
  const changes: Change[] = [];
  for (const { step, span } of steps) {
    if (span === undefined || step.do === "set") return { reason: "This kind of file can only have words and lines changed." };
    const change = step.do === "replace-text" ? replaced(text, span, step.from, step.value, anyCase) : lineChange(text, span, step);
    if (change === undefined)
      return { reason: `${step.do === "replace-text" ? JSON.stringify(step.from) : "A line"} does not stand here.` };
    changes.push(change);
  }
  const ordered = changes.sort((a, b) => a.start - b.start || a.end - b.end);
  if (ordered.some((it, index) => it.start < (ordered[index - 1]?.end ?? 0))) return { reason: "Two steps change the same text." };
  return ordered;
}

function replaced(text: string, { start, end }: Span, from: string, value: string, anyCase: boolean): Change | undefined {
  const here = text.slice(start, end);
  const at = anyCase ? here.toLowerCase().indexOf(from.toLowerCase()) : here.indexOf(from);
  if (at < 0 || from === "") return undefined;
  const written = here.slice(at, at + from.length);
  const alike = anyCase && written === written.toLowerCase() ? value.toLowerCase() : value;
  return { start: start + at, end: start + at + from.length, text: alike.replace(/\r?\n/g, eolOf(text)) };
}

function lineChange(text: string, { start, end }: Span, step: Exclude<Step, { do: "set" | "replace-text" }>): Change | undefined {
  const first = text.lastIndexOf("\n", start - 1) + 1;
  const after = text.indexOf("\n", end);
  const last = after === -1 ? text.length : after;
  const indent = text.slice(first, start);
  if (indent.trim() !== "") return undefined;
  if (step.do === "insert") {
    if (typeof step.value !== "string") return undefined;
    const at = text[last - 1] === "\r" ? last - 1 : last;
    return { start: at, end: at, text: eolOf(text) + indent + step.value };
  }
  // Another statement on the line stays where it is, so it is not a line of its own.
  if (!/^[ \t]*;?[ \t]*(?:(?:--|#|\/\/).*)?\r?$/.test(text.slice(end, last))) return undefined;
  if (after === -1) return { start: Math.max(0, text[first - 2] === "\r" ? first - 2 : first - 1), end: text.length, text: "" };
  return { start: first, end: after + 1, text: "" };
}

const eolOf = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n");
