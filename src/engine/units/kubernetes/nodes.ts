import { type EvidenceId, evidenceId, type MapNode, type Node, type ScalarNode, type Span } from "../../model/index.ts";
import type { KubernetesFile } from "../../readers/kubernetes.ts";
import { itemAnchors, keyAnchor } from "../../syntax/yaml/anchors.ts";
import type { YamlObject } from "../../syntax/yaml/objects.ts";
import type { YamlFile, YamlMap, YamlNode, YamlScalar, YamlSeq } from "../../syntax/yaml/tree.ts";
import { isMergeKey, keyText, resolve, scalarOf } from "../../syntax/yaml/walk.ts";
import type { Manifest } from "./manifest.ts";
import { hostsIn } from "./secret.ts";

/** The objects of one file with everything in them, and where it stands. */
export interface FileManifests {
  readonly manifests: readonly Manifest[];
  readonly places: ReadonlyMap<EvidenceId, Span>;
}

const known = new WeakMap<KubernetesFile, FileManifests>();

/** The manifests of a file that was read; made once, however many units and variants ask. */
export function manifestsIn(file: string, body: KubernetesFile): FileManifests {
  const before = known.get(body);
  if (before !== undefined) return before;
  const places = new Map<EvidenceId, Span>();
  const manifests = body.objects.map((it) => manifestOf(it, treeOf(it, file, body.yaml, places), file));
  const made = { manifests, places };
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

/**
 * An object as a tree, with `<<` applied. Anchors begin with the object's name in its file. Left out: the values of Secrets, which
 * nobody who asks for facts may see, and the schemas of CustomResourceDefinitions, which are most of such a file and no fact of a system.
 */
export function treeOf(object: YamlObject, file: string, yaml: YamlFile, places: Map<EvidenceId, Span>): MapNode {
  const made = new Map<YamlNode, Node>();
  const isSecret = object.kind === "Secret";
  const isDefinition = object.kind === "CustomResourceDefinition";

  const at = (path: string, node: YamlNode, end: YamlNode = node): EvidenceId => {
    const id = evidenceId(file, path === "" ? object.anchor : `${object.anchor} ${path}`);
    places.set(id, yaml.lines.span(node.start, end.end));
    return id;
  };
  const make = (written: YamlNode, path: string, hidden: boolean): Node => {
    const node = resolve(written);
    if (node === undefined) return { kind: "scalar", type: "null", text: "", written: undefined, templated: false, at: at(path, written) };
    const before = hidden ? undefined : made.get(node);
    if (before !== undefined) return before;
    const result =
      node.kind === "scalar" ? scalar(node, path, hidden) : node.kind === "seq" ? seq(node, path, hidden) : map(node, path, hidden);
    if (!hidden) made.set(node, result);
    return result;
  };
  const scalar = (node: YamlScalar, path: string, hidden: boolean): ScalarNode => ({
    kind: "scalar",
    type: hidden ? "string" : (scalarOf(node)?.type ?? "string"),
    text: hidden ? "" : node.text,
    written: undefined,
    templated: false,
    at: at(path, node),
  });
  const seq = (node: YamlSeq, path: string, hidden: boolean): Node => {
    const id = at(path, node);
    const anchors = itemAnchors(path, node);
    return { kind: "seq", items: node.items.map((it, index) => make(it, anchors[index] ?? path, hidden)), at: id };
  };
  const map = (node: YamlMap, path: string, hidden: boolean): MapNode => {
    const id = at(path, node);
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
      const made = make(value, inner, hidden || (isSecret && secretFields.has(inner)));
      // The entry's place is key and value: what is shown, and what goes away with it.
      entries.set(name, { at: at(inner, key, value), value: made });
    }
    for (const merge of merges) {
      const source = make(merge, `${path}.<<`, hidden);
      for (const from of source.kind === "seq" ? source.items : [source])
        if (from.kind === "map") for (const [name, entry] of from.entries) if (!entries.has(name)) entries.set(name, entry);
    }
    return { kind: "map", entries, at: id };
  };
  return map(object.node, "", false);
}
