import { relational } from "../knowledge/dialects.ts";
import { type ComponentRef, nameOf, type StoreSigns, type SystemId, type UnitFacts, type UnitId, type UnitUse } from "../model/index.ts";
import type { Identity } from "./identity.ts";
import type { Signs } from "./signs.ts";

/** What leads from the files of a system to the databases it starts. */
export interface Stores {
  /** By path: who is started with a file or a folder, and whose code lies in it. */
  readonly places: ReadonlyMap<string, ReadonlySet<ComponentRef>>;
  /** Databases, with what they are, in lower case. */
  readonly databases: ReadonlyMap<ComponentRef, readonly string[]>;
  /** The databases that a component uses. */
  readonly used: ReadonlyMap<ComponentRef, ReadonlySet<ComponentRef>>;
}

type Refs = ReadonlyMap<UnitId, ReadonlyMap<string, ComponentRef>>;

/** The uses by which a store is found: when these change, so may the answer. */
export const dataUses = (facts: UnitFacts): readonly UnitUse[] => facts.uses.filter(({ style }) => style === "data");

export function storesOf(units: readonly UnitFacts[], refs: Refs, names: ReadonlyMap<string, ComponentRef>, signs: Signs): Stores {
  const places = new Map<string, Set<ComponentRef>>();
  const databases = new Map<ComponentRef, string[]>();
  const used = new Map<ComponentRef, Set<ComponentRef>>();
  const into = <K>(map: Map<K, Set<ComponentRef>>, key: K, ref: ComponentRef): void => {
    map.set(key, (map.get(key) ?? new Set()).add(ref));
  };
  for (const unit of units) {
    for (const { key, kind, technology, marks = [], standing } of unit.components) {
      const ref = refs.get(unit.unit)?.get(key);
      if (ref === undefined || standing !== "inside") continue;
      if (kind.some(({ value }) => value === "database"))
        databases.set(ref, [...new Set([...(databases.get(ref) ?? []), ...technology.map(({ value }) => value.toLowerCase())])]);
      for (const mark of marks) if (mark.kind === "mount" || mark.kind === "folder") into(places, mark.value, ref);
    }
  }
  for (const unit of units) {
    const own = refs.get(unit.unit);
    for (const { from, to } of dataUses(unit)) {
      const ref = own?.get(from);
      const far =
        "key" in to
          ? own?.get(to.key)
          : "host" in to
            ? names.get(to.host.toLowerCase())
            : "near" in to
              ? reachedNear(to.near, signs)
              : undefined;
      if (ref !== undefined && far !== undefined && databases.has(far)) into(used, ref, far);
    }
  }
  return { places, databases, used };
}

const reachedNear = (
  { port, technology }: { readonly port?: number; readonly technology?: string },
  signs: Signs,
): ComponentRef | undefined =>
  (port === undefined ? undefined : signs.ports.get(port)) ??
  (technology === undefined ? undefined : signs.technologies.get(technology.toLowerCase()));

/** As one text: while it stays the same, no table moves to another store. */
export const storesText = ({ places, databases, used }: Stores): string => {
  const sets = (map: ReadonlyMap<string, ReadonlySet<string>>) => [...map].map(([key, refs]) => [key, [...refs]]);
  return JSON.stringify([sets(places), [...databases], sets(used)]);
};

/** A store and why it is that one; or why none is known. */
export interface FoundStore {
  readonly ref: ComponentRef | undefined;
  readonly because: string;
}

/** The address its own settings give; else whoever is started with its files, or the store of those whose code they are; else the only one. */
export function storeOf({ file, technologies, address }: StoreSigns, system: SystemId, identity: Identity): FoundStore {
  const stores = identity.stores.get(system);
  const wanted = new Set(technologies.map((it) => it.toLowerCase()));
  const fits = (ref: ComponentRef): boolean =>
    (stores?.databases.get(ref) ?? []).some((it) => (wanted.size === 0 ? relational.has(it) : wanted.has(it)));
  if (address !== undefined) {
    const isHere = /^(?:localhost|127\.0\.0\.1|\[?::1\]?|host\.docker\.internal)$/i.test(address.host);
    const signs = identity.signs.get(system);
    const ref = isHere ? signs?.ports.get(address.port ?? 0) : identity.names.get(system)?.get(address.host.toLowerCase());
    if (ref !== undefined && stores?.databases.has(ref)) return { ref, because: address.because };
  }
  for (let place = file; ; place = place.slice(0, Math.max(0, place.lastIndexOf("/")))) {
    const found = new Map<ComponentRef, string>();
    for (const ref of stores?.places.get(place) ?? []) {
      const where = place === "" ? "the root" : place;
      if (fits(ref)) found.set(ref, `${nameOf(ref)} is started with ${where}.`);
      for (const far of stores?.used.get(ref) ?? [])
        if (fits(far) && !found.has(far)) found.set(far, `${nameOf(ref)}, which has ${where}, uses ${nameOf(far)}.`);
    }
    const [only] = found;
    if (found.size === 1 && only !== undefined) return { ref: only[0], because: only[1] };
    if (place === "") break;
    if (found.size > 1)
      return { ref: undefined, because: `It may be any of ${listed(found.keys())}: what lies in ${place} leads to all of them.` };
  }
  const candidates = [...(stores?.databases.keys() ?? [])].filter(fits);
  const [first] = candidates;
  const what = technologies[0] ?? "relational database";
  if (candidates.length === 1 && first !== undefined) return { ref: first, because: `${nameOf(first)} is the only ${what} here.` };
  if (candidates.length > 1) return { ref: undefined, because: `It may be any of ${listed(candidates)}: nothing says which.` };
  return { ref: undefined, because: technologies.length === 0 ? "Nothing says which database it is for." : `No ${what} is started here.` };
}

const listed = (refs: Iterable<ComponentRef>): string => [...refs].map(nameOf).sort().join(", ");
