import { technologiesOf } from "../../knowledge/dialects.ts";
import {
  type Evidence,
  type EvidenceId,
  evidenceId,
  type Key,
  proved,
  type Span,
  type SqlDialect,
  type SqlSchema,
  type StoreSigns,
  type UnitEntity,
  type UnitFacts,
  type UnitId,
  type UnitResource,
} from "../../model/index.ts";
import type { Lines } from "../../syntax/lines.ts";
import { baseName } from "../../syntax/paths.ts";
import type { Dialect } from "../../syntax/sql/dialect.ts";
import type { SqlDeed } from "../../syntax/sql/statement.ts";
import type { Library } from "../unit.ts";
import { type Anchors, anchorsOf } from "./anchors.ts";
import { openStep } from "./statements.ts";
import { openTables, type Table } from "./tables.ts";

/** Files (or parts of files) that are run one after the other, and what they lead to. */
export interface Plan {
  readonly unit: UnitId;
  /** As people call it: "Flyway". */
  readonly title: string;
  /** The name of the series in the model. */
  readonly tool: string;
  readonly place: string;
  /** The folder of what it belongs to. */
  readonly home: string;
  readonly steps: readonly Step[];
  /** They are run on a database that is in use, one by one: rules about migrations ask for these. */
  readonly runs: boolean;
  /** A tool makes the SQL of it. */
  readonly generated: boolean;
  /** Somebody else says the tables: only the statements are told. */
  readonly tablesElsewhere?: boolean;
}
export interface Step {
  readonly file: string;
  readonly lines: Lines;
  readonly dialect: Dialect;
  readonly wrapped: boolean;
  /** The file says that no transaction is opened around it. */
  readonly outside?: boolean;
  readonly deeds: readonly SqlDeed[];
  readonly statements: number;
  readonly unclear: number;
  readonly reader: string;
}

/** The tables that the steps lead to, and the statements on the way, each with its proof. */
export function render(plan: Plan, library: Library): UnitFacts {
  const { unit, steps } = plan;
  const places = new Map<EvidenceId, Span>();
  const resources: UnitResource[] = [];
  const tables = openTables();
  const anchors = new Map<string, Anchors>();
  const dialect = dialectOf(steps.map((it) => it.dialect));
  const says = new Map<EvidenceId, Evidence>();
  for (const [index, step] of steps.entries()) {
    const { file, lines } = step;
    const own = anchors.get(file) ?? anchorsOf(file, lines, places);
    anchors.set(file, own);
    const migration = { tool: plan.tool, series: plan.place, index, last: index === steps.length - 1 };
    const open = openStep({
      file,
      unit,
      dialect,
      deeds: step.deeds,
      wrapped: step.wrapped,
      outside: step.outside === true,
      migration: plan.runs ? migration : undefined,
    });
    for (const deed of step.deeds) {
      const at = own.at(wordsOf(deed), deed);
      const statement = open.statement(deed, at, tables);
      if (statement !== undefined)
        resources.push(plan.generated && statement.kind === "sql-statement" ? { ...statement, generated: true } : statement);
      says.set(at, evidenceOf(at, deed, step));
      tables.run(deed, at, file, (words, range) => own.at(words, range));
    }
  }
  const all = plan.tablesElsewhere ? [] : [...tables.all()];
  for (const it of all) resources.push(tableResource(it, unit, dialect, plan.generated));
  const [first] = steps;
  if (first !== undefined) resources.push(schemaResource(plan, dialect, first.file, all.length, places));
  const proofs = new Set(all.flatMap(proofOf));
  return {
    unit,
    system: { name: library.workspaceName, folder: plan.home, reason: "The folder that is open." },
    variants: [],
    describes: true,
    main: undefined,
    components: [],
    uses: [],
    entities: all.map((it) => entityOf(it, technologiesOf(dialect))),
    resources,
    evidence: [...proofs].flatMap((it) => says.get(it) ?? []),
    problems: [],
    places,
  };
}

/** A file that shows no dialect is written in that of its neighbours. */
function dialectOf(dialects: readonly Dialect[]): Dialect {
  const counts = new Map<Dialect, number>();
  for (const it of dialects) if (it !== "unknown") counts.set(it, (counts.get(it) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "unknown";
}

/** What a deed is called in its file: its verb, its table, its column or name. */
function wordsOf(deed: SqlDeed): string {
  const parts: string[] = [deed.do.toUpperCase()];
  if ("table" in deed && deed.table !== undefined) parts.push(deed.table);
  if ("column" in deed) parts.push(typeof deed.column === "string" ? deed.column : deed.column.name);
  if ("constraint" in deed) parts.push(deed.constraint.name ?? `${deed.constraint.kind} (${deed.constraint.columns.join(", ")})`);
  if ("index" in deed) parts.push(deed.index.name ?? `(${deed.index.columns.join(", ")})`);
  if ("name" in deed && deed.name !== undefined) parts.push(deed.name);
  if ("tables" in deed) parts.push(deed.tables.join(", "));
  return parts.join(" ");
}

/** What a deed does, as a file says it: "V9__label.sql adds pet.label". */
function evidenceOf(id: EvidenceId, deed: SqlDeed, { file, reader }: Step): Evidence {
  return { id, file, reader, strength: "declared", in: "all", says: `${baseName(file)} ${deedWords(deed)}` };
}

function deedWords(deed: SqlDeed): string {
  switch (deed.do) {
    case "create table":
      return `makes the table ${deed.table}`;
    case "rename table":
      return `calls ${deed.table} ${deed.to}`;
    case "add column":
      return `adds ${deed.table}.${deed.column.name}`;
    case "rename column":
      return `calls ${deed.table}.${deed.column} ${deed.to}`;
    case "change column":
    case "change type":
    case "set not null":
    case "drop not null":
      return `changes ${deed.table}.${deed.column}`;
    case "add constraint":
      return `adds a ${deed.constraint.kind} key to ${deed.table}`;
    case "create index":
      return `makes an index of ${deed.table}`;
    default:
      return "table" in deed && deed.table !== undefined ? `changes ${deed.table}` : deed.do;
  }
}

/** Where the table is made, then each place that a column or a key of it comes from elsewhere. */
function proofOf(table: Table): readonly [EvidenceId, ...EvidenceId[]] {
  const others = [...table.columns.values(), ...table.keys].map((it) => it.by).filter((it) => it !== table.at);
  return [table.at, ...new Set(others)];
}

export function entityOf(table: Table, technologies: readonly string[], address?: StoreSigns["address"]): UnitEntity {
  return {
    key: table.name,
    name: table.name,
    store: { file: table.file, technologies, ...(address && { address }) },
    columns: [...table.columns.values()].map(({ name, type, notNull, at }) => ({ name, type, nullable: !notNull, at })),
    keys: table.keys.flatMap(({ kind, columns, references, at }): readonly Key[] => {
      const plain = columns.filter((it) => it !== undefined);
      if (plain.length < columns.length || plain.length === 0) return [];
      return [{ kind, columns: plain, ...(references && { references: { entity: references.table, columns: references.columns } }), at }];
    }),
    exists: [proved(true as const, "all", ...proofOf(table))],
  };
}

const tableResource = (table: Table, unit: string, dialect: Dialect, generated: boolean): UnitResource => ({
  id: `resource:${unit}#table ${table.name}`,
  kind: "sql-table",
  in: "all",
  at: table.at,
  file: table.file,
  source: generated ? "code" : "sql",
  dialect,
  name: table.name,
  columns: [...table.columns.values()].map(({ by: _, ...column }) => column),
  keys: table.keys.map(({ by: _, ...key }) => key),
  derived: table.derived,
});

function schemaResource(plan: Plan, dialect: SqlDialect, first: string, tables: number, places: Map<EvidenceId, Span>): UnitResource {
  const at = evidenceId(first, "schema");
  places.set(at, { start: 0, end: 0, line: 0, column: 0, endLine: 0, endColumn: 0 });
  const count = (of: (step: Step) => number): number => plan.steps.reduce((sum, it) => sum + of(it), 0);
  const statements = count((it) => it.statements);
  const said: Omit<SqlSchema, "system" | "component"> = {
    id: `resource:${plan.unit}#schema`,
    kind: "sql-schema",
    in: "all",
    at,
    tool: plan.title,
    place: plan.place,
    dialect,
    files: new Set(plan.steps.map(({ file }) => file)).size,
    statements,
    understood: statements - count((it) => it.unclear),
    tables,
  };
  return said;
}
