import { rule } from "../rule.ts";
import { about } from "./statements.ts";

export const sqlConcurrentInTransaction = rule({
  id: "sql-concurrent-in-transaction",
  title: "Nothing is done concurrently inside a transaction",
  why: "CONCURRENTLY in a transaction is refused: the migration fails, every time.",
  remedy:
    "Take it out of the transaction; give it a migration of its own where the tool opens one (goose: `-- +goose NO TRANSACTION`, dbmate: `transaction:false`).",
  silent: "Transactions that a tool opens without the file saying so.",
  area: "reliability",
  covers: ["sql-concurrent-in-transaction"],
  sources: ["https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY"],
  default: true,
  scope: "resource:sql-statement",
  messages: { refused: "{name} cannot be done CONCURRENTLY inside a transaction: PostgreSQL refuses it." },
  severity: () => "error",
  *check(statement) {
    const { flags, inTransaction, migration, dialect } = statement;
    if (flags.includes("concurrently") && inTransaction && migration?.last !== false && dialect === "postgresql")
      yield about(statement, "refused");
  },
  good: [
    {
      title: "Outside",
      files: {
        "db/migrations/0002_change.sql": `CREATE INDEX CONCURRENTLY a_idx ON orders (a);
`,
      },
    },
  ],
  bad: [
    {
      title: "Inside",
      files: {
        "db/migrations/0002_change.sql": `BEGIN;
CREATE INDEX CONCURRENTLY a_idx ON orders (a);
COMMIT;
`,
      },
      says: ["a_idx cannot be done CONCURRENTLY inside a transaction: PostgreSQL refuses it."],
    },
    {
      title: "Goose opens one",
      files: {
        "db/migrations/0002_change.sql": `-- +goose Up
CREATE INDEX CONCURRENTLY b_idx ON orders (b);
-- +goose Down
DROP INDEX b_idx;
`,
      },
      says: ["b_idx cannot be done CONCURRENTLY inside a transaction: PostgreSQL refuses it."],
    },
  ],
});
