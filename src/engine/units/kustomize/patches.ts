import { type MapNode, type Node, nodeAt, textAt } from "../../model/index.ts";
import { title } from "./generators.ts";
import { type Id, type Item, idOf, idsOf, keyOf, remembering, renamed } from "./item.ts";
import { type Operation, operationsIn, patched } from "./json-patch.ts";
import { documentsOf, type Loader } from "./loader.ts";
import { merged } from "./merge.ts";
import { selected } from "./select.ts";
import { withEntry, withText } from "./tree.ts";

/** `patchesStrategicMerge`: each names the object it is for by what it is itself. */
export function strategicMerges(items: readonly Item[], settings: readonly Node[], loader: Loader): readonly Item[] {
  let after = items;
  for (const it of settings) for (const document of documentsOf(it, loader)) after = byName(after, document, it, loader, noFreedom);
  return after;
}

/** An entry of `patches`: a strategic merge or a JSON patch, in a file or written out, for one object or for all that a target means. */
export function patchEntry(items: readonly Item[], setting: Node, loader: Loader): readonly Item[] {
  const source = nodeAt(setting, "path") ?? nodeAt(setting, "patch");
  const target = nodeAt(setting, "target");
  if (source === undefined || textAt(source) === undefined) {
    loader.tell("error", setting.at, "This patch has neither a path nor a patch.");
    return items;
  }
  const freedom: Freedom = {
    name: textAt(setting, "options", "allowNameChange") === "true",
    kind: textAt(setting, "options", "allowKindChange") === "true",
  };
  let after = items;
  for (const document of documentsOf(source, loader)) {
    const operations = operationsIn(document);
    if (operations !== undefined) after = jsonPatch(after, operations, target, setting, loader);
    else if (target !== undefined) after = byTarget(after, document, target, setting, loader, freedom);
    else after = byName(after, document, setting, loader, freedom);
  }
  return after;
}

/** What a patch may change beside all else. */
interface Freedom {
  readonly name: boolean;
  readonly kind: boolean;
}
const noFreedom: Freedom = { name: false, kind: false };

function jsonPatch(
  items: readonly Item[],
  operations: readonly Operation[],
  target: Node | undefined,
  setting: Node,
  loader: Loader,
): readonly Item[] {
  if (target === undefined) {
    loader.tell("error", setting.at, "A JSON patch needs a target that says which objects it is for.");
    return items;
  }
  const chosen = new Set(selected(items, target));
  if (chosen.size === 0) missed(target, setting, loader);
  return items.map((it) => {
    if (!chosen.has(it)) return it;
    const { tree, failed } = patched(it.tree, operations);
    if (failed !== undefined)
      loader.tell("error", failed.operation.at, `This step of the patch cannot be done on ${title(idOf(it))}: ${failed.because}.`);
    return { ...remembering(it), tree };
  });
}

/** kustomize lets a patch pass that no object is meant by; whoever wrote it meant one. */
function missed(target: Node, setting: Node, loader: Loader): void {
  const said = ["kind", "name", "labelSelector"].flatMap((it) => textAt(target, it) ?? []).join(" ");
  loader.tell("warning", setting.at, `No object here is what this patch is for${said === "" ? "" : `: ${said}`}.`);
}

function byTarget(items: readonly Item[], patch: Node, target: Node, setting: Node, loader: Loader, freedom: Freedom): readonly Item[] {
  const chosen = new Set(selected(items, target));
  if (chosen.size === 0) missed(target, setting, loader);
  return items.flatMap((it) => (chosen.has(it) && patch.kind === "map" ? apply(it, patch, freedom) : [it]));
}

function byName(items: readonly Item[], patch: Node, setting: Node, loader: Loader, freedom: Freedom): readonly Item[] {
  if (patch.kind !== "map") return items;
  const id = idOf({ tree: patch });
  if (id.kind === "" && patch.entries.size === 0) return items;
  const wanted = keyOf(id);
  const found = items.filter((it) => idsOf(it).some((one) => keyOf(one) === wanted));
  const [only, ...others] = found;
  if (only === undefined) {
    loader.tell("error", setting.at, `The patch is for ${inWords(id)}, which is not here.`);
    return items;
  }
  if (others.length > 0) loader.tell("error", setting.at, `The patch is for ${inWords(id)}, of which there are ${found.length}.`);
  return items.flatMap((it) => (it === only ? apply(it, patch, freedom) : [it]));
}

const inWords = (id: Id): string => `${title(id)}${id.namespace === "" ? "" : ` of namespace ${id.namespace}`}`;

/** Name, namespace and kind of what is patched stay, unless the patch is free to change them. */
function apply(item: Item, patch: MapNode, freedom: Freedom): readonly Item[] {
  const id = idOf(item);
  const tree = merged(item.tree, patch);
  if (tree === undefined || tree.entries.size === 0) return [];
  let after: Item = { ...item, tree };
  if (freedom.name || freedom.kind) after = { ...after, before: remembering(item).before };
  if (!freedom.kind) after = { ...after, tree: keeping(after.tree, item.tree, "kind", id.kind) };
  if (!freedom.name && textAt(after.tree, "metadata", "name") !== id.name) after = renamed(after, id.name);
  after = { ...after, tree: keeping(after.tree, item.tree, "apiVersion", textAt(item.tree, "apiVersion") ?? "") };
  if (textAt(after.tree, "metadata", "namespace") !== textAt(item.tree, "metadata", "namespace"))
    after = { ...after, tree: inNamespace(after.tree, id) };
  return [after];
}

function keeping(tree: MapNode, before: MapNode, field: string, text: string): MapNode {
  const entry = before.entries.get(field);
  return textAt(tree, field) === text || entry === undefined ? tree : withEntry(tree, field, entry.value, entry.at);
}

function inNamespace(tree: MapNode, { namespace }: Id): MapNode {
  if (namespace !== "") return withText(tree, ["metadata", "namespace"], namespace, tree.at);
  const metadata = nodeAt(tree, "metadata");
  if (metadata?.kind !== "map") return tree;
  const entries = new Map(metadata.entries);
  entries.delete("namespace");
  return withEntry(tree, "metadata", { ...metadata, entries }, tree.entries.get("metadata")?.at ?? metadata.at);
}
