import type { ComponentRef, SystemId, UnitFacts, UnitId, VariantId } from "../model/index.ts";
import { componentRef } from "../model/index.ts";

/** Which system, component and main variant the names of all units come to. A function of their names alone. */
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
}

/**
 * The part of a unit that identity depends on, as one string: while it stays the same, nobody's identity changes and a
 * keystroke costs nothing here.
 */
export function namesOf(facts: UnitFacts): string {
  return JSON.stringify([
    facts.system.name,
    facts.system.folder,
    facts.main,
    facts.variants.map((it) => [it.id, it.files]),
    facts.components.map((it) => [it.key, it.name, it.standing, it.aliases.map((alias) => alias.value)]),
  ]);
}

/** `units` in any order; the answer depends on their ids and names only. */
export function identify(units: Iterable<UnitFacts>): Identity {
  // The shallowest folder first, so that the project at the root keeps its plain name when two are called alike.
  const ordered = [...units].sort((a, b) => depth(a.system.folder) - depth(b.system.folder) || (a.unit < b.unit ? -1 : 1));
  const systems = new Map<SystemId, { folder: string; reason: string }>();
  const systemOf = new Map<UnitId, SystemId>();
  const main = new Map<SystemId, VariantId>();
  const refs = new Map<UnitId, ReadonlyMap<string, ComponentRef>>();
  const names = new Map<SystemId, Map<string, ComponentRef>>();
  const homes = new Map<ComponentRef, string[]>();

  for (const unit of ordered) {
    const system = systemFor(unit, systems);
    if (!systems.has(system)) systems.set(system, { folder: unit.system.folder, reason: unit.system.reason });
    systemOf.set(unit.unit, system);
    // The main variant: the one that the unit nearest to the root would start by itself.
    if (!main.has(system) && unit.main !== undefined) main.set(system, unit.main);

    const known = names.get(system) ?? new Map<string, ComponentRef>();
    names.set(system, known);
    const own = new Map<string, ComponentRef>();
    for (const component of unit.components) {
      const ref = componentRef(system, component.name);
      own.set(component.key, ref);
      homes.set(ref, [...(homes.get(ref) ?? []), unit.unit]);
      known.set(component.name.toLowerCase(), ref);
    }
    refs.set(unit.unit, own);
    for (const component of unit.components) {
      const ref = own.get(component.key);
      // An alias never takes a name that is somebody's own.
      for (const alias of component.aliases) if (ref && !known.has(alias.value.toLowerCase())) known.set(alias.value.toLowerCase(), ref);
    }
  }

  // A system whose units start nothing by themselves (files that are only ever named with -f): its first variant.
  for (const unit of ordered) {
    const system = systemOf.get(unit.unit);
    const first = unit.variants[0];
    if (system !== undefined && first !== undefined && !main.has(system)) main.set(system, first.id);
  }

  const merged = new Map<ComponentRef, { names: string[]; reason: string }[]>();
  for (const [ref, unitIds] of homes) {
    if (new Set(unitIds).size < 2) continue;
    merged.set(ref, [
      { names: [...new Set(unitIds)].sort(), reason: `The same name in one system, in ${new Set(unitIds).size} places that define it.` },
    ]);
  }
  return { systems, systemOf, main, refs, merged, names };
}

const depth = (folder: string): number => (folder === "" ? 0 : folder.split("/").length);

/** The system's name: what the unit says; a name that another folder already took is told apart by the folder above. */
function systemFor(unit: UnitFacts, taken: ReadonlyMap<SystemId, { readonly folder: string }>): SystemId {
  const { name, folder } = unit.system;
  const free = (candidate: string): boolean => (taken.get(candidate)?.folder ?? folder) === folder;
  if (free(name)) return name;
  const parts = folder.split("/");
  for (let count = 1; count <= parts.length; count++) {
    const candidate = `${parts.slice(-count).join(".")}.${name}`;
    if (free(candidate)) return candidate;
  }
  return `${folder.replaceAll("/", ".")}.${name}`;
}
