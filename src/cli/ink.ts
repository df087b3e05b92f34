import type { Severity } from "../engine/index.ts";

/** Colours, or none: every function returns the text with or without its escape codes. */
export interface Ink {
  strong(text: string): string;
  faint(text: string): string;
  severity(severity: Severity, text: string): string;
}

const codes: Readonly<Record<Severity, string>> = { error: "31;1", warning: "33;1", note: "36;1" };

export function inkOf(colour: boolean): Ink {
  const painted = (code: string, text: string): string => (colour && text !== "" ? `\u001b[${code}m${text}\u001b[0m` : text);
  return {
    strong: (text) => painted("1", text),
    faint: (text) => painted("2", text),
    severity: (severity, text) => painted(codes[severity], text),
  };
}

/**
 * A text from a workspace as a terminal may be shown it: without control characters, which could move the cursor or paint over what
 * stands there, and without marks that turn the direction of writing.
 */
export const harmless = (text: string): string =>
  text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (it) => (it === "\t" ? it : "\ufffd"));
