import { rule } from "../rule.ts";
import { about, isPostgres, runsOnLive } from "./statements.ts";

export const sqlPkLock = rule({
  id: "sql-pk-lock",
  title: "A table in use gets its primary key without standing still",
  why: "ADD PRIMARY KEY builds an index, and a column that counts up rewrites every row, while nobody may read or write.",
  remedy: "CREATE UNIQUE INDEX CONCURRENTLY, then ADD PRIMARY KEY USING INDEX; add the column plainly and fill it in batches.",
  silent:
    "Tables that the same migration makes, earlier migrations of the series (they have been run), schemas as a whole, other databases than PostgreSQL.",
  area: "reliability",
  covers: ["sql-pk-lock"],
  sources: ["https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES"],
  default: true,
  scope: "resource:sql-statement",
  messages: {
    key: "Adding the primary key of {table} builds its index while nobody can use {table}.",
    counts: "Adding {table}.{column}, which counts up, rewrites all of {table} while nobody can use it.",
  },
  severity: () => "warning",
  *check(statement, graph) {
    const { verb, constraint, column } = statement;
    if (!runsOnLive(statement) || !isPostgres(statement, graph)) return;
    if (verb === "add constraint" && constraint?.kind === "primary" && !constraint.usingIndex) yield about(statement, "key");
    if (verb !== "add column" || column === undefined) return;
    if (column.counts) yield about(statement, "counts");
    else if (column.constraints.includes("primary")) yield about(statement, "key");
  },
  good: [
    {
      title: "From an index",
      files: {
        "db/migrations/0002_change.sql": `ALTER TABLE orders ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX orders_id;
`,
      },
    },
  ],
  bad: [
    {
      title: "There and then",
      files: {
        "db/migrations/0002_change.sql": `ALTER TABLE orders ADD PRIMARY KEY (id);
ALTER TABLE visits ADD COLUMN id bigserial PRIMARY KEY;
`,
      },
      says: [
        "Adding the primary key of orders builds its index while nobody can use orders.",
        "Adding visits.id, which counts up, rewrites all of visits while nobody can use it.",
      ],
    },
  ],
});
