import { type EvidenceId, evidenceId, type MapNode, type Node, type ScalarNode } from "../../model/index.ts";
import type { KubernetesFile } from "../../readers/kubernetes.ts";
import type { KustomizationFile } from "../../readers/kustomize.ts";
import { itemAnchors, keyAnchor } from "../../syntax/yaml/anchors.ts";
import { objectsOf } from "../../syntax/yaml/objects.ts";
import { parseYaml } from "../../syntax/yaml/parse.ts";
import type { YamlFile, YamlNode } from "../../syntax/yaml/tree.ts";
import { isMergeKey, keyText, resolve, scalarOf } from "../../syntax/yaml/walk.ts";
import type { Library } from "../unit.ts";

type Place = (path: string) => EvidenceId;

const deepest = 300;

/** A node of a file as a tree, with aliases and `<<` applied; `place` says where what stands at a path is told to stand. */
export function treeFrom(root: YamlNode, place: Place): Node {
  const made = new Map<YamlNode, Node>();
  const make = (written: YamlNode, path: string, depth: number): Node => {
    const node = resolve(written);
    if (node === undefined || depth > deepest) return nothing(place(path));
    if (node.kind === "scalar") return { ...nothing(place(path)), type: scalarOf(node)?.type ?? "string", text: node.text };
    const before = made.get(node);
    if (before !== undefined) return before;
    let result: Node;
    if (node.kind === "seq") {
      const anchors = itemAnchors(path, node);
      result = { kind: "seq", items: node.items.map((it, index) => make(it, anchors[index] ?? path, depth + 1)), at: place(path) };
    } else {
      const entries = new Map<string, { at: EvidenceId; value: Node }>();
      const merges: YamlNode[] = [];
      for (const { key, value } of node.entries) {
        if (isMergeKey(key)) {
          merges.push(value);
          continue;
        }
        const name = keyText(key);
        const inner = keyAnchor(path, name);
        // Schemas are most of what definitions of resources are, and nobody but a patch ever looks into them.
        const later = name === "openAPIV3Schema" && resolve(value)?.kind === "map";
        entries.set(name, {
          at: place(inner),
          value: later ? lazy(() => make(value, inner, depth + 1), place(inner)) : make(value, inner, depth + 1),
        });
      }
      for (const merge of merges) {
        const source = make(merge, path, depth + 1);
        for (const from of source.kind === "seq" ? source.items : [source])
          if (from.kind === "map") for (const [name, entry] of from.entries) if (!entries.has(name)) entries.set(name, entry);
      }
      result = { kind: "map", entries, at: place(path) };
    }
    made.set(node, result);
    return result;
  };
  return make(root, "", 0);
}

const nothing = (at: EvidenceId): ScalarNode => ({ kind: "scalar", type: "null", text: "", written: undefined, templated: false, at });

function lazy(make: () => Node, at: EvidenceId): MapNode {
  let entries: MapNode["entries"] | undefined;
  return {
    kind: "map",
    at,
    get entries() {
      if (entries === undefined) {
        const made = make();
        entries = made.kind === "map" ? made.entries : new Map();
      }
      return entries;
    },
  };
}

const parsed = new WeakMap<Library, Map<string, { readonly text: string; readonly yaml: YamlFile }>>();

/** A file as YAML: as somebody read it already, else read here, whatever its name. */
export function yamlOf(path: string, library: Library): YamlFile | undefined {
  for (const { reader, body } of library.facts(path)) {
    if (reader === "kustomize") return (body as KustomizationFile).yaml;
    if (reader === "kubernetes" && !(body as KubernetesFile).template) return (body as KubernetesFile).yaml;
  }
  const text = library.text(path);
  if (text === undefined) return undefined;
  const memory = parsed.get(library) ?? new Map<string, { readonly text: string; readonly yaml: YamlFile }>();
  parsed.set(library, memory);
  const before = memory.get(path);
  if (before?.text === text) return before.yaml;
  const yaml = parseYaml(text);
  memory.set(path, { text, yaml });
  return yaml;
}

const documents = new WeakMap<YamlFile, readonly Node[]>();

/** What a file holds: its objects, each known by its name, lists taken apart; what is no object as it stands. */
export function documentsIn(file: string, yaml: YamlFile): readonly Node[] {
  const before = documents.get(yaml);
  if (before !== undefined) return before;
  const made = parts(yaml, (anchor, path) => evidenceId(file, anchor === "" ? path : path === "" ? anchor : `${anchor} ${path}`));
  documents.set(yaml, made);
  return made;
}

/** What a text says that stands in a file as a value: all of it is told to stand at that value. */
export const documentsAt = (text: string, at: EvidenceId): readonly Node[] => parts(parseYaml(text), () => at);

function parts(yaml: YamlFile, place: (anchor: string, path: string) => EvidenceId): readonly Node[] {
  const objects = objectsOf(yaml);
  return yaml.documents.flatMap((document) => {
    const own = objects.filter((it) => it.document === document);
    if (own.length > 0) return own.map((it) => treeFrom(it.node, (path) => place(it.anchor, path)));
    return document.root === undefined ? [] : [treeFrom(document.root, (path) => place("", path))];
  });
}
