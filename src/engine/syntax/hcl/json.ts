import { parseYaml } from "../yaml/parse.ts";
import type { YamlNode } from "../yaml/tree.ts";
import { entriesOf, itemsOf, resolve, textOf } from "../yaml/walk.ts";
import { parseTemplate } from "./parse.ts";
import type { Expression, HclAttribute, HclBlock, HclBody, HclFile } from "./tree.ts";

/** Labels of the blocks of Terraform's own language. */
const labels: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  module: 1,
  variable: 1,
  output: 1,
  provider: 1,
  locals: 0,
  terraform: 0,
};
const deepest = 60;

/** The JSON syntax of Terraform (`.tf.json`, `.tfvars.json`) as the same tree; every text is a template. */
export function parseHclJson(text: string): HclFile {
  const { documents, problems } = parseYaml(text);
  const root = documents[0]?.root;
  const body = bodyOf(root);
  return { body, problems: problems.map(({ message, start, end }) => ({ message, start, end })) };
}

function bodyOf(node: YamlNode | undefined): HclBody {
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  for (const one of objectsIn(node)) {
    if (one.kind !== "map") continue;
    for (const { name, value, node: at } of named(one)) {
      const count = Object.hasOwn(labels, name) ? labels[name] : undefined;
      if (count === undefined) attributes.push({ name, value: expressionOf(value, 0), start: at.start, end: value.end });
      else collect(name, count, [], value, at.start, blocks);
    }
  }
  return { attributes, blocks, start: node?.start ?? 0, end: node?.end ?? 0 };
}

function collect(type: string, count: number, known: readonly string[], node: YamlNode, start: number, into: HclBlock[]): void {
  for (const one of objectsIn(node)) {
    if (known.length === count) {
      const attributes = named(one).map(({ name, value, node: at }) => ({
        name,
        value: expressionOf(value, 0),
        start: at.start,
        end: value.end,
      }));
      const body = { attributes, blocks: [], start: one.start, end: one.end };
      into.push({ type, labels: known, head: one.start, body, start, end: one.end });
    } else for (const { name, value, node: at } of named(one)) collect(type, count, [...known, name], value, at.start, into);
  }
}

const objectsIn = (node: YamlNode | undefined): readonly YamlNode[] => {
  const value = resolve(node);
  if (value === undefined) return [];
  return value.kind === "seq" ? itemsOf(value).flatMap((it) => resolve(it) ?? []) : [value];
};

const named = (node: YamlNode): readonly { readonly name: string; readonly value: YamlNode; readonly node: YamlNode }[] =>
  entriesOf(node).flatMap((it) => (it.value === undefined ? [] : [{ name: it.name, value: it.value, node: it.key }]));

function expressionOf(node: YamlNode, depth: number): Expression {
  const value = resolve(node);
  const { start, end } = node;
  if (value === undefined || depth > deepest) return { kind: "operation", operators: [], operands: [], start, end };
  if (value.kind === "seq") return { kind: "list", items: itemsOf(value).map((it) => expressionOf(it, depth + 1)), start, end };
  if (value.kind === "map") {
    const entries = named(value).map((it) => ({
      key: { kind: "literal", type: "string", text: it.name, start: it.node.start, end: it.node.end } as const,
      value: expressionOf(it.value, depth + 1),
      start: it.node.start,
      end: it.value.end,
    }));
    return { kind: "map", entries, start, end };
  }
  const text = textOf(value) ?? "";
  if (value.kind === "scalar" && value.style === "plain") {
    const type = /^(?:true|false)$/.test(text) ? "boolean" : /^(?:null|)$/.test(text) ? "null" : "number";
    return { kind: "literal", type, text: type === "null" ? "" : text, start, end };
  }
  return moved(parseTemplate(text), start, end);
}

/** Offsets inside a JSON text are those of the text as a whole: escapes make others of them. */
function moved(expression: Expression, start: number, end: number): Expression {
  // A text that is nothing but one reference means what is referred to, and no text.
  if (expression.kind === "template" && expression.parts.length === 1 && typeof expression.parts[0] === "object")
    return { ...expression.parts[0], start, end };
  return { ...expression, start, end };
}
