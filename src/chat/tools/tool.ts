import type { Architect, Cancellation, ToolOffer } from "../turn.ts";

/** A question that a model may ask of the recovered architecture. It reads and never writes; paths in its answers are relative. */
export interface Tool extends ToolOffer {
  /** For the editor's list of tools. */
  readonly title: string;
  answer(architect: Architect, input: Input, cancel: Cancellation): Promise<string>;
}

/** What a model wrote as input, field by field: text, or nothing. */
export type Input = (field: string) => string | undefined;

/** Longer answers are cut: who wants more asks for less at once. */
const longest = 6000;

export const inputOf =
  (given: unknown): Input =>
  (field) => {
    if (typeof given !== "object" || given === null) return undefined;
    const value = Object.hasOwn(given, field) ? (given as Readonly<Record<string, unknown>>)[field] : undefined;
    return typeof value === "string" && value.trim() !== "" ? value.trim().slice(0, 300) : undefined;
  };

/** Whole lines, as many as fit, and how many did not. */
export function linesUpTo(lines: readonly string[], most = longest): string {
  let length = 0;
  const taken = lines.filter((it) => {
    length += it.length + 1;
    return length <= most;
  });
  return taken.length === lines.length ? lines.join("\n") : [...taken, `… and ${lines.length - taken.length} more lines.`].join("\n");
}
