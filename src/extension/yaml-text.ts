/** Loaded when somebody writes a file: a parser that nobody else here needs. */
import { parseDocument } from "yaml";

/** The text with these values in it; comments and whatever else stands there stay. `undefined` = the text has an error in it. */
export function withValues(
  text: string,
  values: readonly (readonly [path: readonly string[], value: string | number])[],
): string | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  for (const [path, value] of values) document.setIn(path, value);
  return document.toString();
}
