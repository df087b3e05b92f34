import { describe, expect, it } from "vitest";
import { parseProto } from "./parse.ts";

const fieldsOf = (text: string): readonly string[] =>
  parseProto(text).messages.flatMap(({ name, fields }) =>
    fields.map((it) => `${name}.${it.name} ${it.label} ${it.type} ${it.number}${it.oneof === undefined ? "" : ` of ${it.oneof}`}`),
  );

describe("messages", () => {
  it("labels, maps, oneofs, groups, options and comments anywhere", () => {
    const text = `syntax = "proto2";
message A { // a comment { with braces
  optional /* here too */ .shop.v1.Order order = 1 [(my.option) = { a: [1, 2] b: "]" }, deprecated = true];
  repeated int32 n = 0x10;
  map < string , B > by_name = 3;
  oneof which { string text = 4; B b = 5; }
  required group Result = 6 { optional string url = 7; }
  extensions 100 to 199, 500 to max;
  reserved 8, 10 to 12; reserved "old", 'older';
  message message { optional message message = 1; }
}`;
    expect(fieldsOf(text)).toEqual([
      "A.order optional .shop.v1.Order 1",
      "A.n repeated int32 16",
      "A.by_name none map<string,B> 3",
      "A.text none string 4 of which",
      "A.b none B 5 of which",
      "A.result required Result 6",
    ]);
    const [message] = parseProto(text).messages;
    expect(message?.reserved).toEqual({
      numbers: [
        [8, 8],
        [10, 12],
      ],
      names: ["old", "older"],
    });
    expect(message?.extensions).toEqual([
      [100, 199],
      [500, 2_147_483_647],
    ]);
    expect(message?.messages.map((it) => `${it.name}: ${it.fields.map((field) => field.name).join()}`)).toEqual([
      "Result: url",
      "message: message",
    ]);
    expect(parseProto(text).problems).toEqual([]);
  });

  it("fields that are called like statements", () => {
    expect(
      fieldsOf(
        'syntax = "proto3"; message A { string message = 1; int32 reserved = 2; bool option_a = 3; repeated string enum = 4; B oneof = 5; }',
      ),
    ).toEqual([
      "A.message none string 1",
      "A.reserved none int32 2",
      "A.option_a none bool 3",
      "A.enum repeated string 4",
      "A.oneof none B 5",
    ]);
  });

  it("editions: names without quotes, and who may see a type", () => {
    const source = parseProto(
      'edition = "2024"; export message A { reserved foo, bar; } local enum E { E_UNSPECIFIED = 0; E_LESS = -1; reserved 2 to max; }',
    );
    expect([source.syntax, source.edition, source.problems]).toEqual(["editions", "2024", []]);
    expect(source.messages[0]?.reserved.names).toEqual(["foo", "bar"]);
    expect(source.enums[0]?.values.map((it) => it.number)).toEqual([0, -1]);
  });
});

it("services: streams, options, a message that is called stream", () => {
  const [service] = parseProto(`service S {
  option deprecated = true;
  rpc A (stream a.B) returns (stream .C) { option (google.api.http) = { get: "/v1/{name=a/*}" body: "*" }; }
  rpc B(stream) returns (stream.Of);
}`).services;
  expect(service?.rpcs.map((it) => [it.name, it.requestStream, it.request, it.responseStream, it.response])).toEqual([
    ["A", true, "a.B", true, ".C"],
    ["B", false, "stream", false, "stream.Of"],
  ]);
});

it("every place is where it stands in the text", () => {
  const text = 'package a.b;\r\nimport public "x/y.proto";\r\nmessage A {\r\n  int32 b = 1;\r\n}\r\n';
  const { package: own, imports, messages } = parseProto(text);
  const at = (it: { start: number; end: number } | undefined) => text.slice(it?.start, it?.end);
  expect([at(own), at(imports[0]), at(messages[0]?.head), at(messages[0]?.fields[0])]).toEqual([
    "package a.b",
    'import public "x/y.proto"',
    "message A {",
    "int32 b = 1",
  ]);
});

describe("what is broken", () => {
  it.each([
    [
      "a field without a number",
      "message A { int32 a; int32 b = 2; }\nmessage B { int32 c = 3; }",
      ["A.b none int32 2", "B.c none int32 3"],
    ],
    ["a missing semicolon", 'syntax = "proto3"\nmessage A { int32 a = 1\n int32 b = 2; }', ["A.a none int32 1", "A.b none int32 2"]],
    ["a block that never ends", "message A { int32 a = 1;", ["A.a none int32 1"]],
    ["a brace too many", "} message A { int32 a = 1; }", ["A.a none int32 1"]],
    ["a string that never ends", 'import "x;\nmessage A { int32 a = 1; }', ["A.a none int32 1"]],
  ])("%s is told, and the rest is read", (_, text, fields) => {
    expect(fieldsOf(text)).toEqual(fields);
    expect(parseProto(text).problems.length).toBeGreaterThan(0);
  });

  it("hostile texts end soon, and without a word too many", () => {
    for (const text of [
      "message A {".repeat(20_000),
      "[".repeat(200_000),
      "{".repeat(200_000),
      "option a = ".repeat(50_000),
      "a.".repeat(200_000),
      "/*".repeat(200_000),
      "message A { oneof b { ".repeat(10_000),
    ]) {
      const started = process.cpuUsage();
      expect(parseProto(text).problems.length).toBeLessThanOrEqual(10);
      const { user, system } = process.cpuUsage(started);
      expect((user + system) / 1000).toBeLessThan(2000);
    }
  });
});
