import { itemAnchors, keyAnchor } from "./anchors.ts";
import type { YamlNode, YamlSeq } from "./tree.ts";
import { entryOf, itemsOf, resolve } from "./walk.ts";

/** The way from a document's root to a node, as a list that shares its beginning with its brothers'. Cheap to make, named when asked. */
export type Way =
  | { readonly up: Way; readonly key: string }
  | { readonly up: Way; readonly seq: YamlSeq; readonly index: number }
  | undefined;

/** The structural anchor of where a way leads. */
export function anchorOfWay(way: Way): string {
  if (way === undefined) return "";
  const parent = anchorOfWay(way.up);
  return "key" in way ? keyAnchor(parent, way.key) : (itemAnchors(parent, way.seq)[way.index] ?? `${parent}[${way.index}]`);
}

/** The last key on a way: what the thing is called. */
export function nameOfWay(way: Way): string {
  for (let at = way; at !== undefined; at = at.up) if ("key" in at) return at.key;
  return "";
}

/** What a JSON pointer (`/components/schemas/Pet`) leads to, with its way; `undefined` = nowhere. Follows aliases, not references. */
export function atPointer(root: YamlNode | undefined, pointer: string): { readonly node: YamlNode; readonly way: Way } | undefined {
  let node = root;
  let way: Way;
  for (const step of pointer.split("/").slice(1)) {
    const name = unescaped(step);
    const holder = resolve(node);
    if (holder?.kind === "seq" && /^\d{1,9}$/.test(name)) {
      node = itemsOf(holder)[Number(name)];
      way = { up: way, seq: holder, index: Number(name) };
    } else {
      node = entryOf(holder, name)?.value;
      way = { up: way, key: name };
    }
    if (node === undefined) return undefined;
  }
  return node === undefined ? undefined : { node, way };
}

function unescaped(step: string): string {
  const plain = step.replaceAll("~1", "/").replaceAll("~0", "~");
  if (!plain.includes("%")) return plain;
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain; // a percent sign that stands for itself
  }
}
