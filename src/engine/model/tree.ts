import type { EvidenceId } from "./ids.ts";

/**
 * A configuration as it holds: files merged, references followed, variables filled in. Every node knows where it is written, so
 * that what is made of it can be proved and mended. Formats that are trees (Compose, Kubernetes, values of a chart) share it.
 */
export type Node = ScalarNode | SeqNode | MapNode;

export interface ScalarNode {
  readonly kind: "scalar";
  readonly type: "string" | "number" | "boolean" | "null";
  /** As it holds, after interpolation. */
  readonly text: string;
  /** As it stands in the file, where that is another text. */
  readonly written: string | undefined;
  /** Something in it has no value here: `${…}`, `{{ … }}`. */
  readonly templated: boolean;
  /** A text with a colon that stands without quotes: some readers take `22:22` for a number. */
  readonly plain?: true;
  readonly at: EvidenceId;
}
export interface SeqNode {
  readonly kind: "seq";
  readonly items: readonly Node[];
  readonly at: EvidenceId;
}
export interface MapNode {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, { readonly at: EvidenceId; readonly value: Node }>;
  readonly at: EvidenceId;
}

/** The node under `names`, key by key; `undefined` where one is missing or no mapping. */
export function nodeAt(node: Node | undefined, ...names: readonly string[]): Node | undefined {
  let at = node;
  for (const name of names) at = at?.kind === "map" ? at.entries.get(name)?.value : undefined;
  return at;
}

/** The text of the scalar under `names`; null has none. */
export function textAt(node: Node | undefined, ...names: readonly string[]): string | undefined {
  const found = nodeAt(node, ...names);
  return found?.kind === "scalar" && found.type !== "null" ? found.text : undefined;
}

/** The number under `names`, also one in quotes. */
export function numberAt(node: Node | undefined, ...names: readonly string[]): number | undefined {
  const text = textAt(node, ...names)?.trim();
  const value = text === undefined || text === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** The items of the sequence under `names`; anything else has none. */
export function itemsAt(node: Node | undefined, ...names: readonly string[]): readonly Node[] {
  const found = nodeAt(node, ...names);
  return found?.kind === "seq" ? found.items : [];
}

/** The entries of the mapping under `names`; anything else has none. */
export function entriesAt(node: Node | undefined, ...names: readonly string[]): MapNode["entries"] {
  const found = nodeAt(node, ...names);
  return found?.kind === "map" ? found.entries : noEntries;
}
const noEntries: MapNode["entries"] = new Map();
