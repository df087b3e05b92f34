import { type MapNode, type Node, type SeqNode, textAt } from "../../model/index.ts";
import { mergeKeysOf } from "./merge-keys.ts";
import { emptyMap, isNull, seqOf, withEntry, without } from "./tree.ts";

/** What a patch says of how it meets what stands there, instead of being merged into it. */
type Directive = "merge" | "replace" | "delete";

/** A strategic merge patch applied to an object; `undefined` = it takes the object away. */
export function merged(object: MapNode, patch: MapNode): MapNode | undefined {
  const apiVersion = textAt(object, "apiVersion") ?? "";
  const kind = textAt(object, "kind") ?? "";
  const result = meet(object, patch, [], (path) => mergeKeysOf(apiVersion, kind, path));
  return result?.kind === "map" ? result : undefined;
}

type KeysAt = (path: readonly string[]) => readonly string[] | undefined;

function meet(here: Node | undefined, patch: Node, path: readonly string[], keysAt: KeysAt): Node | undefined {
  if (isNull(patch)) return undefined;
  if (patch.kind === "scalar") return patch;
  if (patch.kind === "map") {
    const directive = directiveOf(patch);
    const said = without(patch, "$patch");
    if (directive === "delete") return undefined;
    if (directive === "replace") return said;
    return mergeMaps(here?.kind === "map" ? here : emptyMap(patch.at), said, path, keysAt);
  }
  const keys = keysAt(path);
  if (keys === undefined) return patch;
  const { directive, items } = listOf(patch);
  if (directive === "delete") return undefined;
  const list = seqOf(items, patch.at);
  if (directive === "replace") return list;
  const before = here?.kind === "seq" ? here : seqOf([], patch.at);
  return keys.length === 0 ? mergeSets(before, list) : mergeLists(before, list, keys, path, keysAt);
}

function mergeMaps(here: MapNode, patch: MapNode, path: readonly string[], keysAt: KeysAt): MapNode {
  let result = here;
  for (const [name, { at, value }] of patch.entries) {
    const before = here.entries.get(name);
    const after = meet(before?.value, value, [...path, name], keysAt);
    if (after === undefined) result = without(result, name);
    else if (after !== before?.value) result = withEntry(result, name, after, after.at === before?.value.at ? before.at : at);
  }
  return result;
}

const directiveOf = (patch: MapNode): Directive => {
  const word = textAt(patch, "$patch");
  return word === "replace" || word === "delete" ? word : "merge";
};

/** An item that says nothing but `$patch` is about the list. */
function listOf(patch: SeqNode): { readonly directive: Directive; readonly items: readonly Node[] } {
  const about = patch.items.find((it): it is MapNode => it.kind === "map" && it.entries.size === 1 && it.entries.has("$patch"));
  return about === undefined
    ? { directive: "merge", items: patch.items }
    : { directive: directiveOf(about), items: patch.items.filter((it) => it !== about) };
}

/** Plain items: those that are missing are put before the others. */
function mergeSets(here: SeqNode, patch: SeqNode): SeqNode {
  const text = (it: Node): string => (it.kind === "scalar" ? it.text : "");
  const said = new Set(patch.items.map(text));
  return seqOf([...patch.items, ...here.items.filter((it) => !said.has(text(it)))], here.at);
}

/** Items that a patch names are merged and come first, in the patch's order; the others follow. */
function mergeLists(here: SeqNode, patch: SeqNode, keys: readonly string[], path: readonly string[], keysAt: KeysAt): SeqNode {
  const used = keys.filter((key) => [...here.items, ...patch.items].some((it) => textAt(it, key) !== undefined));
  const valuesOf = (it: Node): readonly (string | undefined)[] => used.map((key) => textAt(it, key));
  const rest = new Set<Node>(here.items);
  const found: Node[] = [];
  for (const item of patch.items) {
    const values = valuesOf(item);
    if (values.every((it) => it === undefined)) {
      found.push(item);
      continue;
    }
    // A port without a protocol is the one of that number, whatever its protocol.
    const match = here.items.find(
      (it) =>
        rest.has(it) &&
        valuesOf(it).every(
          (value, index) => value === values[index] || (index > 0 && (value === undefined || values[index] === undefined)),
        ),
    );
    if (match !== undefined) rest.delete(match);
    const after = meet(match, item, path, keysAt);
    if (after === undefined || (after.kind === "map" && after.entries.size === 0)) continue;
    found.push(after);
  }
  return seqOf([...found, ...here.items.filter((it) => rest.has(it))], here.at);
}
