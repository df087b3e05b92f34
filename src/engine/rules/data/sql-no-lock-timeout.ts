import { rule } from "../rule.ts";
import { about, isPostgres, runsOnLive } from "./statements.ts";

export const sqlNoLockTimeout = rule({
  id: "sql-no-lock-timeout",
  title: "A migration gives up rather than block everybody",
  why: "A statement that waits for its lock makes everybody after it wait too: one long query, and the system stands still.",
  remedy: "SET lock_timeout and SET statement_timeout at the top of the migration (or for the role that migrates), and try again.",
  silent:
    "Tables that the same migration makes, earlier migrations of the series (they have been run), schemas as a whole, other databases than PostgreSQL; migrations that a tool makes SQL of; limits that the tool or the role sets are not seen.",
  area: "reliability",
  covers: ["sql-no-lock-timeout"],
  sources: ["https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT"],
  default: true,
  scope: "resource:sql-statement",
  messages: { none: "{file} takes locks on tables in use without {limits}: while it waits, everybody waits behind it." },
  severity: () => "note",
  *check(statement, graph) {
    const { verb, limits, file, generated } = statement;
    if (generated || !locks.has(verb) || !runsOnLive(statement) || !isPostgres(statement, graph)) return;
    if (statement.flags.includes("concurrently") || statement.flags.includes("replaces")) return;
    const missing = [...(limits.lock ? [] : ["lock_timeout"]), ...(limits.statement ? [] : ["statement_timeout"])];
    if (missing.length > 0) yield about(statement, "none", { file, limits: missing.join(" and ") }, { cause: file });
  },
  good: [
    {
      title: "Limits first",
      files: {
        "db/migrations/0002_change.sql": `SET lock_timeout = '2s';
SET LOCAL statement_timeout TO '30s';
ALTER TABLE orders ADD COLUMN note text;
`,
      },
    },
  ],
  bad: [
    {
      title: "None, and half of them",
      files: {
        "db/migrations/0002_change.sql": `ALTER TABLE orders ADD COLUMN note text;
`,
        "a/migrations/001_x.sql": `SET lock_timeout = '2s';
LOCK TABLE orders IN SHARE MODE;
`,
      },
      says: [
        "db/migrations/0002_change.sql takes locks on tables in use without lock_timeout and statement_timeout: while it waits, everybody waits behind it.",
        "a/migrations/001_x.sql takes locks on tables in use without statement_timeout: while it waits, everybody waits behind it.",
      ],
    },
  ],
});

/** What waits for a lock that stands in the way of others. */
const locks: ReadonlySet<string> = new Set(
  "add column,drop column,rename column,rename table,change column,change type,set not null,drop not null,add constraint,validate constraint,drop constraint,attach partition,detach partition,alter table,create index,drop index,drop table,truncate,reindex,vacuum,cluster,lock,refresh".split(
    ",",
  ),
);
