import { type EvidenceId, entriesAt, itemsAt, type MapNode, type Node, nodeAt, textAt } from "../../model/index.ts";
import { encodedBase64 } from "../../syntax/base64.ts";
import { baseName } from "../../syntax/paths.ts";
import { type Id, type Item, idOf, idsOf, itemOf, keyOf } from "./item.ts";
import type { Loader } from "./loader.ts";
import { emptyMap, scalar, textsIn, withEntry, withText } from "./tree.ts";

/** What an API server takes in one ConfigMap or Secret. */
const largest = 1_048_576;

interface Pair {
  readonly name: string;
  readonly value: string;
  readonly at: EvidenceId;
}

/** The ConfigMap or Secret that an entry of `configMapGenerator` or `secretGenerator` makes. */
export function generated(kind: "ConfigMap" | "Secret", setting: Node, general: Node | undefined, loader: Loader): Item | undefined {
  const { at } = setting;
  const name = textAt(setting, "name");
  if (name === undefined || name === "") {
    loader.tell("error", at, `This ${kind} has no name.`);
    return undefined;
  }
  const pairs = [...pairsOf(setting, loader)];
  const size = pairs.reduce((sum, it) => sum + it.value.length, 0);
  if (size > largest) {
    loader.tell("error", at, `${kind} ${name} would hold ${Math.ceil(size / largest)} MiB, and an API server takes one.`);
    return undefined;
  }
  let data = emptyMap(at);
  for (const it of pairs) {
    if (data.entries.has(it.name)) loader.tell("error", it.at, `${kind} ${name} has two values for ${it.name}.`);
    data = withEntry(data, it.name, scalar(kind === "Secret" ? inLines(encodedBase64(it.value)) : it.value, it.at));
  }
  let tree = withText(withText(emptyMap(at), ["apiVersion"], "v1", at), ["kind"], kind, at);
  tree = withText(tree, ["metadata", "name"], name, nodeAt(setting, "name")?.at ?? at);
  const namespace = textAt(setting, "namespace");
  if (namespace !== undefined && namespace !== "") tree = withText(tree, ["metadata", "namespace"], namespace, at);
  const options = [general, nodeAt(setting, "options")];
  for (const field of ["labels", "annotations"])
    for (const option of options)
      for (const [key, { value }] of entriesAt(option, field))
        tree = withText(tree, ["metadata", field, key], textAt(value) ?? "", value.at);
  if (kind === "Secret") tree = withText(tree, ["type"], textAt(setting, "type") ?? "Opaque", nodeAt(setting, "type")?.at ?? at);
  if (pairs.length > 0) tree = withEntry(tree, "data", data, at);
  if (options.some((it) => textAt(it, "immutable") === "true")) tree = withEntry(tree, "immutable", scalar("true", at, "boolean"));
  const behavior = textAt(setting, "behavior");
  return {
    ...itemOf(tree),
    hashed: !options.some((it) => textAt(it, "disableNameSuffixHash") === "true"),
    behavior: behavior === "merge" || behavior === "replace" ? behavior : "create",
  };
}

function* pairsOf(setting: Node, loader: Loader): Iterable<Pair> {
  for (const it of [...itemsAt(setting, "envs"), ...(nodeAt(setting, "env") === undefined ? [] : [nodeAt(setting, "env")])]) {
    const path = textAt(it);
    if (it === undefined || path === undefined || path === "") continue;
    for (const line of (loader.text(path, it.at) ?? "").replace(/^\uFEFF/, "").split("\n")) {
      const said = line.replace(/\r$/, "").trimStart();
      if (said === "" || said.startsWith("#")) continue;
      const sign = said.indexOf("=");
      yield { name: sign < 0 ? said : said.slice(0, sign), value: sign < 0 ? "" : said.slice(sign + 1), at: it.at };
    }
  }
  for (const it of itemsAt(setting, "literals")) {
    const text = textAt(it) ?? "";
    const sign = text.indexOf("=");
    if (sign < 1) loader.tell("error", it.at, "A literal is written KEY=value.");
    else yield { name: text.slice(0, sign), value: unquoted(text.slice(sign + 1)), at: it.at };
  }
  for (const it of itemsAt(setting, "files")) {
    const text = textAt(it) ?? "";
    const sign = text.indexOf("=");
    const path = text.slice(sign + 1);
    const value = loader.text(path, it.at);
    if (value !== undefined) yield { name: sign < 0 ? baseName(path) : text.slice(0, sign), value, at: it.at };
  }
}

function unquoted(text: string): string {
  const [first] = text;
  return text.length > 1 && (first === '"' || first === "'") && text.endsWith(first) ? text.slice(1, -1) : text;
}

/** Long base64 stands in lines of 70. */
const inLines = (text: string): string => (text.length < 70 ? text : `${(text.match(/.{1,70}/g) ?? []).join("\n")}\n`);

/** The objects with a generated one among them: beside them, or together with the one of its name. */
export function absorbed(items: readonly Item[], made: Item, loader: Loader): readonly Item[] {
  const id = idOf(made);
  const wanted = keyOf(id);
  const index = items.findIndex((it) => idsOf(it).some((one) => keyOf(one) === wanted));
  const old = items[index];
  if (old === undefined) {
    if (made.behavior !== "create")
      loader.tell(
        "error",
        made.tree.at,
        `${title(id)} is to be ${made.behavior === "merge" ? "merged with" : "put in place of"} one that is not there.`,
      );
    return [...items, made];
  }
  if (made.behavior === "create") {
    loader.tell("error", made.tree.at, `${title(id)} is there already; \`behavior: merge\` or \`replace\` says what becomes of it.`);
    return items;
  }
  return items.map((it, at) => (at === index ? together(old, made) : it));
}

export const title = ({ kind, name }: Id): string => `${kind} ${name}`;

function together(old: Item, made: Item): Item {
  let tree = made.tree;
  for (const field of ["labels", "annotations"])
    for (const [name, value] of textsIn(old.tree, "metadata", field))
      if (!textsIn(tree, "metadata", field).has(name))
        tree = withText(tree, ["metadata", field, name], value, nodeAt(old.tree, "metadata", field)?.at ?? old.tree.at);
  const id = idOf(old);
  tree = withText(tree, ["metadata", "name"], id.name, nodeAt(old.tree, "metadata", "name")?.at ?? old.tree.at);
  if (id.namespace !== "")
    tree = withText(tree, ["metadata", "namespace"], id.namespace, nodeAt(old.tree, "metadata", "namespace")?.at ?? old.tree.at);
  if (made.behavior === "merge") for (const field of ["data", "binaryData"]) tree = mergedData(old.tree, tree, field);
  return { ...old, tree: { ...tree, at: old.tree.at }, hashed: old.hashed || made.hashed };
}

function mergedData(old: MapNode, made: MapNode, field: string): MapNode {
  const before = nodeAt(old, field);
  const after = nodeAt(made, field);
  if (before?.kind !== "map") return made;
  let all = before;
  if (after?.kind === "map") for (const [name, { at, value }] of after.entries) all = withEntry(all, name, value, at);
  return withEntry(made, field, all, before.at);
}
