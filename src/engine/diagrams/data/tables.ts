import type { Graph } from "../../graph/graph.ts";
import { type ComponentRef, type Entity, type EntityRef, type EvidenceId, nameOf, type SystemId, systemOf } from "../../model/index.ts";
import type { DrawOptions } from "../diagram.ts";
import { mostBoxes } from "../fold.ts";

/** Tables that live together: in a store, or, where none is known, under the folder that says them. */
export interface Home {
  readonly key: string;
  /** As people call it: the store's name, or the folder's. */
  readonly name: string;
  readonly store: ComponentRef | undefined;
  readonly system: SystemId;
  readonly tables: readonly Entity[];
}

/** A column (or several) by which rows of one table refer to those of another. */
export interface Reference {
  readonly from: EntityRef;
  readonly to: EntityRef;
  readonly columns: readonly string[];
  /** Nothing declares it: the column is only called after the table. */
  readonly guessed: boolean;
  readonly single: boolean;
  readonly required: boolean;
  readonly proof: EvidenceId | undefined;
}

/** What is drawn, and what is not. */
export interface Chosen {
  readonly homes: readonly Home[];
  readonly references: readonly Reference[];
  /** Homes left out as a whole. */
  readonly others: readonly Home[];
  /** Tables of the drawn homes that found no room. */
  readonly hidden: number;
}

/** The tables that the options ask for, at most as many as one can read; those with most relations first. */
export function chosenTables(graph: Graph, options: DrawOptions): Chosen {
  const systems = graph.systems().filter((it) => options.system === undefined || it.id === options.system);
  const all = systems.flatMap((it) => homesOf(graph.entities(it.id)));
  const focus = new Set<string>(options.focus ?? []);
  const named = all.flatMap(({ tables }) => tables).filter((it) => focus.has(it.id));
  if (named.length > 0) return aroundTables(all, named, options.hops ?? 1);
  const stores = storesNear(graph, focus);
  const asked = focus.size === 0 ? all : all.filter(({ store }) => store !== undefined && stores.has(store));
  const size = asked.reduce((sum, it) => sum + it.tables.length, 0);
  const [largest] = [...asked].sort((a, b) => b.tables.length - a.tables.length);
  const homes = size <= mostBoxes ? asked : largest === undefined ? [] : [largest];
  const references = homes.flatMap(referencesIn);
  const kept = homes.map((it) => ({ ...it, tables: mostRelated(it.tables, references) }));
  const hidden = homes.reduce((sum, it) => sum + it.tables.length, 0) - kept.reduce((sum, it) => sum + it.tables.length, 0);
  return { homes: kept, references: within(references, kept), others: asked.filter((it) => !homes.includes(it)), hidden };
}

/** Components that are stores, and the stores that others use. */
function storesNear(graph: Graph, focus: ReadonlySet<string>): ReadonlySet<string> {
  const near = new Set(focus);
  for (const ref of focus) for (const { to } of graph.usesFrom(ref as ComponentRef)) near.add(to);
  return near;
}

function homesOf(entities: readonly Entity[]): readonly Home[] {
  const homes = new Map<string, Entity[]>();
  for (const it of entities) {
    const key = it.store ?? it.id.slice(0, Math.max(0, it.id.length - it.name.length));
    const known = homes.get(key);
    if (known === undefined) homes.set(key, [it]);
    else known.push(it);
  }
  return [...homes].map(([key, tables]) => {
    const [first] = tables as [Entity];
    const folder = nameOf(first.id).slice(0, -first.name.length - 1);
    const name = first.store === undefined ? folder || systemOf(first.id) : nameOf(first.store);
    return { key, name, store: first.store, system: systemOf(first.id), tables };
  });
}

/** Named tables with those some steps away from them. */
function aroundTables(all: readonly Home[], named: readonly Entity[], hops: number): Chosen {
  const homes = all.filter((it) => it.tables.some((table) => named.includes(table)));
  const references = homes.flatMap(referencesIn);
  let reached = new Set<string>(named.map((it) => it.id));
  for (let hop = 0; hop < hops; hop++) {
    const next = new Set(reached);
    for (const { from, to } of references) {
      if (reached.has(from)) next.add(to);
      if (reached.has(to)) next.add(from);
    }
    reached = next;
  }
  const near = homes.map((it) => ({ ...it, tables: it.tables.filter(({ id }) => reached.has(id)) }));
  const first = new Set<string>(named.map((it) => it.id));
  const kept = near.map((it) => ({ ...it, tables: mostRelated(it.tables, references, first) }));
  const hidden = near.reduce((sum, it) => sum + it.tables.length, 0) - kept.reduce((sum, it) => sum + it.tables.length, 0);
  return { homes: kept, references: within(references, kept), others: [], hidden };
}

/** Those with most relations, in their own order. */
function mostRelated(
  tables: readonly Entity[],
  references: readonly Reference[],
  first: ReadonlySet<string> = new Set(),
): readonly Entity[] {
  if (tables.length <= mostBoxes) return tables;
  const degree = new Map<string, number>();
  for (const { from, to } of references) for (const it of [from, to]) degree.set(it, (degree.get(it) ?? 0) + 1);
  const weight = ({ id }: Entity): number => (first.has(id) ? 1_000_000 : 0) + (degree.get(id) ?? 0);
  const kept = new Set([...tables].sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1)).slice(0, mostBoxes));
  return tables.filter((it) => kept.has(it));
}

const within = (references: readonly Reference[], homes: readonly Home[]): readonly Reference[] => {
  const shown = new Set<string>(homes.flatMap(({ tables }) => tables.map(({ id }) => id)));
  return references.filter(({ from, to }) => shown.has(from) && shown.has(to));
};

const lower = (text: string): string => text.toLowerCase();

/** Foreign keys of the tables of a home, and columns that are called after one of them. */
function referencesIn({ tables }: Home): readonly Reference[] {
  const byName = new Map<string, Entity>();
  // Without its schema a name is only tried where nobody has it with one.
  for (const it of tables) byName.set(lower(it.name.slice(it.name.lastIndexOf(".") + 1)), it);
  for (const it of tables) byName.set(lower(it.name), it);
  const references: Reference[] = [];
  for (const table of tables) {
    const declared = new Set<string>();
    for (const { kind, columns, references: far, at } of table.keys) {
      if (kind !== "foreign" || far === undefined) continue;
      for (const it of columns) declared.add(lower(it));
      const target = byName.get(lower(far.entity)) ?? byName.get(lower(far.entity.slice(far.entity.lastIndexOf(".") + 1)));
      if (target !== undefined) references.push(referenceOf(table, target, columns, false, at));
    }
    for (const { name, at } of table.columns) {
      const base = /^(.{1,100}?)(?:_id|Id|ID)$/.exec(name)?.[1];
      if (base === undefined || declared.has(lower(name))) continue;
      const target = plurals(lower(base))
        .map((it) => byName.get(it))
        .find((it) => it !== undefined);
      if (target !== undefined && target !== table) references.push(referenceOf(table, target, [name], true, at));
    }
  }
  return references;
}

/** What the table of `order_id` may be called. */
const plurals = (base: string): readonly string[] => [
  base,
  `${base}s`,
  `${base}es`,
  ...(base.endsWith("y") ? [`${base.slice(0, -1)}ies`] : []),
];

function referenceOf(from: Entity, to: Entity, columns: readonly string[], guessed: boolean, proof: EvidenceId | undefined): Reference {
  const own = new Set(columns.map(lower));
  const isAll = (it: readonly string[]): boolean => it.length === own.size && it.every((one) => own.has(lower(one)));
  return {
    from: from.id,
    to: to.id,
    columns,
    guessed,
    single: from.keys.some((it) => (it.kind === "unique" || it.kind === "primary") && isAll(it.columns)),
    required: !guessed && from.columns.every((it) => !own.has(lower(it.name)) || !it.nullable),
    proof,
  };
}
