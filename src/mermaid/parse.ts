/**
 * Mermaid's own parser, in Node: a drawing is parsed before anybody sees it. Import it lazily, it is half a megabyte.
 * In bundles `dompurify` is ./dompurify-stub.ts and the kinds that we do not draw are left out.
 */
import mermaid from "mermaid";

export type Parsed = { readonly ok: true } | { readonly ok: false; readonly message: string; readonly line: number | undefined };

/** The panel's limits; a text that parses here is one that the panel takes. */
mermaid.initialize({ startOnLoad: false, securityLevel: "strict", layout: "dagre", maxTextSize: 50_000, maxEdges: 500 });

/** Whether Mermaid can read a text. `line` counts from 1. */
export async function parseMermaid(text: string): Promise<Parsed> {
  if (text.length > 50_000) return { ok: false, message: "The diagram is longer than 50,000 characters.", line: undefined };
  try {
    await mermaid.parse(text);
    return { ok: true };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error), line: lineOf(error) };
  }
}

/** Jison's errors carry the place as data. */
function lineOf(error: unknown): number | undefined {
  const { hash } = error as { hash?: { loc?: { first_line?: number }; line?: number } };
  return hash?.loc?.first_line ?? (hash?.line === undefined ? undefined : hash.line + 1);
}
