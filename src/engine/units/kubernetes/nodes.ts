import { type EvidenceId, evidenceId, type MapNode, type Node, type ScalarNode } from "../../model/index.ts";
import type { KubernetesFile } from "../../readers/kubernetes.ts";
import { itemAnchors, keyAnchor } from "../../syntax/yaml/anchors.ts";
import type { YamlObject } from "../../syntax/yaml/objects.ts";
import type { YamlMap, YamlNode, YamlScalar, YamlSeq } from "../../syntax/yaml/tree.ts";
import { isMergeKey, keyText, resolve, scalarOf } from "../../syntax/yaml/walk.ts";
import type { Manifest } from "./manifest.ts";
import { hostsIn, standing } from "./secret.ts";

const known = new WeakMap<KubernetesFile, readonly Manifest[]>();
/** By what was read: an object that is kept from one text of its file to the next is the same manifest. */
const byNode = new WeakMap<YamlMap, Manifest>();

/** The manifests of a file that was read; made once, however many units and variants ask. */
export function manifestsIn(file: string, body: KubernetesFile): readonly Manifest[] {
  const before = known.get(body);
  if (before !== undefined) return before;
  const made = body.objects.map((it) => {
    const kept = byNode.get(it.node);
    if (kept?.file === file && kept.at === evidenceId(file, it.anchor)) return kept;
    const manifest = manifestOf(it, treeOf(it, file), file);
    byNode.set(it.node, manifest);
    return manifest;
  });
  known.set(body, made);
  return made;
}

function manifestOf({ apiVersion, kind, name, namespace, anchor, node }: YamlObject, tree: MapNode, file: string): Manifest {
  const hosts = kind === "Secret" ? hostsIn(node) : undefined;
  return { apiVersion, kind, name, namespace, labels: labelsIn(tree), tree, ...(hosts && { hosts }), at: evidenceId(file, anchor), file };
}

/** Where a Secret's values stand; what kubectl applied last is a copy of the whole. */
const secretFields: ReadonlySet<string> = new Set([
  "data",
  "stringData",
  keyAnchor("metadata.annotations", "kubectl.kubernetes.io/last-applied-configuration"),
]);

/** The labels of an object. */
export function labelsIn(tree: MapNode): Readonly<Record<string, string>> {
  const metadata = tree.entries.get("metadata")?.value;
  const labels = metadata?.kind === "map" ? metadata.entries.get("labels")?.value : undefined;
  const found: [string, string][] = [];
  if (labels?.kind === "map")
    for (const [name, { value }] of labels.entries) if (value.kind === "scalar" && value.type !== "null") found.push([name, value.text]);
  return Object.fromEntries(found);
}

/** How objects are placed that a template wrote: what stands somewhere else, and what in it nobody knows. */
export interface Placing {
  /** `path`: the anchor below the object; `start`: where the node begins in what was written. */
  at(path: string, start: number): EvidenceId;
  isKnown(text: string, start: number): boolean;
  /** It stands in a template as it is: whoever installs it changes nothing of it. */
  isLiteral(start: number, end: number): boolean;
  shown(text: string): string;
}

/**
 * An object as a tree, with `<<` applied. Anchors begin with the object's name in its file. Left out: the values of Secrets, which
 * nobody who asks for facts may see, and the schemas of CustomResourceDefinitions, which are most of such a file and no fact of a system.
 */
export function treeOf(object: YamlObject, file: string, placing?: Placing): MapNode {
  const made = new Map<YamlNode, Node>();
  const isSecret = object.kind === "Secret";
  const isDefinition = object.kind === "CustomResourceDefinition";
  const head = evidenceId(file, object.anchor);

  const at = (path: string, start: number): EvidenceId =>
    placing !== undefined ? placing.at(path, start) : path === "" ? head : `${head} ${path}`;
  /** `start`: where what is shown of it begins: the value of a key at the key. */
  const make = (written: YamlNode, path: string, hidden: boolean, depth: number, start = written.start): Node => {
    const node = resolve(written);
    // The parser bounds how deep a file is written, this how deep aliases make it: whoever walks through nodes may recurse.
    if (node === undefined || depth > deepest) return nothing(at(path, start));
    if (node.kind === "scalar") {
      const place = at(path, start);
      if (!hidden) return scalar(node, place, placing);
      const one = secret(node, path.startsWith("data"), place);
      return placing?.isLiteral(node.start, node.end) === false ? { ...one, templated: true } : one;
    }
    const before = hidden ? undefined : made.get(node);
    if (before !== undefined) return before;
    const result = node.kind === "seq" ? seq(node, path, hidden, depth + 1, start) : map(node, path, hidden, depth + 1, start);
    if (!hidden) made.set(node, result);
    return result;
  };
  const seq = (node: YamlSeq, path: string, hidden: boolean, depth: number, start: number): Node => {
    const anchors = itemAnchors(path, node);
    return { kind: "seq", items: node.items.map((it, index) => make(it, anchors[index] ?? path, hidden, depth)), at: at(path, start) };
  };
  const map = (node: YamlMap, path: string, hidden: boolean, depth: number, start: number): MapNode => {
    const entries = new Map<string, { at: EvidenceId; value: Node }>();
    const merges: YamlNode[] = [];
    for (const { key, value } of node.entries) {
      if (isMergeKey(key)) {
        merges.push(value);
        continue;
      }
      const name = keyText(key);
      if (isDefinition && (name === "openAPIV3Schema" || name === "status")) continue;
      const inner = keyAnchor(path, name);
      const shown = placing === undefined ? name : placing.shown(name);
      entries.set(shown, {
        at: at(inner, key.start),
        value: make(value, inner, hidden || (isSecret && secretFields.has(inner)), depth, key.start),
      });
    }
    for (const merge of merges) {
      const source = make(merge, path, hidden, depth);
      for (const from of source.kind === "seq" ? source.items : [source])
        if (from.kind === "map") for (const [name, entry] of from.entries) if (!entries.has(name)) entries.set(name, entry);
    }
    return { kind: "map", entries, at: at(path, start) };
  };
  return map(object.node, "", false, 0, object.node.start);
}

const deepest = 300;

const nothing = (at: EvidenceId): ScalarNode => ({ kind: "scalar", type: "null", text: "", written: undefined, templated: false, at });

/** Of a secret's value nothing but whether there is any: one that is filled in elsewhere counts as a placeholder. */
function secret(node: YamlScalar, encoded: boolean, at: EvidenceId): ScalarNode {
  const kind = standing(node.text, encoded);
  return { ...nothing(at), type: kind === "empty" ? "null" : "string", templated: kind === "placeholder" };
}

const scalar = (node: YamlScalar, at: EvidenceId, placing: Placing | undefined): ScalarNode => ({
  kind: "scalar",
  type: scalarOf(node)?.type ?? "string",
  text: placing === undefined ? node.text : placing.shown(node.text),
  written: undefined,
  templated: placing !== undefined && !placing.isKnown(node.text, node.start),
  at,
});
