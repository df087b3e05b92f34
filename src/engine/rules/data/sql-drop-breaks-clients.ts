import { rule } from "../rule.ts";
import { about, runsOnLive } from "./statements.ts";

export const sqlDropBreaksClients = rule({
  id: "sql-drop-breaks-clients",
  title: "What is in use is not dropped",
  why: "What is dropped is gone with its data, and versions that still run fail on it. Without NOT NULL they read nulls they do not expect.",
  remedy: "Drop it a release after the last version that uses it, with a backup.",
  silent:
    "Tables that the same file makes anew; Tables that the same migration makes, earlier migrations of the series (they have been run), schemas as a whole.",
  area: "data",
  covers: ["sql-drop-breaks-clients"],
  sources: ["https://martinfowler.com/bliki/ParallelChange.html"],
  default: true,
  scope: "resource:sql-statement",
  messages: {
    column: "Dropping {table}.{column} loses its data and breaks versions that still use it.",
    table: "Dropping {table} loses its data and breaks versions that still use it.",
    database: "Dropping the database {name} loses all of it.",
    null: "{table}.{column} may now be null: versions that still run do not expect it.",
  },
  severity: () => "warning",
  *check(statement) {
    if (!runsOnLive(statement) || statement.flags.includes("replaces")) return;
    if (statement.verb === "drop column") yield about(statement, "column");
    if (statement.verb === "drop table") yield about(statement, "table");
    if (statement.verb === "drop database") yield about(statement, "database");
    if (statement.verb === "drop not null") yield about(statement, "null", {}, { severity: "note" });
  },
  good: [
    {
      title: "Laid out from the start",
      files: {
        "db/upgrade.sql": `DROP TABLE IF EXISTS a;
CREATE TABLE a (id bigint PRIMARY KEY);
`,
      },
    },
  ],
  bad: [
    {
      title: "All kinds",
      files: {
        "db/migrations/0002_change.sql": `ALTER TABLE orders DROP COLUMN note, ALTER COLUMN code DROP NOT NULL;
DROP TABLE IF EXISTS visits;
`,
      },
      says: [
        "Dropping orders.note loses its data and breaks versions that still use it.",
        "orders.code may now be null: versions that still run do not expect it.",
        "Dropping visits loses its data and breaks versions that still use it.",
      ],
    },
  ],
});
