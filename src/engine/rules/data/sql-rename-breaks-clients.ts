import { rule } from "../rule.ts";
import { about, runsOnLive } from "./statements.ts";

export const sqlRenameBreaksClients = rule({
  id: "sql-rename-breaks-clients",
  title: "Names in use stay",
  why: "While a release rolls out, versions that still run ask for the old name, and fail.",
  remedy: "Add the new column (or a view with the new name), move the code over, remove the old one a release later.",
  silent: "Tables that the same migration makes, earlier migrations of the series (they have been run), schemas as a whole.",
  area: "reliability",
  covers: ["sql-rename-breaks-clients"],
  sources: ["https://martinfowler.com/bliki/ParallelChange.html"],
  default: true,
  scope: "resource:sql-statement",
  messages: {
    column: "Renaming a column of {table} to {name} breaks versions that still ask for {column}.",
    table: "Renaming {table} to {name} breaks versions that still ask for {table}.",
  },
  severity: () => "warning",
  *check(statement) {
    if (!runsOnLive(statement)) return;
    if (statement.verb === "rename column") yield about(statement, "column");
    if (statement.verb === "rename table") yield about(statement, "table");
  },
  good: [
    {
      title: "A table nobody knows yet",
      files: {
        "db/migrations/0002_change.sql": `CREATE TABLE a (id bigint PRIMARY KEY);
ALTER TABLE a RENAME TO b;
`,
      },
    },
  ],
  bad: [
    {
      title: "Both kinds",
      files: {
        "db/migrations/0002_change.sql": `ALTER TABLE orders RENAME COLUMN note TO remark;
ALTER TABLE visits RENAME TO calls;
`,
      },
      says: [
        "Renaming a column of orders to remark breaks versions that still ask for note.",
        "Renaming visits to calls breaks versions that still ask for visits.",
      ],
    },
  ],
});
