import { loadModule, parseSync } from "libpg-query";
import { beforeAll, expect, test } from "vitest";
import { parseSql } from "./parse.ts";
import type { ColumnDefinition, Constraint, SqlDeed } from "./statement.ts";

/** The scanner beside PostgreSQL's own parser: both tell the same of every statement that the latter takes. */

beforeAll(() => loadModule());

type Tree = { readonly [key: string]: Tree } & { readonly length?: number };
const text = (it: unknown): string => (typeof it === "string" ? it : "");
const list = (it: Tree | undefined): readonly Tree[] => (Array.isArray(it) ? it : []);
const strings = (it: Tree | undefined): readonly string[] => list(it).map((one) => text(one["String"]?.["sval"]));
const nameIn = (relation: Tree | undefined): string => {
  const [schema, name] = [text(relation?.["schemaname"]), text(relation?.["relname"])];
  return schema === "" || schema === "public" ? name : `${schema}.${name}`;
};

/** What PostgreSQL's parser says, a line a deed. */
function saidByPostgres(sql: string): readonly string[] {
  const { stmts } = parseSync(sql) as unknown as { stmts: readonly { stmt: Tree }[] };
  return stmts.flatMap(({ stmt }) => {
    const [[kind, it]] = Object.entries(stmt) as [[string, Tree]];
    const table = nameIn(it["relation"]);
    switch (kind) {
      case "CreateStmt": {
        const columns = list(it["tableElts"]).flatMap((one) => (one["ColumnDef"] === undefined ? [] : [columnIn(one["ColumnDef"])]));
        const constraints = list(it["tableElts"]).flatMap((one) =>
          one["Constraint"] === undefined ? [] : [constraintIn(one["Constraint"])],
        );
        return [`table ${table}: ${[...columns, ...constraints].join("; ")}`];
      }
      case "IndexStmt": {
        const columns = list(it["indexParams"]).map((one) => text(one["IndexElem"]?.["name"]) || "?");
        return [
          `index ${text(it["idxname"])} on ${table} (${columns}) ${flags({ unique: it["unique"], concurrently: it["concurrent"], partial: it["whereClause"] })}`,
        ];
      }
      case "AlterTableStmt":
        return list(it["cmds"]).map((one) => `${table}: ${commandIn(one["AlterTableCmd"] as Tree)}`);
      case "RenameStmt":
        return [
          text(it["renameType"]) === "OBJECT_COLUMN"
            ? `${table}: ${text(it["subname"])} to ${text(it["newname"])}`
            : `${table} to ${text(it["newname"])}`,
        ];
      case "DropStmt":
        return list(it["objects"]).map(
          (one) =>
            `drop ${strings(one["List"]?.["items"])
              .filter((part) => part !== "public")
              .join(".")}`,
        );
      default:
        return [];
    }
  });
}
const flags = (all: Readonly<Record<string, unknown>>): string =>
  Object.keys(all)
    .filter((it) => all[it] !== undefined && all[it] !== false)
    .join(" ");
const kinds: Readonly<Record<string, string>> = {
  CONSTR_PRIMARY: "primary",
  CONSTR_UNIQUE: "unique",
  CONSTR_FOREIGN: "foreign",
  CONSTR_CHECK: "check",
  CONSTR_EXCLUSION: "exclude",
};
const referenceIn = (it: Tree): string => (it["pktable"] === undefined ? "" : ` > ${nameIn(it["pktable"])} (${strings(it["pk_attrs"])})`);
function columnIn(it: Tree): string {
  const all = list(it["constraints"]).map((one) => one["Constraint"] as Tree);
  const required = all.some((one) => text(one["contype"]) === "CONSTR_NOTNULL" || text(one["contype"]) === "CONSTR_PRIMARY");
  const keys = all.flatMap((one) =>
    kinds[text(one["contype"])] === undefined ? [] : [`${kinds[text(one["contype"])]}${referenceIn(one)}`],
  );
  return [`${text(it["colname"])}${required ? "!" : ""}`, ...keys].join(" ");
}
const constraintIn = (it: Tree): string => {
  const columns = text(it["contype"]) === "CONSTR_FOREIGN" ? strings(it["fk_attrs"]) : strings(it["keys"]);
  return `${kinds[text(it["contype"])]} ${text(it["conname"])} (${columns})${referenceIn(it)}`;
};
function commandIn(it: Tree): string {
  const name = text(it["name"]);
  switch (text(it["subtype"])) {
    case "AT_AddColumn":
      return `add ${columnIn(it["def"]?.["ColumnDef"] as Tree)}`;
    case "AT_DropColumn":
      return `drop ${name}`;
    case "AT_AddConstraint": {
      const one = it["def"]?.["Constraint"] as Tree;
      return `add ${constraintIn(one)}${one["skip_validation"] === undefined ? "" : " not valid"}`;
    }
    case "AT_DropConstraint":
      return `drop constraint ${name}`;
    case "AT_SetNotNull":
      return `require ${name}`;
    case "AT_DropNotNull":
      return `allow null ${name}`;
    case "AT_AlterColumnType":
      return `type ${name}`;
    case "AT_ValidateConstraint":
      return `validate ${name}`;
    default:
      return "other";
  }
}

/** What the scanner says, in the same lines. */
function saidHere(sql: string): readonly string[] {
  const { deeds, unclear } = parseSql(sql, "postgresql");
  return [...deeds.flatMap(lineOf), ...unclear.map(({ start, end }) => `unclear ${sql.slice(start, end)}`)];
}
const far = ({ references }: Constraint): string => (references === undefined ? "" : ` > ${references.table} (${references.columns})`);
const column = (it: ColumnDefinition): string =>
  [`${it.name}${it.notNull ? "!" : ""}`, ...it.constraints.map((one) => `${one.kind}${far(one)}`)].join(" ");
const constraint = (it: Constraint): string => `${it.kind} ${it.name ?? ""} (${it.columns})${far(it)}`;
function lineOf(deed: SqlDeed): readonly string[] {
  switch (deed.do) {
    case "create table":
      return [`table ${deed.table}: ${[...deed.columns.map(column), ...deed.constraints.map(constraint)].join("; ")}`];
    case "create index": {
      const { name = "", columns, unique, concurrently, partial } = deed.index;
      return [`index ${name} on ${deed.table} (${columns.map((it) => it ?? "?")}) ${flags({ unique, concurrently, partial })}`];
    }
    case "add column":
      return [`${deed.table}: add ${column(deed.column)}`];
    case "drop column":
      return [`${deed.table}: drop ${deed.column}`];
    case "add constraint":
      return [`${deed.table}: add ${constraint(deed.constraint)}${deed.constraint.notValid ? " not valid" : ""}`];
    case "drop constraint":
      return [`${deed.table}: drop constraint ${deed.name}`];
    case "set not null":
      return [`${deed.table}: require ${deed.column}`];
    case "drop not null":
      return [`${deed.table}: allow null ${deed.column}`];
    case "change type":
      return [`${deed.table}: type ${deed.column}`];
    case "validate constraint":
      return [`${deed.table}: validate ${deed.name}`];
    case "alter table":
      return [`${deed.table}: other`];
    case "rename table":
      return [`${deed.table} to ${deed.to}`];
    case "rename column":
      return [`${deed.table}: ${deed.column} to ${deed.to}`];
    case "drop table":
      return [`drop ${deed.table}`];
    case "drop index":
      return [`drop ${deed.name}`];
    default:
      return [];
  }
}

test.each([
  "CREATE TABLE a (id int PRIMARY KEY, b text NOT NULL DEFAULT 'x; -- y', c numeric(10, 2) CHECK (c > 0), UNIQUE (b, c))",
  'create table if not exists s."A b" ("x y" timestamp(3) with time zone not null, z int[] default \'{}\', constraint k primary key ("x y"))',
  "CREATE UNLOGGED TABLE a (k bigint GENERATED ALWAYS AS IDENTITY (START 5) PRIMARY KEY, g int GENERATED ALWAYS AS (k * 2) STORED) WITH (fillfactor = 70)",
  "CREATE TABLE a (b int REFERENCES c ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED, d int CONSTRAINT e REFERENCES f (g) MATCH FULL NOT NULL)",
  "CREATE TABLE a (b int, FOREIGN KEY (b) REFERENCES public.c (d) ON DELETE RESTRICT, EXCLUDE USING gist (b WITH =), CHECK (b BETWEEN 1 AND 2))",
  'CREATE TABLE a (b varchar(10) COLLATE "C" NOT NULL UNIQUE, key text, "index" text, check_ text, comment text) PARTITION BY RANGE (b)',
  "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY a USING btree (b DESC NULLS LAST, lower(c), (d + 1), e text_pattern_ops) INCLUDE (f) WHERE g IS NULL",
  "CREATE INDEX ON a USING gin (b jsonb_path_ops)",
  "ALTER TABLE IF EXISTS ONLY a ADD COLUMN IF NOT EXISTS b int NOT NULL DEFAULT (random() * 10)::int, DROP COLUMN IF EXISTS c CASCADE, ALTER d TYPE bigint USING d::bigint",
  "ALTER TABLE a ALTER COLUMN b SET NOT NULL, ALTER b DROP NOT NULL, ALTER b SET DEFAULT 1, ALTER b DROP DEFAULT, ALTER b SET STATISTICS 10",
  "ALTER TABLE a ADD CONSTRAINT k FOREIGN KEY (b, c) REFERENCES d (e, f) NOT VALID; ALTER TABLE a VALIDATE CONSTRAINT k; ALTER TABLE a DROP CONSTRAINT IF EXISTS k",
  "ALTER TABLE a ADD PRIMARY KEY (b), ADD UNIQUE (c), ADD CHECK (d <> '') NOT VALID, ENABLE ROW LEVEL SECURITY, OWNER TO x",
  'ALTER TABLE a RENAME b TO c; ALTER TABLE a RENAME COLUMN "B" TO d; ALTER TABLE a RENAME TO e',
  "DROP TABLE IF EXISTS a, s.b CASCADE; DROP INDEX CONCURRENTLY i, j",
  "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $x$ BEGIN CREATE TABLE no (a int); END $x$; CREATE TABLE yes (a int)",
  "/* a /* nested */ ; */ CREATE TABLE a (b int) -- ; CREATE TABLE c (d int)\n; INSERT INTO a VALUES (1), (2); SELECT 1",
  "CREATE TABLE a (b E'x'::text)".replace("E'x'::text", "text DEFAULT E'it\\'s; '::text"),
])("as PostgreSQL reads it: %s", (sql) => {
  expect(saidHere(sql)).toEqual(saidByPostgres(sql));
});

/** Statements put together of parts, the same in every run. */
function* generated(count: number): Generator<string> {
  let state = 42;
  const pick = <T>(from: readonly T[]): T => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return from[Math.floor((state / 2 ** 32) * from.length)] as T;
  };
  const names = ["a", "b1", '"Mixed"', '"with space"', "order_id", '"key"', '"select"', "e_$", "größe"];
  const types = [
    "int",
    "bigint",
    "text",
    "varchar(20)",
    "numeric(8,2)",
    "timestamp without time zone",
    "timestamptz(3)",
    "uuid",
    "text[]",
    "double precision",
    "jsonb",
    "character varying(3)",
    "interval",
    "bit(3)",
  ];
  const more = [
    "",
    "NOT NULL",
    "NULL",
    "DEFAULT 0",
    "DEFAULT now()",
    "DEFAULT '{\"a;b\": 1}'::jsonb",
    "DEFAULT (1 + 2)",
    "UNIQUE",
    "CHECK (length('x)') > 0)",
    "REFERENCES t",
    'REFERENCES s.t ("Id") ON DELETE CASCADE',
    "NOT NULL DEFAULT nextval('q'::regclass)",
    'COLLATE "C" NOT NULL',
  ];
  const blank = () => pick([" ", "\n  ", "\t", " /* , ( */ ", " -- ; )\n"]);
  const column = () => `${pick(names)}${blank()}${pick(types)}${blank()}${pick(more)}`;
  for (let index = 0; index < count; index++) {
    const table = `${pick(["", "s.", "public.", '"S".'])}${pick(names)}`;
    yield pick([
      () =>
        `CREATE${blank()}TABLE ${table} (${column()},${blank()}${column()}, ${pick(["", "CONSTRAINT c "])}${pick(["PRIMARY KEY", "UNIQUE"])} (${pick(names)}, ${pick(names)}))`,
      () =>
        `ALTER TABLE ${table} ADD ${pick(["", "COLUMN "])}${column()}, DROP ${pick(names)},${blank()}ALTER COLUMN ${pick(names)} TYPE ${pick(types)}`,
      () =>
        `CREATE ${pick(["", "UNIQUE "])}INDEX ${pick(["i ", "CONCURRENTLY j ", ""])}ON ${table} (${pick(names)}${pick(["", " DESC", ' COLLATE "C"', " NULLS FIRST"])}, ${pick(["lower(x)", "(a || b)", ...names])})${pick(["", " WHERE a > 0"])}`,
      () =>
        `ALTER TABLE ${table} ADD ${pick(["", "CONSTRAINT k "])}FOREIGN KEY (${pick(names)})${blank()}REFERENCES ${pick(["t", "s.t"])} (${pick(names)})${pick(["", " NOT VALID", " ON UPDATE SET DEFAULT"])}`,
      () => `ALTER TABLE ${table} RENAME ${pick(["", "COLUMN "])}${pick(names)} TO ${pick(names)}`,
    ])();
  }
}

test("as PostgreSQL reads 2,000 statements put together of parts", () => {
  let taken = 0;
  for (const sql of generated(2000)) {
    let expected: readonly string[];
    try {
      expected = saidByPostgres(sql);
    } catch {
      continue;
    }
    taken++;
    expect(saidHere(sql), sql).toEqual(expected);
  }
  expect(taken).toBeGreaterThan(1200);
});
