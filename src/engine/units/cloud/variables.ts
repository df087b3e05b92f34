import type { Ends } from "./ends.ts";
import type { StackResource } from "./stack.ts";
import { readTree } from "./texts.ts";
import { elementsOf, type Placed, valuesAt, wholeText } from "./value.ts";

/** A variable that code is started with, as a value that may take of others. */
export interface Given extends Placed {
  readonly name: string;
}

/** Settings of a container that name nobody it would talk to. */
const notRead: ReadonlySet<string> = new Set(
  "image Image name Name logConfiguration log_configuration healthCheck health_check portMappings port_mappings repositoryCredentials cpu memory essential tags".split(
    " ",
  ),
);

/** The variables of a resource's code: its own, and those of what it is told to start. */
export function givenTo(resource: StackResource, ends: Ends): readonly Given[] {
  const { code } = resource.about;
  if (code === undefined) return [];
  const own = code.environment.flatMap((way) => valuesAt(resource.settings, way).flatMap((it) => [...variablesIn(it, lastOf(way))]));
  return [...own, ...containersOf(resource, ends).flatMap((it) => [...variablesIn(it, "")])];
}

/** The containers of the definition that a service starts. */
export function containersOf({ about, settings }: StackResource, ends: Ends): readonly Placed[] {
  const way = about.code?.definition;
  if (way === undefined) return [];
  return valuesAt(settings, way).flatMap(({ value }) =>
    (value.kind === "text" ? value.refs : []).flatMap(({ address }) => {
      const other = ends.resource(address);
      const containers = other?.about.definition?.containers;
      if (other === undefined || containers === undefined) return [];
      return valuesAt(other.settings, containers).flatMap((it) => elementsOf({ value: readTree(it.value, it.at) ?? it.value, at: it.at }));
    }),
  );
}

const lastOf = (way: string): string => way.slice(way.lastIndexOf(".") + 1);
const deepest = 20;

/** `{ NAME = value }`, and lists of `{ name, value }` in whatever words a cloud has for them. */
function* variablesIn(it: Placed, name: string, depth = 0): Iterable<Given> {
  if (depth > deepest) return;
  if (it.value.kind === "text") yield { ...it, name };
  else if (it.value.kind === "list") {
    for (const one of elementsOf(it)) if (one.value.kind !== "list") yield* variablesIn(one, name, depth + 1);
  } else {
    const { entries } = it.value;
    const called = wholeText((entries.get("name") ?? entries.get("Name"))?.value);
    const isVariable =
      called !== undefined && [...entries.keys()].some((key) => /^(?:value|valueFrom|value_source|value_from|Value|ValueFrom)$/.test(key));
    for (const [key, entry] of entries) {
      if (isVariable ? /^name$/i.test(key) : notRead.has(key)) continue;
      yield* variablesIn(entry, isVariable ? called : key, depth + 1);
    }
  }
}
