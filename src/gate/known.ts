/** What a file says is a secret is one wherever else its value stands: in a message about it, in a name that was made of it. */
import { redacted, secretsIn } from "./gate.ts";
import type { TextKind } from "./values.ts";

/** Shorter ones, and plain words, are in every other sentence: they are taken out where they stand behind their names. */
const isTelling = (value: string): boolean =>
  value.length >= 6 && !/^[A-Za-z][a-z]*(?:[-_ ][a-z]+)*$/.test(value) && !/^\d{1,7}$/.test(value);

/** The values of secrets in a text, each once, longest first. */
export function secretValuesIn(text: string, kind: TextKind): readonly string[] {
  const values = new Set<string>();
  for (const { start, end } of secretsIn(text, kind)) {
    for (const line of text.slice(start, end).split(/\r?\n/)) {
      const value = line.trim();
      if (isTelling(value)) values.add(value);
    }
  }
  return [...values].sort((a, b) => b.length - a.length);
}

/** A text without these values. */
export const without = (text: string, values: readonly string[]): string =>
  values.reduce((out, value) => (out.includes(value) ? out.replaceAll(value, redacted) : out), text);
