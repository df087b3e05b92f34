import { rule } from "../rule.ts";
import { about, isPostgres, runsOnLive } from "./statements.ts";

export const sqlAddColumnRewrite = rule({
  id: "sql-add-column-rewrite",
  title: "A new column does not rewrite the table",
  why: "A default that differs from row to row, or a stored computed column, makes PostgreSQL write every row anew, while nobody may even read.",
  remedy: "Add the column without it, set the default for new rows, fill the old ones in batches.",
  silent:
    "Defaults that are one value for all rows (constants, now()): PostgreSQL 11 and later keep them once. Tables that the same migration makes, earlier migrations of the series (they have been run), schemas as a whole, other databases than PostgreSQL. Columns that count up are told by sql-pk-lock.",
  area: "reliability",
  covers: ["sql-add-column-rewrite"],
  sources: ["https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES"],
  default: true,
  scope: "resource:sql-statement",
  messages: {
    volatile: "Adding {table}.{column} with a default that is computed for each row rewrites {table} while nobody can read it.",
    stored: "Adding the stored computed column {table}.{column} rewrites {table} while nobody can read it.",
  },
  severity: () => "warning",
  *check(statement, graph) {
    const { column } = statement;
    if (statement.verb !== "add column" || column === undefined || !runsOnLive(statement) || !isPostgres(statement, graph)) return;
    if (column.generated === "stored") yield about(statement, "stored");
    else if (column.default === "volatile") yield about(statement, "volatile");
  },
  good: [
    {
      title: "One value for all rows",
      files: {
        "db/migrations/0002_change.sql": `ALTER TABLE orders ADD COLUMN note text DEFAULT 'none', ADD COLUMN at timestamptz DEFAULT now() - interval '1 day', ADD COLUMN tags text[] DEFAULT ARRAY['a', 'b']::text[];
`,
      },
    },
  ],
  bad: [
    {
      title: "A value for each row",
      files: {
        "db/migrations/0002_change.sql": `ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();
`,
      },
      says: ["Adding orders.token with a default that is computed for each row rewrites orders while nobody can read it."],
    },
    {
      title: "Computed and stored",
      files: {
        "db/migrations/0002_change.sql": `ALTER TABLE orders ADD COLUMN total numeric GENERATED ALWAYS AS (price * count) STORED;
`,
      },
      says: ["Adding the stored computed column orders.total rewrites orders while nobody can read it."],
    },
  ],
});
