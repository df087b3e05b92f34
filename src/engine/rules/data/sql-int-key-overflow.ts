import { rule } from "../rule.ts";

export const sqlIntKeyOverflow = rule({
  id: "sql-int-key-overflow",
  title: "Keys that count up have 64 bits",
  why: "A key of 32 bits ends at 2.1 billion, one of 16 at 32,767, also when rows are deleted or inserts fail: on that day nothing can be inserted, and making it wider rewrites the table.",
  remedy: "bigint (bigserial, GENERATED AS IDENTITY) from the start.",
  silent:
    "Keys of 32 bits that do not count up by themselves, a number that counts within another key, and tables whose rows nobody inserts one by one.",
  area: "scalability",
  covers: ["sql-int-key-overflow"],
  sources: ["https://wiki.postgresql.org/wiki/Don%27t_Do_This"],
  default: true,
  scope: "resource:sql-table",
  messages: {
    short: "{table}.{column} is {type}: at 32,767 rows its values end.",
    int: "{table}.{column} counts up in 32 bits: at 2.1 billion inserts its values end.",
  },
  severity: () => "warning",
  *check(table) {
    if (table.dialect === "clickhouse" || table.dialect === "cassandra") return;
    const primary = table.keys.find(({ kind }) => kind === "primary")?.columns ?? [];
    const series = folderOf(table.at);
    for (const { name, type, counts, at } of table.columns) {
      const bits = bitsOf(type);
      const isKey = (primary.length === 1 && primary[0] === name) || /^id$|_id$/i.test(name);
      const says = { params: { table: table.name, column: name, type }, about: [], in: table.in, at: [at] as const };
      if (bits === 16 && (isKey || counts)) yield { ...says, message: "short", cause: at };
      // One decision of the team, not one for every table.
      if (bits === 32 && counts && isKey) yield { ...says, message: "int", cause: `${series} int`, severity: "note" };
    }
  },
  good: [
    {
      title: "64 bits, and numbers that are no keys",
      files: {
        "db/schema.sql": `CREATE TABLE a (id bigserial PRIMARY KEY, floor smallint, size integer);
CREATE TABLE line (a_id bigint REFERENCES a, position smallint, PRIMARY KEY (a_id, position));
`,
      },
    },
  ],
  bad: [
    {
      title: "16 bits",
      files: {
        "db/schema.sql": `CREATE TABLE a (id smallserial PRIMARY KEY, name text);
`,
      },
      says: ["a.id is smallserial: at 32,767 rows its values end."],
    },
    {
      title: "32 bits",
      files: {
        "db/schema.sql": `CREATE TABLE a (id serial PRIMARY KEY, name text);
CREATE TABLE b (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
CREATE TABLE c (id serial4);
`,
      },
      says: ["a.id counts up in 32 bits: at 2.1 billion inserts its values end."],
    },
  ],
});

const folderOf = (at: string): string => at.slice(0, Math.max(0, at.lastIndexOf("/", at.lastIndexOf("#"))));

/** How many bits an integer type has; SQLite's `integer` has 64. */
function bitsOf(type: string): number | undefined {
  if (/^(?:smallint|int2|smallserial|serial2)\b/.test(type)) return 16;
  return /^(?:int|integer|int4|serial|serial4|mediumint)(?:\(\d+\))?(?: unsigned)?$/.test(type) ? 32 : undefined;
}
