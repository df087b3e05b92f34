import { rule } from "../rule.ts";
import { about, runsOnLive } from "./statements.ts";

export const sqlPartitionDetachLock = rule({
  id: "sql-partition-detach-lock",
  title: "Partitions are detached concurrently",
  why: "DETACH PARTITION locks the whole partitioned table against everybody.",
  remedy: "ALTER TABLE … DETACH PARTITION … CONCURRENTLY, outside a transaction, since PostgreSQL 14.",
  silent: "FINALIZE; Tables that the same migration makes, earlier migrations of the series (they have been run), schemas as a whole.",
  area: "reliability",
  covers: ["sql-partition-detach-lock"],
  sources: ["https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DETACH-PARTITION"],
  default: true,
  scope: "resource:sql-statement",
  messages: { locks: "Detaching a partition of {table} locks all of it: do it CONCURRENTLY." },
  severity: () => "warning",
  *check(statement) {
    if (statement.verb === "detach partition" && statement.flags.includes("waits") && runsOnLive(statement))
      yield about(statement, "locks");
  },
  good: [
    {
      title: "Concurrently",
      files: {
        "db/migrations/0002_change.sql": `ALTER TABLE events DETACH PARTITION events_2020 CONCURRENTLY;
ALTER TABLE events DETACH PARTITION events_2019 FINALIZE;
`,
      },
    },
  ],
  bad: [
    {
      title: "In the way of everybody",
      files: {
        "db/migrations/0002_change.sql": `ALTER TABLE events DETACH PARTITION events_2020;
`,
      },
      says: ["Detaching a partition of events locks all of it: do it CONCURRENTLY."],
    },
  ],
});
