import { rule } from "../rule.ts";
import { about, concurrently, isPostgres, runsOnLive } from "./statements.ts";

export const sqlReindexNotConcurrent = rule({
  id: "sql-reindex-not-concurrent",
  title: "Indexes are rebuilt concurrently",
  why: "REINDEX lets nobody write to the table, and nobody read by the index, until it is done.",
  remedy: "REINDEX (CONCURRENTLY) INDEX …, since PostgreSQL 12.",
  silent: "REINDEX SYSTEM, which cannot be done concurrently; earlier migrations; other databases than PostgreSQL.",
  area: "reliability",
  covers: ["sql-reindex-not-concurrent"],
  sources: ["https://www.postgresql.org/docs/current/sql-reindex.html"],
  default: true,
  scope: "resource:sql-statement",
  messages: { locks: "REINDEX {name} locks what it rebuilds: do it CONCURRENTLY." },
  severity: () => "warning",
  *check(statement, graph) {
    if (statement.verb !== "reindex" || !runsOnLive(statement) || !isPostgres(statement, graph)) return;
    if (!statement.flags.includes("concurrently") && !statement.flags.includes("system")) {
      const fixes = concurrently(statement, "Rebuild it concurrently", "REINDEX", "REINDEX (CONCURRENTLY)");
      yield about(statement, "locks", {}, { fixes });
    }
  },
  good: [
    {
      title: "Concurrently, either way of saying it",
      files: {
        "db/migrations/0002_change.sql": `REINDEX (VERBOSE, CONCURRENTLY) TABLE orders;
REINDEX INDEX CONCURRENTLY orders_pkey;
`,
      },
    },
  ],
  bad: [
    {
      title: "A table in use",
      files: {
        "db/migrations/0002_change.sql": `REINDEX (VERBOSE) TABLE orders;
`,
      },
      says: ["REINDEX TABLE orders locks what it rebuilds: do it CONCURRENTLY."],
    },
    {
      title: "Where the file opens no transaction",
      files: {
        "db/migrations/0002_change.sql": `-- +goose NO TRANSACTION
-- +goose Up
REINDEX TABLE orders; -- after the upgrade
`,
      },
      says: ["REINDEX TABLE orders locks what it rebuilds: do it CONCURRENTLY."],
      fixed: {
        "db/migrations/0002_change.sql": `-- +goose NO TRANSACTION
-- +goose Up
REINDEX (CONCURRENTLY) TABLE orders; -- after the upgrade
`,
      },
    },
  ],
});
