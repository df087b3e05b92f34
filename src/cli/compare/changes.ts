import { compare, type Engine, equal, type Ref } from "../../engine/index.ts";
import { modelJson } from "../model/json.ts";
import { seenIn } from "../model/seen.ts";

type Model = ReturnType<typeof modelJson>;
export type ComponentRow = Model["components"][number];
export type ConnectionRow = Model["connections"][number];

/** What became of the rows of one table. */
export interface Rows<Row> {
  readonly added: readonly Row[];
  readonly removed: readonly Row[];
  readonly changed: readonly { readonly now: Row; readonly fields: readonly Field[] }[];
}
export interface Field {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** What is different between two architectures, each system in its main variant. */
export interface Changes {
  readonly before: Model;
  readonly after: Model;
  readonly systems: Rows<Model["systems"][number]>;
  readonly components: Rows<ComponentRow>;
  readonly renamed: readonly { readonly from: Ref; readonly to: Ref }[];
  readonly connections: Rows<ConnectionRow>;
  readonly endpoints: Rows<Model["endpoints"][number]>;
  readonly topics: Rows<Model["topics"][number]>;
  readonly entities: Rows<Model["entities"][number]>;
  readonly findings: { readonly added: readonly FindingRow[]; readonly resolved: readonly FindingRow[] };
}
export interface FindingRow {
  readonly id: string;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
}

export function changesBetween(base: Engine, engine: Engine): Changes {
  const whole = (it: Engine): Model => modelJson(it, seenIn(it, undefined), new Set(it.architecture().systems.keys()));
  const [before, after] = [whole(base), whole(engine)];
  const renamed = compare(base.architecture(), engine.architecture()).flatMap((it) =>
    it.do === "rename" ? [{ from: it.from as Ref, to: it.to as Ref }] : [],
  );
  // What is renamed is compared under its new name.
  const names = new Map<Ref, Ref>(renamed.map(({ from, to }) => [from, to]));
  const now = <R extends Ref>(ref: R): R => (names.get(ref) ?? ref) as R;
  const components = before.components.map((it) => ({ ...it, id: now(it.id) }));
  const connections = before.connections.map((it) => ({ ...it, from: now(it.from), to: now(it.to) }));
  const byId = ({ id }: { readonly id: string }): string => id;
  return {
    before,
    after,
    renamed,
    systems: rows(before.systems, after.systems, byId),
    components: rows(components, after.components, byId),
    connections: rows(connections, after.connections, ({ from, to, style }) => `${from}>${to}>${style}`),
    endpoints: rows(before.endpoints, after.endpoints, byId),
    topics: rows(before.topics, after.topics, byId),
    entities: rows(before.entities, after.entities, byId),
    findings: findingsBetween(base, engine),
  };
}

/** Where something stands and in which variants is not what it is. */
const aside: ReadonlySet<string> = new Set(["id", "evidence", "in", "reason"]);

function rows<Row extends object>(before: readonly Row[], after: readonly Row[], keyOf: (row: Row) => string): Rows<Row> {
  const old = new Map(before.map((it) => [keyOf(it), it]));
  const fresh = new Map(after.map((it) => [keyOf(it), it]));
  return {
    added: after.filter((it) => !old.has(keyOf(it))),
    removed: before.filter((it) => !fresh.has(keyOf(it))),
    changed: after.flatMap((now) => {
      const was = old.get(keyOf(now));
      const fields = was === undefined ? [] : fieldsBetween(was, now);
      return fields.length === 0 ? [] : [{ now, fields }];
    }),
  };
}

function fieldsBetween(was: object, now: object): readonly Field[] {
  const [left, right] = [was as Readonly<Record<string, unknown>>, now as Readonly<Record<string, unknown>>];
  return Object.keys(right)
    .filter((field) => !aside.has(field) && !equal(left[field], right[field]))
    .map((field) => ({ field, from: left[field], to: right[field] }));
}

function findingsBetween(base: Engine, engine: Engine): Changes["findings"] {
  const rowsOf = (it: Engine): readonly FindingRow[] =>
    it.review().findings.map(({ id, rule, severity, message }) => ({ id, rule, severity, message }));
  const [before, after] = [rowsOf(base), rowsOf(engine)];
  const [old, fresh] = [new Set(before.map((it) => it.id)), new Set(after.map((it) => it.id))];
  return { added: after.filter((it) => !old.has(it.id)), resolved: before.filter((it) => !fresh.has(it.id)) };
}

/** The contract's JSON: what was added and removed as in `model`, what changed field by field. */
export function changesJson({ before: _, after: __, renamed, components, ...tables }: Changes, base: string) {
  const plain = <Row extends object>({ added, removed, changed }: Rows<Row>) => ({
    added,
    removed,
    changed: changed.map(({ now, fields }) => ({ ...idOf(now), fields })),
  });
  return {
    schemaVersion: 1,
    base,
    systems: plain(tables.systems),
    components: { ...plain(components), renamed },
    connections: plain(tables.connections),
    endpoints: plain(tables.endpoints),
    topics: plain(tables.topics),
    entities: plain(tables.entities),
    findings: tables.findings,
  };
}

const idOf = (row: object): object =>
  "id" in row ? { id: row.id } : "from" in row && "to" in row && "style" in row ? { from: row.from, to: row.to, style: row.style } : {};
