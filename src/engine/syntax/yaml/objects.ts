import type { YamlDocument, YamlFile, YamlMap, YamlNode } from "./tree.ts";
import { get, isMergeKey, itemsOf, resolve, textOf } from "./walk.ts";

/** A document that says what it is (`apiVersion`, `kind`, `metadata.name`), or an item of one that is a list of such. */
export interface YamlObject {
  readonly apiVersion: string;
  readonly kind: string;
  /** With a star behind it where only its beginning is said (`generateName`); the star alone where nothing is. */
  readonly name: string;
  readonly namespace: string | undefined;
  /** What it is called among all of its file: "Deployment shop/api", "~1" behind the second of a name. */
  readonly anchor: string;
  readonly node: YamlMap;
  readonly document: YamlDocument;
}

const known = new WeakMap<YamlFile, readonly YamlObject[]>();

/** The objects of a file, in order; what lists hold is taken out of them. */
export function objectsOf(file: YamlFile): readonly YamlObject[] {
  const before = known.get(file);
  if (before !== undefined) return before;
  const seen = new Map<string, number>();
  const objects: YamlObject[] = [];
  for (const document of file.documents)
    for (const it of membersIn(document.root)) {
      const repeats = seen.get(it.anchor) ?? 0;
      seen.set(it.anchor, repeats + 1);
      objects.push({ ...it, anchor: repeats === 0 ? it.anchor : `${it.anchor}~${repeats}`, document });
    }
  known.set(file, objects);
  return objects;
}

type Member = Omit<YamlObject, "document">;

const members = new WeakMap<YamlNode, readonly Member[]>();

/** The objects of one document, each as it would be called alone: a document that is kept is looked into once. */
function membersIn(root: YamlNode | undefined): readonly Member[] {
  if (root === undefined) return [];
  let found = members.get(root);
  if (found === undefined) {
    found = [...membersOf(root, undefined)].map((it) => {
      const anchor = `${clean(it.kind)} ${it.namespace === undefined ? "" : `${clean(it.namespace)}/`}${clean(it.name)}`;
      return { ...it, anchor };
    });
    members.set(root, found);
  }
  return found;
}

const byAnchor = new WeakMap<YamlFile, ReadonlyMap<string, YamlObject>>();

/** The object that anchors begin with in a file. */
export function objectNamed(file: YamlFile, anchor: string): YamlObject | undefined {
  let index = byAnchor.get(file);
  if (index === undefined) {
    index = new Map(objectsOf(file).map((it) => [it.anchor, it]));
    byAnchor.set(file, index);
  }
  return index.get(anchor);
}

/** `of`: the list it stands in, whose items need not say what they are. */
function* membersOf(root: YamlNode | undefined, of: Pick<YamlObject, "apiVersion" | "kind"> | undefined): Iterable<Omit<Member, "anchor">> {
  const node = resolve(root);
  if (node?.kind !== "map") return;
  const apiVersion = textOf(field(node, "apiVersion")) ?? of?.apiVersion;
  const kind = textOf(field(node, "kind")) ?? of?.kind;
  if (apiVersion === undefined || kind === undefined || apiVersion === "" || kind === "") return;
  const items = kind.endsWith("List") ? resolve(field(node, "items")) : undefined;
  if (items?.kind === "seq") {
    // A list in a list is nothing that anybody applies.
    if (of === undefined) for (const it of itemsOf(items)) yield* membersOf(it, { apiVersion, kind: kind.slice(0, -"List".length) });
    return;
  }
  const metadata = field(node, "metadata");
  const said = textOf(field(metadata, "name")) ?? "";
  const name = said === "" ? `${textOf(field(metadata, "generateName")) ?? ""}*` : said;
  const namespace = textOf(field(metadata, "namespace"));
  yield { apiVersion, kind, name, namespace: namespace === "" ? undefined : namespace, node };
}

/** The value of one key. Thousands of files are asked for a few: without a table of all keys where none are merged. */
export function field(node: YamlNode | undefined, name: string): YamlNode | undefined {
  const map = resolve(node);
  if (map?.kind !== "map") return undefined;
  let found: YamlNode | undefined;
  for (const { key, value } of map.entries) {
    if (key.kind === "scalar" && key.text === name) found = value;
    else if (isMergeKey(key)) return get(map, name);
  }
  return found;
}

/** Without what would end it: names that an API server takes have none of these. */
const clean = (text: string): string => (/^[\w.:/*-]*$/.test(text) ? text : text.replace(/[\s[\]"#~\\\p{Cc}]+/gu, "_"));

/** The object an anchor begins with, and the rest of it: "Deployment shop/api spec.replicas" → both parts. */
export function splitAnchor(anchor: string): { readonly object: string | undefined; readonly path: string } {
  const object = /^[^\s[\]"]+ [^\s[\]"]+(?= |$)/.exec(anchor)?.[0];
  return object === undefined ? { object, path: anchor } : { object, path: anchor.slice(object.length + 1) };
}
