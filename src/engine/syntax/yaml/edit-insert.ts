import type { StepValue } from "../../model/index.ts";
import { type Change, type Refused, refused } from "./change.ts";
import { type Site, siteOf } from "./locate.ts";
import { columnOf, handAt, lineEnd, nextLine, outerEnd, startsItsLine } from "./surroundings.ts";
import type { YamlMap, YamlNode, YamlSeq } from "./tree.ts";
import { isNull, keyText, scalarOf } from "./walk.ts";
import { entryLines, flowEntry, flowText, type Hand, itemLines } from "./write.ts";

/** What is added to one collection: entries with keys, or items without. */
export interface Addition {
  readonly key: string | undefined;
  readonly value: StepValue;
}

/**
 * Adds to the mapping or sequence at a site, at its end, after its last line that says something: comments and blank lines behind it
 * stay where they are. What is empty (`key:`, `{}`, `[]`) becomes a block where blocks stand, and stays between brackets elsewhere.
 */
export function insert(text: string, site: Site, additions: readonly Addition[]): readonly Change[] | Refused {
  const { node } = site;
  const keyed = additions.every((it) => it.key !== undefined);
  if (!keyed && additions.some((it) => it.key !== undefined)) return refused("Keys and items cannot be added to the same thing.");
  if (node.kind === "alias") return refused(`What stands here is *${node.name}, which other places share.`);
  if (node.kind === "scalar" && !isNull(node)) return refused("A single value stands here, and nothing can be added to it.");
  if (node.kind === "map" && !keyed) return refused("A mapping stands here, and what is to be added has no key.");
  if (node.kind === "seq" && keyed) return refused("A sequence stands here, and what is to be added has a key.");
  const news = node.kind === "map" ? additions.filter((it) => !says(node, it)) : additions;
  if (news.length === 0) return [];
  const there = node.kind === "map" ? news.find(({ key }) => node.entries.some((it) => keyText(it.key) === key)) : undefined;
  if (there !== undefined) return refused(`${there.key} is there already, with another value.`);

  const hand = handAt(text, site, outerEnd(text, node));
  const children = childrenOf(node);
  if (children.length === 0) return intoEmpty(text, site, news, hand);
  const collection = node as YamlMap | YamlSeq;
  if (collection.flow) return intoFlow(text, collection, children, news, hand);
  const column = columnOf(text, collection.start);
  const end = lineEnd(text, outerEnd(text, collection));
  return [{ start: end, end, text: below(linesOf(news, hand), column, hand) }];
}

/** The key stands there with just this value: nothing is left to do. */
function says(map: YamlMap, { key, value }: Addition): boolean {
  const entry = map.entries.find((it) => keyText(it.key) === key);
  return entry !== undefined && isSame(entry.value, value);
}

function isSame(node: YamlNode, value: StepValue): boolean {
  const scalar = scalarOf(node);
  if (scalar !== undefined) return typeof value !== "object" && ("value" in scalar ? scalar.value : scalar.text) === value;
  if (typeof value !== "object") return false;
  if (node.kind === "seq")
    return Array.isArray(value) && node.items.length === value.length && node.items.every((it, at) => isSame(it, value[at]));
  const entries = Object.entries(value);
  return (
    node.kind === "map" &&
    !Array.isArray(value) &&
    node.entries.length === entries.length &&
    entries.every(([key, it]) => says(node, { key, value: it }))
  );
}

const childrenOf = (node: YamlNode): readonly YamlNode[] =>
  node.kind === "map" ? node.entries.map((it) => it.value) : node.kind === "seq" ? node.items : [];

const linesOf = (additions: readonly Addition[], hand: Hand): string[] =>
  additions.flatMap(({ key, value }) => (key === undefined ? itemLines(value, hand) : entryLines(key, value, hand)));

/** Lines that follow the line they are put behind, so that a file without a last line break stays one. */
export const below = (lines: readonly string[], column: number, { eol }: Hand): string =>
  lines.map((it) => (it === "" ? eol : eol + " ".repeat(column) + it)).join("");

function intoEmpty(text: string, site: Site, additions: readonly Addition[], hand: Hand): readonly Change[] | Refused {
  const { node, entry, holder } = site;
  const isItems = additions[0]?.key === undefined;
  // Behind an item's own anchor or tag a block collection cannot begin on the same line.
  const inFlow = holder?.node.flow === true || (entry === undefined && (node.anchor !== undefined || node.tag !== undefined));
  // A tag such as !!null or !!str says what stands here; `!reset` and its like may stand on anything.
  if (node.tag?.startsWith("!!") === true && node.kind === "scalar") return refused(`${node.tag} stands here.`);
  if (inFlow) {
    const inner = additions.map(({ key, value }) => (key === undefined ? flowText(value, hand) : flowEntry(key, value, hand))).join(", ");
    return replaceInFlow(text, site, isItems ? `[${inner}]` : `{ ${inner} }`);
  }
  // What stands behind an item would become the text of a literal block that takes its place.
  const lines = linesOf(additions, entry === undefined ? { ...hand, literals: false } : hand);
  if (entry === undefined || entry.key.start === entry.key.end) {
    // An item, or the document itself: the first line takes its place.
    const column = holder === undefined ? columnOf(text, node.start) : columnOf(text, holder.node.start) + 2;
    if (node.start === node.end)
      return holder === undefined ? refused("Nothing stands here.") : after(text, node.start, lines, column, hand);
    return [{ start: node.start, end: node.end, text: below(lines, column, hand).slice(hand.eol.length + column) }];
  }
  const column = columnOf(text, entry.key.start) + (isItems ? hand.dashes : hand.indent);
  const end = lineEnd(text, node.end);
  const gone = node.start === node.end ? [] : [{ start: spaceBefore(text, node.start), end: node.end, text: "" }];
  return [...gone, { start: end, end, text: below(lines, column, hand) }];
}

const after = (text: string, at: number, lines: readonly string[], column: number, hand: Hand): Change[] => [
  { start: at, end: at, text: (text[at - 1] === " " ? "" : " ") + below(lines, column, hand).slice(hand.eol.length + column) },
];

export function spaceBefore(text: string, at: number): number {
  let start = at;
  while (start > 0 && (text[start - 1] === " " || text[start - 1] === "\t")) start--;
  return start;
}

/** Puts a value into an entry or item between brackets, where there may be no colon or space yet. */
export function replaceInFlow(text: string, { node, entry }: Site, value: string): readonly Change[] {
  const gap = node.start === node.end && /[&!][^\s,[\]{}]*$/.test(text.slice(0, node.start)) ? " " : "";
  if (node.start !== node.end || entry === undefined) return [{ start: node.start, end: node.end, text: gap + value }];
  const colon = text.slice(entry.key.end, node.start).includes(":") ? "" : ":";
  return [{ start: node.start, end: node.end, text: `${colon}${colon === "" && text[node.start - 1] === " " ? "" : " "}${value}` }];
}

function intoFlow(
  text: string,
  collection: YamlMap | YamlSeq,
  children: readonly YamlNode[],
  additions: readonly Addition[],
  hand: Hand,
): readonly Change[] | Refused {
  const close = collection.end - 1;
  if (!/[\]}]/.test(text[close] ?? "") || !/[[{]/.test(text[collection.start] ?? ""))
    return refused("A pair without brackets stands here.");
  const last = children.at(-1) as YamlNode;
  const written = additions.map(({ key, value }) => (key === undefined ? flowText(value, hand) : flowEntry(key, value, hand)));
  const comma = commaAfter(text, last.end, close);
  const at = comma === undefined ? last.end : comma + 1;
  const start = collection.kind === "map" ? (collection.entries.at(-1)?.key.start ?? last.start) : last.start;
  const ownLine = startsItsLine(text, start) && lineEnd(text, last.end) < close;
  if (!ownLine)
    return [{ start: at, end: at, text: `${comma === undefined ? "," : ""} ${written.join(", ")}${comma === undefined ? "" : ","}` }];
  const end = lineEnd(text, at);
  const column = columnOf(text, start);
  const lines = written.map((it, index) => (index < written.length - 1 || comma !== undefined ? `${it},` : it));
  return [...(comma === undefined ? [{ start: at, end: at, text: "," }] : []), { start: end, end, text: below(lines, column, hand) }];
}

/** The comma behind a node, past white space and comments; `undefined` = the bracket comes first. */
export function commaAfter(text: string, from: number, close: number): number | undefined {
  for (let at = from; at < close; at++) {
    const code = text[at];
    if (code === ",") return at;
    if (code === "#") at = nextLine(text, at) - 1;
    else if (code?.trim() !== "" && code !== ":") return undefined;
  }
  return undefined;
}

/** What a `set` on a key that is not there means: the mapping gets it. */
export const insertKey = (text: string, holder: Site, key: string, value: StepValue): readonly Change[] | Refused =>
  insert(text, siteOf(holder.document, holder.node) ?? holder, [{ key, value }]);
