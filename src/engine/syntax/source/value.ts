/** What an expression says, as far as addresses, names and keys are made of it. Everything else is `unknown`. */
export type Value =
  | { readonly is: "text"; readonly text: string }
  /** Parts one behind the other: joins, templates. */
  | { readonly is: "join"; readonly parts: readonly Value[] }
  /** One of them: `a || b`, `a ?? b`, `c ? a : b`. */
  | { readonly is: "either"; readonly options: readonly Value[] }
  /** A name with what is taken from it: `config.orders.url`, also `config["orders"].url`. */
  | { readonly is: "name"; readonly path: string }
  | Called
  | { readonly is: "record"; readonly entries: readonly (readonly [string, Value])[] }
  | { readonly is: "list"; readonly items: readonly Value[] }
  | { readonly is: "unknown" };

export interface Called {
  readonly is: "call";
  /** With what it is taken from, as far as that is names: `http.NewRequest`; behind another call only its own. */
  readonly path: string;
  /** The call it stands behind: `client.get()` of `client.get().uri(x)`. */
  readonly on?: Value;
  readonly args: readonly Value[];
  /** Arguments by name, and those of a literal behind it (`Options{Addr: x}`). */
  readonly named: readonly (readonly [string, Value])[];
}

export const unknown: Value = { is: "unknown" };

export const memberOf = (value: Value, name: string): Value =>
  value.is === "name" ? { is: "name", path: `${value.path}.${name}` } : { is: "call", path: name, on: value, args: [], named: [] };

export const callOf = (value: Value, given: Pick<Called, "args" | "named">): Value => {
  if (value.is === "name") return { is: "call", path: value.path, ...given };
  // A member of a call: its arguments come with it.
  if (value.is === "call" && value.on !== undefined && value.args.length === 0 && value.named.length === 0) return { ...value, ...given };
  return { is: "call", path: "", on: value, ...given };
};

/** Whether anything in it could become an address, a name or a key. */
export function says(value: Value): boolean {
  switch (value.is) {
    case "unknown":
      return false;
    case "list":
      return value.items.some(says);
    case "record":
      return value.entries.some(([, it]) => says(it));
    case "either":
      return value.options.some(says);
    default:
      return true;
  }
}
