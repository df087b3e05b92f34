import { type EvidenceId, itemsAt, type MapNode, type Node, nodeAt, textAt } from "../../model/index.ts";
import { type FieldSpec, fits, setFields } from "./fields.ts";
import { firstIdOf, type Item, idOf, isClusterWide, remembering, renamed } from "./item.ts";
import { saying, scalar, seqOf, withEntry, withText } from "./tree.ts";

/** Kinds whose names mean something by themselves. */
const fixedName = ({ group, kind }: { readonly group: string; readonly kind: string }): boolean =>
  kind === "CustomResourceDefinition" || kind === "Namespace" || (kind === "APIService" && group === "apiregistration.k8s.io");

/** `namePrefix` or `nameSuffix`. */
export function affixed(
  items: readonly Item[],
  affix: "prefix" | "suffix",
  text: string,
  specs: readonly FieldSpec[],
  at: EvidenceId,
): readonly Item[] {
  if (text === "") return items;
  const made = (name: string): string => (affix === "prefix" ? `${text}${name}` : `${name}${text}`);
  return items.map((item) => {
    const id = firstIdOf(item);
    if (fixedName(id)) return item;
    let after = item;
    for (const spec of specs) {
      if (!fits(spec, id)) continue;
      if (spec.path === "metadata/name") {
        const known = remembering(after);
        after = renamed(
          affix === "prefix" ? { ...known, prefixes: [...known.prefixes, text] } : { ...known, suffixes: [...known.suffixes, text] },
          made(idOf(after).name),
        );
      } else {
        const set = (node: Node): Node => (node.kind === "scalar" ? saying(node, made(node.text)) : node);
        after = { ...after, tree: setFields(after.tree, [spec], set, { kind: "scalar", at }) };
      }
    }
    return after;
  });
}

export interface NamespaceSetting {
  readonly name: string;
  readonly at: EvidenceId;
  /** Objects that say one keep it. */
  readonly unsetOnly: boolean;
  readonly subjects: "defaultOnly" | "allServiceAccounts" | "none";
}

/** `namespace`: everything that lives in one, and what names the accounts of that namespace. */
export function inNamespace(items: readonly Item[], setting: NamespaceSetting, specs: readonly FieldSpec[]): readonly Item[] {
  const { name, at, unsetOnly } = setting;
  const set = (node: Node): Node =>
    node.kind !== "scalar" || (unsetOnly && node.text !== "") || node.text === name ? node : scalar(name, at);
  return items.map((item) => {
    const id = idOf(item);
    let { tree } = item;
    if (!isClusterWide(id) && !(unsetOnly && id.namespace !== "")) tree = withText(tree, ["metadata", "namespace"], name, at);
    if (isBinding(id.kind)) tree = ofNamespace(tree, setting);
    const others = specs.filter((it) => it.path !== "metadata/namespace" && !(it.path === "subjects/namespace" && isBinding(id.kind)));
    const wanted = others.filter((it) => it.path !== "metadata/name" || textAt(tree, "apiVersion") === "v1");
    return { ...remembering(item), tree: setFields(tree, wanted, set, { kind: "scalar", at }) };
  });
}

const isBinding = (kind: string): boolean => kind === "RoleBinding" || kind === "ClusterRoleBinding";

function ofNamespace(tree: MapNode, { name, at, subjects, unsetOnly }: NamespaceSetting): MapNode {
  const before = nodeAt(tree, "subjects");
  if (before?.kind !== "seq" || subjects === "none") return tree;
  const means = (it: Node): boolean =>
    subjects === "allServiceAccounts" ? textAt(it, "kind") === "ServiceAccount" : textAt(it, "name") === "default";
  const items = itemsAt(tree, "subjects").map((it) =>
    it.kind === "map" && means(it) && !(unsetOnly && textAt(it, "namespace") !== undefined) ? withText(it, ["namespace"], name, at) : it,
  );
  return withEntry(tree, "subjects", seqOf(items, before.at), tree.entries.get("subjects")?.at);
}
