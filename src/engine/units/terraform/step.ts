import { refsIn, unknown, type Value } from "../cloud/value.ts";

/** The element of a value; of one that is known only by what it is taken from, that. */
export function stepInto(value: Value, path: readonly string[]): Value {
  let here = value;
  for (const [index, name] of path.entries()) {
    if (here.kind === "map") {
      const entry = here.entries.get(name);
      if (entry === undefined)
        return name === "*"
          ? oneOf(
              [...here.entries.values()].map((it) => it.value),
              path.slice(index + 1),
            )
          : unknown();
      here = entry.value;
    } else if (here.kind === "list") {
      if (name === "*") return { kind: "list", items: here.items.map((it) => stepInto(it, path.slice(index + 1))) };
      const item: Value | undefined = here.items[Number(name)];
      if (item === undefined) return unknown();
      here = item;
    } else return unknown(here.refs.map((it) => ({ ...it, path: [...it.path, ...path.slice(index)] })));
  }
  return here;
}

/** One of several that nothing decides between. */
export const oneOf = (values: readonly Value[], path: readonly string[]): Value =>
  unknown(values.flatMap((it) => refsIn(stepInto(it, path))).map((it) => ({ ...it, unsure: true as const })));
