import type {
  Architecture,
  Component,
  ComponentRef,
  Evidence,
  NonEmpty,
  Problem,
  Resource,
  SystemId,
  Table,
  Tables,
  UnitFacts,
  UnitId,
  UnitUse,
  Use,
  Variant,
} from "../model/index.ts";
import { componentRef, equal } from "../model/index.ts";
import { foldComponents, foldEvidence, foldUses } from "./fold.ts";
import { type Identity, identify, namesOf } from "./identity.ts";

/** News from the units: their facts now, or `undefined` for a unit that is gone. */
export type UnitChange = readonly [UnitId, UnitFacts | undefined];

/** Where the assembled rows are put; `graph` has the tables. */
export interface Board {
  readonly architecture: Architecture;
  put<T extends Table>(table: T, id: string, row: Tables[T] | undefined): void;
  setProblems(problems: readonly Problem[]): void;
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

export function openAssembly(board: Board): Assembly {
  const units = new Map<UnitId, UnitFacts>();
  const names = new Map<UnitId, string>();
  const contributions = new Map<UnitId, Contribution>();
  /** Who says a row: key of the row → unit → the row as that unit says it. */
  const said = new Map<string, Map<UnitId, Row>>();
  let identity: Identity = identify([]);

  /** Takes note of what the units are called now; tells which units' facts have to be put on the tables again. */
  const identifyAgain = (changes: readonly UnitChange[]): Set<UnitId> => {
    const dirty = new Set(changes.map(([unit]) => unit));
    let renamed = false;
    for (const [unit, facts] of changes) {
      const now = facts && namesOf(facts);
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
      }
      const dirty = identifyAgain(changes);
      const touched = new Map<string, Row>();
      for (const unit of dirty) {
        const before = contributions.get(unit);
        const facts = units.get(unit);
        const after = facts && contribute(facts, identity);
        for (const [key, row] of before ?? []) {
          if (after?.has(key)) continue;
          said.get(key)?.delete(unit);
          touched.set(key, row);
        }
        for (const [key, row] of after ?? []) {
          const was = before?.get(key);
          if (was !== undefined && equal(was.row, row.row)) continue;
          const sayers = said.get(key) ?? new Map<UnitId, Row>();
          said.set(key, sayers.set(unit, row));
          touched.set(key, row);
        }
        if (after === undefined) contributions.delete(unit);
        else contributions.set(unit, after);
      }
      for (const [key, { table, id }] of touched) {
        const sayers = said.get(key);
        if (sayers === undefined || sayers.size === 0) {
          said.delete(key);
          board.put(table, id, undefined);
          continue;
        }
        const rows = [...sayers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, it]) => it.row);
        const row = fold(table, rows as unknown as NonEmpty<Tables[Table]>);
        const now = board.architecture[table] as ReadonlyMap<string, Tables[Table]>;
        if (!equal(now.get(id), row)) board.put(table, id, row);
      }
      if (changes.length > 0) board.setProblems(problemsOf(units.values()));
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
    default:
      return rows[0];
  }
}

function problemsOf(units: Iterable<UnitFacts>): readonly Problem[] {
  const problems = [...units].flatMap((it) => it.problems);
  return problems.sort((a, b) => (a.file === b.file ? (a.span?.start ?? 0) - (b.span?.start ?? 0) : a.file < b.file ? -1 : 1));
}

/** Whether a unit's rows come out the same under both: its system, its refs, and the names its unresolved hosts may resolve to. */
function sameIdentity(before: Identity, after: Identity, unit: UnitId): boolean {
  const system = after.systemOf.get(unit);
  if (system === undefined || before.systemOf.get(unit) !== system) return false;
  if (before.main.get(system) !== after.main.get(system)) return false;
  if (!equal(before.systems.get(system), after.systems.get(system))) return false;
  if (!sameMap(before.names.get(system), after.names.get(system))) return false;
  const own = after.refs.get(unit);
  if (!sameMap(before.refs.get(unit), own)) return false;
  return [...(own?.values() ?? [])].every((ref) => equal(before.merged.get(ref), after.merged.get(ref)));
}

function sameMap<V>(a: ReadonlyMap<string, V> | undefined, b: ReadonlyMap<string, V> | undefined): boolean {
  if (a === undefined || b === undefined || a.size !== b.size) return a === b;
  for (const [key, value] of a) if (b.get(key) !== value) return false;
  return true;
}

/** A unit's facts with the names that assembly gives. */
function contribute(facts: UnitFacts, identity: Identity): Contribution {
  const rows = new Map<string, Row>();
  const put = <T extends Table>(table: T, row: Tables[T]): void => {
    rows.set(`${table}/${row.id}`, { table, id: row.id, row });
  };
  const system = identity.systemOf.get(facts.unit) as SystemId;
  const refs = identity.refs.get(facts.unit) ?? new Map<string, ComponentRef>();
  const about = identity.systems.get(system);
  put("systems", { id: system, folder: about?.folder ?? "", reason: about?.reason ?? "" });
  for (const it of facts.variants) put("variants", { ...it, system, main: identity.main.get(system) === it.id } satisfies Variant);
  for (const { key, ...it } of facts.components) {
    const id = refs.get(key);
    if (id !== undefined) put("components", { ...it, id, system, merged: identity.merged.get(id) ?? [] });
  }
  for (const it of facts.uses) {
    const from = refs.get(it.from);
    if (from === undefined) continue;
    const to = reach(it, system, refs, identity);
    if (to.unknown) put("components", unknownComponent(it, to.ref, system));
    const through = it.through === undefined ? undefined : refs.get(it.through);
    const { from: _from, to: _to, through: _through, ...rest } = it;
    const ground = it.exists[0].ground;
    const proof = ground.by === "evidence" ? ground.proof[0] : ground.proposal;
    const id = `use:${proof}/${it.does}/${from}->${to.ref}` as const;
    put("uses", { ...rest, id, from, to: to.ref, ...(through && { through }) });
  }
  for (const { component, ...it } of facts.resources) {
    const ref = component === undefined ? undefined : refs.get(component);
    put("resources", { ...it, system, ...(ref && { component: ref }) } as Resource);
  }
  for (const it of facts.evidence) put("evidence", it);
  return rows;
}

/** The far end: the unit's own component, one of the same system by name, or somebody nobody here knows. */
function reach(
  use: UnitUse,
  system: SystemId,
  refs: ReadonlyMap<string, ComponentRef>,
  identity: Identity,
): { ref: ComponentRef; unknown: boolean } {
  if ("key" in use.to) {
    const ref = refs.get(use.to.key);
    return ref === undefined ? { ref: componentRef(system, use.to.key), unknown: true } : { ref, unknown: false };
  }
  const known = identity.names.get(system)?.get(use.to.host.toLowerCase());
  return known === undefined ? { ref: componentRef(system, use.to.host), unknown: true } : { ref: known, unknown: false };
}

function unknownComponent(use: UnitUse, id: ComponentRef, system: SystemId): Component {
  const name = "key" in use.to ? use.to.key : use.to.host;
  const nothing = { aliases: [], technology: [], version: [], owner: [], replicas: [], ports: [], merged: [] };
  return {
    id,
    system,
    name,
    standing: "unknown",
    kind: [{ value: "external", in: use.exists[0].in, ground: use.exists[0].ground }],
    exists: use.exists,
    ...nothing,
  };
}
