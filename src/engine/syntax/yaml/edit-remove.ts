import { type Change, type Refused, refused } from "./change.ts";
import { commaAfter } from "./edit-insert.ts";
import { endOfProperties } from "./edit-set.ts";
import type { Site } from "./locate.ts";
import { lineEnd, lineStart, linesFrom, nextLine, outerEnd, outerStart, startsItsLine } from "./surroundings.ts";
import type { YamlMap, YamlNode, YamlSeq } from "./tree.ts";

/** One entry or item as it stands: from its first character, its properties included, to its last. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly node: YamlNode;
}

/**
 * Removes entries or items of one collection, each with its line and the comment behind it; comments on lines of their own stay.
 * When nothing is left, `{}` or `[]` takes the place: what remains still says "none", and a file that overrides another means
 * something else by that than by silence.
 */
export function remove(
  text: string,
  holder: Site & { readonly node: YamlMap | YamlSeq },
  gone: ReadonlySet<YamlNode>,
): readonly Change[] | Refused {
  const parts = partsOf(text, holder.node);
  const left = parts.filter((it) => !gone.has(it.node));
  if (left.length === 0) return emptied(text, holder);
  return holder.node.flow ? fromFlow(text, holder.node, parts, gone) : fromBlock(text, holder.node, parts, gone);
}

function partsOf(text: string, node: YamlMap | YamlSeq): readonly Part[] {
  if (node.kind === "map")
    return node.entries.map(({ key, value }) => ({ start: outerStart(text, key), end: outerEnd(text, value), node: value }));
  return node.items.map((item) => ({ start: outerStart(text, item), end: outerEnd(text, item), node: item }));
}

function emptied(text: string, { node, entry, holder }: Site & { readonly node: YamlMap | YamlSeq }): readonly Change[] | Refused {
  const nothing = node.kind === "map" ? "{}" : "[]";
  const start = node.start;
  if (node.flow) return [{ start, end: node.end, text: nothing }];
  if (entry === undefined || holder === undefined || !startsItsLine(text, start))
    return [{ start, end: outerEnd(text, node), text: nothing }];
  const at = endOfProperties(text, entry.key.end, start);
  return [{ start: at, end: at, text: ` ${nothing}` }, ...linesFrom(text, start, outerEnd(text, node))];
}

function fromBlock(
  text: string,
  node: YamlMap | YamlSeq,
  parts: readonly Part[],
  gone: ReadonlySet<YamlNode>,
): readonly Change[] | Refused {
  const changes: Change[] = [];
  for (const [index, part] of parts.entries()) {
    if (!gone.has(part.node)) continue;
    const start = node.kind === "seq" ? dashBefore(text, part.start) : explicitBefore(text, part.start);
    if (startsItsLine(text, start)) {
      changes.push(...linesFrom(text, start, part.end));
      continue;
    }
    // The first of a compact collection, `- name: x`: the next one takes its place behind the dash.
    const next = parts[index + 1];
    if (next === undefined || gone.has(next.node))
      return refused("The first entries of this collection stand on the line of what holds it.");
    const to = node.kind === "seq" ? dashBefore(text, next.start) : explicitBefore(text, next.start);
    if (text.slice(nextLine(text, part.end), lineStart(text, to)).trim() !== "")
      return refused("A comment stands between this entry and the next.");
    changes.push({ start, end: to, text: "" });
  }
  return changes;
}

const dashBefore = (text: string, at: number): number => text.lastIndexOf("-", at - 1);
const explicitBefore = (text: string, at: number): number => /\?\s+$/.exec(text.slice(lineStart(text, at), at))?.index ?? at;

function fromFlow(text: string, node: YamlMap | YamlSeq, parts: readonly Part[], gone: ReadonlySet<YamlNode>): readonly Change[] | Refused {
  const close = node.end - 1;
  const changes: Change[] = [];
  const lastLeft = parts.findLastIndex((it) => !gone.has(it.node));
  for (const [index, part] of parts.entries()) {
    if (!gone.has(part.node)) continue;
    const comma = commaAfter(text, part.end, close);
    const end = comma === undefined ? part.end : comma + 1;
    const alone = startsItsLine(text, part.start) && /^\s*(?:#.*)?$/.test(text.slice(end, lineEnd(text, end)));
    if (alone) changes.push({ start: lineStart(text, part.start), end: nextLine(text, end), text: "" });
    else if (index < lastLeft) changes.push({ start: part.start, end: parts[index + 1]?.start ?? end, text: "" });
    else changes.push({ start: parts[index - 1]?.end ?? part.start, end, text: "" });
    if (alone && comma === undefined) {
      // The last one goes without a comma behind it, so the one before must lose its own.
      const before = commaAfter(text, parts[lastLeft]?.end ?? 0, close);
      if (before !== undefined) changes.push({ start: before, end: before + 1, text: "" });
    }
  }
  return changes;
}
