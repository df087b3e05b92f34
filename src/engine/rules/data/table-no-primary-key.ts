import { rule } from "../rule.ts";

export const tableNoPrimaryKey = rule({
  id: "table-no-primary-key",
  title: "Every table has a primary key",
  why: "Without one a row cannot be named: duplicates stay, replication and change capture do not work or read all of it.",
  remedy: "A primary key; of a joining table, both its columns.",
  silent:
    "Parts of partitioned tables, tables made from others, temporary ones, tables that are only staged (stage, tmp, import, backup in their name).",
  area: "data",
  covers: ["x-table-no-primary-key"],
  sources: [
    "https://www.postgresql.org/docs/current/logical-replication-publication.html#LOGICAL-REPLICATION-PUBLICATION-REPLICA-IDENTITY",
  ],
  default: true,
  scope: "resource:sql-table",
  messages: { none: "The table {table} has no primary key." },
  severity: () => "note",
  *check(table) {
    if (table.derived || table.columns.length === 0 || table.dialect === "cassandra" || table.dialect === "clickhouse") return;
    if (/(?:^|[._])(?:stage|staging|stg|tmp|temp|import|backup|bak|old|log|logs)(?:$|_)/i.test(table.name)) return;
    const required = (name: string | undefined): boolean => table.columns.some((it) => it.name === name && it.notNull);
    const isKey = table.keys.some((it) => it.kind === "primary" || (it.kind === "unique" && !it.partial && it.columns.every(required)));
    if (!isKey) yield { message: "none", params: { table: table.name }, cause: table.at, about: [], in: table.in, at: [table.at] };
  },
  good: [
    {
      title: "One, there or later",
      files: {
        "db/schema.sql": `CREATE TABLE a (id bigserial, b text);
ALTER TABLE ONLY a ADD CONSTRAINT a_pkey PRIMARY KEY (id);
CREATE TABLE b (a bigint, c bigint, PRIMARY KEY (a, c));
`,
      },
    },
  ],
  bad: [
    {
      title: "None",
      files: {
        "db/schema.sql": `CREATE TABLE a (b text, c text);
`,
      },
      says: ["The table a has no primary key."],
    },
  ],
});
