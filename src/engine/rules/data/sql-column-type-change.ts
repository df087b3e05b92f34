import { rule } from "../rule.ts";
import { about, runsOnLive } from "./statements.ts";

export const sqlColumnTypeChange = rule({
  id: "sql-column-type-change",
  title: "A column keeps its type; another takes its place",
  why: "Another type rewrites the table and its indexes while nobody may read, and versions that still run read what they do not expect.",
  remedy: "Add a column of the new type, write both, fill it, read it, drop the old one.",
  silent:
    "Types that only get wider without a rewrite (a longer varchar, varchar to text), where the files show the old one; Tables that the same migration makes, earlier migrations of the series (they have been run), schemas as a whole.",
  area: "reliability",
  covers: ["sql-column-type-change"],
  sources: ["https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DATA-TYPE"],
  default: true,
  scope: "resource:sql-statement",
  messages: {
    changes:
      "Changing the type of {table}.{column} to {type} can rewrite {table} while nobody can use it, and breaks versions that expect the old one.",
  },
  severity: () => "warning",
  *check(statement) {
    const { verb, column, before } = statement;
    if (column === undefined || !runsOnLive(statement)) return;
    const type = shortType(column.type);
    const old = before === undefined ? undefined : shortType(before.type);
    // MySQL and SQL Server say the whole column again: only a type that is known to be another is a change.
    const changes = verb === "change type" ? old !== type : verb === "change column" && old !== undefined && old !== type;
    if (changes && !(old !== undefined && widens(old, type))) yield about(statement, "changes", { type: column.type });
  },
  good: [
    {
      title: "Longer texts",
      files: {
        "db/migrations/0001_first.sql": `CREATE TABLE orders (id bigint PRIMARY KEY, note varchar(40), code varchar(10));
`,
        "db/migrations/0002_change.sql": `ALTER TABLE orders ALTER COLUMN note TYPE text;
ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);
`,
      },
    },
  ],
  bad: [
    {
      title: "A number for a text",
      files: {
        "db/migrations/0002_change.sql": `ALTER TABLE orders ALTER COLUMN code TYPE integer USING code::integer;
`,
      },
      says: [
        "Changing the type of orders.code to integer can rewrite orders while nobody can use it, and breaks versions that expect the old one.",
      ],
    },
    {
      title: "MySQL",
      files: {
        "db/migrations/0001_first.sql": `CREATE TABLE \`orders\` (\`id\` bigint AUTO_INCREMENT PRIMARY KEY, \`code\` varchar(20), \`note\` varchar(20));
`,
        "db/migrations/0002_change.sql": `ALTER TABLE \`orders\` MODIFY COLUMN \`code\` int NOT NULL, MODIFY COLUMN \`note\` varchar(20) NOT NULL;
`,
      },
      says: [
        "Changing the type of orders.code to int can rewrite orders while nobody can use it, and breaks versions that expect the old one.",
      ],
    },
  ],
});

const shortType = (type: string): string => type.replace(/^character varying/, "varchar").replace(/^int(?:eger|4)?(?=$|\()/, "int");

/** Whether every value of the old type is one of the new, and is stored alike. */
function widens(old: string, type: string): boolean {
  const [, oldLength] = /^varchar(?:\((\d+)\))?$/.exec(old) ?? [];
  if (!old.startsWith("varchar")) return false;
  if (type === "text" || type === "varchar") return true;
  const [, length] = /^varchar\((\d+)\)$/.exec(type) ?? [];
  return oldLength !== undefined && length !== undefined && Number(length) >= Number(oldLength);
}
