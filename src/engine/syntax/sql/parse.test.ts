import { expect, test } from "vitest";
import { dialectVotes, electedDialect } from "./dialect.ts";
import { parseSql } from "./parse.ts";

const parse = (text: string) => parseSql(text, electedDialect(dialectVotes(text)));
/** Deeds in a word each, with what they are about. */
const told = (text: string): readonly string[] =>
  parse(text).deeds.map((it) => {
    const column = "column" in it ? (typeof it.column === "string" ? it.column : `${it.column.name} ${it.column.type}`) : "";
    return [it.do, "table" in it ? it.table : "", column].filter((word) => word !== "" && word !== undefined).join(" ");
  });

test("PostgreSQL: columns, inline and table constraints, defaults", () => {
  const [table] = parse(`CREATE TABLE IF NOT EXISTS "Pets" (
    id bigserial PRIMARY KEY, -- counts
    owner_id bigint NOT NULL REFERENCES public.owners (id) ON DELETE CASCADE,
    tags text[] DEFAULT ARRAY['a', 'b']::text[],
    token uuid DEFAULT gen_random_uuid(),
    key varchar(255),
    CONSTRAINT pets_token UNIQUE (token)
  );`).deeds;
  expect(table).toMatchObject({
    do: "create table",
    table: "Pets",
    columns: [
      { name: "id", counts: true, notNull: true, constraints: [{ kind: "primary", columns: ["id"] }] },
      { name: "owner_id", notNull: true, constraints: [{ kind: "foreign", references: { table: "owners", columns: ["id"] } }] },
      { name: "tags", type: "text[]", default: "constant" },
      { name: "token", default: "volatile" },
      { name: "key", type: "varchar(255)" },
    ],
    constraints: [{ kind: "unique", name: "pets_token", columns: ["token"] }],
  });
});

test("MySQL: quotes, keys among the columns, DELIMITER, several changes at once", () => {
  expect(
    told(`CREATE TABLE \`a\` (\`id\` int unsigned AUTO_INCREMENT, \`s\` varchar(9) DEFAULT 'it\\'s', KEY \`s_idx\` (\`s\`(4)), PRIMARY KEY (\`id\`)) ENGINE=InnoDB;
DELIMITER //
CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET NEW.s = 'x'; END//
DELIMITER ;
ALTER TABLE \`a\` ADD COLUMN b int AFTER id, CHANGE \`s\` \`t\` text, DROP INDEX s_idx;`),
  ).toEqual(["create table a", "add column a b int", "rename column a s", "change column a t", "drop index a"]);
});

test("SQL Server: brackets, GO, statements that nothing ends", () => {
  expect(
    told(`IF NOT EXISTS (SELECT 1 FROM sys.tables)
CREATE TABLE [dbo].[Users] ([Id] int IDENTITY(1,1) NOT NULL, CONSTRAINT [PK] PRIMARY KEY CLUSTERED ([Id] ASC))
GO
ALTER TABLE [dbo].[Users] WITH CHECK ADD CONSTRAINT [FK] FOREIGN KEY ([A]) REFERENCES [dbo].[B] ([Id])
ALTER TABLE [dbo].[Users] ALTER COLUMN [Name] nvarchar(40) NOT NULL
GO`),
  ).toEqual(["create table Users", "add constraint Users", "change column Users Name"]);
});

test("bodies, comments and data are passed over", () => {
  expect(
    told(`/* a /* nested; */ one */ CREATE FUNCTION f() RETURNS void AS $body$ BEGIN DROP TABLE x; END; $body$ LANGUAGE plpgsql;
COPY a (b) FROM stdin;
DROP TABLE not_a_statement;
\\.
INSERT INTO a VALUES ('; DROP TABLE y;');
DROP TABLE z;`),
  ).toEqual(["drop table z"]);
});

test("ClickHouse and Cassandra: tables and their keys", () => {
  expect(parse("CREATE TABLE hits (at DateTime, url String) ENGINE = MergeTree() ORDER BY (url, at);").deeds).toMatchObject([
    { table: "hits", constraints: [{ kind: "primary", columns: ["url", "at"] }] },
  ]);
  expect(
    parse("CREATE TABLE k.t (a uuid, b timeuuid, c text, PRIMARY KEY ((a, b), c)) WITH CLUSTERING ORDER BY (c DESC);").deeds,
  ).toMatchObject([{ table: "k.t", constraints: [{ kind: "primary", columns: ["a", "b", "c"] }] }]);
});

test("what is broken is told, and the rest is read", () => {
  const script = parse("CREATE TABLE ;\nALTER TABLE a ADD COLUMN b int;\nCREATE INDEX x USING;\nDROP TABLE 'c");
  expect([script.statements, script.unclear.length]).toEqual([4, 2]);
  expect(script.deeds.map((it) => it.do)).toContain("add column");
});

test.each([
  ["open parentheses", `CREATE TABLE t (CHECK ${"(".repeat(50_000)}`],
  ["an open quote", "'".repeat(100_001)],
  ["blocks that do not end", `CREATE FUNCTION f() ${"BEGIN ".repeat(30_000)}`],
  ["comments in comments", "/*".repeat(50_000)],
])("hostile text takes time that follows its length: %s", (_, text) => {
  const began = performance.now();
  parse(text);
  expect(performance.now() - began).toBeLessThan(2_000);
});
