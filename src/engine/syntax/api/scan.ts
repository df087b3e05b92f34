import type { YamlNode } from "../yaml/tree.ts";
import { entriesOf, isMergeKey, isNull, itemsOf, keyText, type Resolved, resolve } from "../yaml/walk.ts";
import { nameOfWay, type Way } from "../yaml/ways.ts";

/** A `$ref`, as written. */
export interface ApiReference {
  readonly target: string;
  readonly node: YamlNode;
  readonly way: Way;
}

/** A schema of a list that has no greatest length. */
export interface ApiList {
  readonly name: string;
  readonly node: YamlNode;
  readonly way: Way;
}

/** What one pass over a description finds, wherever it stands in it. */
export interface ApiScan {
  readonly references: readonly ApiReference[];
  readonly unbounded: readonly ApiList[];
}

/** Nodes that are looked at: what aliases repeat is bounded by the parser, the rest by the file. */
const mostNodes = 3_000_000;

/** Keys under which names stand that the authors chose, and no keywords. */
const named: ReadonlySet<string> = new Set([
  "properties",
  "patternProperties",
  "dependentSchemas",
  "schemas",
  "definitions",
  "$defs",
  "responses",
  "parameters",
  "requestBodies",
  "headers",
  "securitySchemes",
  "securityDefinitions",
  "links",
  "callbacks",
  "pathItems",
  "paths",
  "webhooks",
  "content",
  "encoding",
  "messages",
  "channels",
  "operations",
  "servers",
  "replies",
]);
/** Keys under which data stands that only looks like a description. */
const data: ReadonlySet<string> = new Set(["example", "examples", "default", "enum", "const", "variables", "mapping", "info", "tags"]);

/** References and lists of a description (or a part of one), in order of the text. */
export function scanApi(root: YamlNode | undefined): ApiScan {
  const references: ApiReference[] = [];
  const unbounded: ApiList[] = [];
  let seen = 0;
  const keywords = (node: Resolved, way: Way): void => {
    if (seen++ > mostNodes) return;
    if (node.kind === "seq") {
      for (const [index, item] of itemsOf(node).entries()) below(item, { up: way, seq: node, index });
      return;
    }
    if (node.kind !== "map") return;
    if (isUnboundedList(node)) unbounded.push({ name: nameOfList(way), node, way });
    for (const { name, value } of fieldsOf(node)) {
      if (name === "$ref") {
        const target = resolve(value);
        if (target?.kind === "scalar" && target.text !== "")
          references.push({ target: target.text, node: value, way: { up: way, key: name } });
      } else if (!data.has(name) && !name.startsWith("x-")) {
        const child = resolve(value);
        if (child?.kind === "map" && named.has(name)) names(child, { up: way, key: name });
        else below(value, { up: way, key: name });
      }
    }
  };
  const names = (node: Resolved, way: Way): void => {
    for (const { name, value } of fieldsOf(node)) {
      if (name === "$ref" && resolve(value)?.kind === "scalar")
        references.push({ target: (resolve(value) as { text: string }).text, node: value, way: { up: way, key: name } });
      else below(value, { up: way, key: name });
    }
  };
  const below = (value: YamlNode, way: Way): void => {
    const node = resolve(value);
    if (node !== undefined && node.kind !== "scalar") keywords(node, way);
  };
  if (root !== undefined) below(root, undefined);
  return { references, unbounded };
}

/** A mapping's entries. Hundreds of thousands are looked at once each: without a table of all keys where none are merged. */
function fieldsOf(node: Resolved): readonly { readonly name: string; readonly value: YamlNode }[] {
  if (node.kind !== "map") return [];
  const own: { name: string; value: YamlNode }[] = [];
  for (const { key, value } of node.entries) {
    if (isMergeKey(key)) return entriesOf(node);
    own.push({ name: keyText(key), value });
  }
  return own;
}

/** `type: array`, or of several types one, without `maxItems` and without a value that is fixed anyway. */
function isUnboundedList(node: Resolved): boolean {
  let list = false;
  for (const { name, value } of fieldsOf(node)) {
    if (name === "type") {
      const type = resolve(value);
      list =
        type?.kind === "scalar" ? type.text === "array" : itemsOf(type).some((it) => (resolve(it) as { text?: string })?.text === "array");
    } else if ((name === "maxItems" && !isNull(value)) || name === "const" || name === "enum") return false;
  }
  return list;
}

const wrappers: ReadonlySet<string> = new Set(["schema", "items", "allOf", "oneOf", "anyOf", "not", "additionalProperties", "content"]);

/** What people call the list: the property or schema it is, not the keyword it stands under. */
function nameOfList(way: Way): string {
  for (let at = way; at !== undefined; at = at.up)
    if ("key" in at && !wrappers.has(at.key) && !at.key.includes("/json") && !/^(?:application|text|multipart)\//.test(at.key))
      return /^\d{3}$|^default$/.test(at.key) ? `response ${at.key}` : at.key;
  return nameOfWay(way);
}
