import type { Answers, DrawOptions, PlacedDrawing } from "../engine/index.ts";

/** Texts that Mermaid's parser has accepted: the same picture is asked for again and again. */
const accepted = new Set<string>();
const remembered = 50;

/** A drawing that Mermaid can read, or none because there is no such view or nothing to draw. */
export async function drawn(answers: Answers, view: string, options: DrawOptions): Promise<PlacedDrawing | undefined> {
  const drawing = answers.draw(view, options);
  if (drawing !== undefined) await accept(drawing);
  return drawing;
}

/**
 * Throws a sentence when our compiler made something that Mermaid refuses: better no picture than its parser's message in the
 * middle of an answer.
 */
export async function accept({ view, mermaid }: { readonly view: string; readonly mermaid: string }): Promise<void> {
  if (accepted.has(mermaid)) return;
  // Half a megabyte of parser: a host starts without it.
  const { parseMermaid } = await import("./parse.ts");
  const parsed = await parseMermaid(mermaid);
  if (!parsed.ok) throw new Error(`The ${view} diagram was compiled to something that Mermaid does not accept: ${parsed.message}`);
  if (accepted.size >= remembered) accepted.clear();
  accepted.add(mermaid);
}
