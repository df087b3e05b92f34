import type { Span } from "../../model/index.ts";

/** Where a value is written. */
export interface Place {
  readonly file: string;
  readonly anchor: string;
  readonly span: Span | undefined;
}

/** Another resource that a value takes something of: `aws_sqs_queue.orders` and `["arn"]`. */
export interface Reference {
  readonly address: string;
  readonly path: readonly string[];
  /** Only on one of the ways that a condition leaves open. */
  readonly unsure?: true;
}

/**
 * What a setting comes to before anything is deployed. A text with `whole` unset has holes in it, which stand as `…`; what they
 * take of other resources is in `refs`.
 */
export type Value =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly whole: boolean;
      readonly refs: readonly Reference[];
      /** What each of its holes takes, where it has several. */
      readonly holes?: readonly (readonly Reference[])[];
    }
  | { readonly kind: "list"; readonly items: readonly Value[] }
  | { readonly kind: "map"; readonly entries: ReadonlyMap<string, Entry> };

export interface Entry {
  readonly value: Value;
  readonly at: Place;
}

export const hole = "…";

export const text = (said: string, refs: readonly Reference[] = []): Value => ({ kind: "text", text: said, whole: true, refs });
export const unknown = (refs: readonly Reference[] = []): Value => ({ kind: "text", text: hole, whole: false, refs });

/** Texts and values one after the other; one that is a list or a mapping leaves a hole. */
export function joined(parts: readonly (string | Value)[]): Value {
  let said = "";
  let whole = true;
  const refs: Reference[] = [];
  const holes: (readonly Reference[])[] = [];
  for (const part of parts) {
    if (typeof part === "string") {
      said += part;
      continue;
    }
    const own = refsIn(part);
    refs.push(...own);
    said += part.kind === "text" ? part.text : hole;
    if (part.kind === "text" && part.whole) continue;
    whole = false;
    holes.push(...((part.kind === "text" ? part.holes : undefined) ?? [own]));
  }
  return { kind: "text", text: said, whole, refs, holes };
}

/** The text of a value that is known from end to end. */
export const wholeText = (value: Value | undefined): string | undefined => (value?.kind === "text" && value.whole ? value.text : undefined);

/** Everything that a value takes of other resources, however deep. */
export function refsIn(value: Value | undefined): readonly Reference[] {
  if (value === undefined) return [];
  if (value.kind === "text") return value.refs;
  if (value.kind === "list") return value.items.flatMap(refsIn);
  return [...value.entries.values()].flatMap((it) => refsIn(it.value));
}

/** A value with the place that says it. */
export interface Placed {
  readonly value: Value;
  readonly at: Place;
}

/** Every value under a way like `environment.variables`, `Events.*.Queue`; lists on it are gone through. */
export function valuesAt({ value, at }: Placed, way: string): readonly Placed[] {
  let here: readonly Placed[] = [{ value, at }];
  for (const name of way.split(".")) {
    here = here.flatMap(elementsOf).flatMap((it) => {
      if (name === "*") return it.value.kind === "map" ? [...it.value.entries.values()] : [];
      const entry = it.value.kind === "map" ? it.value.entries.get(name) : undefined;
      return entry === undefined ? [] : [entry];
    });
  }
  return here;
}

/** The elements of a list, or the value itself. */
export const elementsOf = (it: Placed): readonly Placed[] =>
  it.value.kind === "list" ? it.value.items.flatMap((value) => elementsOf({ value, at: it.at })) : [it];

/** Every text in a value, with the place that is nearest. */
export function textsIn(it: Placed): readonly Placed[] {
  if (it.value.kind === "text") return [it];
  if (it.value.kind === "list") return elementsOf(it).flatMap((one) => (one.value.kind === "list" ? [] : textsIn(one)));
  return [...it.value.entries.values()].flatMap(textsIn);
}
