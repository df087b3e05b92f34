import type { Expression, HclBlock, HclBody, Step } from "../../syntax/hcl/tree.ts";
import { type Entry, hole, joined, type Place, refsIn, text, unknown, type Value, wholeText } from "../cloud/value.ts";
import { callFunction } from "./functions.ts";
import type { Part } from "./module.ts";
import { oneOf, stepInto } from "./step.ts";

/** What evaluation may cost, for all of a root module. */
export interface Evaluation {
  steps: number;
  depth: number;
  /** The text of a file that `file` or `templatefile` names. */
  fileText(path: string): string | undefined;
}

/** In what an expression is read. */
export interface Scope {
  /** `each`, and what `for` and `dynamic` bind. */
  readonly names: ReadonlyMap<string, Value>;
  /** The folder of the module. */
  readonly folder: string;
  /** What the expression stands in. */
  readonly file: Part<HclBlock> | undefined;
  readonly evaluation: Evaluation;
  /** `var.x`, `local.x`, `module.x.y`, a resource. */
  resolve(root: string, path: readonly string[]): Value;
}

const mostSteps = 300_000;
const deepest = 150;
const mostRounds = 200;
const nowhere: Place = { file: "", anchor: "", span: undefined };

/** What an expression comes to, as far as files say it. Total and bounded: what is not known stays open. */
export function evaluate(expression: Expression, scope: Scope): Value {
  const { evaluation } = scope;
  if (evaluation.steps++ > mostSteps || evaluation.depth > deepest) return unknown();
  evaluation.depth++;
  const value = valueIn(expression, scope);
  evaluation.depth--;
  return value;
}

function valueIn(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case "literal":
      return text(expression.text);
    case "template":
      return template(expression.parts, scope);
    case "list":
      return { kind: "list", items: expression.items.map((it) => evaluate(it, scope)) };
    case "map":
      return mapOf(expression.entries, scope);
    case "reference":
      return referenceOf(expression.root, expression.steps, scope);
    case "access":
      return stepInto(evaluate(expression.of, scope), pathOf(expression.steps, scope));
    case "call":
      return callFunction(
        expression.name,
        expression.args.map((it) => evaluate(it, scope)),
        scope,
        evaluate,
      );
    case "choice":
      return choice(expression, scope);
    case "for":
      return loop(expression, scope);
    case "operation":
      return operation(expression.operators, expression.operands, scope);
  }
}

/** Texts with values in them; a value that is a list or a mapping leaves a hole. */
function template(parts: readonly (string | Expression)[], scope: Scope): Value {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && typeof only !== "string") return evaluate(only, scope);
  return joined(parts.map((it) => (typeof it === "string" ? it : evaluate(it, scope))));
}

function mapOf(entries: Extract<Expression, { kind: "map" }>["entries"], scope: Scope): Value {
  const made = new Map<string, Entry>();
  for (const { key, value, start, end } of entries) {
    const name = key.kind === "reference" && key.steps.length === 0 ? key.root : wholeText(evaluate(key, scope));
    // Of a key that is not known the value still says whom it names.
    made.set(name ?? `${hole}${made.size}`, { value: evaluate(value, scope), at: placeOf(scope, name ?? "?", start, end) });
  }
  return { kind: "map", entries: made };
}

/** The place of a key that a mapping somewhere (locals, an input) holds. */
function placeOf({ file }: Scope, name: string, start: number, end: number): Place {
  if (file === undefined) return nowhere;
  const { it, source } = file;
  return {
    file: file.file,
    anchor: [it.type, ...it.labels, `${name}@${start - it.start}`].join(".").replaceAll("#", "_"),
    span: source.lines.span(start, end),
  };
}

function referenceOf(root: string, steps: readonly Step[], scope: Scope): Value {
  const bound = scope.names.get(root);
  const path = pathOf(steps, scope);
  if (bound !== undefined) return stepInto(bound, path);
  if (root === "path") return path[0] === "module" || path[0] === "root" ? text(".") : unknown();
  if (root === "var" || root === "local") return stepInto(scope.resolve(root, path.slice(0, 1)), path.slice(1));
  // Of an output only its name is asked for; what stands behind it leads into its value.
  if (root === "module") return stepInto(scope.resolve(root, path.slice(0, 2)), path.slice(2));
  return scope.resolve(root, path);
}

/** Steps as names; `[*]` and an index that is not known say nothing. */
function pathOf(steps: readonly Step[], scope: Scope): readonly string[] {
  return steps.flatMap((it) => (typeof it === "string" ? [it] : "index" in it ? (wholeText(evaluate(it.index, scope)) ?? "*") : ["*"]));
}

function choice({ condition, yes, no }: Extract<Expression, { kind: "choice" }>, scope: Scope): Value {
  const decided = wholeText(evaluate(condition, scope));
  if (decided === "true") return evaluate(yes, scope);
  if (decided === "false") return evaluate(no, scope);
  return oneOf([evaluate(yes, scope), evaluate(no, scope)], []);
}

function loop({ names, over, key, value, condition }: Extract<Expression, { kind: "for" }>, scope: Scope): Value {
  const source = evaluate(over, scope);
  const rounds: (readonly [Value, Value])[] =
    source.kind === "map"
      ? [...source.entries].map(([name, it]) => [text(name), it.value])
      : source.kind === "list"
        ? source.items.map((it, index) => [text(String(index)), it])
        : [[unknown(), unknown(source.refs.map((it) => ({ ...it, path: [...it.path, "*"] })))]];
  const [first = "", second] = names;
  const items: Value[] = [];
  const entries = new Map<string, Entry>();
  for (const [index, it] of rounds.slice(0, mostRounds)) {
    const bound = new Map([
      ...scope.names,
      ...(second === undefined ? [[first, it] as const] : [[first, index] as const, [second, it] as const]),
    ]);
    const inner: Scope = { ...scope, names: bound };
    if (condition !== undefined && wholeText(evaluate(condition, inner)) === "false") continue;
    const made = evaluate(value, inner);
    if (key === undefined) items.push(made);
    else {
      const name = wholeText(evaluate(key, inner)) ?? `${hole}${entries.size}`;
      const from = source.kind === "map" ? source.entries.get(wholeText(index) ?? "")?.at : undefined;
      entries.set(name, { value: made, at: from !== undefined && from.file !== "" ? from : placeOf(scope, name, value.start, value.end) });
    }
  }
  return key === undefined ? { kind: "list", items } : { kind: "map", entries };
}

function operation(operators: readonly string[], operands: readonly Expression[], scope: Scope): Value {
  const values = operands.map((it) => evaluate(it, scope));
  const known = values.map(wholeText);
  const refs = values.flatMap(refsIn);
  const [operator] = operators;
  const [a, b] = known;
  const said = (it: boolean): Value => text(String(it));
  if (operators.length === 1 && values.length === 1 && operator === "!" && a !== undefined) return said(a !== "true");
  if (operators.length === 1 && a !== undefined && b !== undefined) {
    if (operator === "==") return said(a === b);
    if (operator === "!=") return said(a !== b);
    const [left, right] = [Number(a), Number(b)];
    if (operator === ">") return said(left > right);
    if (operator === "<") return said(left < right);
    if (operator === ">=") return said(left >= right);
    if (operator === "<=") return said(left <= right);
    if (operator === "+") return text(String(left + right));
    if (operator === "-") return text(String(left - right));
  }
  if (operators.length > 0 && operators.every((it) => it === "&&")) {
    if (known.includes("false")) return said(false);
    if (known.every((it) => it === "true")) return said(true);
  }
  if (operators.length > 0 && operators.every((it) => it === "||")) {
    if (known.includes("true")) return said(true);
    if (known.every((it) => it === "false")) return said(false);
  }
  return unknown(refs);
}

/** A block's settings as a mapping: blocks in it are lists of mappings, `dynamic` ones as what they make. */
export function bodyOf(body: HclBody, scope: Scope, anchor: string): Value {
  const entries = new Map<string, Entry>();
  const place = (name: string, start: number, end: number): Place =>
    scope.file === undefined
      ? nowhere
      : { file: scope.file.file, anchor: `${anchor}.${name}`.replaceAll("#", "_"), span: scope.file.source.lines.span(start, end) };
  for (const { name, value, start, end } of body.attributes) {
    const made = value.kind === "map" ? placedMap(value.entries, scope, `${anchor}.${name}`) : evaluate(value, scope);
    entries.set(name, { value: made, at: place(name, start, end) });
  }
  const lists = new Map<string, Value[]>();
  for (const it of body.blocks) {
    const name = it.type === "dynamic" ? (it.labels[0] ?? "") : it.type;
    const list = lists.get(name) ?? [];
    const at = place(list.length === 0 ? name : `${name}[${list.length}]`, it.start, it.head);
    if (list.length === 0) entries.set(name, { value: { kind: "list", items: list }, at });
    lists.set(name, list);
    const inner = list.length === 0 ? `${anchor}.${name}` : `${anchor}.${name}[${list.length}]`;
    if (it.type === "dynamic") list.push(...dynamic(it, name, scope, inner));
    else list.push(bodyOf(it.body, scope, inner));
  }
  return { kind: "map", entries };
}

/** A mapping that stands in a block: its keys are places of that block. */
function placedMap(entries: Extract<Expression, { kind: "map" }>["entries"], scope: Scope, anchor: string): Value {
  const made = mapOf(entries, scope);
  if (made.kind !== "map" || scope.file === undefined) return made;
  const named = [...made.entries].map(
    ([name, it]) => [name, { ...it, at: { ...it.at, anchor: `${anchor}.${name}`.replaceAll("#", "_") } }] as const,
  );
  return { kind: "map", entries: new Map(named) };
}

function dynamic({ body }: HclBlock, name: string, scope: Scope, anchor: string): readonly Value[] {
  const content = body.blocks.find((it) => it.type === "content")?.body;
  const each = body.attributes.find((it) => it.name === "for_each")?.value;
  if (content === undefined || each === undefined) return [];
  const iterator = body.attributes.find((it) => it.name === "iterator")?.value;
  const bound = iterator?.kind === "reference" ? iterator.root : name;
  const over = evaluate(each, scope);
  const rounds: readonly (readonly [Value, Value])[] =
    over.kind === "map"
      ? [...over.entries].map(([key, it]) => [text(key), it.value])
      : over.kind === "list"
        ? over.items.map((it) => [it, it])
        : [[unknown(), unknown(over.refs)]];
  return rounds.slice(0, mostRounds).map(([key, value], index) => {
    const item: Value = {
      kind: "map",
      entries: new Map([
        ["key", { value: key, at: nowhere }],
        ["value", { value, at: nowhere }],
      ]),
    };
    return bodyOf(content, { ...scope, names: new Map([...scope.names, [bound, item]]) }, index === 0 ? anchor : `${anchor}~${index}`);
  });
}
