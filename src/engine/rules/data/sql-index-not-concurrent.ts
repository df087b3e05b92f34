import { rule } from "../rule.ts";
import { about, concurrently, isPostgres, runsOnLive } from "./statements.ts";

export const sqlIndexNotConcurrent = rule({
  id: "sql-index-not-concurrent",
  title: "Indexes on tables in use are built concurrently",
  why: "CREATE INDEX locks the table against writes until the index is built: on a large table, for minutes.",
  remedy: "CREATE INDEX CONCURRENTLY, in a migration of its own, outside a transaction.",
  silent:
    "Tables that the same migration makes, earlier migrations of the series (they have been run), schemas as a whole, other databases than PostgreSQL.",
  area: "reliability",
  covers: ["sql-index-not-concurrent"],
  sources: ["https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY"],
  default: true,
  scope: "resource:sql-statement",
  messages: { locks: "CREATE INDEX {name} lets nobody write to {table} until it is built: build it CONCURRENTLY." },
  severity: () => "warning",
  *check(statement, graph) {
    if (statement.verb !== "create index" || !runsOnLive(statement) || !isPostgres(statement, graph)) return;
    if (statement.flags.includes("concurrently")) return;
    const fixes = concurrently(statement, "Build it concurrently", "INDEX", "INDEX CONCURRENTLY");
    yield about(statement, "locks", {}, { fixes });
  },
  good: [
    {
      title: "Concurrently, and on a table that is new",
      files: {
        "db/migrations/0002_change.sql": `CREATE INDEX CONCURRENTLY orders_user_idx ON orders (user_id);
`,
        "db/other/0001_x.sql": `CREATE TABLE pets (id bigint PRIMARY KEY, owner text);
CREATE INDEX pets_owner ON pets (owner);
`,
      },
    },
    {
      title: "A migration that has been run",
      files: {
        "db/migrations/0001_first.sql": `CREATE INDEX a_idx ON orders (a);
`,
        "db/migrations/0002_change.sql": `ALTER TABLE orders ADD COLUMN note text;
`,
      },
    },
  ],
  bad: [
    {
      title: "On a table in use",
      files: {
        "db/migrations/0002_change.sql": `CREATE UNIQUE INDEX orders_number_idx ON "orders" (number);
`,
      },
      says: ["CREATE INDEX orders_number_idx lets nobody write to orders until it is built: build it CONCURRENTLY."],
    },
    {
      title: "Where the file opens no transaction",
      files: {
        "db/migrations/0002_change.sql": `-- +goose NO TRANSACTION
-- +goose Up
create index orders_note_idx on orders (note);
-- +goose Down
DROP INDEX orders_note_idx;
`,
      },
      says: ["CREATE INDEX orders_note_idx lets nobody write to orders until it is built: build it CONCURRENTLY."],
      fixed: {
        "db/migrations/0002_change.sql": `-- +goose NO TRANSACTION
-- +goose Up
create index concurrently orders_note_idx on orders (note);
-- +goose Down
DROP INDEX orders_note_idx;
`,
      },
    },
  ],
});
