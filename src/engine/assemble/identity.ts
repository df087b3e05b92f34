import {
  type ComponentRef,
  type Correction,
  componentRef,
  type SystemId,
  type UnitFacts,
  type UnitId,
  type VariantId,
} from "../model/index.ts";
import { type Components, componentsOf } from "./components.ts";
import { type Houses, housesOf } from "./homes.ts";
import { type Sharer, type Sharing, sharingOf, startsIn } from "./sharing.ts";
import { type Named, namedIn, type Signs, signsOf, variablesIn } from "./signs.ts";
import { dataUses, type Stores, storesOf, storesText } from "./stores.ts";
import { depthOf, familyOf, type Group, groupsOf } from "./systems.ts";

/** Which system, component and main variant the names of all units come to. A function of what units are recognised by. */
export interface Identity {
  readonly systems: ReadonlyMap<SystemId, { readonly folder: string; readonly reason: string }>;
  readonly systemOf: ReadonlyMap<UnitId, SystemId>;
  readonly main: ReadonlyMap<SystemId, VariantId>;
  /** By unit, then by the unit's own key. */
  readonly refs: ReadonlyMap<UnitId, ReadonlyMap<string, ComponentRef>>;
  /** Why several keys are one component. */
  readonly merged: ReadonlyMap<ComponentRef, readonly { readonly names: readonly string[]; readonly reason: string }[]>;
  /** Names that reach a component from another unit of its system: its own, its aliases. Lower case. */
  readonly names: ReadonlyMap<SystemId, ReadonlyMap<string, ComponentRef>>;
  /** Ports, technologies and variables by which components are known where no name is said. */
  readonly signs: ReadonlyMap<SystemId, Signs>;
  /** From which folders its components are made. */
  readonly houses: ReadonlyMap<SystemId, Houses>;
  /** Code that several components are made of. */
  readonly sharing: Sharing;
  /** What leads from files to the databases that tables live in. */
  readonly stores: ReadonlyMap<SystemId, Stores>;
  /** What persons say, with the components their names come to. */
  readonly corrections: readonly Resolved[];
}

/** A correction, the components it names, and the names that lead nowhere. */
export interface Resolved {
  readonly correction: Correction;
  readonly refs: readonly ComponentRef[];
  readonly lost: readonly string[];
}

/**
 * The part of a unit that identity depends on, as one string: while it stays the same, nobody's identity changes and a
 * keystroke costs nothing here.
 */
export function namesOf(facts: UnitFacts): string {
  return JSON.stringify([
    facts.system,
    facts.describes,
    facts.main,
    facts.variants.map((it) => [it.id, it.origin, it.environment, it.files]),
    facts.components.map((it) => [
      it.key,
      it.name,
      it.standing,
      it.weak,
      it.own,
      it.exists.map((said) => said.in),
      it.aliases.map((alias) => alias.value),
      it.kind.map((kind) => kind.value),
      it.technology.map((technology) => technology.value),
      it.marks?.map((mark) => [mark.kind, mark.value]),
      it.ports.map(({ value }) => [value.number, value.published?.port]),
      it.serves,
      it.programs,
      it.single,
    ]),
    startsIn(facts),
    variablesIn(facts),
    namedIn(facts),
    dataUses(facts).map(({ from, to }) => [from, to]),
    facts.corrections,
  ]);
}

/** `units` in any order; the answer depends on their ids and names only. */
export function identify(units: Iterable<UnitFacts>): Identity {
  const all = [...units].sort((a, b) => (a.unit < b.unit ? -1 : 1));
  const corrections = all.flatMap((it) => it.corrections ?? []);
  // The shallowest folder first, so that the project at the root keeps its plain name when two are called alike.
  const groups = [...groupsOf(all)].sort((a, b) => depthOf(a.folder) - depthOf(b.folder) || (firstUnit(a) < firstUnit(b) ? -1 : 1));
  const systems = new Map<SystemId, { folder: string; reason: string }>();
  const systemOf = new Map<UnitId, SystemId>();
  const main = new Map<SystemId, VariantId>();
  const refs = new Map<UnitId, ReadonlyMap<string, ComponentRef>>();
  const merged = new Map<ComponentRef, readonly { names: readonly string[]; reason: string }[]>();
  const names = new Map<SystemId, ReadonlyMap<string, ComponentRef>>();
  const signs = new Map<SystemId, Signs>();
  const stores = new Map<SystemId, Stores>();
  const houses = new Map<SystemId, Houses>();
  const sharing = new Map<UnitId, ReadonlyMap<string, readonly Sharer[]>>();

  for (const group of groups) {
    const system = systemFor(group, systems);
    systems.set(system, { folder: group.folder, reason: group.reason });
    for (const it of group.units) systemOf.set(it.unit, system);
    const components = componentsOf(system, group.units, corrections);
    const variant = mainOf(group, components.refs);
    if (variant !== undefined) main.set(system, variant);
    for (const [unit, own] of components.refs) refs.set(unit, own);
    for (const [ref, reasons] of components.merged) merged.set(ref, reasons);
    names.set(system, components.names);
    const known = signsOf(group.units, components.refs);
    signs.set(system, known);
    stores.set(system, storesOf(group.units, components.refs, components.names, known));
    houses.set(system, housesOf(group.units, components.refs));
    for (const [unit, sharers] of sharingOf(group.units, components.refs)) sharing.set(unit, sharers);
  }
  const outsiders = corrections.length === 0 ? names : outsidersOf(all, systemOf);
  return {
    systems,
    systemOf,
    main,
    refs,
    merged,
    names,
    signs,
    houses,
    sharing,
    stores,
    corrections: corrections.map((it) => resolved(it, names, outsiders)),
  };
}

/** Hosts that units name; lower case. They matter to identity only where a person says something of them. */
export const hostsIn = ({ uses }: UnitFacts): readonly string[] => uses.flatMap(({ to }) => ("host" in to ? [to.host] : []));

/** What is no more than a name in an address is drawn, so it can be corrected, too. */
function outsidersOf(units: readonly UnitFacts[], systemOf: ReadonlyMap<UnitId, SystemId>): Identity["names"] {
  const all = new Map<SystemId, Map<string, ComponentRef>>();
  for (const it of units) {
    const system = systemOf.get(it.unit);
    if (system === undefined) continue;
    const known = all.get(system) ?? new Map<string, ComponentRef>();
    all.set(system, known);
    for (const host of hostsIn(it)) if (!known.has(host.toLowerCase())) known.set(host.toLowerCase(), componentRef(system, host));
  }
  return all;
}

const firstUnit = ({ units: [first] }: Group): string => first?.unit ?? "";

/**
 * The main variant: the one that the unit with most to say would start by itself; without one, that unit's first. What is said to be
 * production goes before it where it deploys the same another way (an overlay `production` beside a Compose file that says nothing):
 * what users meet is meant, and not what developers start. It has to start half of the team's own components at least; a folder
 * `prod` with the monitoring alone is no variant of the whole. Between overlays of one base their unit decides (kustomize.ts).
 */
function mainOf({ units }: Group, refs: Components["refs"]): VariantId | undefined {
  const first = units.find((it) => it.main !== undefined) ?? units.find((it) => it.variants.length > 0);
  const usual = first?.main ?? first?.variants[0]?.id;
  if (first === undefined || environmentOf(first, usual) === "production") return usual;
  const own = ownIn(first, refs);
  const production = units.find((it) => {
    if (familyOf(it) === familyOf(first) || environmentOf(it, it.main) !== "production") return false;
    const there = ownIn(it, refs);
    return there.size > 0 && [...own].filter((ref) => there.has(ref)).length * 2 >= own.size;
  });
  return production?.main ?? usual;
}

const environmentOf = ({ variants }: UnitFacts, variant: VariantId | undefined): string | undefined =>
  variants.find((it) => it.id === variant)?.environment;

/** What a unit starts that is no known product. */
const ownIn = (unit: UnitFacts, refs: Components["refs"]): ReadonlySet<ComponentRef> =>
  new Set(
    unit.components
      .filter(({ standing, technology, own }) => standing === "inside" && (own === true || technology.length === 0))
      .flatMap(({ key }) => refs.get(unit.unit)?.get(key) ?? []),
  );

/** The system's name: what the unit says; a name that another folder already took is told apart by the folder above. */
function systemFor({ name, folder }: Group, taken: ReadonlyMap<SystemId, unknown>): SystemId {
  if (!taken.has(name)) return name;
  const parts = folder.split("/");
  for (let count = 1; count <= parts.length; count++) {
    const candidate = `${parts.slice(-count).join(".")}.${name}`;
    if (folder !== "" && !taken.has(candidate)) return candidate;
  }
  let number = 2;
  while (taken.has(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}

function resolved(correction: Correction, names: Identity["names"], outsiders: Identity["names"]): Resolved {
  const refs: ComponentRef[] = [];
  const lost: string[] = [];
  for (const name of namesIn(correction)) {
    const found = [...names].flatMap(([system, known]) => {
      const [own, rest] = name.includes("/") ? [name.slice(0, name.indexOf("/")), name.slice(name.indexOf("/") + 1)] : [system, name];
      const called = rest.toLowerCase();
      const ref = own === system ? (known.get(called) ?? outsiders.get(system)?.get(called)) : undefined;
      return ref === undefined ? [] : [ref];
    });
    if (found.length === 0) lost.push(name);
    refs.push(...found);
  }
  return { correction, refs, lost };
}

function namesIn(correction: Correction): readonly string[] {
  if ("names" in correction) return correction.names;
  return "from" in correction ? [correction.from, correction.to] : [correction.name];
}

/** Whether a unit's rows come out the same under both: its system, its refs, and the names its unresolved hosts may resolve to. */
export function sameIdentity(before: Identity, after: Identity, unit: UnitId): boolean {
  const system = after.systemOf.get(unit);
  if (system === undefined || before.systemOf.get(unit) !== system) return false;
  if (before.main.get(system) !== after.main.get(system)) return false;
  const [was, is] = [before.systems.get(system), after.systems.get(system)];
  if (was?.folder !== is?.folder || was?.reason !== is?.reason) return false;
  if (!sameMap(before.names.get(system), after.names.get(system))) return false;
  const [had, has] = [before.signs.get(system), after.signs.get(system)];
  if (!sameMap(had?.technologies, has?.technologies) || !sameMap(had?.ports, has?.ports)) return false;
  if (!sameMap(had?.serving, has?.serving) || !sameSharers(before.sharing.get(unit), after.sharing.get(unit))) return false;
  if (JSON.stringify([...(had?.where ?? [])]) !== JSON.stringify([...(has?.where ?? [])])) return false;
  const [stood, stands] = [before.houses.get(system), after.houses.get(system)];
  if (!sameMap(stood?.folders, stands?.folders) || !sameSet(stood?.products, stands?.products)) return false;
  if (!sameStores(before.stores.get(system), after.stores.get(system))) return false;
  const own = after.refs.get(unit);
  if (!sameMap(before.refs.get(unit), own)) return false;
  if (JSON.stringify(before.corrections) !== JSON.stringify(after.corrections)) return false;
  const sharers = [...(after.sharing.get(unit)?.values() ?? [])].flatMap((it) => it.map(({ ref }) => ref));
  return [...(own?.values() ?? []), ...sharers].every(
    (ref) =>
      JSON.stringify(before.merged.get(ref)) === JSON.stringify(after.merged.get(ref)) &&
      had?.started.has(ref) === has?.started.has(ref) &&
      sameNamed(had?.named.get(ref), has?.named.get(ref)) &&
      sameSet(had?.variables.get(ref), has?.variables.get(ref)),
  );
}

function sameMap<K, V>(a: ReadonlyMap<K, V> | undefined, b: ReadonlyMap<K, V> | undefined): boolean {
  if (a === undefined || b === undefined || a.size !== b.size) return a === b;
  for (const [key, value] of a) if (!b.has(key) || b.get(key) !== value) return false;
  return true;
}

const sameStores = (a: Stores | undefined, b: Stores | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && storesText(a) === storesText(b));

type Sharers = ReadonlyMap<string, readonly Sharer[]>;
const sameSharers = (a: Sharers | undefined, b: Sharers | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && sharersText(a) === sharersText(b));
const sharersText = (sharers: Sharers): string =>
  JSON.stringify([...sharers].map(([key, all]) => [key, all.map(({ ref, programs }) => [ref, programs && [...programs]])]));

const sameNamed = (a: NamedByVariable | undefined, b: NamedByVariable | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && JSON.stringify([...a]) === JSON.stringify([...b]));
type NamedByVariable = ReadonlyMap<string, readonly Named[]>;

const sameSet = (a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.size === b.size && [...a].every((it) => b.has(it)));

/** The component a name reaches from a system, and where another system must be meant, that one's. */
export function reachable(identity: Identity, system: SystemId, host: string): ComponentRef | undefined {
  const name = host.toLowerCase().replace(/\.$/, "");
  const own = identity.names.get(system)?.get(name);
  if (own !== undefined || !name.includes(".")) return own;
  // A name with its namespace in it means the same everywhere in a cluster.
  const elsewhere = [...identity.names.values()].flatMap((names) => names.get(name) ?? []);
  return elsewhere.length === 1 ? elsewhere[0] : undefined;
}
