import { parseYaml } from "../../syntax/yaml/parse.ts";
import type { YamlNode } from "../../syntax/yaml/tree.ts";
import { entriesOf, itemsOf, resolve, textOf } from "../../syntax/yaml/walk.ts";
import { hole, type Place, type Reference, text, type Value } from "./value.ts";

const deepest = 40;

/**
 * A value that is written as a text of JSON or YAML (`container_definitions` in a heredoc), as the tree that it means. Its holes take
 * what they took.
 */
export function readTree(value: Value, at?: Place): Value | undefined {
  if (value.kind !== "text" || value.text.length > 200_000 || !/^[\s\ufeff]*[{[]|^[\w"'-]+:\s/m.test(value.text)) return undefined;
  const parsed = parseYaml(value.text.replaceAll(hole, unquoted));
  const root = parsed.documents[0]?.root;
  if (root === undefined || parsed.problems.some((it) => it.severity === "error")) return undefined;
  const left = [...(value.holes ?? [value.refs])];
  const place = at ?? { file: "", anchor: "", span: undefined };
  return treeOf(root, left, place, 0);
}

/** Stands for a hole where a number may be expected. */
const unquoted = "__open__";

function treeOf(node: YamlNode, left: (readonly Reference[])[], at: Place, depth: number): Value {
  const value = resolve(node);
  if (value === undefined || depth > deepest) return { kind: "text", text: hole, whole: false, refs: [] };
  if (value.kind === "seq") return { kind: "list", items: itemsOf(value).map((it) => treeOf(it, left, at, depth + 1)) };
  if (value.kind === "map") {
    const entries = entriesOf(value).map((it) => [it.name, { value: treeOf(it.value, left, at, depth + 1), at }] as const);
    return { kind: "map", entries: new Map(entries) };
  }
  const said = textOf(value) ?? "";
  const holes = said.split(unquoted).length - 1;
  if (holes === 0) return text(said);
  return { kind: "text", text: said.replaceAll(unquoted, hole), whole: false, refs: left.splice(0, holes).flat() };
}
