import { expect, test } from "vitest";
import { openEngine } from "../../engine.ts";

const open = (files: Readonly<Record<string, string>>) => {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  return engine;
};
const tablesOf = (files: Readonly<Record<string, string>>): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    [...open(files).architecture().entities.values()].map(({ name, columns, keys }) => [
      name,
      [
        ...columns.map((it) => `${it.name} ${it.type}${it.nullable ? "?" : ""}`),
        ...keys.map((it) => `${it.kind} ${it.columns.join(",")}${it.references ? ` > ${it.references.entity}` : ""}`),
      ],
    ]),
  );

test("Flyway's migrations in the order of their numbers, not of their names", () => {
  expect(
    tablesOf({
      "api/src/main/resources/db/migration/V10__rename.sql": "ALTER TABLE pet RENAME COLUMN label TO name; DROP TABLE old;",
      "api/src/main/resources/db/migration/V9__label.sql": "ALTER TABLE pet ADD COLUMN label text; CREATE INDEX pet_label ON pet (label);",
      "api/src/main/resources/db/migration/V1__init.sql": "CREATE TABLE pet (id bigserial PRIMARY KEY); CREATE TABLE old (id int);",
      "api/src/main/resources/db/migration/U10__rename.sql": "ALTER TABLE pet RENAME COLUMN name TO label;",
    }),
  ).toEqual({ pet: ["id bigserial", "name text?", "primary id", "index name"] });
});

test("golang-migrate goes up only; goose's way back is not gone", () => {
  expect(
    tablesOf({
      "a/migrations/000001_x.up.sql": "CREATE TABLE a (id int PRIMARY KEY);",
      "a/migrations/000001_x.down.sql": "DROP TABLE a;",
      "b/migrations/001_y.sql": "-- +goose Up\nCREATE TABLE b (a_id int REFERENCES a);\n-- +goose Down\nDROP TABLE b;\n",
    }),
  ).toEqual({ a: ["id int", "primary id"], b: ["a_id int?", "foreign a_id > a"] });
});

test("a schema as a whole beside the migrations that lead to it says the same once", () => {
  const files = {
    "db/migrations/001_a.sql": "CREATE TABLE a (id int PRIMARY KEY);",
    "db/schema.sql": "CREATE TABLE a (id int PRIMARY KEY, b int);",
  };
  expect(tablesOf(files)).toEqual({ a: ["id int", "primary id"] });
});

test("queries and seeds are no schema", () => {
  expect(
    tablesOf({ "db/report.sql": "SELECT 1;", "db/seeds/a.sql": "CREATE TABLE a (id int);", "db/fill.sql": "INSERT INTO a VALUES (1);" }),
  ).toEqual({});
});

test("places follow the lines, and anchors stay", () => {
  const text = "CREATE TABLE a (\n  id int PRIMARY KEY,\n  b int\n);\n";
  const engine = open({ "schema.sql": text });
  const line = () => engine.place("schema.sql#a.b")?.line;
  expect(line()).toBe(2);
  expect([...engine.update([{ path: "schema.sql", text: `-- first\n${text}` }]).changed]).toEqual([]);
  expect(line()).toBe(3);
});
