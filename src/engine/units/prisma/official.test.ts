import { get_dmmf } from "@prisma/prisma-schema-wasm";
import { expect, test } from "vitest";
import { openEngine } from "../../engine.ts";

/** The reader beside Prisma's own parser: both tell the same tables. */

interface Model {
  readonly name: string;
  readonly dbName: string | null;
  readonly fields: readonly {
    readonly name: string;
    readonly dbName?: string;
    readonly kind: "scalar" | "object" | "enum" | "unsupported";
    readonly isRequired: boolean;
    readonly isList: boolean;
    readonly isId: boolean;
    readonly isUnique: boolean;
    readonly type: string;
    readonly relationFromFields?: readonly string[];
    readonly relationToFields?: readonly string[];
  }[];
  readonly primaryKey: { readonly fields: readonly string[] } | null;
  readonly uniqueFields: readonly (readonly string[])[];
}
interface Index {
  readonly model: string;
  readonly type: string;
  readonly fields: readonly { readonly name: string }[];
}

function saidByPrisma(schema: string): Readonly<Record<string, readonly string[]>> {
  const { datamodel } = JSON.parse(get_dmmf(JSON.stringify({ prismaSchema: [["schema.prisma", schema]] }))) as {
    datamodel: { models: readonly Model[]; indexes: readonly Index[] };
  };
  const { models, indexes } = datamodel;
  return Object.fromEntries(
    models.map((model) => {
      const stored = (field: string, of: Model = model): string => of.fields.find(({ name }) => name === field)?.dbName ?? field;
      const columns = model.fields
        .filter(({ kind }) => kind !== "object")
        .map((it) => `${it.dbName ?? it.name}${it.isRequired ? "" : "?"}`);
      const keys = [
        ...model.fields.filter(({ isId }) => isId).map((it) => `primary ${stored(it.name)}`),
        ...(model.primaryKey === null ? [] : [`primary ${model.primaryKey.fields.map((it) => stored(it))}`]),
        ...model.fields.filter(({ isUnique }) => isUnique).map((it) => `unique ${stored(it.name)}`),
        ...model.uniqueFields.map((fields) => `unique ${fields.map((it) => stored(it))}`),
        ...indexes
          .filter((it) => it.model === model.name && it.type === "normal")
          .map((it) => `index ${it.fields.map(({ name }) => stored(name))}`),
        ...model.fields.flatMap((it) => {
          const target = models.find(({ name }) => name === it.type);
          if ((it.relationFromFields ?? []).length === 0 || target === undefined) return [];
          return [`foreign ${it.relationFromFields?.map((one) => stored(one))} > ${target.dbName ?? target.name}`];
        }),
      ];
      return [model.dbName ?? model.name, [...new Set([...columns, ...keys])].sort()];
    }),
  );
}

function saidHere(schema: string): Readonly<Record<string, readonly string[]>> {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update([{ path: "prisma/schema.prisma", text: schema }]);
  return Object.fromEntries(
    [...engine.architecture().entities.values()].map(({ name, columns, keys }) => [
      name,
      // A field that is unique twice over is told once.
      [
        ...columns.map((it) => `${it.name}${it.nullable ? "?" : ""}`),
        ...keys.map((it) => `${it.kind} ${it.columns}${it.references === undefined ? "" : ` > ${it.references.entity}`}`),
      ]
        .filter((it, index, all) => all.indexOf(it) === index)
        .sort(),
    ]),
  );
}

const source = 'datasource db {\n  provider = "postgresql"\n}\n';

test.each([
  [
    "names stored otherwise, keys of one and of several fields",
    `${source}
/// People
model User {
  id    Int     @id @default(autoincrement())
  email String? @unique @map("e_mail") @db.VarChar(80) // not "@id"
  role  Role    @default(ADMIN)
  posts Post[]
  tags  String[]
  data  Json?
  @@map("users")
}
enum Role { // one a line
  ADMIN
  USER @map("u")
  @@map("roles")
}
model Post {
  a        Int      @map("col_a")
  b        BigInt
  at       DateTime @default(now()) @updatedAt @db.Timestamptz(3)
  authorId Int
  author   User     @relation(fields: [authorId], references: [id], onDelete: Cascade, map: "fk [x](y)")
  @@id([a, b], map: "pk")
  @@unique([authorId, a(sort: Desc)])
  @@index([b])
  @@index(fields: [at, b], type: BTree, name: "i")
}`,
  ],
  [
    "relations to itself, of several columns, several between the same two; names with blanks",
    `${source}
model Node {
  id       String @id @default(uuid())
  parentId String?
  parent   Node?  @relation("Tree", fields: [parentId], references: [id])
  children Node[] @relation("Tree")
}
model Order {
  tenant Int
  number Int
  lines  Line[]
  first  Line[] @relation("first")
  @@id([tenant, number])
}
model Line {
  id      Int @id
  tenant  Int
  number  Int
  otherT  Int?
  otherN  Int?
  order   Order  @relation(fields: [tenant, number], references: [tenant, number])
  other   Order? @relation("first", fields: [otherT, otherN], references: [tenant, number])
}`,
  ],
  [
    "windows' line ends, comments at the end, an empty model's neighbours",
    `${source}model A { // x\n  id Int @id // } \n  note String @default("a } // b")\n}\n`.replaceAll("\n", "\r\n"),
  ],
])("as Prisma reads it: %s", (_, schema) => {
  expect(saidHere(schema)).toEqual(saidByPrisma(schema));
});

test("as Prisma reads 300 schemas put together of parts", () => {
  let state = 5;
  const pick = <T>(from: readonly T[]): T => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return from[Math.floor((state / 2 ** 32) * from.length)] as T;
  };
  const types = [
    "Int",
    "BigInt",
    "String",
    "String?",
    "Float?",
    "Boolean",
    "DateTime",
    "Json?",
    "Bytes",
    "Decimal @db.Decimal(8, 2)",
    "String[]",
    "Kind",
    "Kind?",
  ];
  const ends = ["", ' @map("x_y")', " // note @id", ' @map("with space") // [a]', "  "];
  let taken = 0;
  for (let round = 0; round < 300; round++) {
    const fields = Array.from(
      { length: 4 },
      (_, index) => `  f${index} ${pick(types)}${index === 0 ? pick(ends) : pick(["", " // x", "\t"])}`,
    );
    const block = pick([
      "",
      "  @@index([f1])",
      "  @@unique([f1, id])",
      "  @@index([f2(sort: Desc), f1])",
      '  @@map("stored")',
      '  @@unique(fields: [f3], map: "u")',
    ]);
    const schema = `${source}enum Kind {\n  A\n  B\n}\nmodel M {\n  id Int @id${pick(["", " @default(autoincrement())", ' @map("key")'])}\n${fields.join("\n")}\n  oId Int${pick(["", "?", " @unique"])}\n  o   O? @relation(fields: [oId], references: [id]${pick(["", ", onDelete: SetNull", ', map: "f"'])})\n${block}\n}\nmodel O {\n  id Int @id\n  m ${pick(["M[]", "M?"])}\n}\n`;
    let expected: ReturnType<typeof saidByPrisma>;
    try {
      expected = saidByPrisma(schema);
    } catch {
      continue;
    }
    taken++;
    expect(saidHere(schema), schema).toEqual(expected);
  }
  expect(taken).toBeGreaterThan(20);
});
