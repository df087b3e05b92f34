import { rule } from "../rule.ts";
import { about } from "./statements.ts";

export const sqlUncommittedTransaction = rule({
  id: "sql-uncommitted-transaction",
  title: "A transaction that is begun is ended",
  why: "A file that begins a transaction and does not end it changes nothing: all of it is rolled back when the connection closes, or the next file runs in it.",
  remedy: "COMMIT at its end.",
  silent: "BEGIN in the bodies of routines, and SQL Server's.",
  area: "reliability",
  covers: ["sql-uncommitted-transaction"],
  sources: ["https://www.postgresql.org/docs/current/sql-begin.html"],
  default: true,
  scope: "resource:sql-statement",
  messages: { open: "The transaction that begins here is never committed." },
  severity: () => "warning",
  *check(statement) {
    if (statement.verb === "begin" && statement.flags.includes("open")) yield about(statement, "open");
  },
  good: [
    {
      title: "Ended",
      files: {
        "db/migrations/0002_change.sql": `BEGIN;
CREATE TABLE a (id bigint PRIMARY KEY);
COMMIT;
`,
      },
    },
    {
      title: "In a routine",
      files: {
        "db/migrations/0002_change.sql": `CREATE FUNCTION f() RETURNS trigger AS $$
BEGIN
  RETURN new;
END;
$$ LANGUAGE plpgsql;
CREATE TABLE a (id bigint PRIMARY KEY);
`,
      },
    },
  ],
  bad: [
    {
      title: "Left open",
      files: {
        "db/migrations/0002_change.sql": `BEGIN;
CREATE TABLE a (id bigint PRIMARY KEY);
COMMIT;

BEGIN WORK;
CREATE TABLE b (id bigint PRIMARY KEY);
`,
      },
      says: ["The transaction that begins here is never committed."],
    },
  ],
});
