import type { SqlTable } from "../../model/index.ts";
import { rule } from "../rule.ts";

export const fkWithoutIndex = rule({
  id: "fk-without-index",
  title: "Foreign keys have an index",
  why: "Every delete or update of the row referred to reads the whole table that refers to it, and so does every join from it.",
  remedy: "CREATE INDEX on the foreign key's columns (in Prisma: @@index).",
  silent: "MySQL, which makes the index itself; keys that lead another index, a unique or the primary key; ClickHouse and Cassandra.",
  area: "performance",
  covers: ["x-fk-without-index", "prisma-relation-without-index"],
  sources: ["https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK"],
  default: true,
  scope: "resource:sql-table",
  messages: { none: "{table} ({columns}) refers to {target} and has no index: each delete there reads all of {table}." },
  severity: () => "note",
  *check(table) {
    if (!needsIndex(table)) return;
    for (const key of table.keys) {
      if (key.kind !== "foreign" || key.references === undefined) continue;
      const columns = key.columns.filter((it) => it !== undefined).map(lower);
      const leads = table.keys.some(
        (it) => it.kind !== "foreign" && !it.partial && it.method === undefined && leadsWith(it.columns, columns),
      );
      if (leads || columns.length === 0) continue;
      const params = { table: table.name, columns: key.columns.join(", "), target: key.references.table };
      yield { message: "none", params, cause: `${table.at} (${columns.join(", ")})`, about: [], in: table.in, at: [key.at] };
    }
  },
  good: [
    {
      title: "An index that leads with it",
      files: {
        "db/schema.sql": `CREATE TABLE users (id bigserial PRIMARY KEY);
CREATE TABLE orders (id bigserial PRIMARY KEY, user_id bigint REFERENCES users (id), at timestamptz);
CREATE INDEX orders_user ON orders (user_id, at);
`,
      },
    },
    {
      title: "MySQL makes it",
      files: {
        "db/schema.sql": `CREATE TABLE \`orders\` (\`id\` bigint AUTO_INCREMENT PRIMARY KEY, \`user_id\` bigint, FOREIGN KEY (\`user_id\`) REFERENCES \`users\` (\`id\`)) ENGINE=InnoDB;
`,
      },
    },
  ],
  bad: [
    {
      title: "Prisma",
      files: {
        "prisma/schema.prisma": `datasource db {
  provider = "postgresql"
}
model User {
  id Int @id
  posts Post[]
}
model Post {
  id Int @id
  authorId Int
  author User @relation(fields: [authorId], references: [id])
  editorId Int?
  @@index([editorId])
}
`,
      },
      says: ["Post (authorId) refers to User and has no index: each delete there reads all of Post."],
    },
    {
      title: "None",
      files: {
        "db/schema.sql": `CREATE TABLE orders (id bigserial PRIMARY KEY, user_id bigint REFERENCES users (id));
`,
      },
      says: ["orders (user_id) refers to users and has no index: each delete there reads all of orders."],
    },
  ],
});

const lower = (text: string): string => text.toLowerCase();

/** The index begins with these columns, in whatever order. */
const leadsWith = (index: readonly (string | undefined)[], columns: readonly string[]): boolean => {
  const first = new Set(index.slice(0, columns.length).map((it) => it?.toLowerCase()));
  return columns.every((it) => first.has(it));
};

const needsIndex = ({ dialect, emulated, derived }: SqlTable): boolean =>
  emulated === true || (!derived && dialect !== "mysql" && dialect !== "clickhouse" && dialect !== "cassandra");
