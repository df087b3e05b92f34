import type { StepValue } from "../../model/index.ts";
import type { Change, Refused } from "./change.ts";
import { below, replaceInFlow, spaceBefore } from "./edit-insert.ts";
import type { Site } from "./locate.ts";
import { columnOf, handAt, lineEnd, lineStart, linesFrom, outerEnd } from "./surroundings.ts";
import type { YamlNode } from "./tree.ts";
import { scalarOf } from "./walk.ts";
import { blockLines, entryLines, flowText, type Hand, scalarText } from "./write.ts";

/** Writes another value at a site. Anchor and tag stay, a quoted text stays quoted, and the comment behind it stays behind it. */
export function set(text: string, site: Site, value: StepValue, quoted = false): readonly Change[] | Refused {
  const { node, entry, holder } = site;
  const isPlain = node.kind !== "scalar" || node.style === "plain";
  if (isAlready(site, value) && !(quoted && isPlain)) return [];
  const hand = handAt(text, holder ?? site, outerEnd(text, node));
  if (quoted && typeof value !== "object" && isPlain)
    return [{ start: node.start, end: node.end, text: space(text, site) + scalarText(String(value), { ...hand, quotesAll: true }, false) }];
  // Behind an item's own anchor or tag a block collection cannot begin on the same line.
  const inline = holder?.node.flow === true || (entry === undefined && typeof value === "object" && hasProperties(node));
  if (inline) return replaceInFlow(text, site, flowText(value, likeBefore(site, hand)));
  const whole = { start: node.start, end: outerEnd(text, node) };
  if (typeof value === "object" ? Object.keys(value).length > 0 : blockLines(value, hand).length > 1 && !isBlock(site))
    return asBlock(text, site, value, hand, whole);
  const written = typeof value === "object" ? flowText(value, hand) : scalarText(value, likeBefore(site, hand), false);
  // A block collection ends lines below its key; one value goes back to the key's own line.
  if (isBlock(site) && entry !== undefined) return upToKey(text, site, ` ${written}`);
  return [{ ...whole, text: space(text, site) + written }];
}

const hasProperties = ({ anchor, tag }: YamlNode): boolean => anchor !== undefined || tag !== undefined;

/** Behind a colon, a dash or a property there may be no space yet. */
const space = (text: string, { node }: Site): string => (node.start === node.end && !/\s/.test(text[node.start - 1] ?? " ") ? " " : "");

function asBlock(text: string, site: Site, value: StepValue, hand: Hand, whole: Omit<Change, "text">): readonly Change[] {
  const { node, entry, holder } = site;
  const lines = blockLines(value, hand);
  const end = lineEnd(text, whole.end);
  if (entry === undefined || typeof value !== "object") {
    // The first line takes the old one's place, the others follow below, behind a comment that may stand here.
    const column =
      entry !== undefined
        ? columnOf(text, entry.key.start)
        : node.start === node.end || typeof value !== "object"
          ? columnOf(text, (holder ?? site).node.start) + (typeof value === "object" ? 2 : 0)
          : columnOf(text, node.start);
    const [first = "", ...rest] = lines;
    return [
      { ...whole, text: space(text, site) + first },
      { start: end, end, text: below(rest, column, hand) },
    ];
  }
  const named = namesBecomeKeys(text, site, value, hand, columnOf(text, entry.key.start));
  if (named !== undefined) return named;
  const inner = columnOf(text, entry.key.start) + (Array.isArray(value) ? hand.dashes : hand.indent);
  if (isBlock(site)) return [{ start: lineStart(text, node.start), end, text: below(lines, inner, hand).slice(hand.eol.length) }];
  const gone = node.start === node.end ? [] : [{ start: spaceBefore(text, node.start), end: whole.end, text: "" }];
  return [...gone, { start: end, end, text: below(lines, inner, hand) }];
}

/**
 * A list of names that becomes a mapping with just these keys, as `depends_on: [db]` does when it gets a condition: each name stays
 * on its line, before its comment.
 */
function namesBecomeKeys(text: string, { node }: Site, value: StepValue, hand: Hand, column: number): readonly Change[] | undefined {
  if (node.kind !== "seq" || node.flow || typeof value !== "object" || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  const same = node.items.length === entries.length && node.items.every((it, index) => scalarOf(it)?.text === entries[index]?.[0]);
  if (!same || node.items.some((it) => hasProperties(it) || text.slice(it.start, it.end).includes("\n"))) return undefined;
  return node.items.flatMap((item, index) => {
    const [first = "", ...rest] = entryLines(...(entries[index] as [string, StepValue]), hand);
    const end = lineEnd(text, item.end);
    return [
      { start: lineStart(text, item.start), end: item.end, text: " ".repeat(column + hand.indent) + first },
      ...(rest.length === 0 ? [] : [{ start: end, end, text: below(rest, column + hand.indent, hand) }]),
    ];
  });
}

/** A collection that begins on a line of its own, below its key. */
const isBlock = ({ node }: Site): boolean => (node.kind === "map" || node.kind === "seq") && !node.flow;

/** Puts one value on the key's line and takes the lines of the block away; comments above the first of them stay. */
function upToKey(text: string, { node, entry }: Site, value: string): readonly Change[] {
  const at = endOfProperties(text, entry?.key.end ?? node.start, node.start);
  return [{ start: at, end: at, text: value }, ...linesFrom(text, node.start, outerEnd(text, node))];
}

/** Just after the colon, anchor and tag that stand between a key and its value. */
export function endOfProperties(text: string, from: number, to: number): number {
  let end = from;
  for (let at = from; at < to; at++) {
    const code = text[at] ?? "";
    if (code === "#" && /\s/.test(text[at - 1] ?? "")) at = lineEnd(text, at);
    else if (code.trim() !== "") end = at + 1;
  }
  return end;
}

function likeBefore({ node }: Site, hand: Hand): Hand {
  if (node.kind === "scalar" && (node.style === "single" || node.style === "double"))
    return { ...hand, quote: node.style, quotesAll: true };
  return node.kind === "scalar" && node.start !== node.end && node.style === "plain" ? { ...hand, quotesAll: false } : hand;
}

function isAlready({ node }: Site, value: StepValue): boolean {
  const scalar = node.kind === "scalar" ? scalarOf(node) : undefined;
  if (scalar === undefined || typeof value === "object" || typeof value !== scalar.type) return false;
  return "value" in scalar ? scalar.value === value : scalar.text === value;
}
