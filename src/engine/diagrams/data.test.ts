import { expect, test } from "vitest";
import { openEngine } from "../engine.ts";
import type { Drawing, DrawOptions } from "./diagram.ts";

function drawn(files: Readonly<Record<string, string>>, options: DrawOptions = {}): Drawing {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  const drawing = engine.draw("data", options);
  if (drawing === undefined) throw new Error("There is no such view.");
  for (const { proof } of drawing.boxes) {
    expect(proof.length).toBeGreaterThan(0);
    for (const it of proof) expect(engine.place(it), it).toBeDefined();
  }
  return drawing;
}

const schema = `CREATE TABLE owners (id bigserial PRIMARY KEY, "e-mail" text UNIQUE);
CREATE TABLE pets (id bigserial PRIMARY KEY, owner_id bigint NOT NULL REFERENCES owners (id), price numeric(8, 2));
CREATE TABLE visits (pet_id bigint, at timestamptz);
`;

test("tables with their columns and keys; what is only called after a table is dotted", () => {
  const { title, mermaid, boxes, arrows } = drawn({ "compose.yaml": "services: { db: { image: postgres } }\n", "schema.sql": schema });
  expect(title).toBe("Data of db");
  expect(mermaid).toBe(`erDiagram
  accTitle: Data of db
  accDescr: 3 tables and 2 relations, 1 of them by the names of columns only.
  n1["owners"] {
    bigserial id PK
    text e-mail UK
  }
  n2["pets"] {
    bigserial id PK
    bigint owner_id FK
    numeric price
  }
  n3["visits"] {
    bigint pet_id
    timestamptz at
  }
  n1 ||--o{ n2 : "owner_id"
  n2 |o..o{ n3 : "pet_id"
`);
  expect(boxes[1]).toMatchObject({ id: "n2", name: "pets", about: "Table, 3 columns, in db", proof: ["schema.sql#CREATE TABLE pets"] });
  expect(arrows.map((it) => [it.from, it.to, it.dotted])).toEqual([
    ["n2", "n1", false],
    ["n3", "n2", true],
  ]);
});

test("many tables: those with most relations, and what is left out is said; a focus brings one with its neighbours", () => {
  const many = Array.from(
    { length: 60 },
    (_, at) => `CREATE TABLE t${at} (id bigserial PRIMARY KEY${at > 30 ? ", r bigint REFERENCES t0 (id)" : ""});`,
  ).join("\n");
  const files = { "compose.yaml": "services: { db: { image: postgres } }\n", "schema.sql": many };
  const whole = drawn(files);
  expect(whole.boxes.length).toBe(40);
  expect(whole.arrows.length).toBe(29);
  expect(whole.omitted).toBe("20 of 60 tables are not shown, those with the fewest relations; focus on one to see it with its neighbours.");
  expect(drawn(files, { focus: ["entity:shop/db.t45"] }).boxes.map((it) => it.name)).toEqual(["t0", "t45"]);
});

test("several stores: one picture while it stays readable, else the largest; a focus on a store or on who uses it", () => {
  const tables = (count: number, name: string) =>
    Array.from({ length: count }, (_, at) => `CREATE TABLE ${name}${at} (id int PRIMARY KEY);`).join("\n");
  const files = (count: number) => ({
    "compose.yaml": `services:
  a-db: { image: postgres, volumes: ["./a:/docker-entrypoint-initdb.d"] }
  b-db: { image: postgres, volumes: ["./b:/docker-entrypoint-initdb.d"] }
  api: { image: acme/api, environment: { DATABASE_URL: "postgres://b-db/x" } }
`,
    "a/init.sql": tables(count, "x"),
    "b/init.sql": tables(2, "y"),
  });
  expect(drawn(files(1)).boxes.map((it) => it.name)).toEqual(["a-db · x0", "b-db · y0", "b-db · y1"]);
  const large = drawn(files(39));
  expect([large.title, large.boxes.length, large.omitted]).toEqual([
    "Data of a-db",
    39,
    "Tables of other stores: b-db (2). Focus on a store to see them.",
  ]);
  expect(drawn(files(39), { focus: ["component:shop/api"] }).boxes.map((it) => it.name)).toEqual(["y0", "y1"]);
});

test("decoy: where nothing keeps tables there is nothing to draw", () => {
  expect(drawn({ "compose.yaml": "services: { db: { image: postgres } }\n" }).boxes).toEqual([]);
});
