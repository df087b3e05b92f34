import { rule } from "../rule.ts";
import { about, isPostgres, runsOnLive } from "./statements.ts";

export const sqlAddRequiredColumn = rule({
  id: "sql-add-required-column",
  title: "A column becomes required in steps",
  why: "ADD COLUMN … NOT NULL without a default fails as soon as the table has a row, and versions that still run cannot insert; SET NOT NULL reads the whole table while nobody may write.",
  remedy: "Add it nullable or with a default, fill it, add CHECK (… IS NOT NULL) NOT VALID, validate, then SET NOT NULL.",
  silent:
    "SET NOT NULL behind a validated check that says the same; columns with a default or computed ones; Tables that the same migration makes, earlier migrations of the series (they have been run), schemas as a whole; MySQL, which puts in a value of its own.",
  area: "reliability",
  covers: ["sql-add-required-column"],
  sources: ["https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL"],
  default: true,
  scope: "resource:sql-statement",
  messages: {
    fails: "Adding {table}.{column} as NOT NULL without a default fails where {table} has rows.",
    scans: "SET NOT NULL on {table}.{column} reads all of {table} while nobody can use it, and breaks versions that do not fill it.",
  },
  severity: () => "warning",
  *check(statement, graph) {
    const { verb, column, flags, dialect } = statement;
    if (column === undefined || !runsOnLive(statement)) return;
    const isGiven = column.default !== "none" || column.counts || column.generated !== undefined;
    if (verb === "add column" && column.notNull && !isGiven && !["mysql", "clickhouse", "cassandra"].includes(dialect))
      yield about(statement, "fails");
    if (verb === "set not null" && !flags.includes("checked") && isPostgres(statement, graph)) yield about(statement, "scans");
  },
  good: [
    {
      title: "With a default, or checked before",
      files: {
        "db/migrations/0002_change.sql": `ALTER TABLE orders ADD COLUMN state text NOT NULL DEFAULT 'new';
ALTER TABLE orders ADD CONSTRAINT note_there CHECK (note IS NOT NULL) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT note_there;
ALTER TABLE orders ALTER COLUMN note SET NOT NULL;
`,
      },
    },
  ],
  bad: [
    {
      title: "Both ways",
      files: {
        "db/migrations/0002_change.sql": `ALTER TABLE orders ADD COLUMN state text NOT NULL;
ALTER TABLE orders ALTER COLUMN "note" SET NOT NULL;
`,
      },
      says: [
        "Adding orders.state as NOT NULL without a default fails where orders has rows.",
        "SET NOT NULL on orders.note reads all of orders while nobody can use it, and breaks versions that do not fill it.",
      ],
    },
  ],
});
