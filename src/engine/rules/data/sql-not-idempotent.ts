import { type RuleStep, rule } from "../rule.ts";
import { about, isPostgres } from "./statements.ts";

export const sqlNotIdempotent = rule({
  id: "sql-not-idempotent",
  title: "A migration can be run again after it failed halfway",
  why: "Outside a transaction what was done before the failure stays: run again, the first statement fails because it is already done.",
  remedy: "IF EXISTS and IF NOT EXISTS, or a transaction around all of it.",
  silent:
    "Files with one statement, statements in a transaction, constraints that are dropped IF EXISTS before; earlier migrations; migrations that a tool makes SQL of.",
  area: "operability",
  covers: ["sql-not-idempotent"],
  sources: ["https://www.postgresql.org/docs/current/sql-createtable.html"],
  default: false,
  scope: "resource:sql-statement",
  messages: { again: "{verb} {name} fails when the migration is run again after a later statement failed: say IF {exists}." },
  severity: () => "note",
  *check(statement, graph) {
    const { verb, flags, inTransaction, migration, table, name, generated } = statement;
    if (
      generated ||
      inTransaction ||
      migration?.last !== true ||
      flags.includes("replaces") ||
      flags.includes("last") ||
      !isPostgres(statement, graph)
    )
      return;
    const exists = makes.has(verb) ? "NOT EXISTS" : removes.has(verb) ? "EXISTS" : undefined;
    if (exists === undefined || flags.includes("if exists") || flags.includes("if not exists")) return;
    const word = verb.slice(verb.indexOf(" ") + 1).toUpperCase();
    // An index without a name has nothing to exist by. Words between, as in `INDEX CONCURRENTLY`, go before.
    const from = flags.includes("concurrently") ? "CONCURRENTLY" : word;
    const step: RuleStep = { do: "replace-text", at: statement.at, from, value: `${from} IF ${exists}` };
    const fixes =
      verb === "create index" && name === undefined ? [] : [{ title: `Say IF ${exists}`, certain: true, steps: [step] as const }];
    yield about(statement, "again", { verb: verb.toUpperCase(), name: statement.column?.name ?? name ?? table ?? "", exists }, { fixes });
  },
  good: [
    {
      title: "Sayable twice",
      files: {
        "db/migrations/0002_change.sql": `CREATE TABLE IF NOT EXISTS a (id bigint PRIMARY KEY);
ALTER TABLE a ADD COLUMN IF NOT EXISTS b text;
`,
      },
    },
    {
      title: "In a transaction",
      files: {
        "db/migrations/0002_change.sql": `BEGIN;
CREATE TABLE a (id bigint PRIMARY KEY);
ALTER TABLE a ADD COLUMN b text;
COMMIT;
`,
      },
    },
  ],
  bad: [
    {
      title: "Not sayable twice",
      files: {
        "db/migrations/0002_change.sql": `CREATE TABLE a (id bigserial PRIMARY KEY);
CREATE INDEX CONCURRENTLY IF NOT EXISTS a_b ON b (c);
`,
      },
      says: ["CREATE TABLE a fails when the migration is run again after a later statement failed: say IF NOT EXISTS."],
      fixed: {
        "db/migrations/0002_change.sql": `CREATE TABLE IF NOT EXISTS a (id bigserial PRIMARY KEY);
CREATE INDEX CONCURRENTLY IF NOT EXISTS a_b ON b (c);
`,
      },
    },
  ],
});

const makes: ReadonlySet<string> = new Set(["create table", "create index", "add column"]);
const removes: ReadonlySet<string> = new Set(["drop table", "drop index", "drop column", "drop constraint"]);
