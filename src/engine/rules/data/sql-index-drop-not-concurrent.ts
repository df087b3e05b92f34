import { rule } from "../rule.ts";
import { about, concurrently, isPostgres, runsOnLive } from "./statements.ts";

export const sqlIndexDropNotConcurrent = rule({
  id: "sql-index-drop-not-concurrent",
  title: "Indexes of tables in use are dropped concurrently",
  why: "DROP INDEX waits for an exclusive lock on the table, and whoever comes after waits behind it.",
  remedy: "DROP INDEX CONCURRENTLY, outside a transaction.",
  silent:
    "Tables that the same migration makes, earlier migrations of the series (they have been run), schemas as a whole, other databases than PostgreSQL.",
  area: "reliability",
  covers: ["sql-index-drop-not-concurrent"],
  sources: ["https://www.postgresql.org/docs/current/sql-dropindex.html"],
  default: true,
  scope: "resource:sql-statement",
  messages: { locks: "DROP INDEX {name} locks its table against everybody: drop it CONCURRENTLY." },
  severity: () => "warning",
  *check(statement, graph) {
    if (statement.verb !== "drop index" || !runsOnLive(statement) || !isPostgres(statement, graph)) return;
    if (statement.flags.includes("concurrently")) return;
    const fixes = concurrently(statement, "Drop it concurrently", "INDEX", "INDEX CONCURRENTLY");
    yield about(statement, "locks", {}, { fixes });
  },
  good: [
    {
      title: "Concurrently",
      files: {
        "db/migrations/0002_change.sql": `DROP INDEX CONCURRENTLY IF EXISTS orders_number_idx;
`,
      },
    },
  ],
  bad: [
    {
      title: "In the way of everybody",
      files: {
        "db/migrations/0002_change.sql": `DROP INDEX IF EXISTS orders_number_idx;
`,
      },
      says: ["DROP INDEX orders_number_idx locks its table against everybody: drop it CONCURRENTLY."],
    },
    {
      title: "Where the file opens no transaction",
      files: {
        "db/migrations/0002_change.sql": `-- migrate:up transaction:false
DROP INDEX IF EXISTS orders_note_idx;
-- migrate:down
`,
      },
      says: ["DROP INDEX orders_note_idx locks its table against everybody: drop it CONCURRENTLY."],
      fixed: {
        "db/migrations/0002_change.sql": `-- migrate:up transaction:false
DROP INDEX CONCURRENTLY IF EXISTS orders_note_idx;
-- migrate:down
`,
      },
    },
  ],
});
