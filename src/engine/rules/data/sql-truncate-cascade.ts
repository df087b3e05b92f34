import { rule } from "../rule.ts";
import { about, runsOnLive } from "./statements.ts";

export const sqlTruncateCascade = rule({
  id: "sql-truncate-cascade",
  title: "TRUNCATE names every table it empties",
  why: "CASCADE empties every table that refers to this one, and those that refer to them: also those somebody adds next year.",
  remedy: "Name the tables, in one TRUNCATE.",
  silent: "Earlier migrations of the series.",
  area: "data",
  covers: ["sql-truncate-cascade"],
  sources: ["https://www.postgresql.org/docs/current/sql-truncate.html"],
  default: true,
  scope: "resource:sql-statement",
  messages: { cascades: "TRUNCATE {name} CASCADE also empties every table that refers to it." },
  severity: () => "warning",
  *check(statement) {
    if (statement.verb === "truncate" && statement.flags.includes("cascade") && runsOnLive(statement)) yield about(statement, "cascades");
  },
  good: [
    {
      title: "Named",
      files: {
        "db/migrations/0002_change.sql": `TRUNCATE TABLE orders, order_lines;
`,
      },
    },
  ],
  bad: [
    {
      title: "Whoever refers to it",
      files: {
        "db/migrations/0002_change.sql": `TRUNCATE TABLE ONLY orders RESTART IDENTITY CASCADE;
`,
      },
      says: ["TRUNCATE orders CASCADE also empties every table that refers to it."],
    },
  ],
});
