import type { SqlKey } from "../../model/index.ts";
import { type RuleFix, rule } from "../rule.ts";

export const redundantIndex = rule({
  id: "redundant-index",
  title: "No index is the beginning of another",
  why: "An index that another begins with answers nothing the other does not; every write keeps both.",
  remedy: "Drop the shorter one.",
  silent:
    "Unique indexes, partial ones, other kinds than the usual tree, expressions; a shorter one beside a unique longer one is told, too.",
  area: "performance",
  covers: ["x-redundant-index"],
  sources: ["https://wiki.postgresql.org/wiki/Index_Maintenance#Duplicate_Indexes"],
  default: true,
  scope: "resource:sql-table",
  messages: { prefix: "The index {name} on {table} ({columns}) is the beginning of {other}: it answers nothing more." },
  severity: () => "note",
  *check(table) {
    if (table.dialect === "clickhouse" || table.dialect === "cassandra") return;
    const trees = table.keys.filter(
      (it) => it.kind !== "foreign" && !it.partial && it.method === undefined && it.columns.length > 0 && !it.columns.includes(undefined),
    );
    for (const [place, index] of trees.entries()) {
      if (index.kind !== "index") continue;
      const other = trees.find(
        (it, elsewhere) =>
          it !== index && beginsWith(it, index) && (it.columns.length > index.columns.length || it.kind !== "index" || elsewhere < place),
      );
      if (other === undefined) continue;
      const params = { table: table.name, name: nameOf(index), columns: index.columns.join(", "), other: nameOf(other) };
      // What is said of a model holds; an index that a migration made needs another migration to go.
      const fixes: readonly RuleFix[] =
        table.source === "prisma" ? [{ title: "Leave the shorter one out", certain: true, steps: [{ do: "remove", at: index.at }] }] : [];
      yield { message: "prefix", params, cause: `${table.at} ${nameOf(index)}`, about: [], in: table.in, at: [index.at, other.at], fixes };
    }
  },
  good: [
    {
      title: "Each answers something",
      files: {
        "db/schema.sql": `CREATE TABLE a (id bigserial PRIMARY KEY, b text, c text);
CREATE INDEX a_bc ON a (b, c);
CREATE INDEX a_c ON a (c);
CREATE UNIQUE INDEX a_b ON a (b);
CREATE INDEX a_some ON a (b) WHERE c IS NULL;
`,
      },
    },
  ],
  bad: [
    {
      title: "The beginning of another",
      files: {
        "db/schema.sql": `CREATE TABLE a (id bigserial PRIMARY KEY, b text, c text);
CREATE INDEX a_b ON a (b);
CREATE INDEX a_bc ON a (b, c);
`,
      },
      says: ["The index a_b on a (b) is the beginning of a_bc: it answers nothing more."],
    },
    {
      title: "In a model of Prisma",
      files: {
        "prisma/schema.prisma": `datasource db {
  provider     = "postgresql"
  url          = env("DATABASE_URL")
}

model User {
  id    Int    @id
  posts Post[]
}

model Post {
  id       Int    @id
  authorId Int
  title    String
  // who wrote it
  author   User   @relation(fields: [authorId], references: [id])

  @@index([authorId]) // for the author's page
  @@index([authorId, title])
}
`,
      },
      says: ["The index (authorId) on Post (authorId) is the beginning of (authorId, title): it answers nothing more."],
      fixed: {
        "prisma/schema.prisma": `datasource db {
  provider     = "postgresql"
  url          = env("DATABASE_URL")
}

model User {
  id    Int    @id
  posts Post[]
}

model Post {
  id       Int    @id
  authorId Int
  title    String
  // who wrote it
  author   User   @relation(fields: [authorId], references: [id])

  @@index([authorId, title])
}
`,
      },
    },
  ],
});

const nameOf = (key: SqlKey): string => key.name ?? (key.kind === "primary" ? "the primary key" : `(${key.columns.join(", ")})`);

const beginsWith = (long: SqlKey, short: SqlKey): boolean =>
  short.columns.length <= long.columns.length &&
  short.columns.every((it, index) => it?.toLowerCase() === long.columns[index]?.toLowerCase());
