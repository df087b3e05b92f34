import { itemsAt, type Node, nodeAt, type ScalarNode, textAt } from "../../model/index.ts";
import { type Id, type Item, idOf, idsOf } from "./item.ts";
import { documentsOf, type Loader } from "./loader.ts";
import { isLike, selected } from "./select.ts";
import { saying, scalar } from "./tree.ts";
import { changedAlong, foundAlong, wayOf } from "./ways.ts";

/** `replacements`: values of one object's fields, put into fields of others. */
export function withReplacements(items: readonly Item[], settings: readonly Node[], loader: Loader): readonly Item[] {
  let after = items;
  for (const setting of settings) {
    const path = nodeAt(setting, "path");
    const given = path === undefined ? [setting] : documentsOf(path, loader).flatMap((it) => (it.kind === "seq" ? it.items : [it]));
    for (const it of given) after = replaced(after, it, loader);
  }
  return after;
}

function replaced(items: readonly Item[], setting: Node, loader: Loader): readonly Item[] {
  const value = sourceValue(items, setting, loader);
  if (value === undefined) return items;
  let after = items;
  for (const target of itemsAt(setting, "targets")) {
    const select = nodeAt(target, "select");
    if (select === undefined) {
      loader.tell("error", target.at, "This target does not say which objects it is for (select).");
      continue;
    }
    const chosen = new Set(chosenBy(after, select));
    for (const reject of itemsAt(target, "reject")) for (const it of chosenBy(after, reject)) chosen.delete(it);
    const paths = itemsAt(target, "fieldPaths").flatMap((it) => textAt(it) ?? []);
    after = after.map((it) =>
      chosen.has(it) ? { ...it, tree: filled(it, target, paths.length === 0 ? ["metadata.name"] : paths, value, loader) } : it,
    );
  }
  return after;
}

/** Here, unlike in patches, any name an object ever had counts. */
function chosenBy(items: readonly Item[], select: Node): readonly Item[] {
  const wanted = idAt(select);
  const byLabels = selected(items, withoutId(select));
  return byLabels.filter((it) => idsOf(it).some((id) => isLike(id, wanted)));
}

const withoutId = (select: Node): Node =>
  select.kind === "map" ? { ...select, entries: new Map([...select.entries].filter(([name]) => name.endsWith("Selector"))) } : select;

const idAt = (node: Node | undefined): Partial<Id> =>
  Object.fromEntries(
    ["group", "version", "kind", "name", "namespace"].flatMap((it) => (textAt(node, it) === undefined ? [] : [[it, textAt(node, it)]])),
  );

function sourceValue(items: readonly Item[], setting: Node, loader: Loader): Node | undefined {
  const given = nodeAt(setting, "sourceValue");
  if (given !== undefined) return given;
  const source = nodeAt(setting, "source");
  const wanted = idAt(source);
  const found = items.filter((it) => idsOf(it).some((id) => isLike(id, wanted)));
  const [only, ...others] = found;
  const at = source?.at ?? setting.at;
  if (only === undefined || others.length > 0) {
    loader.tell(
      "error",
      at,
      only === undefined ? "No object here is what this replacement reads." : `This replacement reads one of ${found.length} objects.`,
    );
    return undefined;
  }
  const path = textAt(source, "fieldPath") ?? "metadata.name";
  const value = foundAlong(only.tree, wayOf(path));
  if (value === undefined) {
    loader.tell("error", nodeAt(source, "fieldPath")?.at ?? at, `${idOf(only).kind} ${idOf(only).name} has no ${path}.`);
    return undefined;
  }
  if (value.kind === "scalar" && isSecret(only, path)) return secret(value);
  const delimiter = textAt(source, "options", "delimiter");
  if (delimiter === undefined || delimiter === "" || value.kind !== "scalar") return value;
  const part = value.text.split(delimiter)[Number(textAt(source, "options", "index") ?? 0)];
  return part === undefined ? undefined : saying(value, part);
}

/** A Secret's value may not become one of an object that everybody sees. */
export const isSecret = (item: Item, path: string): boolean => idOf(item).kind === "Secret" && /^(?:data|stringData)\b/.test(path);
export const secret = (value: ScalarNode): ScalarNode => ({ ...value, text: "", written: undefined, templated: true });

function filled(item: Item, target: Node, paths: readonly string[], value: Node, loader: Loader): Item["tree"] {
  const create = textAt(target, "options", "create") === "true";
  const delimiter = textAt(target, "options", "delimiter");
  const index = Number(textAt(target, "options", "index") ?? 0);
  const set = (before: Node): Node => {
    if (value.kind !== "scalar") return value;
    if (before.kind !== "scalar") return value;
    const text = delimiter === undefined || delimiter === "" ? value.text : joined(before.text, value.text, delimiter, index);
    const type = before.type === "null" ? value.type : before.type;
    return before.text === text && before.type === type ? before : { ...scalar(text, value.at, type), templated: value.templated };
  };
  let tree: Node = item.tree;
  for (const path of paths) {
    const after = changedAlong(tree, wayOf(path), set, create ? value.at : undefined);
    if (after === undefined) loader.tell("error", target.at, `${idOf(item).kind} ${idOf(item).name} has no ${path} to put the value into.`);
    else tree = after;
  }
  return tree.kind === "map" ? tree : item.tree;
}

/** Between delimiters one part is replaced; before the first and behind the last one is added. */
function joined(before: string, value: string, delimiter: string, index: number): string {
  const parts = before.split(delimiter);
  if (index < 0) return [value, ...parts].join(delimiter);
  if (index >= parts.length) return [...parts, value].join(delimiter);
  return parts.map((it, at) => (at === index ? value : it)).join(delimiter);
}
