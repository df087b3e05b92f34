import type { EvidenceId } from "../../../model/index.ts";
import type { Rope } from "./rope.ts";

/**
 * What a template works with. Numbers are one kind here: Go's distinction between 1 and 1.0 decides nothing in a chart.
 * Texts are plain strings, or ropes where it is known which part came from where.
 */
export type Value = null | boolean | number | string | Rope | List | Dict | Unknown | Host;

export interface List {
  readonly kind: "list";
  readonly items: readonly Value[];
  /** Where items stand in a values file, by index. */
  readonly places: readonly (EvidenceId | undefined)[];
}

/** Mutable, as in Go: `set`, `unset` and `mergeOverwrite` change it for everybody who holds it. */
export interface Dict {
  readonly kind: "dict";
  readonly entries: Map<string, Value>;
  /** Where values stand in a values file, by key. */
  readonly places: Map<string, EvidenceId>;
}

/** Something that only an installation decides. Whatever is made of it is not known either. */
export interface Unknown {
  readonly kind: "unknown";
  /** The same reason is the same value: a label and the selector that asks for it stay equal. */
  readonly because: string;
}

/** An object of Helm's own with fields and methods: `.Files`, `.Capabilities.APIVersions`. */
export interface Host {
  readonly kind: "host";
  readonly name: string;
  readonly call: (method: string, args: readonly Value[]) => Value;
}

export const unknown = (because: string): Unknown => ({ kind: "unknown", because });
export const listOf = (items: readonly Value[], places: List["places"] = []): List => ({ kind: "list", items, places });
export const dictOf = (entries: Iterable<readonly [string, Value]> = []): Dict => ({
  kind: "dict",
  entries: new Map(entries),
  places: new Map(),
});

type Kinded = Exclude<Value, null | boolean | number | string>;
const isKinded = (value: Value): value is Kinded => typeof value === "object" && value !== null;

export const isDict = (value: Value | undefined): value is Dict => value !== undefined && isKinded(value) && value.kind === "dict";
export const isList = (value: Value | undefined): value is List => value !== undefined && isKinded(value) && value.kind === "list";
export const isRope = (value: Value): value is Rope => isKinded(value) && value.kind === "rope";
export const isHost = (value: Value): value is Host => isKinded(value) && value.kind === "host";
export const isUnknown = (value: Value | undefined): value is Unknown => value !== undefined && isKinded(value) && value.kind === "unknown";
export const isText = (value: Value): value is string | Rope => typeof value === "string" || isRope(value);

/** The characters of a text; of anything else nothing. */
export const charsOf = (value: Value): string | undefined => (typeof value === "string" ? value : isRope(value) ? value.text : undefined);

/** Keys in the order in which Go goes through a map. */
export const keysOf = ({ entries }: Dict): readonly string[] => [...entries.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

/** How deep values may nest; deeper ones are cut, so that whoever walks through them may recurse. */
export const deepestValue = 200;

/** A copy that shares nothing that can change. */
export function copyOf(value: Value, depth = 0): Value {
  if (depth > deepestValue) return unknown("it is nested too deep");
  if (isDict(value))
    return {
      kind: "dict",
      entries: new Map([...value.entries].map(([key, it]) => [key, copyOf(it, depth + 1)])),
      places: new Map(value.places),
    };
  return isList(value)
    ? listOf(
        value.items.map((it) => copyOf(it, depth + 1)),
        value.places,
      )
    : value;
}

/** Whether something in it is not known. */
export function holdsUnknown(value: Value, depth = 0): boolean {
  if (isUnknown(value) || depth > deepestValue) return true;
  const text = charsOf(value);
  if (text !== undefined) return hasGap(text);
  if (isDict(value)) for (const it of value.entries.values()) if (holdsUnknown(it, depth + 1)) return true;
  return isList(value) && value.items.some((it) => holdsUnknown(it, depth + 1));
}

/**
 * How a gap stands in a text: between two characters that no chart uses and that YAML takes, with a number for its reason. What cuts
 * such a text leaves at least one of them.
 */
const gaps = /[\uE000\uE001]/;
export const hasGap = (text: string): boolean => gaps.test(text);
export const gapOf = (number: number): string => `\uE000${number}\uE001`;
/** For people. */
export const shownGaps = (text: string): string => (hasGap(text) ? text.replace(/\uE000\d*\uE001?|\uE001/g, "{{…}}") : text);
