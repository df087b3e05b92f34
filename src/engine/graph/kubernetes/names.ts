import { type In, itemsAt, type KubernetesObject, type MapNode, type Node, textAt, type VariantId } from "../../model/index.ts";
import type { Graph } from "../graph.ts";

/** `apps` of `apps/v1`; the core has no name. */
export const groupOf = (apiVersion: string): string => (apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "");

/** Two objects can meet: an object without a namespace is applied into whichever its neighbours are. */
export const sameNamespace = (a: string | undefined, b: string | undefined): boolean => a === undefined || b === undefined || a === b;

/** The variants an object holds in, one by one: what else there is differs from one to the next. */
export const variantsOf = (object: { readonly in: In; readonly system: string }, graph: Graph): readonly VariantId[] =>
  object.in === "all" ? graph.variants(object.system).map((it) => it.id) : object.in;

/** The mapping under `names`, if there is one. */
export function mapAt(node: Node | undefined, ...names: readonly string[]): MapNode | undefined {
  let at = node;
  for (const name of names) at = at?.kind === "map" ? at.entries.get(name)?.value : undefined;
  return at?.kind === "map" ? at : undefined;
}

/** The mappings in the sequence under `names`. */
export const mapsAt = (node: Node | undefined, ...names: readonly string[]): readonly MapNode[] =>
  itemsAt(node, ...names).filter((it) => it.kind === "map");

/** The scalars of the mapping under `names`, as text. */
export function textsAt(node: Node | undefined, ...names: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, { value }] of mapAt(node, ...names)?.entries ?? []) {
    const text = textAt(value);
    if (text !== undefined) found.set(name, text);
  }
  return found;
}

export const isTrue = (node: Node | undefined, ...names: readonly string[]): boolean => textAt(node, ...names) === "true";

/** What an object is called in a sentence. */
export const titleOf = ({ type, name }: Pick<KubernetesObject, "type" | "name">): string =>
  name === "*" ? `${type} without a name` : `${type} ${name}`;
