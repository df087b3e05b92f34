import { fileOf, type MapNode, type Node, nodeAt, type ScalarNode, textAt } from "../../model/index.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { labelsIn } from "../kubernetes/nodes.ts";
import { hostsAmong, standing } from "../kubernetes/secret.ts";
import type { Item } from "./item.ts";
import { withEntry, without } from "./tree.ts";

const known = new WeakMap<MapNode, Manifest>();

/** An object that was built, as everybody may see it. */
export function manifestOf({ tree }: Item): Manifest {
  const before = known.get(tree);
  if (before !== undefined) return before;
  const kind = textAt(tree, "kind") ?? "";
  const shown = kind === "Secret" ? withoutValues(tree) : kind === "CustomResourceDefinition" ? withoutSchemas(tree) : tree;
  const hosts = kind === "Secret" ? hostsAmong((["data", "stringData"] as const).map((it) => [it, textsUnder(tree, it)])) : undefined;
  const namespace = textAt(tree, "metadata", "namespace");
  const name = textAt(tree, "metadata", "name") ?? "";
  const manifest: Manifest = {
    apiVersion: textAt(tree, "apiVersion") ?? "",
    kind,
    name: name === "" ? `${textAt(tree, "metadata", "generateName") ?? ""}*` : name,
    namespace: namespace === "" ? undefined : namespace,
    labels: labelsIn(shown),
    tree: shown,
    ...(hosts && { hosts }),
    at: tree.at,
    file: fileOf(tree.at),
  };
  known.set(tree, manifest);
  return manifest;
}

function* textsUnder(tree: MapNode, field: string): Iterable<readonly [string, string]> {
  const values = nodeAt(tree, field);
  if (values?.kind === "map") for (const [name, { value }] of values.entries) yield [name, textAt(value) ?? ""];
}

const applied = "kubectl.kubernetes.io/last-applied-configuration";

/** Of a Secret's values nothing but whether there is any. */
function withoutValues(tree: MapNode): MapNode {
  let shown = tree;
  for (const field of ["data", "stringData"]) {
    const values = tree.entries.get(field);
    if (values !== undefined) shown = withEntry(shown, field, hidden(values.value, field === "data"), values.at);
  }
  const metadata = tree.entries.get("metadata");
  const annotations = metadata?.value.kind === "map" ? metadata.value.entries.get("annotations") : undefined;
  if (metadata?.value.kind !== "map" || annotations?.value.kind !== "map" || !annotations.value.entries.has(applied)) return shown;
  const others = withEntry(metadata.value, "annotations", without(annotations.value, applied), annotations.at);
  return withEntry(shown, "metadata", others, metadata.at);
}

function hidden(node: Node, encoded: boolean): Node {
  if (node.kind === "seq") return { ...node, items: node.items.map((it) => hidden(it, encoded)) };
  if (node.kind === "map")
    return { ...node, entries: new Map([...node.entries].map(([name, { at, value }]) => [name, { at, value: hidden(value, encoded) }])) };
  const kind = standing(node.text, encoded);
  const shown: ScalarNode = {
    kind: "scalar",
    type: "string",
    text: "",
    written: undefined,
    templated: kind === "placeholder",
    at: node.at,
  };
  return kind === "empty" ? { ...shown, type: "null" } : shown;
}

/** The schemas of a definition are most of it, and no fact of a system. */
function withoutSchemas(tree: MapNode): MapNode {
  const clean = (node: Node): Node => {
    if (node.kind === "scalar") return node;
    if (node.kind === "seq") return { ...node, items: node.items.map(clean) };
    const left = [...node.entries].filter(([name]) => name !== "openAPIV3Schema" && name !== "status");
    return { ...node, entries: new Map(left.map(([name, { at, value }]) => [name, { at, value: clean(value) }])) };
  };
  const shown = clean(tree);
  return shown.kind === "map" ? shown : tree;
}
