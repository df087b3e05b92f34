import type { YamlFile, YamlNode } from "../../syntax/yaml/tree.ts";
import { entriesOf, itemsOf, resolve, textOf } from "../../syntax/yaml/walk.ts";
import { type Entry, joined, type Place, type Reference, refsIn, unknown, type Value, wholeText } from "../cloud/value.ts";

/** In what a template's values are read. */
export interface Template {
  readonly file: string;
  readonly yaml: YamlFile;
  /** What a name stands for: a parameter, a resource; with an attribute, of a resource alone. */
  name(name: string, attribute?: string): Value;
  /** What another stack exports under a name. */
  imported(name: Value): Value;
  /** A text with what the format itself has in `${…}`; plain CloudFormation has nothing there. */
  text(said: string): Value;
  /** Nodes that may still be looked at: aliases can make a small file a large one. */
  left: number;
}

const deepest = 60;

/** What a node comes to; `Ref`, `Fn::…` and their short forms are taken for what they name. */
export function valueIn(node: YamlNode | undefined, template: Template, anchor: string, depth = 0): Value {
  const value = resolve(node);
  if (value === undefined || depth > deepest || template.left-- < 0) return unknown();
  const short = value.tag === undefined ? undefined : /^!(\w+)$/.exec(value.tag)?.[1];
  if (short !== undefined && functions.has(short)) return call(short, value, template, anchor, depth);
  if (value.kind === "scalar") return template.text(textOf(value) ?? "");
  if (value.kind === "seq")
    return { kind: "list", items: itemsOf(value).map((it, index) => valueIn(it, template, `${anchor}[${index}]`, depth + 1)) };
  const entries = entriesOf(value);
  const [only] = entries;
  const name = only === undefined ? undefined : only.name === "Ref" ? "Ref" : /^Fn::(\w+)$/.exec(only.name)?.[1];
  if (only !== undefined && entries.length === 1 && name !== undefined && functions.has(name))
    return call(name, only.value, template, anchor, depth);
  return { kind: "map", entries: new Map(entries.map((it) => [it.name, entryOf(it, template, anchor, depth)])) };
}

function entryOf(
  it: { readonly name: string; readonly key: YamlNode; readonly value: YamlNode },
  template: Template,
  anchor: string,
  depth: number,
): Entry {
  const at = placeOf(template, `${anchor}.${it.name}`, it.key, it.value);
  return { value: valueIn(it.value, template, `${anchor}.${it.name}`, depth + 1), at };
}

export function placeOf({ file, yaml }: Template, anchor: string, from: YamlNode, to: YamlNode): Place {
  const clean = anchor.replaceAll("#", "_");
  return { file, anchor: clean, span: yaml.lines.span(from.start, Math.max(from.end, to.kind === "scalar" ? to.end : from.end)) };
}

const functions: ReadonlySet<string> = new Set([
  "Ref",
  "GetAtt",
  "Sub",
  "Join",
  "If",
  "ImportValue",
  "Select",
  "Split",
  "Base64",
  "FindInMap",
  "ToJsonString",
]);

function call(name: string, node: YamlNode, template: Template, anchor: string, depth: number): Value {
  const plain = (it: YamlNode | undefined): string | undefined => {
    const value = resolve(it);
    return value?.kind === "scalar" ? textOf(value) : undefined;
  };
  const args = itemsOf(node);
  const valueAt = (index: number): Value => valueIn(args[index], template, anchor, depth + 1);
  // A tagged node is its own argument: without its tag.
  const bare = (): Value => {
    const value = resolve(node);
    return value === undefined ? unknown() : valueIn({ ...value, tag: undefined }, template, anchor, depth + 1);
  };
  switch (name) {
    case "Ref":
      return template.name(plain(node) ?? "");
    case "GetAtt": {
      const [owner = "", ...rest] = plain(node)?.split(".") ?? args.map((it) => plain(it) ?? "");
      return template.name(owner, rest.join("."));
    }
    case "Sub": {
      const said = plain(node) ?? plain(args[0]) ?? "";
      const given = new Map(entriesOf(args[1]).map((it) => [it.name, valueIn(it.value, template, anchor, depth + 1)] as const));
      return substituted(said, given, template);
    }
    case "Join": {
      const list = valueAt(1);
      const by = plain(args[0]) ?? "";
      const items = list.kind === "list" ? list.items : [list];
      return joined(items.flatMap((it, index) => (index === 0 || by === "" ? [it] : [by, it])));
    }
    case "If": {
      const refs = [...refsIn(valueAt(1)), ...refsIn(valueAt(2))];
      return unknown(refs.map((it): Reference => ({ ...it, unsure: true })));
    }
    case "ImportValue":
      return template.imported(bare());
    case "Select": {
      const list = valueAt(1);
      return list.kind === "list" ? (list.items[Number(plain(args[0]))] ?? unknown()) : unknown(refsIn(list));
    }
    case "Split":
      return valueAt(1);
    case "FindInMap":
      return unknown();
    default:
      return bare();
  }
}

/** `arn:aws:s3:::${Bucket}/*`, `${Table.Arn}`; `${!x}` is the text `${x}`. */
function substituted(said: string, given: ReadonlyMap<string, Value>, template: Template): Value {
  const parts = said.split(/(\$\{[^${}]{1,200}\})/).map((part): string | Value => {
    const name = /^\$\{([^${}]+)\}$/.exec(part)?.[1]?.trim();
    if (name === undefined) return part;
    if (name.startsWith("!")) return `\${${name.slice(1)}}`;
    const [owner = "", ...rest] = name.split(".");
    return given.get(name) ?? (name.startsWith("AWS::") ? unknown() : template.name(owner, rest.length === 0 ? undefined : rest.join(".")));
  });
  const [only] = parts.filter((it) => it !== "");
  return parts.filter((it) => it !== "").length === 1 && typeof only === "object" ? only : joined(parts);
}

/** What an export is called, as far as it is known. */
export const exportKey = (value: Value): string | undefined => wholeText(value) ?? (value.kind === "text" ? value.text : undefined);
