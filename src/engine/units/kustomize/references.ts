import { entriesAt, itemsAt, type MapNode, type Node, textAt } from "../../model/index.ts";
import type { Fields, Naming } from "./field-specs.ts";
import { atField, type FieldSpec, fits, stepsOf } from "./fields.ts";
import { firstIdOf, type Id, type Item, idOf, isClusterWide, placeOf } from "./item.ts";
import { saying, scalar, seqOf, withEntry } from "./tree.ts";

interface Referral {
  readonly naming: Naming;
  readonly spec: FieldSpec;
}

/**
 * Names in fields that mean other objects follow those objects' new names: of ConfigMaps in volumes, of Services in routes, of
 * accounts in bindings. An object is found by any name it had before; of several, by namespace, and by the prefixes they share.
 */
export function withReferences(items: readonly Item[], { names }: Fields): readonly Item[] {
  const byName = new Map<string, Item[]>();
  for (const it of items) for (const name of new Set(it.before.map((id) => id.name))) byName.set(name, [...(byName.get(name) ?? []), it]);
  if (byName.size === 0) return items;
  const byKind = new Map<string, Referral[]>();
  for (const naming of names)
    for (const spec of naming.in) byKind.set(spec.kind ?? "", [...(byKind.get(spec.kind ?? "") ?? []), { naming, spec }]);
  return items.map((item) => {
    const first = firstIdOf(item);
    const referrals = [...(byKind.get(first.kind) ?? []), ...(byKind.get("") ?? [])].filter(({ spec }) => fits(spec, first));
    if (referrals.length === 0) return item;
    const reach = reachOf(item);
    let tree: Node = item.tree;
    for (const { naming, spec } of referrals) {
      const find = (name: string, namespace: string | undefined): Item | undefined =>
        referred(byName.get(name) ?? [], name, naming, spec, item, reach, namespace);
      tree = atField(tree, stepsOf(spec.path), (node) => follow(node, find), undefined);
    }
    return tree === item.tree || tree.kind !== "map" ? item : { ...item, tree };
  });
}

type Find = (name: string, namespace: string | undefined) => Item | undefined;

function follow(node: Node, find: Find): Node {
  if (node.kind === "scalar") {
    const found = node.type === "null" ? undefined : find(node.text, undefined);
    return found === undefined ? node : saying(node, idOf(found).name);
  }
  if (node.kind === "seq") {
    const items = node.items.map((it) => follow(it, find));
    return items.every((it, index) => it === node.items[index]) ? node : seqOf(items, node.at);
  }
  return followMap(node, find);
}

function followMap(node: MapNode, find: Find): Node {
  const name = node.entries.get("name");
  if (name?.value.kind !== "scalar") return node;
  const found = find(name.value.text, textAt(node, "namespace") ?? (node.entries.has("namespace") ? "" : undefined));
  if (found === undefined) return node;
  const id = idOf(found);
  const named = withEntry(node, "name", saying(name.value, id.name), name.at);
  if (id.namespace === "" || textAt(named, "namespace") === id.namespace) return named;
  const before = node.entries.get("namespace");
  const value = before?.value.kind === "scalar" ? saying(before.value, id.namespace) : scalar(id.namespace, node.at);
  return withEntry(named, "namespace", value, before?.at ?? node.at);
}

/** Whether an object is near enough to be meant by a name in `item`. */
function reachOf(item: Item): (other: Item) => boolean {
  const id = idOf(item);
  if (isClusterWide(id)) return () => true;
  const spaces = new Set(
    id.kind === "RoleBinding"
      ? itemsAt(item.tree, "subjects").flatMap((it) => (textAt(it, "kind") === "ServiceAccount" ? (textAt(it, "namespace") ?? []) : []))
      : [],
  );
  return (other) => {
    const its = idOf(other);
    return isClusterWide(its) || placeOf(its) === placeOf(id) || spaces.has(its.namespace);
  };
}

const isKind = (id: Id, wanted: { readonly kind?: string; readonly group?: string; readonly version?: string }): boolean =>
  fits({ path: "", ...wanted }, id);

function referred(
  candidates: readonly Item[],
  name: string,
  naming: Naming,
  spec: FieldSpec,
  item: Item,
  reach: (other: Item) => boolean,
  namespace: string | undefined,
): Item | undefined {
  const { kind, group, version } = naming;
  const target = { kind, ...(group !== undefined && { group }), ...(version !== undefined && { version }) };
  let left = candidates.filter((it) => reach(it) && it.before.some((id) => id.name === name) && it.before.some((id) => isKind(id, target)));
  if (namespace !== undefined) {
    const original = left.filter((it) => placeOf(firstIdOf(it)) === namespace);
    left = original.length > 0 ? original : left.filter((it) => placeOf(idOf(it)) === namespace);
  }
  const role = roleOf(item, spec);
  if (role !== undefined) left = left.filter((it) => it.before.some((id) => isKind(id, role)));
  const here = idOf(item);
  if (!isClusterWide(here))
    left = left.filter((it) => {
      const id = idOf(it);
      return isClusterWide(id) || id.kind === "ServiceAccount" || placeOf(id) === placeOf(here);
    });
  if (left.length === 1) return left[0];
  left = left.filter((it) => sharesAffixes(it, item, true));
  if (left.length > 1) left = left.filter((it) => sharesAffixes(it, item, false));
  const [first, ...others] = left;
  return first !== undefined && others.every((it) => idOf(it).name === idOf(first).name) ? first : undefined;
}

function roleOf({ tree }: Item, { path }: FieldSpec): { readonly kind: string; readonly group: string } | undefined {
  if (!path.endsWith("roleRef/name")) return undefined;
  const roleRef = entriesAt(tree, "roleRef");
  const group = textAt(roleRef.get("apiGroup")?.value);
  const kind = textAt(roleRef.get("kind")?.value);
  return group === undefined || kind === undefined ? undefined : { group, kind };
}

/** Whether two went through the same renaming at the end of their ways; who went through none agrees with all, if that is allowed. */
function sharesAffixes(a: Item, b: Item, lenient: boolean): boolean {
  const prefixes = lenient && (a.prefixes.length === 0 || b.prefixes.length === 0);
  const suffixes = lenient && (a.suffixes.length === 0 || b.suffixes.length === 0);
  return (prefixes || sameEnd(a.prefixes, b.prefixes)) && (suffixes || sameEnd(a.suffixes, b.suffixes));
}

function sameEnd(a: readonly string[], b: readonly string[]): boolean {
  const length = Math.min(a.length, b.length);
  if (length === 0) return a.length === b.length;
  return a.slice(-length).every((it, index) => it === b.slice(-length)[index]);
}
