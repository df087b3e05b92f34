import { describe, expect, it } from "vitest";
import { parseGraphql } from "./parse.ts";

const read = (text: string): readonly string[] =>
  parseGraphql(text).types.map(
    (it) => `${it.extends ? "extend " : ""}${it.kind} ${it.name}: ${it.fields.map((field) => field.name).join(" ")}`,
  );

describe("the schema definition language", () => {
  it("types of every kind, descriptions, arguments with defaults, directives", () => {
    const text = `"""Says { nothing } """
type Query implements Node & Entity @key(fields: "id { a }") {
  "one" a(first: Int = 10, in: Input = { a: [1] }): [A!]! @deprecated(reason: ")")
  b: B # a comment }
}
interface Node { id: ID! }
input Input { a: [Int] = [1, 2], b: String = "}" }
enum E { A @x B }
union U = | A | B
scalar Date @specifiedBy(url: "x")
directive @x(a: Int) repeatable on FIELD_DEFINITION | ENUM_VALUE
extend type Query { c: Int }
schema @link(url: "x") { query: Query mutation: Change }
`;
    expect(read(text)).toEqual([
      "type Query: a b",
      "interface Node: id",
      "input Input: a b",
      "enum E: A B",
      "union U: ",
      "scalar Date: ",
      "extend type Query: c",
    ]);
    expect(parseGraphql(text)).toMatchObject({ roots: { query: "Query", mutation: "Change" }, problems: [], operations: 0 });
  });

  it("operations of clients are counted, and no types", () => {
    const text = "query A($id: ID!) { type(id: $id) { name } }\nfragment F on User { id }\n{ me }\nmutation { a }";
    expect([read(text), parseGraphql(text).operations]).toEqual([[], 4]);
  });
});

it.each([
  ["type A { b: Int", ["type A: b"]],
  ["type A { ( b: Int }\ntype C { d: Int }", ["type A: b", "type C: d"]],
  ["what is this\ntype C { d: Int }", ["type C: d"]],
])("%j is told, and the rest is read", (text, types) => {
  expect(read(text)).toEqual(types);
  expect(parseGraphql(text).problems.length).toBeGreaterThan(0);
});

it("hostile texts end soon", () => {
  for (const text of [
    "type A {".repeat(50_000),
    "{".repeat(200_000),
    '"""'.repeat(100_001),
    "type A @a(".repeat(50_000),
    "union U = | A ".repeat(50_000),
    "query ".repeat(100_000),
  ]) {
    const started = process.cpuUsage();
    expect(parseGraphql(text).problems.length).toBeLessThanOrEqual(10);
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(2000);
  }
});
