import type { CodeToken } from "./tokens.ts";

/** What an expression says by itself. What depends on anything else is `computed`. */
export type Value = Range &
  (
    | { readonly kind: "text"; readonly text: string; readonly verbatim?: number }
    | { readonly kind: "number"; readonly text: string }
    /** A name that stands for something: `true`, `None`, `sa.Integer`, `Cascade`. */
    | { readonly kind: "name"; readonly text: string }
    | { readonly kind: "list"; readonly items: readonly Value[] }
    | { readonly kind: "map"; readonly entries: ReadonlyMap<string, Value> }
    | Call
    /** A function's body: the calls in it. */
    | { readonly kind: "block"; readonly parameter: string | undefined; readonly tokens: readonly CodeToken[] }
    /** `begins`: a text with something filled in, as it is written. */
    | { readonly kind: "computed"; readonly begins?: string }
  );
interface Range {
  readonly start: number;
  readonly end: number;
}
export interface Call extends Range {
  readonly kind: "call";
  /** With what it stands on, as far as that is names: `op.add_column`; behind another call only its own: `nullable`. */
  readonly name: string;
  /** The call before it in a chain. */
  readonly on?: Value;
  readonly args: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  /** C#'s `Column<int>`. */
  readonly generic?: string;
}

/** A chain in the order in which it is written: `table.string("a").notNullable()` → both calls. */
export function chainOf(value: Value): readonly Call[] {
  const calls: Call[] = [];
  for (let it: Value | undefined = value; it?.kind === "call"; it = it.on) calls.push(it);
  return calls.reverse();
}

export const textOf = (value: Value | undefined): string | undefined => (value?.kind === "text" ? value.text : undefined);
export const isTrue = (value: Value | undefined): boolean => value?.kind === "name" && /^true$/i.test(value.text);
export const isFalse = (value: Value | undefined): boolean => value?.kind === "name" && /^false$/i.test(value.text);
export const isNothing = (value: Value | undefined): boolean => value?.kind === "name" && /^(?:none|null|nil|undefined)$/i.test(value.text);

/** Texts of a list, or of a single text; `undefined` where one of them is computed. */
export function textsOf(value: Value | undefined): readonly string[] | undefined {
  if (value?.kind === "text") return [value.text];
  if (value?.kind !== "list") return undefined;
  const texts = value.items.map(textOf);
  return texts.every((it) => it !== undefined) ? texts : undefined;
}
