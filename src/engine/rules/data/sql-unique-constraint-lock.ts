import { rule } from "../rule.ts";
import { about, isPostgres, runsOnLive } from "./statements.ts";

export const sqlUniqueConstraintLock = rule({
  id: "sql-unique-constraint-lock",
  title: "A unique constraint takes an index that is there",
  why: "ADD … UNIQUE builds its index while nobody may read or write the table.",
  remedy: "CREATE UNIQUE INDEX CONCURRENTLY first, then ADD CONSTRAINT … UNIQUE USING INDEX.",
  silent:
    "Tables that the same migration makes, earlier migrations of the series (they have been run), schemas as a whole, other databases than PostgreSQL.",
  area: "reliability",
  covers: ["sql-unique-constraint-lock"],
  sources: ["https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT-USING-INDEX"],
  default: true,
  scope: "resource:sql-statement",
  messages: { locks: "Adding the unique constraint on {table} ({columns}) builds its index while nobody can use {table}." },
  severity: () => "warning",
  *check(statement, graph) {
    const { verb, constraint, column } = statement;
    if (!runsOnLive(statement) || !isPostgres(statement, graph)) return;
    if (verb === "add constraint" && constraint?.kind === "unique" && !constraint.usingIndex)
      yield about(statement, "locks", { columns: constraint.columns.join(", ") });
    if (verb === "add column" && column?.constraints.includes("unique")) yield about(statement, "locks", { columns: column.name });
  },
  good: [
    {
      title: "From an index",
      files: {
        "db/migrations/0002_change.sql": `CREATE UNIQUE INDEX CONCURRENTLY orders_number ON orders (number);
ALTER TABLE orders ADD CONSTRAINT orders_number UNIQUE USING INDEX orders_number;
`,
      },
    },
  ],
  bad: [
    {
      title: "Built there and then",
      files: {
        "db/migrations/0002_change.sql": `ALTER TABLE orders ADD CONSTRAINT orders_number UNIQUE (number);
ALTER TABLE orders ADD COLUMN code text UNIQUE;
`,
      },
      says: [
        "Adding the unique constraint on orders (number) builds its index while nobody can use orders.",
        "Adding the unique constraint on orders (code) builds its index while nobody can use orders.",
      ],
    },
  ],
});
