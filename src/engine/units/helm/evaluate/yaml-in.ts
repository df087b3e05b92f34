import type { EvidenceId } from "../../../model/index.ts";
import { itemAnchors, keyAnchor } from "../../../syntax/yaml/anchors.ts";
import { parseYaml } from "../../../syntax/yaml/parse.ts";
import type { YamlNode } from "../../../syntax/yaml/tree.ts";
import { entriesOf, resolve, scalarOf } from "../../../syntax/yaml/walk.ts";
import { type Dict, deepestValue, dictOf, hasGap, isDict, listOf, unknown, type Value } from "./value.ts";

/** A node of YAML as a value. `place`: what an anchor is called as evidence, where the text is a file. */
export function valueFrom(written: YamlNode | undefined, place?: (anchor: string) => EvidenceId): Value {
  return read(written, "", place, 0);
}

function read(written: YamlNode | undefined, anchor: string, place: ((anchor: string) => EvidenceId) | undefined, depth: number): Value {
  const node = resolve(written);
  if (node === undefined) return null;
  if (depth > deepestValue) return unknown("it is nested too deep");
  if (node.kind === "map") {
    const dict = dictOf();
    for (const { name, value } of entriesOf(node)) {
      const inner = place === undefined ? "" : keyAnchor(anchor, name);
      dict.entries.set(name, read(value, inner, place, depth + 1));
      if (place !== undefined) dict.places.set(name, place(inner));
    }
    return dict;
  }
  if (node.kind === "seq") {
    const anchors = place === undefined ? [] : itemAnchors(anchor, node);
    const items = node.items.map((it, index) => read(it, anchors[index] ?? anchor, place, depth + 1));
    return listOf(items, place === undefined ? [] : anchors.map(place));
  }
  const scalar = scalarOf(node);
  if (scalar === undefined || scalar.type === "null") return null;
  if (scalar.type !== "string") return scalar.value;
  return node.kind === "scalar" && node.style === "plain" ? (words.get(scalar.text) ?? scalar.text) : scalar.text;
}

/** What YAML 1.1, which Helm reads, takes for truth. */
const words: ReadonlyMap<string, boolean> = new Map([
  ...["yes", "Yes", "YES", "on", "On", "ON"].map((it): [string, boolean] => [it, true]),
  ...["no", "No", "NO", "off", "Off", "OFF"].map((it): [string, boolean] => [it, false]),
]);

/** What a text of YAML says; `undefined` = it is none. */
export function valueIn(text: string): Value | undefined {
  if (hasGap(text)) return unknown("a part of it is not known");
  const file = parseYaml(text);
  // Of a key that stands twice Helm takes the last.
  const broken = file.problems.some((it) => it.severity === "error" && !it.message.includes("stands twice"));
  return broken ? undefined : valueFrom(file.documents[0]?.root);
}

/** A file of values: a mapping, or nothing. */
export function dictIn(root: YamlNode | undefined, place: (anchor: string) => EvidenceId): Dict {
  const value = valueFrom(root, place);
  return isDict(value) ? value : dictOf();
}
