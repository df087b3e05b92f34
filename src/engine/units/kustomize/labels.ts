import { entriesAt, type Node, textAt } from "../../model/index.ts";
import type { Fields } from "./field-specs.ts";
import { type FieldSpec, setFields } from "./fields.ts";
import type { Item } from "./item.ts";
import { scalar, withEntry } from "./tree.ts";

/** Labels or annotations put wherever the specs say. */
export function labelled(items: readonly Item[], pairs: Node | undefined, specs: readonly FieldSpec[]): readonly Item[] {
  const said = [...entriesAt(pairs)].map(([name, { value }]) => ({ name, text: textAt(value) ?? "", at: value.at }));
  const [first] = said;
  if (first === undefined) return items;
  const set = (node: Node): Node => {
    if (node.kind !== "map") return node;
    let after = node;
    for (const { name, text, at } of said) {
      const before = after.entries.get(name)?.value;
      if (before?.kind !== "scalar" || before.text !== text || before.type !== "string") after = withEntry(after, name, scalar(text, at));
    }
    return after;
  };
  return items.map((it) => {
    const tree = setFields(it.tree, specs, set, { kind: "map", at: first.at });
    return tree === it.tree ? it : { ...it, tree };
  });
}

/** Where an entry of `labels` puts them: in the metadata, and wherever it says beside. */
export function placesOfLabels(setting: Node, fields: Fields, own: readonly FieldSpec[]): readonly FieldSpec[] {
  const says = (name: string): boolean => textAt(setting, name) === "true";
  const metadata: FieldSpec = { path: "metadata/labels", create: true };
  const base = [...own, ...fields.labels];
  if (says("includeSelectors")) return [...base, ...fields.commonLabels];
  return [
    ...base,
    ...(says("includeTemplates") ? fields.templateLabels : []),
    ...(says("includeVolumeClaimTemplates")
      ? [{ path: "spec/volumeClaimTemplates[]/metadata/labels", kind: "StatefulSet", group: "apps", create: true }]
      : []),
    metadata,
  ];
}
