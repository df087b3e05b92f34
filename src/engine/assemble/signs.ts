import { type ComponentRef, type In, type UnitFacts, type UnitId, type UnitUse, union } from "../model/index.ts";

/** By what components of a system are found where nobody says a name, and what they are started with. */
export interface Signs {
  /** Who is reached on a port of the machine that runs it all; `undefined` under the number = several. */
  readonly ports: ReadonlyMap<number, ComponentRef | undefined>;
  /** The only one of a technology; `undefined` under the key = several. Lower case. */
  readonly technologies: ReadonlyMap<string, ComponentRef | undefined>;
  /** The only one that serves a gRPC service; `undefined` under the name = several. Lower case. */
  readonly serving: ReadonlyMap<string, ComponentRef | undefined>;
  /** Names of the variables that components are started with, as `variableKey` writes them. */
  readonly variables: ReadonlyMap<ComponentRef, ReadonlySet<string>>;
  /** What those variables name, said by whom: by component, then by `variableKey`. */
  readonly named: ReadonlyMap<ComponentRef, ReadonlyMap<string, readonly Named[]>>;
  /** What something starts, and does not only describe. */
  readonly started: ReadonlySet<ComponentRef>;
  /** In which variants each exists. */
  readonly where: ReadonlyMap<ComponentRef, In>;
}

/** A use of some unit that rests on a variable. */
export interface Named {
  readonly unit: UnitId;
  readonly use: UnitUse;
}

type Refs = ReadonlyMap<UnitId, ReadonlyMap<string, ComponentRef>>;

/** `SPRING_DATASOURCE_URL` and `spring.datasource.url` are one. */
export const variableKey = (name: string): string => name.replace(/[^A-Za-z0-9]/g, "").toUpperCase();

export function signsOf(units: readonly UnitFacts[], refs: Refs): Signs {
  return {
    ports: portsOf(units, refs),
    technologies: technologiesOf(units, refs),
    serving: servingOf(units, refs),
    variables: variablesOf(units, refs),
    named: namedOf(units, refs),
    where: whereOf(units, refs),
    started: startedOf(units, refs),
  };
}

/** Published ports first; what only says that it listens somewhere is found there if nobody publishes that number. */
function portsOf(units: readonly UnitFacts[], refs: Refs): ReadonlyMap<number, ComponentRef | undefined> {
  const published = new Map<number, ComponentRef | undefined>();
  const listening = new Map<number, ComponentRef | undefined>();
  const put = (into: Map<number, ComponentRef | undefined>, port: number, ref: ComponentRef): void => {
    into.set(port, into.has(port) && into.get(port) !== ref ? undefined : ref);
  };
  for (const unit of units) {
    for (const { key, standing, ports } of unit.components) {
      const ref = refs.get(unit.unit)?.get(key);
      if (ref === undefined || standing !== "inside") continue;
      for (const { value } of ports) {
        const host = value.published === undefined ? Number.NaN : Number(value.published.port);
        if (Number.isInteger(host) && host > 0) put(published, host, ref);
        else if (unit.describes) put(listening, value.number, ref);
      }
    }
  }
  return new Map([...listening, ...published]);
}

function technologiesOf(units: readonly UnitFacts[], refs: Refs): ReadonlyMap<string, ComponentRef | undefined> {
  const found = new Map<string, ComponentRef | undefined>();
  for (const unit of units) {
    for (const { key, technology, standing } of unit.components) {
      const ref = refs.get(unit.unit)?.get(key);
      if (standing !== "inside" || ref === undefined) continue;
      for (const { value } of technology) {
        const name = value.toLowerCase();
        found.set(name, found.has(name) && found.get(name) !== ref ? undefined : ref);
      }
    }
  }
  return found;
}

function servingOf(units: readonly UnitFacts[], refs: Refs): Signs["serving"] {
  const found = new Map<string, ComponentRef | undefined>();
  for (const unit of units) {
    for (const { key, serves = [] } of unit.components) {
      const ref = refs.get(unit.unit)?.get(key);
      if (ref === undefined) continue;
      for (const it of serves) {
        const name = it.toLowerCase();
        found.set(name, found.has(name) && found.get(name) !== ref ? undefined : ref);
      }
    }
  }
  return found;
}

function variablesOf(units: readonly UnitFacts[], refs: Refs): ReadonlyMap<ComponentRef, ReadonlySet<string>> {
  const found = new Map<ComponentRef, Set<string>>();
  for (const unit of units) {
    for (const [key, names] of variablesIn(unit)) {
      const ref = refs.get(unit.unit)?.get(key);
      if (ref !== undefined) found.set(ref, new Set([...(found.get(ref) ?? []), ...names]));
    }
  }
  return found;
}

function namedOf(units: readonly UnitFacts[], refs: Refs): Signs["named"] {
  const found = new Map<ComponentRef, Map<string, Named[]>>();
  for (const unit of units) {
    for (const use of unit.uses) {
      const ref = use.variable === undefined ? undefined : refs.get(unit.unit)?.get(use.from);
      if (ref === undefined || use.variable === undefined) continue;
      const own = found.get(ref) ?? new Map<string, Named[]>();
      const key = variableKey(use.variable);
      own.set(key, [...(own.get(key) ?? []), { unit: unit.unit, use }]);
      found.set(ref, own);
    }
  }
  return found;
}

const startedOf = (units: readonly UnitFacts[], refs: Refs): ReadonlySet<ComponentRef> =>
  new Set(units.flatMap((unit) => (unit.describes ? [] : [...(refs.get(unit.unit)?.values() ?? [])])));

function whereOf(units: readonly UnitFacts[], refs: Refs): ReadonlyMap<ComponentRef, In> {
  const found = new Map<ComponentRef, In>();
  for (const unit of units) {
    for (const { key, exists } of unit.components) {
      const ref = refs.get(unit.unit)?.get(key);
      if (ref === undefined) continue;
      for (const it of exists) {
        const known = found.get(ref);
        found.set(ref, known === undefined ? it.in : union(known, it.in));
      }
    }
  }
  return found;
}

/** The names of the variables a unit starts its components with, by the component's key. */
export function variablesIn(unit: UnitFacts): readonly (readonly [string, readonly string[]])[] {
  // What an image brings along for a variable is replaced by whoever sets it, and replaces nothing itself.
  const telling = unit.uses.flatMap((it) =>
    it.variable === undefined || it.unless?.includes(it.variable) ? [] : [[it.from, [variableKey(it.variable)]] as const],
  );
  const composed = unit.resources.flatMap((it) => {
    if (it.kind !== "compose-service" || it.component === undefined) return [];
    return [
      [
        it.component,
        it.environment.filter((one) => one.value !== undefined && one.value !== "").map((one) => variableKey(one.name)),
      ] as const,
    ];
  });
  return [...composed, ...telling];
}

/** What a unit's variables name, as far as it decides whom code reaches that takes them. */
export const namedIn = (unit: UnitFacts): readonly unknown[] =>
  unit.uses.flatMap((it) => (it.variable === undefined ? [] : [[it.from, it.variable, it.to, it.port, it.exists]]));
