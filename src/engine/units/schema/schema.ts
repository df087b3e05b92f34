import { type Evidence, type EvidenceId, type Key, proved, type Span, type UnitEntity, type UnitResource } from "../../model/index.ts";
import type { FileFacts } from "../../readers/reader.ts";
import type { SqlBody } from "../../readers/sql.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import type { Dialect } from "../../syntax/sql/dialect.ts";
import type { SqlDeed } from "../../syntax/sql/statement.ts";
import type { Library, Unit, UnitKind } from "../unit.ts";
import { anchorsOf } from "./anchors.ts";
import { isInitial, type Series, seriesIn } from "./series.ts";
import { openStep } from "./statements.ts";
import { openTables, type Table } from "./tables.ts";

interface SchemaUnit extends Unit {
  readonly series: Series;
}

/** Migrations in their order, and schemas that stand alone: the tables they lead to, and the statements on the way. */
export const schemaUnits: UnitKind<SchemaUnit> = {
  id: "schema",
  title: "SQL schemas and migrations",
  discover: (library) =>
    seriesIn(library.of("sql") as readonly FileFacts<SqlBody>[]).map((series) => ({
      id: `unit:schema:${series.tool}:${series.at}`,
      kind: "schema",
      files: series.files,
      series,
    })),
  render: ({ id, series }, library) => {
    const places = new Map<EvidenceId, Span>();
    const resources: UnitResource[] = [];
    const tables = openTables();
    const bodies = series.files.flatMap((file) => {
      const body = library.facts(file).find((it) => it.reader === "sql")?.body as SqlBody | undefined;
      return body === undefined ? [] : [{ file, body }];
    });
    const dialect = dialectOf(bodies.map(({ body }) => body.dialect));
    const runs = series.tool !== "schema" && !isInitial(series);
    for (const [index, { file, body }] of bodies.entries()) {
      const anchors = anchorsOf(file, body.lines, places);
      const migration = { tool: series.tool, series: series.at, index, last: index === bodies.length - 1 };
      const step = openStep({ file, unit: id, body: { ...body, dialect }, migration: runs ? migration : undefined });
      for (const deed of body.script.deeds) {
        const at = anchors.at(wordsOf(deed), deed);
        const statement = step.statement(deed, at, tables);
        if (statement !== undefined) resources.push(statement);
        tables.run(deed, at, file, (words, range) => anchors.at(words, range));
      }
    }
    const all = [...tables.all()];
    for (const table of all) resources.push(resourceOf(table, id, dialect));
    return {
      unit: id,
      system: { name: library.workspaceName, folder: homeOf(series), reason: "The folder that is open." },
      variants: [],
      describes: true,
      main: undefined,
      components: [],
      uses: [],
      entities: toldTwice(series, library) ? [] : all.map((it) => entityOf(it, dialect)),
      resources: toldTwice(series, library) ? resources.filter((it) => it.kind !== "sql-table") : resources,
      evidence: all.map((table): Evidence => evidenceOf(table)),
      problems: [],
      places,
    };
  },
};

/** Prisma writes its migrations from the schema beside them, which says the same tables. */
const toldTwice = ({ tool, at }: Series, library: Library): boolean =>
  tool === "prisma" &&
  library.of("prisma").some(({ file }) => folderOf(file) === folderOf(at) || folderOf(folderOf(file)) === folderOf(at));

/** A file that shows no dialect is written in that of its neighbours. */
function dialectOf(dialects: readonly Dialect[]): Dialect {
  const counts = new Map<Dialect, number>();
  for (const it of dialects) if (it !== "unknown") counts.set(it, (counts.get(it) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "unknown";
}

/** The folder of what it belongs to: the one above `db/migrations`, `src/main/resources/db/migration` … */
function homeOf({ tool, at }: Series): string {
  const steps = (tool === "schema" || tool === "script" ? folderOf(at) : at).split("/").filter((it) => it !== "");
  while (
    steps.length > 0 &&
    /^(?:migrations?|db|sql|schemas?|database|databases|resources|main|src|prisma|scripts?|initdb(?:\.d)?|docker-entrypoint-initdb\.d|init)$/i.test(
      steps.at(-1) ?? "",
    )
  )
    steps.pop();
  return steps.join("/");
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

const technologies: Readonly<Record<Dialect, string | undefined>> = {
  postgresql: "PostgreSQL",
  mysql: "MySQL",
  sqlite: "SQLite",
  sqlserver: "SQL Server",
  clickhouse: "ClickHouse",
  cassandra: "Cassandra",
  unknown: undefined,
};

function entityOf(table: Table, dialect: Dialect): UnitEntity {
  const technology = technologies[dialect];
  return {
    key: table.name,
    name: table.name,
    ...(technology !== undefined && { store: { technology } }),
    columns: [...table.columns.values()].map(({ name, type, notNull }) => ({ name, type, nullable: !notNull })),
    keys: table.keys.flatMap(({ kind, columns, references }): readonly Key[] => {
      const plain = columns.filter((it) => it !== undefined);
      if (plain.length < columns.length || plain.length === 0) return [];
      return [{ kind, columns: plain, ...(references && { references: { entity: references.table, columns: references.columns } }) }];
    }),
    exists: [proved(true as const, "all", table.at)],
  };
}

const resourceOf = (table: Table, unit: string, dialect: Dialect): UnitResource => ({
  id: `resource:${unit}#table ${table.name}`,
  kind: "sql-table",
  in: "all",
  at: table.at,
  file: table.file,
  source: "sql",
  dialect,
  name: table.name,
  columns: [...table.columns.values()],
  keys: table.keys,
  derived: table.derived,
});

const evidenceOf = ({ at, name, file }: Table): Evidence => ({
  id: at,
  file,
  reader: "sql",
  strength: "declared",
  in: "all",
  says: `${baseName(file)} makes the table ${name}`,
});
