import type { StepValue } from "../../model/index.ts";
import type { Change, Refused } from "./change.ts";
import { below, replaceInFlow, spaceBefore } from "./edit-insert.ts";
import type { Site } from "./locate.ts";
import { columnOf, handAt, lineEnd, lineStart, outerEnd, startsItsLine } from "./surroundings.ts";
import { scalarOf } from "./walk.ts";
import { blockLines, flowText, type Hand, scalarText } from "./write.ts";

/** Writes another value at a site. Anchor and tag stay, a quoted text stays quoted, and the comment behind it stays behind it. */
export function set(text: string, site: Site, value: StepValue): readonly Change[] | Refused {
  const { node, entry, holder } = site;
  if (isAlready(site, value)) return [];
  const hand = handAt(text, holder ?? site);
  if (holder?.node.flow === true) return replaceInFlow(text, site, flowText(value, likeBefore(site, hand)));
  const whole = { start: node.start, end: node.start === node.end ? node.end : blockEnd(text, site) };
  if (typeof value !== "object") {
    const lines = typeof value === "string" && value.includes("\n") ? blockLines(value, hand) : undefined;
    if (lines === undefined || lines.length === 1) {
      // A block collection ends lines below its key; one value goes back to the key's own line.
      if (isBlock(site) && entry !== undefined) return upToKey(text, site, ` ${scalarText(value, likeBefore(site, hand), false)}`);
      const written = scalarText(value, likeBefore(site, hand), false);
      return [{ ...whole, text: node.start === node.end && text[node.start - 1] !== " " ? ` ${written}` : written }];
    }
  }
  return asBlock(text, site, value, hand, whole);
}

function asBlock(text: string, site: Site, value: StepValue, hand: Hand, whole: Omit<Change, "text">): readonly Change[] {
  const { node, entry, holder } = site;
  const lines = blockLines(value, hand);
  const isCollection = typeof value === "object" && lines.length > 0 && !/^(?:\[\]|\{\})$/.test(lines[0] ?? "");
  if (entry === undefined) {
    const column = columnOf(text, node.start === node.end ? (holder ?? site).node.start + 2 : node.start);
    const space = node.start === node.end && text[node.start - 1] !== " " ? " " : "";
    return [{ ...whole, text: space + below(lines, column, hand).slice(hand.eol.length + column) }];
  }
  const column = columnOf(text, entry.key.start);
  if (!isCollection) {
    const [first = "", ...rest] = lines;
    if (isBlock(site)) return upToKey(text, site, ` ${first}${below(rest, column, hand)}`);
    const end = lineEnd(text, whole.end);
    const space = node.start === node.end && text[node.start - 1] !== " " ? " " : "";
    return [{ ...whole, text: space + first }, ...(rest.length === 0 ? [] : [{ start: end, end, text: below(rest, column, hand) }])];
  }
  const inner = column + (Array.isArray(value) ? hand.dashes : hand.indent);
  if (isBlock(site)) {
    const start = lineStart(text, node.start);
    return [{ start, end: whole.end, text: below(lines, inner, hand).slice(hand.eol.length) }];
  }
  const end = lineEnd(text, whole.end);
  const gone = node.start === node.end ? [] : [{ start: spaceBefore(text, node.start), end: whole.end, text: "" }];
  return [...gone, { start: end, end, text: below(lines, inner, hand) }];
}

/** A collection that begins on a line of its own, below its key. */
const isBlock = ({ node }: Site): boolean => (node.kind === "map" || node.kind === "seq") && !node.flow;

/** Blank lines at the end of a block scalar are its text, so they go with it. */
const blockEnd = (text: string, { node }: Site): number => outerEnd(text, node);

/** Replaces everything from a key's line end to the end of its block. */
function upToKey(text: string, { node, entry, holder }: Site, value: string): readonly Change[] {
  const from = entry?.key.end ?? holder?.node.start ?? node.start;
  const at = endOfProperties(text, from, node.start);
  const lines = startsItsLine(text, node.start) ? lineEnd(text, lineStart(text, node.start) - 1) : node.start;
  return [
    { start: at, end: at, text: value },
    { start: Math.max(at, breakBefore(text, lines)), end: outerEnd(text, node), text: "" },
  ];
}

const breakBefore = (text: string, at: number): number => (text[at - 1] === "\r" && text[at] === "\n" ? at - 1 : at);

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
