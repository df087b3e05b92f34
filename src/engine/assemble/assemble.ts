import {
  type Address,
  type Architecture,
  type Component,
  type ComponentRef,
  componentRef,
  type Endpoint,
  type Entity,
  type Evidence,
  equal,
  holdsIn,
  type In,
  type NonEmpty,
  nameOf,
  type Problem,
  type Resource,
  type SystemId,
  type Table,
  type Tables,
  type Topic,
  type UnitEndpoint,
  type UnitEntity,
  type UnitFacts,
  type UnitId,
  type UnitUse,
  type Use,
  type Variant,
} from "../model/index.ts";
import { apart, rowsOf as correctedRows, problemsOf, saidOf, unconnected } from "./corrections.ts";
import { foldComponents, foldEvidence, foldExists, foldUses } from "./fold.ts";
import { type Found, homeIn } from "./homes.ts";
import { hostsIn, type Identity, identify, namesOf, reachable, sameIdentity } from "./identity.ts";
import { runnersOf } from "./sharing.ts";
import { variableKey } from "./signs.ts";
import { storeOf } from "./stores.ts";
import { taken } from "./taken.ts";
import { foldTopics, partiesOf } from "./topics.ts";

/** News from the units: their facts now, or `undefined` for a unit that is gone. */
export type UnitChange = readonly [UnitId, UnitFacts | undefined];

/** Where the assembled rows are put; `graph` has the tables. */
export interface Board {
  readonly architecture: Architecture;
  put<T extends Table>(table: T, id: string, row: Tables[T] | undefined): void;
  /** Problems are put together when somebody asks for them. */
  setProblems(problems: () => readonly Problem[]): void;
}

/** Keeps one architecture for all units. What it costs follows what changed. */
export interface Assembly {
  update(changes: readonly UnitChange[]): void;
}

/** What one unit puts on the tables: row by table and id. */
type Contribution = ReadonlyMap<string, Row>;
interface Row {
  readonly table: Table;
  readonly id: string;
  readonly row: Tables[Table];
}

/** A unit, and a row as it says it. */
interface Sayer {
  readonly unit: UnitId;
  readonly row: Row;
}
const nobody: readonly Sayer[] = [];
const without = (unit: UnitId, sayers = nobody): readonly Sayer[] =>
  sayers.some((it) => it.unit === unit) ? sayers.filter((it) => it.unit !== unit) : sayers;
const inOrder = (sayers: readonly Sayer[]): readonly Sayer[] =>
  sayers.length < 2 ? sayers : [...sayers].sort((a, b) => (a.unit < b.unit ? -1 : 1));

/** What persons say stands among the units, before all of them: the first that says a value has the last word. */
const persons: UnitId = "unit:";

export function openAssembly(board: Board): Assembly {
  const units = new Map<UnitId, UnitFacts>();
  const names = new Map<UnitId, string>();
  const contributions = new Map<UnitId, Contribution>();
  /** Who says a row, by the row's key. Nearly all of a hundred thousand rows have one who says them. */
  const said = new Map<string, readonly Sayer[]>();
  let identity: Identity = identify([]);
  let last = identity;

  /** Units with corrections: what they are about may be no more than a name in somebody's address. */
  const correcting = new Set<UnitId>();

  /** Takes note of what the units are called now; tells which units' facts have to be put on the tables again. */
  const identifyAgain = (changes: readonly UnitChange[]): Set<UnitId> => {
    const dirty = new Set(changes.map(([unit]) => unit));
    let renamed = false;
    for (const [unit, facts] of changes) {
      const now = facts && (correcting.size === 0 ? namesOf(facts) : `${namesOf(facts)}${hostsIn(facts)}`);
      if (names.get(unit) === now) continue;
      renamed = true;
      if (now === undefined) names.delete(unit);
      else names.set(unit, now);
    }
    if (!renamed) return dirty;
    const before = identity;
    identity = identify(units.values());
    for (const unit of units.keys()) if (!sameIdentity(before, identity, unit)) dirty.add(unit);
    return dirty;
  };

  return {
    update(changes) {
      for (const [unit, facts] of changes) {
        if (facts === undefined) units.delete(unit);
        else units.set(unit, facts);
        if (facts?.corrections === undefined || facts.corrections.length === 0) correcting.delete(unit);
        else correcting.add(unit);
      }
      const dirty = identifyAgain(changes);
      const touched = new Map<string, Row>();
      if (identity !== last) dirty.add(persons);
      last = identity;
      for (const unit of dirty) {
        const before = contributions.get(unit);
        const facts = units.get(unit);
        const after = unit === persons ? contributeCorrections(identity) : facts && contribute(facts, identity);
        for (const [key, row] of before ?? []) {
          if (after?.has(key)) continue;
          said.set(key, without(unit, said.get(key)));
          touched.set(key, row);
        }
        for (const [key, row] of after ?? []) {
          const was = before?.get(key);
          if (was !== undefined && equal(was.row, row.row)) continue;
          said.set(key, [...without(unit, said.get(key)), { unit, row }]);
          touched.set(key, row);
        }
        if (after === undefined) contributions.delete(unit);
        else contributions.set(unit, after);
      }
      for (const [key, { table, id }] of touched) {
        const sayers = said.get(key);
        if (sayers === undefined || sayers.length === 0) {
          said.delete(key);
          board.put(table, id, undefined);
          continue;
        }
        const rows = inOrder(sayers).map((it) => it.row.row);
        const row = fold(table, rows as unknown as NonEmpty<Tables[Table]>);
        const now = board.architecture[table] as ReadonlyMap<string, Tables[Table]>;
        if (!equal(now.get(id), row)) board.put(table, id, row);
      }
      if (changes.length === 0) return;
      const now = identity;
      board.setProblems(() => problemsIn(units.values(), now));
    },
  };
}

function fold(table: Table, rows: NonEmpty<Tables[Table]>): Tables[Table] {
  switch (table) {
    case "components":
      return foldComponents(rows as NonEmpty<Component>);
    case "uses":
      return foldUses(rows as NonEmpty<Use>);
    case "evidence":
      return foldEvidence(rows as NonEmpty<Evidence>);
    case "endpoints":
      return foldExists(rows as NonEmpty<Endpoint>);
    case "topics":
      return foldTopics(rows as NonEmpty<Topic>);
    default:
      return rows[0];
  }
}

function problemsIn(units: Iterable<UnitFacts>, identity: Identity): readonly Problem[] {
  const all = [...units];
  const problems: Problem[] = [];
  for (const it of all) for (const problem of it.problems) problems.push(problem);
  problems.push(...problemsOf(identity, all));
  return problems.sort((a, b) => (a.file === b.file ? (a.span?.start ?? 0) - (b.span?.start ?? 0) : a.file < b.file ? -1 : 1));
}

/** A unit's facts with the names that assembly gives. */
function contribute(facts: UnitFacts, identity: Identity): Contribution {
  const rows = new Map<string, Row>();
  // Two of one unit can be one (a correction says so), and a thousand uses can name one that nobody knows: those are folded together.
  const repeated = new Map<string, Tables[Table][]>();
  const put = <T extends Table>(table: T, row: Tables[T]): void => {
    const key = `${table}/${row.id}`;
    const before = rows.get(key);
    if (before === undefined) rows.set(key, { table, id: row.id, row });
    else {
      const all = repeated.get(key);
      if (all === undefined) repeated.set(key, [before.row, row]);
      else all.push(row);
    }
  };
  const folded = (): Contribution => {
    for (const [key, all] of repeated) {
      const { table, id } = rows.get(key) as Row;
      rows.set(key, { table, id, row: fold(table, all as unknown as NonEmpty<Tables[Table]>) });
    }
    return rows;
  };
  for (const it of facts.evidence) put("evidence", it);
  const system = identity.systemOf.get(facts.unit);
  if (system === undefined) {
    // What people say is about the whole workspace, whatever its systems (and its folder) are called.
    for (const { component: _, ...it } of facts.resources) put("resources", { ...it, system: "" } as Resource);
    return folded();
  }
  const ignored = saidOf(identity.corrections, "ignore");
  const external = saidOf(identity.corrections, "external");
  const severed = unconnected(identity.corrections);
  const homes = new Map((facts.homes ?? []).map((it) => [it.key, homeIn(identity, system, it)] as const));
  const own = [
    ...(identity.refs.get(facts.unit) ?? []),
    ...[...homes].flatMap(([key, { ref }]) => (ref === undefined ? [] : [[key, ref] as const])),
  ];
  const refs = new Map(own.filter(([, ref]) => !ignored.has(ref)));
  /** Who says what a key says: one component, or all that are made of the same code. */
  const runners = (key: string, programs?: readonly string[]): readonly ComponentRef[] => {
    const sharers = identity.sharing.get(facts.unit)?.get(key);
    const ref = refs.get(key);
    return sharers === undefined ? (ref === undefined ? [] : [ref]) : runnersOf(sharers, programs).filter((it) => !ignored.has(it));
  };
  const about = identity.systems.get(system);
  put("systems", { id: system, folder: about?.folder ?? "", reason: about?.reason ?? "" });
  for (const it of facts.variants) put("variants", { ...it, system, main: identity.main.get(system) === it.id } satisfies Variant);
  for (const {
    key,
    marks: _,
    weak: _weak,
    faint: _faint,
    own: _own,
    serves: _serves,
    programs: _programs,
    single: _single,
    ...it
  } of facts.components) {
    const id = refs.get(key);
    if (id === undefined) continue;
    // A third party of code that nobody starts, or that is started with another address, is nobody's.
    const isCalled = (use: UnitUse): boolean =>
      "key" in use.to &&
      use.to.key === key &&
      runners(use.from, use.programs).some((from) => !replaced(use, identity.signs.get(system)?.variables.get(from)));
    if (facts.describes && it.standing === "outside" && !facts.uses.some(isCalled)) continue;
    const standing = external.has(id) ? "outside" : it.standing;
    put("components", renamed({ ...it, id, system, standing, merged: identity.merged.get(id) ?? [] }));
  }
  const signs = identity.signs.get(system);
  const uses = facts.uses.flatMap((it) =>
    runners(it.from, it.programs).flatMap((from) => taken(it, facts.unit, from, signs).map(([use, unit]) => ({ it: use, unit, from }))),
  );
  for (const { it, unit, from } of uses) {
    const to = reach(it, system, identity.refs.get(unit), identity);
    if (to === undefined || to.ref === from || ignored.has(to.ref) || severed.has(apart(from, to.ref))) continue;
    if (it.unlessStarted && signs?.started.has(from)) continue;
    if (replaced(it, signs?.variables.get(from))) continue;
    if (to.unknown) put("components", unknownComponent(it, to.ref, system));
    else if (absent(it, signs?.where.get(to.ref))) put("components", { ...unknownComponent(it, to.ref, system), kind: [] });
    const through = it.through === undefined ? undefined : refs.get(it.through);
    const {
      from: _f,
      to: _to,
      through: _t,
      programs: _p,
      onlyIfKnown: _only,
      unless: _unless,
      unlessStarted: _started,
      variable: _v,
      ...rest
    } = it;
    put("uses", { ...rest, id: `use:${proofOf(it)}/${it.does}/${from}->${to.ref}`, from, to: to.ref, ...(through && { through }) });
  }
  for (const it of facts.entities ?? []) put("entities", entity(it, system, facts, identity));
  for (const it of facts.endpoints ?? [])
    put("endpoints", endpoint(it, system, facts, runners(it.home, it.programs)[0] ?? refs.get(it.home), homes.get(it.home)));
  for (const { broker, key, parties, ...it } of facts.topics ?? []) {
    const known = partiesOf(parties, ({ from, programs }) => runners(from, programs));
    const ref = broker === undefined ? undefined : reached(broker, system, identity.refs.get(facts.unit), identity);
    put("topics", {
      ...it,
      id: `topic:${system}/${ref === undefined ? key : `${nameOf(ref)}/${key}`}`,
      broker: ref,
      ...(known.length > 0 && { parties: known }),
    });
  }
  for (const { component, ...it } of facts.resources) {
    const ref = component === undefined ? undefined : refs.get(component);
    put("resources", { ...it, system, ...(ref && { component: ref }) } as Resource);
  }
  return folded();
}

const proofOf = ({ exists: [{ ground }] }: UnitUse): string => (ground.by === "evidence" ? ground.proof[0] : ground.proposal);

/** A component under the name of its id; the name its own unit calls it by stays as an alias. */
function renamed(component: Component): Component {
  const name = nameOf(component.id);
  if (name === component.name) return component;
  const [{ in: where, ground }] = component.exists;
  return { ...component, name, aliases: [{ value: component.name, in: where, ground }, ...component.aliases] };
}

/** Whether the far end is started in other variants only: in those of the use it is no more than a name. */
const absent = ({ exists }: UnitUse, where: In | undefined): boolean =>
  where !== undefined && exists.some((it) => it.in !== "all" && !it.in.every((one) => holdsIn(where, one)));

/** Whether the component is started with a variable that takes the place of what the use rests on. */
const replaced = ({ unless = [] }: UnitUse, variables: ReadonlySet<string> | undefined): boolean =>
  variables !== undefined && unless.some((it) => variables.has(variableKey(it)));

/** The far end: the unit's own component, one that answers to the name or the sign, or somebody nobody here knows. */
function reach(
  use: UnitUse,
  system: SystemId,
  refs: ReadonlyMap<string, ComponentRef> | undefined,
  identity: Identity,
): { ref: ComponentRef; unknown: boolean } | undefined {
  const known = reached(use.to, system, refs, identity);
  if (known !== undefined) return { ref: known, unknown: false };
  if ("near" in use.to || "variable" in use.to || "serves" in use.to || use.onlyIfKnown) return undefined;
  return { ref: componentRef(system, "key" in use.to ? use.to.key : use.to.host), unknown: true };
}

/** Whoever answers to an address. */
const reached = (
  to: Address,
  system: SystemId,
  refs: ReadonlyMap<string, ComponentRef> | undefined,
  identity: Identity,
): ComponentRef | undefined =>
  "key" in to
    ? refs?.get(to.key)
    : "host" in to
      ? reachable(identity, system, to.host)
      : "near" in to
        ? near(to.near, system, identity)
        : "serves" in to
          ? identity.signs.get(system)?.serving.get(to.serves.toLowerCase())
          : undefined;

/** Whoever is reached on that port; without one, or where nobody is, the only one of the technology. */
function near(
  { port, technology }: { readonly port?: number; readonly technology?: string },
  system: SystemId,
  identity: Identity,
): ComponentRef | undefined {
  const signs = identity.signs.get(system);
  const there = port === undefined ? undefined : signs?.ports.get(port);
  return there ?? (technology === undefined ? undefined : signs?.technologies.get(technology.toLowerCase()));
}

function unknownComponent(use: UnitUse, id: ComponentRef, system: SystemId): Component {
  const nothing = { aliases: [], technology: [], version: [], owner: [], replicas: [], ports: [], merged: [] };
  const [{ in: where, ground }] = use.exists;
  return {
    id,
    system,
    name: nameOf(id),
    standing: "unknown",
    kind: [{ value: "external", in: where, ground }],
    exists: use.exists,
    ...nothing,
  };
}

/** What a server answers to; of a server nobody knows it is told apart by the folder that describes it. */
function endpoint(
  { key, home: _, programs: _programs, ...it }: UnitEndpoint,
  system: SystemId,
  facts: UnitFacts,
  server: ComponentRef | undefined,
  found: Found | undefined,
): Endpoint {
  const place = server === undefined ? facts.system.folder.replaceAll("/", ".") : nameOf(server);
  return {
    ...it,
    id: `endpoint:${system}/${place === "" ? key : `${place}/${key}`}`,
    server,
    ...(found !== undefined && { because: found.because }),
  };
}

/** A table in its store; without one it is told apart by the folder that says it. */
function entity({ key, store, ...said }: UnitEntity, system: SystemId, facts: UnitFacts, identity: Identity): Entity {
  const { ref, because } = storeOf(store, system, identity);
  const home = ref === undefined ? facts.system.folder.replaceAll("/", ".") : nameOf(ref);
  return { ...said, id: `entity:${system}/${home === "" ? key : `${home}.${key}`}`, store: ref, storeBecause: because };
}

/** What persons say about what the units say. */
function contributeCorrections(identity: Identity): Contribution {
  const rows = new Map<string, Row>();
  const { components, uses } = correctedRows(identity);
  for (const it of components) {
    const before = rows.get(`components/${it.id}`)?.row as Component | undefined;
    rows.set(`components/${it.id}`, { table: "components", id: it.id, row: before === undefined ? it : foldComponents([before, it]) });
  }
  for (const it of uses) rows.set(`uses/${it.id}`, { table: "uses", id: it.id, row: it });
  return rows;
}
