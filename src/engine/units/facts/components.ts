import { schemeNamed } from "../../knowledge/schemes.ts";
import type { Kind, Mark, NonEmpty, Port, Said, UnitComponent, VariantId } from "../../model/index.ts";
import { openSayings, type Sayings } from "./ledger.ts";
import type { Link } from "./link.ts";

/** What the variants say about one component, being gathered. */
export interface Gathered {
  readonly name: string;
  readonly standing: UnitComponent["standing"];
  readonly exists: Sayings<true>;
  readonly kind: Sayings<Kind>;
  readonly technology: Sayings<string>;
  readonly version: Sayings<string>;
  readonly replicas: Sayings<number>;
  readonly aliases: Sayings<string>;
  readonly ports: Sayings<Port>;
  readonly marks: Map<string, Mark>;
}

/** The key of a far end that is no component of the unit. */
export const outsideKey = (host: string): string => `outside:${host}`;

/** The components of a unit while its variants are gone through. */
export interface Gathering {
  about(key: string, name: string, standing: UnitComponent["standing"]): Gathered;
  /** The third parties that links lead to. */
  outside(links: readonly Link[], variant: VariantId): void;
  rows(): readonly UnitComponent[];
}

export function openGathering(): Gathering {
  const gathered = new Map<string, Gathered>();
  const about: Gathering["about"] = (key, name, standing) => {
    const known = gathered.get(key) ?? empty(name, standing);
    gathered.set(key, known);
    return known;
  };
  return {
    about,
    outside(links, variant) {
      for (const link of links)
        if ("outside" in link.to) gatherOutside(about(outsideKey(link.to.outside), link.to.outside, "outside"), link, variant);
    },
    rows: () =>
      [...gathered].map(([key, it]): UnitComponent => {
        const marks = [...it.marks.values()];
        return {
          key,
          name: it.name,
          standing: it.standing,
          aliases: it.aliases.values(),
          kind: it.kind.values(),
          technology: it.technology.values(),
          version: it.version.values(),
          owner: [],
          replicas: it.replicas.values(),
          ports: it.ports.values(),
          exists: it.exists.values() as unknown as NonEmpty<Said<true>>,
          ...(marks.length > 0 && { marks }),
        };
      }),
  };
}

const empty = (name: string, standing: UnitComponent["standing"]): Gathered => ({
  name,
  standing,
  exists: openSayings(),
  kind: openSayings(),
  technology: openSayings(),
  version: openSayings(),
  replicas: openSayings(),
  aliases: openSayings(),
  ports: openSayings(),
  marks: new Map(),
});

function gatherOutside(into: Gathered, { at, scheme }: Link, variant: VariantId): void {
  into.exists.say(true, variant, at);
  into.kind.say("external", variant, at);
  const technology = scheme === undefined ? undefined : schemeNamed(scheme)?.technology;
  if (technology !== undefined) into.technology.say(technology, variant, at);
}
