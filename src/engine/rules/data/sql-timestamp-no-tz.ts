import { rule } from "../rule.ts";

export const sqlTimestampNoTz = rule({
  id: "sql-timestamp-no-tz",
  title: "Moments are kept with their time zone",
  why: "timestamp without time zone keeps what a clock showed and not where: two machines in two zones mean different moments by it.",
  remedy: "timestamptz.",
  silent: "Other databases than PostgreSQL.",
  area: "data",
  covers: ["sql-timestamp-no-tz"],
  sources: ["https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_timestamp_.28without_time_zone.29"],
  default: false,
  scope: "resource:sql-table",
  messages: { plain: "{table}.{column} keeps moments without a time zone: timestamptz does." },
  severity: () => "note",
  *check(table) {
    if (table.source !== "sql" || (table.dialect !== "postgresql" && table.dialect !== "unknown")) return;
    for (const { name, type, at } of table.columns)
      if (/^timestamp(?:\(\d\))?(?: without time zone)?$/.test(type))
        yield { message: "plain", params: { table: table.name, column: name }, cause: at, about: [], in: table.in, at: [at] };
  },
  good: [
    {
      title: "With a time zone",
      files: {
        "db/schema.sql": `CREATE TABLE a (id bigserial PRIMARY KEY, at timestamptz, until timestamp with time zone);
`,
      },
    },
  ],
  bad: [
    {
      title: "Without",
      files: {
        "db/schema.sql": `CREATE TABLE a (id bigserial PRIMARY KEY, at timestamp(3) without time zone);
`,
      },
      says: ["a.at keeps moments without a time zone: timestamptz does."],
    },
  ],
});
