import type { YamlAlias, YamlMap, YamlNode, YamlScalar } from "./tree.ts";

/** Questions to the tree, asked through aliases and merges: readers see what the file means and still know where it stands. */

export type Resolved = Exclude<YamlNode, YamlAlias>;

/** The node an alias names, or the node itself. `undefined` = there is none (a problem says so already). */
export function resolve(node: YamlNode | undefined): Resolved | undefined {
  return node?.kind === "alias" ? resolve(node.target) : node;
}

/** One key of a mapping as it holds. `key` and `value` are as written where they are written; `value` may be an alias. */
export interface Entry {
  readonly name: string;
  readonly key: YamlNode;
  readonly value: YamlNode;
  /** It came in through `<<`: it stands in the mapping that is merged, and changes there for everybody who merges it. */
  readonly merged: boolean;
}

const known = new WeakMap<YamlMap, readonly Entry[]>();
const none: readonly Entry[] = [];

/**
 * The entries of a mapping with `<<` applied: own keys win, then the merge that stands first. Of a key that stands twice the last
 * holds. Anything but a mapping has none. Own keys come first, in the file's order.
 */
export function entriesOf(node: YamlNode | undefined): readonly Entry[] {
  const map = resolve(node);
  if (map?.kind !== "map") return none;
  const before = known.get(map);
  if (before !== undefined) return before;
  const entries = merged(map);
  known.set(map, entries);
  return entries;
}

function merged(map: YamlMap): readonly Entry[] {
  const entries = new Map<string, Entry>();
  const sources: YamlNode[] = [];
  for (const { key, value } of map.entries) {
    if (isMergeKey(key)) sources.push(value);
    else {
      const name = keyText(key);
      entries.set(name, { name, key, value, merged: false });
    }
  }
  for (const source of sources) {
    const from = resolve(source);
    for (const one of from?.kind === "seq" ? from.items : [source]) {
      for (const it of entriesOf(one)) if (!entries.has(it.name)) entries.set(it.name, it.merged ? it : { ...it, merged: true });
    }
  }
  return [...entries.values()];
}

/** `<<` merges only as a plain scalar; quoted it is a key like any other. */
export const isMergeKey = (key: YamlNode): boolean =>
  key.kind === "scalar" && key.text === "<<" && (key.style === "plain" || key.tag === "!!merge");

/** A key as text. A key that is a collection has none of its own: `?`. */
export function keyText(key: YamlNode): string {
  const node = resolve(key);
  return node?.kind === "scalar" ? node.text : "?";
}

export const entryOf = (node: YamlNode | undefined, name: string): Entry | undefined => entriesOf(node).find((it) => it.name === name);

/** The value of `names` in `node`, key by key; as written, so it may be an alias. */
export function get(node: YamlNode | undefined, ...names: readonly string[]): YamlNode | undefined {
  let at = node;
  for (const name of names) at = entryOf(at, name)?.value;
  return at;
}

/** The items of a sequence as written; anything else has none. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  const seq = resolve(node);
  return seq?.kind === "seq" ? seq.items : [];
}

export function isMap(node: YamlNode | undefined): boolean {
  return resolve(node)?.kind === "map";
}

export function isSeq(node: YamlNode | undefined): boolean {
  return resolve(node)?.kind === "seq";
}

/** The text of a scalar, whatever its type; `undefined` for collections and for null. */
export function textOf(node: YamlNode | undefined): string | undefined {
  const scalar = scalarOf(node);
  return scalar === undefined || scalar.type === "null" ? undefined : scalar.text;
}

export type Scalar =
  | { readonly type: "string"; readonly text: string }
  | { readonly type: "null"; readonly text: string }
  | { readonly type: "boolean"; readonly text: string; readonly value: boolean }
  | { readonly type: "number"; readonly text: string; readonly value: number };

/**
 * A scalar with the type the core schema of YAML 1.2 gives it. Compose and Kubernetes read with Go parsers that agree but for
 * this: they also take `0777` as octal and, where a boolean is wanted, `yes`, `no`, `on` and `off` (see `asBoolean`).
 */
export function scalarOf(node: YamlNode | undefined): Scalar | undefined {
  const scalar = resolve(node);
  if (scalar?.kind !== "scalar") return undefined;
  return typed(scalar);
}

const nulls = new Set(["", "~", "null", "Null", "NULL"]);
const booleans: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["True", true],
  ["TRUE", true],
  ["false", false],
  ["False", false],
  ["FALSE", false],
]);
const decimal = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

function typed({ text, style, tag }: YamlScalar): Scalar {
  if (tag === "!!str" || tag === "!" || (style !== "plain" && !coreTags.has(tag ?? ""))) return { type: "string", text };
  if (nulls.has(text)) return { type: "null", text };
  const truth = booleans.get(text);
  if (truth !== undefined) return { type: "boolean", text, value: truth };
  const number = numberIn(text);
  return number === undefined ? { type: "string", text } : { type: "number", text, value: number };
}

const coreTags = new Set(["!!int", "!!float", "!!bool", "!!null"]);

function numberIn(text: string): number | undefined {
  const first = text.charCodeAt(0);
  const numeric = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
  if (!numeric) return undefined;
  if (decimal.test(text)) return Number(text);
  if (/^0o[0-7]+$/.test(text) || /^0x[0-9a-fA-F]+$/.test(text)) return Number(text);
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  return /^\.(?:nan|NaN|NAN)$/.test(text) ? NaN : undefined;
}

/** A number, also one in quotes: people write both where a number is wanted. */
export function asNumber(node: YamlNode | undefined): number | undefined {
  const scalar = scalarOf(node);
  if (scalar?.type === "number") return scalar.value;
  const text = scalar?.type === "string" ? scalar.text.trim() : "";
  return decimal.test(text) ? Number(text) : undefined;
}

/** A boolean where one is wanted: `yes`, `on`, `no`, `off` and quoted words too, as Go's parsers read them there. */
export function asBoolean(node: YamlNode | undefined): boolean | undefined {
  const scalar = scalarOf(node);
  if (scalar?.type === "boolean") return scalar.value;
  if (scalar?.type !== "string") return undefined;
  const word = scalar.text.toLowerCase();
  if (word === "true" || word === "yes" || word === "on" || word === "y") return true;
  return word === "false" || word === "no" || word === "off" || word === "n" ? false : undefined;
}

/** Nothing there, an empty node, or a written null. */
export const isNull = (node: YamlNode | undefined): boolean => {
  const found = resolve(node);
  return found === undefined || (found.kind === "scalar" && typed(found).type === "null");
};
