import type { NonEmpty, SqlKey, SqlTable } from "../../model/index.ts";
import { type RuleFix, rule } from "../rule.ts";

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
  messages: {
    none: "{table} ({columns}) refers to {target} and has no index: each delete there reads all of {table}.",
    several: "Foreign keys of {table} have no index ({columns}): each delete of what they refer to reads all of {table}.",
  },
  severity: () => "note",
  *check(table) {
    if (!needsIndex(table)) return;
    const bare = table.keys.filter((key) => key.kind === "foreign" && key.references !== undefined && !isLed(key, table));
    const [first] = bare;
    if (first === undefined) return;
    yield {
      message: bare.length === 1 ? "none" : "several",
      params: { table: table.name, columns: bare.map((it) => it.columns.join(", ")).join("; "), target: first.references?.table ?? "" },
      cause: table.at,
      about: [],
      in: table.in,
      at: [first.at, ...bare.slice(1).map(({ at }) => at)],
      fixes: table.source === "prisma" ? indexed(table, [first, ...bare.slice(1)]) : [],
    };
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
      title: "Several of one table",
      files: {
        "db/schema.sql": `CREATE TABLE visits (id bigserial PRIMARY KEY, pet_id bigint REFERENCES pets (id), vet_id bigint REFERENCES vets (id));
`,
      },
      says: ["Foreign keys of visits have no index (pet_id; vet_id): each delete of what they refer to reads all of visits."],
    },
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
  authorId Int @map("author_id")
  author User @relation(fields: [authorId], references: [id])
  editorId Int?
  @@index([editorId])
}
`,
      },
      says: ["Post (author_id) refers to User and has no index: each delete there reads all of Post."],
      fixed: {
        "prisma/schema.prisma": `datasource db {
  provider = "postgresql"
}
model User {
  id Int @id
  posts Post[]
}
model Post {
  id Int @id
  authorId Int @map("author_id")
  author User @relation(fields: [authorId], references: [id])
  @@index([authorId])
  editorId Int?
  @@index([editorId])
}
`,
      },
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

/** Prisma makes an index of what its model says, in a migration that people see before it is run. */
const indexed = (table: SqlTable, keys: NonEmpty<SqlKey>): readonly RuleFix[] => {
  const fieldOf = (column: string | undefined): string => {
    const at = table.columns.find(({ name }) => name === column)?.at;
    return at === undefined ? "" : at.slice(at.lastIndexOf(".") + 1);
  };
  const [first, ...rest] = keys.map(
    ({ at, columns }) => ({ do: "insert", at, value: `@@index([${columns.map(fieldOf).join(", ")}])` }) as const,
  );
  return first === undefined ? [] : [{ title: "Add the index", certain: true, steps: [first, ...rest] }];
};

const lower = (text: string): string => text.toLowerCase();

/** The index begins with these columns, in whatever order. */
const leadsWith = (index: readonly (string | undefined)[], columns: readonly string[]): boolean => {
  const first = new Set(index.slice(0, columns.length).map((it) => it?.toLowerCase()));
  return columns.every((it) => first.has(it));
};

/** Another key of the table begins with its columns. */
function isLed({ columns }: SqlKey, table: SqlTable): boolean {
  const own = columns.filter((it) => it !== undefined).map(lower);
  return (
    own.length === 0 ||
    table.keys.some((it) => it.kind !== "foreign" && !it.partial && it.method === undefined && leadsWith(it.columns, own))
  );
}

const needsIndex = ({ dialect, emulated, derived }: SqlTable): boolean =>
  emulated === true || (!derived && dialect !== "mysql" && dialect !== "clickhouse" && dialect !== "cassandra");
