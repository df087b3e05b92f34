import { nodeAt, textAt } from "../../model/index.ts";
import { sha256 } from "../../syntax/sha256.ts";
import type { Item } from "./item.ts";
import { type Plain, plainOf } from "./tree.ts";

/** The ending a generated object's name gets: of its content, so that pods start anew when either is another. */
export function hashOf({ tree }: Item): string | undefined {
  const kind = textAt(tree, "kind");
  // kustomize looks for the name in a field called `metadata/name`, which no object has.
  const name = "";
  if (kind === "ConfigMap") return ending({ kind, name, data: mapOr(tree, "data") ?? "", ...optional(tree, "binaryData") });
  if (kind === "Secret")
    return ending({ kind, name, type: textAt(tree, "type") ?? "", data: mapOr(tree, "data") ?? "", ...optional(tree, "stringData") });
  return undefined;
}

function mapOr(tree: Item["tree"], field: string): Plain | undefined {
  const node = nodeAt(tree, field);
  return node?.kind === "map" ? plainOf(node) : node?.kind === "scalar" ? node.text : undefined;
}

function optional(tree: Item["tree"], field: string): Readonly<Record<string, Plain>> {
  const value = mapOr(tree, field);
  return typeof value === "object" ? { [field]: value } : {};
}

/** Digits that could make a word, or be taken for one another, are replaced. */
const letters: Readonly<Record<string, string>> = { "0": "g", "1": "h", "3": "k", a: "m", e: "t" };

const ending = (content: Plain): string => [...sha256(json(content)).slice(0, 10)].map((it) => letters[it] ?? it).join("");

/** JSON as Go writes it: keys in order, what HTML would take for markup escaped. */
function json(value: Plain): string {
  if (Array.isArray(value)) return `[${value.map(json).join(",")}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, it]) => `${json(name)}:${json(it)}`)
      .join(",")}}`;
  const text = JSON.stringify(value);
  return typeof value === "string"
    ? text.replace(/[<>&\u2028\u2029]/g, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, "0")}`)
    : text;
}
