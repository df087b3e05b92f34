/**
 * What Mermaid gets to see. Our compiler writes a small part of its language; a text with anything else did not come from it,
 * and some of the rest fetches images, follows links or changes the configuration.
 */
const limit = 50_000;

/** Why a text is refused, in a sentence; `undefined` = it may be drawn. */
export function refusal(text: string): string | undefined {
  if (text.length > limit) return `The drawing is longer than ${limit.toLocaleString("en")} characters.`;
  if (!/^(?:flowchart (?:TB|LR)|erDiagram)\n/.test(text)) return "This is not a diagram of ours.";
  if (/<(?!br\/>)|`/.test(text)) return "A label is text, without markup.";
  if (text.includes("%%{")) return "A drawing may not change how drawings are made.";
  for (const [, inside] of text.matchAll(/@\{([^}]*)\}?/g)) {
    if (!/^ shape: [a-z-]+ $/.test(inside ?? "")) return "A box may have a shape, and no picture from elsewhere.";
  }
  if (/^\s*(?:click|style|linkStyle)\s/m.test(text)) return "A drawing may not bring its own links or styles.";
  return undefined;
}
