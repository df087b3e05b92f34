import { rule } from "../rule.ts";
import { about, isPostgres, kindOf, runsOnLive } from "./statements.ts";

export const sqlFkWithoutNotValid = rule({
  id: "sql-fk-without-not-valid",
  title: "Constraints on tables in use are added NOT VALID, and validated apart",
  why: "A foreign key or a check that is added outright reads the whole table while nobody may write; a foreign key locks the other table too.",
  remedy: "ADD CONSTRAINT … NOT VALID, and VALIDATE CONSTRAINT in another transaction.",
  silent:
    "Tables that the same migration makes, earlier migrations of the series (they have been run), schemas as a whole, other databases than PostgreSQL.",
  area: "reliability",
  covers: ["sql-fk-without-not-valid"],
  sources: ["https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT"],
  default: true,
  scope: "resource:sql-statement",
  messages: {
    scans: "Adding the {kind} to {table} without NOT VALID checks every row while nobody can write.",
    together:
      "Validating {name} in the transaction that adds it keeps the lock for the whole check of {table}: validate in one of its own.",
  },
  severity: () => "warning",
  *check(statement, graph) {
    const { verb, constraint, flags } = statement;
    if (!runsOnLive(statement) || !isPostgres(statement, graph)) return;
    if (verb === "validate constraint" && flags.includes("validated")) yield about(statement, "together");
    if (verb !== "add constraint" && verb !== "add column") return;
    if ((constraint?.kind === "foreign" || constraint?.kind === "check") && !constraint.notValid)
      yield about(statement, "scans", { kind: kindOf(statement) });
  },
  good: [
    {
      title: "Not valid at first",
      files: {
        "db/migrations/0002_change.sql": `ALTER TABLE orders ADD CONSTRAINT orders_user FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_user;
`,
      },
    },
  ],
  bad: [
    {
      title: "Outright",
      files: {
        "db/migrations/0002_change.sql": `ALTER TABLE orders ADD CONSTRAINT positive CHECK (total >= 0);
ALTER TABLE orders ADD COLUMN user_id bigint REFERENCES users (id);
`,
      },
      says: [
        "Adding the check constraint to orders without NOT VALID checks every row while nobody can write.",
        "Adding the foreign key to orders without NOT VALID checks every row while nobody can write.",
      ],
    },
    {
      title: "In one transaction",
      files: {
        "db/migrations/0002_change.sql": `BEGIN;
ALTER TABLE orders ADD CONSTRAINT orders_user FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_user;
COMMIT;
`,
      },
      says: [
        "Validating orders_user in the transaction that adds it keeps the lock for the whole check of orders: validate in one of its own.",
      ],
    },
  ],
});
