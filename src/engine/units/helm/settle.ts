import { type Origin, piecesOf, type Rope, textIn } from "./evaluate/rope.ts";
import { hasGap } from "./evaluate/value.ts";

const alone = /^([ \t]*)(\uE000\d+\uE001)[ \t]*$/;

/**
 * Gives a gap that stands on a line of its own the form of its neighbours, so that what is known around it can be read: an item among
 * items, else an entry with a name nobody knows. A gap that is all of a value stays as it is.
 */
export function settled(it: string | Rope): string | Rope {
  const text = textIn(it);
  if (!hasGap(text)) return it;
  const lines = text.split("\n");
  /** What is put in, and before which character of the old text. */
  const added: { readonly at: number; readonly text: string }[] = [];
  let offset = 0;
  for (const [index, line] of lines.entries()) {
    const match = alone.exec(line);
    if (match !== null) {
      const [, indent = "", gap = ""] = match;
      if (isItem(lines, index, indent)) added.push({ at: offset + indent.length, text: "- " });
      else if (isEntry(lines, index, indent)) added.push({ at: offset + indent.length + gap.length, text: `: ${gap}` });
    }
    offset += line.length + 1;
  }
  if (added.length === 0) return it;
  let made = "";
  let from = 0;
  for (const { at, text: more } of added) {
    made += text.slice(from, at) + more;
    from = at;
  }
  made += text.slice(from);
  const shift = (at: number): number => added.reduce((sum, one) => (one.at < at ? sum + one.text.length : sum), at);
  const pieces = piecesOf(it).flatMap(({ at, origin, doubtful }, index, all) => {
    const end = all[index + 1]?.at ?? text.length;
    const inside = added.filter((one) => one.at > at && one.at < end);
    // What is put into a piece divides it: characters behind it stand elsewhere.
    return [
      { at: shift(at), origin, doubtful },
      ...inside.map((one) => ({ at: shift(one.at) + one.text.length, origin: behind(origin, one.at - at), doubtful })),
    ];
  });
  return { kind: "rope", text: made, pieces };
}

const behind = (origin: Origin | undefined, by: number): Origin | undefined =>
  origin !== undefined && "file" in origin && origin.exact ? { ...origin, start: origin.start + by } : origin;

/** The nearest line with something on it, not deeper than this one. */
function neighbour(lines: readonly string[], index: number, indent: string, step: 1 | -1): string | undefined {
  for (let at = index + step; at >= 0 && at < lines.length && Math.abs(at - index) < 200; at += step) {
    const line = lines[at] ?? "";
    if (line.trim() === "" || line.trimStart().startsWith("#")) continue;
    const depth = line.length - line.trimStart().length;
    if (depth < indent.length || line.startsWith("---")) return undefined;
    if (depth === indent.length) return line.trimStart();
  }
  return undefined;
}

const isItem = (lines: readonly string[], index: number, indent: string): boolean =>
  [neighbour(lines, index, indent, -1), neighbour(lines, index, indent, 1)].some((it) => it?.startsWith("- ") === true);

const isEntry = (lines: readonly string[], index: number, indent: string): boolean =>
  [neighbour(lines, index, indent, -1), neighbour(lines, index, indent, 1)].some(
    (it) => it !== undefined && /^["']?[^\s"'#-][^\n]*:(?:\s|$)/.test(it),
  );
