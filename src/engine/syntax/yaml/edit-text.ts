import { type Change, type Refused, refused } from "./change.ts";
import { set } from "./edit-set.ts";
import type { Site } from "./locate.ts";
import { parseYaml } from "./parse.ts";
import type { YamlNode, YamlScalar } from "./tree.ts";

/**
 * Replaces the first occurrence of a text in a scalar as it is written; quotes, folds and escapes around it stay. Where the written
 * text is not what it says (`from` has an escape in it, or the result would read as something else) the whole scalar is set.
 */
export function replaceText(text: string, site: Site, from: string, value: string): readonly Change[] | Refused {
  const scalar = from === "" ? undefined : scalarsIn(site.node).find((it) => it.text.includes(from));
  if (scalar === undefined) return refused(`${JSON.stringify(from)} does not stand here.`);
  const wanted = scalar.text.replace(from, () => value);
  if (wanted === scalar.text) return [];
  const at = text.slice(scalar.start, scalar.end).indexOf(from);
  if (at >= 0) {
    const change = { start: scalar.start + at, end: scalar.start + at + from.length, text: value };
    const written = text.slice(scalar.start, change.start) + value + text.slice(change.end, scalar.end);
    // A block scalar's text depends on its indentation, which a replacement inside a line leaves alone.
    if (scalar.style === "literal" || scalar.style === "folded" ? !/[\r\n]/.test(value) : readsAs(written, wanted)) return [change];
  }
  return scalar === site.node ? set(text, site, wanted) : refused(`${JSON.stringify(from)} is not written in one piece here.`);
}

function readsAs(written: string, wanted: string): boolean {
  const root = parseYaml(`- ${written}`).documents[0]?.root;
  const item = root?.kind === "seq" ? root.items[0] : undefined;
  return item?.kind === "scalar" && item.text === wanted;
}

/** The scalar itself, or those of a list of words such as a command. */
function scalarsIn(node: YamlNode): readonly YamlScalar[] {
  if (node.kind === "scalar") return [node];
  if (node.kind === "seq") return node.items.flatMap(scalarsIn);
  return node.kind === "map" ? node.entries.flatMap((it) => scalarsIn(it.value)) : [];
}
