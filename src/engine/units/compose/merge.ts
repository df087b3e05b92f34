import { markOf } from "./marks.ts";
import type { MapNode, Node, ScalarNode, SeqNode } from "./project.ts";
import type { Shape } from "./shapes.ts";
import { fieldOf, textOf } from "./short.ts";

/** Called where one file says a mapping and the other a list: Compose refuses that, and the later one is taken. */
export type Clash = (over: Node) => void;

/** Two files' word on one thing, by the specification's rules; marks of the later one are obeyed and gone afterwards. */
export function merge(base: Node | undefined, over: Node, shape: Shape, clash: Clash): Node {
  const mark = markOf(over);
  if (base === undefined || mark !== undefined) return settled(over, shape);
  if (shape.how === "replace") return settled(over, shape);
  if (isNull(over)) return base;
  switch (shape.how) {
    case "pairs":
      return pairsOf(base, over, shape);
    case "list":
      return listOf(asSeq(base), asSeq(settled(over, shape)), shape);
    case "hosts":
      return hostsOf(base, over);
    case "names":
      return mapOf(asMap(base, nothing), asMap(over, nothing), shape, clash);
    case "dependencies":
      return mapOf(asMap(base, started), asMap(over, started), shape, clash);
    case "build":
      return mapOf(asContext(base), asContext(over), shape, clash);
    case "logging":
      return driversDiffer(base, over) ? settled(over, shape) : byKind(base, over, shape, clash);
    case "subnets":
      return subnetsOf(base, over, clash);
    default:
      return byKind(base, over, shape, clash);
  }
}

function byKind(base: Node, over: Node, shape: Shape, clash: Clash): Node {
  if (base.kind === "map" && over.kind === "map") return mapOf(base, over, shape, clash);
  if (base.kind === "seq" && over.kind === "seq") return listOf(base, settled(over, shape) as SeqNode, shape);
  if (base.kind !== "scalar") clash(over);
  return settled(over, shape);
}

function mapOf(base: MapNode, over: MapNode, shape: Shape, clash: Clash): MapNode {
  const entries = new Map(base.entries);
  for (const [name, entry] of over.entries) {
    const before = entries.get(name);
    if (markOf(entry.value) === "reset") entries.delete(name);
    else entries.set(name, { at: entry.at, value: merge(before?.value, entry.value, inner(shape, name), clash) });
  }
  return { kind: "map", entries, at: base.at };
}

const plain: Shape = {};
const inner = (shape: Shape, name: string): Shape =>
  (shape.fields !== undefined && Object.hasOwn(shape.fields, name) ? shape.fields[name] : shape.each) ?? plain;

function listOf(base: SeqNode, over: SeqNode, shape: Shape): SeqNode {
  return { kind: "seq", items: once([...base.items, ...over.items], shape), at: over.at };
}

/** Of items that are known by the same word the last one counts, in the first one's place. */
function once(items: readonly Node[], { index }: Shape): readonly Node[] {
  if (index === undefined || items.length < 2) return items;
  const places = new Map<string, number>();
  const kept: Node[] = [];
  for (const item of items) {
    const name = index(item);
    const place = name === undefined ? undefined : places.get(name);
    if (place !== undefined) kept[place] = item;
    else {
      if (name !== undefined) places.set(name, kept.length);
      kept.push(item);
    }
  }
  return kept.length === items.length ? items : kept;
}

/** What a file says where nothing was said before: its own repetitions are one, and what it resets is not there. */
export function settled(node: Node, shape: Shape): Node {
  if (node.kind === "scalar") return node;
  if (node.kind === "seq") {
    const items = once(node.items, shape).map((it) => settled(it, plain));
    return items.length === node.items.length && items.every((it, at) => it === node.items[at]) ? node : { ...node, items };
  }
  let same = true;
  const entries = new Map<string, { readonly at: MapNode["at"]; readonly value: Node }>();
  for (const [name, entry] of node.entries) {
    if (markOf(entry.value) === "reset") {
      same = false;
      continue;
    }
    const value = settled(entry.value, inner(shape, name));
    same &&= value === entry.value;
    entries.set(name, value === entry.value ? entry : { at: entry.at, value });
  }
  return same ? node : { ...node, entries };
}

/** `KEY=value` of two files. As mappings where one of them is one, so that every value has its place. */
function pairsOf(base: Node, over: Node, shape: Shape): Node {
  if (base.kind !== "map" && over.kind !== "map") return listOf(asSeq(base), asSeq(settled(over, shape)), shape);
  const entries = new Map(asMap(base, nothing).entries);
  for (const [name, entry] of asMap(over, nothing).entries) {
    // A list has no key that could be taken away.
    if (markOf(entry.value) === "reset") base.kind === "map" && entries.delete(name);
    else entries.set(name, entry);
  }
  return { kind: "map", entries, at: over.at };
}

function hostsOf(base: Node, over: Node): Node {
  const items = lines(base);
  const known = new Set(items.map(textOf));
  return { kind: "seq", items: [...items, ...lines(over).filter((it) => !known.has(textOf(it)))], at: over.at };
}

/** `name=address` for each address of each name. */
function lines(node: Node): readonly Node[] {
  if (node.kind !== "map") return asSeq(node).items;
  return [...node.entries].flatMap(([name, { value }]) => {
    const addresses = value.kind === "seq" ? value.items : [value];
    return addresses
      .filter((it) => it.kind === "scalar")
      .map((it) => ({ ...it, type: "string" as const, text: `${name}=${it.text}`, written: it.text }));
  });
}

const asSeq = (node: Node): SeqNode =>
  node.kind === "seq" ? node : { kind: "seq", items: isNull(node) || node.kind === "map" ? [] : [node], at: node.at };

/** A list of `KEY=value` or of names as a mapping; what stands behind the `=`, or what a name alone means. */
export function asMap(node: Node, alone: (item: ScalarNode) => Node): MapNode {
  if (node.kind === "map") return node;
  const entries = new Map<string, { readonly at: MapNode["at"]; readonly value: Node }>();
  for (const item of asSeq(node).items) {
    if (item.kind !== "scalar") continue;
    const { name, value } = pairOf(item);
    entries.set(name, { at: item.at, value: value ?? alone(item) });
  }
  return { kind: "map", entries, at: node.at };
}

/** `KEY=value` in one scalar. */
export function pairOf(item: ScalarNode): { readonly name: string; readonly value: ScalarNode | undefined } {
  const equals = item.text.indexOf("=");
  if (equals < 0) return { name: item.text, value: undefined };
  const text = item.text.slice(equals + 1);
  const behind = item.written?.slice(item.written.indexOf("=") + 1);
  const written = behind === text ? undefined : behind;
  return { name: item.text.slice(0, equals), value: { ...item, type: "string", text, written } };
}

const nothing = (item: ScalarNode): Node => ({ kind: "scalar", type: "null", text: "", written: undefined, templated: false, at: item.at });

function started(item: ScalarNode): Node {
  const word = (type: ScalarNode["type"], text: string): { readonly at: MapNode["at"]; readonly value: Node } => ({
    at: item.at,
    value: { kind: "scalar", type, text, written: undefined, templated: false, at: item.at },
  });
  const entries = new Map([
    ["condition", word("string", "service_started")],
    ["required", word("boolean", "true")],
  ]);
  return { kind: "map", entries, at: item.at };
}

const asContext = (node: Node): MapNode =>
  node.kind === "map"
    ? node
    : { kind: "map", entries: new Map(isNull(node) ? [] : [["context", { at: node.at, value: node }]]), at: node.at };

const isNull = (node: Node): boolean => node.kind === "scalar" && node.type === "null";

function driversDiffer(base: Node, over: Node): boolean {
  const before = textOf(fieldOf(base, "driver"));
  const after = textOf(fieldOf(over, "driver"));
  return before !== undefined && after !== undefined && before !== after;
}

function subnetsOf(base: Node, over: Node, clash: Clash): Node {
  const items = [...asSeq(base).items];
  for (const item of asSeq(settled(over, plain)).items) {
    const subnet = textOf(fieldOf(item, "subnet"));
    const same = items.findIndex((it) => textOf(fieldOf(it, "subnet")) === subnet);
    const before = items[same];
    if (before === undefined) items.push(item);
    else items[same] = merge(before, item, plain, clash);
  }
  return { kind: "seq", items, at: over.at };
}
