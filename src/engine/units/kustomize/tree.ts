import { type EvidenceId, type MapNode, type Node, nodeAt, type ScalarNode, type SeqNode, textAt } from "../../model/index.ts";

/**
 * Trees are never changed: a change makes a new tree that shares all that stayed. So a base is read once for all its overlays, and what
 * an overlay left alone is the same object as before.
 */

export const scalar = (text: string, at: EvidenceId, type: ScalarNode["type"] = "string"): ScalarNode => ({
  kind: "scalar",
  type,
  text,
  written: undefined,
  templated: false,
  at,
});

export const emptyMap = (at: EvidenceId): MapNode => ({ kind: "map", entries: new Map(), at });

export const seqOf = (items: readonly Node[], at: EvidenceId): SeqNode => ({ kind: "seq", items, at });

/** The mapping with a value under a name; what stood there stands there no more. */
export function withEntry(map: MapNode, name: string, value: Node, at: EvidenceId = value.at): MapNode {
  const before = map.entries.get(name);
  if (before?.value === value && before.at === at) return map;
  return { ...map, entries: new Map(map.entries).set(name, { at, value }) };
}

export function without(map: MapNode, name: string): MapNode {
  if (!map.entries.has(name)) return map;
  const entries = new Map(map.entries);
  entries.delete(name);
  return { ...map, entries };
}

/** A scalar that says something else now, and still stands where it stood. */
export const saying = (node: ScalarNode, text: string): ScalarNode =>
  node.text === text ? node : { ...node, text, written: node.written ?? node.text };

export const isNull = (node: Node | undefined): boolean => node === undefined || (node.kind === "scalar" && node.type === "null");

/** The mapping with a text under `names`, mappings made on the way. */
export function withText(map: MapNode, names: readonly string[], text: string, at: EvidenceId): MapNode {
  const [name = "", ...rest] = names;
  const before = map.entries.get(name);
  if (rest.length === 0) {
    const same = before?.value.kind === "scalar" && before.value.type === "string" && before.value.text === text;
    return same ? map : withEntry(map, name, scalar(text, at));
  }
  const inner = before?.value.kind === "map" ? before.value : emptyMap(at);
  return withEntry(map, name, withText(inner, rest, text, at), before?.at ?? at);
}

/** Labels, annotations: the mapping under `names` as texts. */
export function textsIn(map: MapNode, ...names: readonly string[]): ReadonlyMap<string, string> {
  const found = nodeAt(map, ...names);
  const texts = new Map<string, string>();
  if (found?.kind === "map") for (const [name, { value }] of found.entries) texts.set(name, textAt(value) ?? "");
  return texts;
}

/** The values as JSON has them, the types as Go's YAML reads them: `0644` is octal. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

export function plainOf(node: Node): Plain {
  if (node.kind === "seq") return node.items.map(plainOf);
  if (node.kind === "map") return Object.fromEntries([...node.entries].map(([name, { value }]) => [name, plainOf(value)]));
  if (node.type === "null") return null;
  if (node.type === "boolean") return node.text.toLowerCase() === "true";
  if (node.type === "string") return node.text;
  const number = /^[-+]?0[0-7]+$/.test(node.text) ? Number.parseInt(node.text, 8) : Number(node.text);
  return Number.isFinite(number) ? number : node.text;
}
