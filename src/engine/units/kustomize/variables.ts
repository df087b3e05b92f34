import { type Node, type ScalarNode, textAt } from "../../model/index.ts";
import { type FieldSpec, setFields } from "./fields.ts";
import { type Item, idsOf, splitVersion } from "./item.ts";
import type { Loader } from "./loader.ts";
import { isSecret, secret } from "./replacements.ts";
import { scalar, seqOf, withEntry } from "./tree.ts";
import { foundAlong, wayOf } from "./ways.ts";

/** `vars`: `$(NAME)` stands for a field of an object, in the fields where kustomize looks for it. */
export function withVariables(
  items: readonly Item[],
  settings: readonly Node[],
  specs: readonly FieldSpec[],
  loader: Loader,
): readonly Item[] {
  const values = new Map<string, ScalarNode>();
  for (const it of settings) {
    const value = valueAt(items, it, loader);
    if (value !== undefined) values.set(textAt(it, "name") ?? "", value);
  }
  if (values.size === 0) return items;
  const set = (node: Node): Node => filledIn(node, values);
  return items.map((it) => {
    const tree = setFields(it.tree, specs, set, undefined);
    return tree === it.tree ? it : { ...it, tree };
  });
}

function valueAt(items: readonly Item[], setting: Node, loader: Loader): ScalarNode | undefined {
  const wanted = { ...splitVersion(textAt(setting, "objref", "apiVersion") ?? ""), kind: textAt(setting, "objref", "kind") ?? "" };
  const name = textAt(setting, "objref", "name") ?? "";
  const namespace = textAt(setting, "objref", "namespace") ?? "";
  const found = items.find((it) =>
    idsOf(it).some(
      (id) =>
        id.name === name &&
        id.kind === wanted.kind &&
        id.group === wanted.group &&
        (wanted.version === "" || id.version === wanted.version) &&
        (namespace === "" || id.namespace === namespace),
    ),
  );
  if (found === undefined) {
    loader.tell("error", setting.at, `${wanted.kind} ${name}, which this variable reads, is not here.`);
    return undefined;
  }
  const path = textAt(setting, "fieldref", "fieldpath") ?? textAt(setting, "fieldref", "fieldPath") ?? "metadata.name";
  const value = foundAlong(found.tree, wayOf(path));
  if (value?.kind === "scalar") return isSecret(found, path) ? secret(value) : value;
  loader.tell("error", setting.at, `${wanted.kind} ${name} has no ${path}.`);
  return undefined;
}

/** Only texts are filled in; a text that is one variable and nothing else becomes its value, a number too. */
function filledIn(node: Node, values: ReadonlyMap<string, ScalarNode>): Node {
  if (node.kind === "seq") {
    const items = node.items.map((it) => (it.kind === "scalar" ? filledIn(it, values) : it));
    return items.every((it, index) => it === node.items[index]) ? node : seqOf(items, node.at);
  }
  if (node.kind === "map") {
    let after = node;
    for (const [name, { at, value }] of node.entries)
      if (value.kind === "scalar") {
        const inner = filledIn(value, values);
        if (inner !== value) after = withEntry(after, name, inner, at);
      }
    return after;
  }
  if (node.type !== "string" || !node.text.includes("$")) return node;
  const [, whole] = /^\$\(([^()]*)\)$/.exec(node.text) ?? [];
  const only = whole === undefined ? undefined : values.get(whole);
  if (only !== undefined)
    return { ...scalar(only.text, node.at, only.type), written: node.written ?? node.text, templated: only.templated };
  let templated = node.templated;
  const text = node.text.replace(/\$(?:\$|\(([^)]*)\))/g, (all, name: string | undefined) => {
    if (name === undefined) return "$";
    const value = values.get(name);
    templated ||= value?.templated ?? false;
    return value?.text ?? all;
  });
  return text === node.text ? node : { ...node, text, written: node.written ?? node.text, templated };
}
