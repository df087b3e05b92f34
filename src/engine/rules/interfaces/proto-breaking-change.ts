import type { Graph } from "../../graph/graph.ts";
import type { ContractDifference, EvidenceId, ProtoFile, Severity } from "../../model/index.ts";
import { type RuleFix, rule } from "../rule.ts";
import { listed, many } from "./descriptions.ts";

export const protoBreakingChange = rule({
  id: "proto-breaking-change",
  title: "Contracts of Protocol Buffers only grow",
  why: "Both sides of a call are never replaced at once: a message that is read by another number or type than it was written with is wrong data, and nobody is told.",
  remedy:
    "Add, and leave what is there: a new field with a new number beside the old one, `reserved` for what goes, a new version of the package for what has to change.",
  silent:
    "Where there is no base to compare with: `--base` or `--changed-since` on the command line; in the editor, in trusted workspaces, where the branch began. What moves to another file of its package; fields and values whose number and name are reserved; names of fields of packages that are not stable (`v1alpha1`, `v1beta1`) are a note.",
  area: "reliability",
  covers: ["proto-breaking-change"],
  sources: ["https://protobuf.dev/programming-guides/proto3/#updating", "https://buf.build/docs/breaking/rules/"],
  default: true,
  scope: "resource:proto-file",
  messages: {
    gone: "The {what} {subject} is gone: whoever still calls or reads it fails.",
    fields: "{message} lost {fields} and does not reserve them: whoever takes a number or name again reads old data as something else.",
    type: "{subject} was {from} and is {to}: what was written as the one is read as the other.",
    number: "{subject} had the number {from} and has {to}: what was sent under the old one is lost.",
    name: "{subject} is called {to} now: JSON and generated code know it by its old name.",
    label: "{subject} was {from} and is {to}.",
    oneof: "{subject} stands in another oneof than before ({from} → {to}): who sets it clears others.",
    required: "{subject} is required now: every message of today is refused.",
    rpc: "{subject} takes or answers {to} and not {from}: clients of today send and expect the other.",
    stream: "{subject} was {from} and is {to}: clients of today wait for the other.",
    package: "The package {from} is called {to} now: every call and every type in it has another name.",
    freed: "{subject} does not reserve {from} any more: old data may still be under it.",
    closed: "{subject} does not leave room for extensions at {from} any more.",
    option: "The option {subject} was {from} and is {to}: generated code is called differently.",
  },
  severity: () => "error",
  *check(file, graph) {
    const removed = new Map<EvidenceId, ContractDifference[]>();
    for (const it of file.differences ?? []) {
      if (it.kind === "field removed" || it.kind === "value removed") {
        removed.set(it.at, [...(removed.get(it.at) ?? []), it]);
        continue;
      }
      const said = wordsFor(it, file, graph);
      if (said === undefined) continue;
      yield {
        message: said.message,
        params: { subject: it.subject, from: it.from ?? "", to: it.to ?? "", what: said.what ?? "" },
        cause: `${it.kind} ${it.subject}`,
        about: [],
        in: file.in,
        at: [it.at],
        ...weight(file, it.subject, said.severity),
      };
    }
    for (const [at, all] of removed) {
      const message = parentOf(all[0]?.subject ?? "");
      const numbers = all.map((it) => it.from ?? "").join(" ");
      const fixes = reserving(at, all);
      if (many(all))
        yield {
          message: "fields",
          params: {
            message,
            fields: listed(
              all.map((it) => `${it.subject.slice(message.length + 1)} = ${it.from ?? ""}`),
              5,
            ),
          },
          cause: `removed ${message} ${numbers}`,
          about: [],
          in: file.in,
          at: [at],
          ...(fixes !== undefined && { fixes: [fixes] }),
          ...weight(file, message, "error"),
        };
    }
  },
  good: [
    {
      title: "Without a base there is nothing to compare with",
      files: { "a.proto": 'syntax = "proto3";\npackage shop.v1;\nmessage Order {\n  int64 id = 1;\n}\n' },
    },
    {
      title: "What is new, and what is reserved",
      base: {
        "a.proto":
          'syntax = "proto3";\npackage shop.v1;\nmessage Order { int64 id = 1; string note = 2; }\nmessage Line { Order order = 1; }\n',
      },
      files: {
        "a.proto":
          'syntax = "proto3";\npackage shop.v1;\nimport "line.proto";\nmessage Order {\n  reserved 2, 5 to 9;\n  reserved "note";\n  int64 id = 1;\n  string text = 3;\n}\nmessage New {}\n',
        "line.proto": 'syntax = "proto3";\npackage shop.v1;\nmessage Line { .shop.v1.Order order = 1; }\n',
      },
    },
  ],
  bad: [
    {
      title: "A call, a message and a field that are gone, a type that is another",
      base: {
        "a.proto": `syntax = "proto3";
package shop.v1;
service Orders {
  rpc Get(GetRequest) returns (Order);
  rpc List(GetRequest) returns (stream Order);
}
message GetRequest { string id = 1; }
message Order {
  int64 id = 1;
  int64 cents = 3;
  repeated string lines = 4;
  State state = 5;
}
message Old { string a = 1; }
enum State { STATE_UNSPECIFIED = 0; STATE_PAID = 1; }
`,
      },
      files: {
        "a.proto": `syntax = "proto3";
package shop.v1;
service Orders {
  rpc Get(GetRequest) returns (Order);
}
message GetRequest { string id = 1; }
message Order {
  int64 id = 1;
  double cents = 3;
  string lines = 4;
  State state = 6;
}
enum State {
  STATE_UNSPECIFIED = 0;
  STATE_PAYED = 1;
}
`,
      },
      says: [
        "The call shop.v1.Orders/List is gone: whoever still calls or reads it fails.",
        "The message shop.v1.Old is gone: whoever still calls or reads it fails.",
        "shop.v1.Order.cents was int64 and is double: what was written as the one is read as the other.",
        "shop.v1.Order.lines was repeated and is single.",
        "shop.v1.Order.state had the number 5 and has 6: what was sent under the old one is lost.",
        "shop.v1.State.STATE_PAID is called STATE_PAYED now: JSON and generated code know it by its old name.",
      ],
    },
    {
      title: "A field and a value that are gone",
      base: {
        "a.proto":
          'syntax = "proto3";\npackage shop.v1;\nmessage Order {\n  int64 id = 1;\n  string note = 2;\n  enum State {\n    STATE_UNSPECIFIED = 0;\n    STATE_SENT = 2;\n  }\n}\n',
      },
      files: {
        "a.proto":
          'syntax = "proto3";\npackage shop.v1;\nmessage Order {\n  int64 id = 1;\n  enum State {\n    STATE_UNSPECIFIED = 0;\n  }\n}\n',
      },
      says: [
        "shop.v1.Order lost note = 2 and does not reserve them: whoever takes a number or name again reads old data as something else.",
        "shop.v1.Order.State lost STATE_SENT = 2 and does not reserve them: whoever takes a number or name again reads old data as something else.",
      ],
      fixed: {
        "a.proto":
          'syntax = "proto3";\npackage shop.v1;\nmessage Order {\n  reserved 2;\n  reserved "note";\n  int64 id = 1;\n  enum State {\n    reserved 2;\n    reserved "STATE_SENT";\n    STATE_UNSPECIFIED = 0;\n  }\n}\n',
      },
    },
    {
      title: "A file that is gone, and a package that is not stable",
      base: {
        "old.proto":
          'syntax = "proto3";\npackage shop.v1;\nmessage Customer { message Address { string street = 1; } }\nmessage Moved { string a = 1; }\n',
        "beta.proto": 'syntax = "proto3";\npackage shop.v2beta1;\nmessage Draft { string a = 1; }\n',
      },
      files: {
        "new.proto": 'syntax = "proto3";\npackage shop.v1;\nmessage Moved { string a = 1; }\n',
        "beta.proto": 'syntax = "proto3";\npackage shop.v2beta1;\nmessage Draft { int32 a = 1; }\n',
      },
      says: [
        "The message shop.v1.Customer is gone: whoever still calls or reads it fails.",
        "shop.v2beta1.Draft.a was string and is int32: what was written as the one is read as the other.",
      ],
    },
  ],
});

const parentOf = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf(".")));

interface Said {
  readonly message:
    | "gone"
    | "type"
    | "number"
    | "name"
    | "label"
    | "oneof"
    | "required"
    | "rpc"
    | "stream"
    | "package"
    | "freed"
    | "closed"
    | "option";
  readonly severity: Severity;
  readonly what?: string;
}

function wordsFor(it: ContractDifference, file: ProtoFile, graph: Graph): Said | undefined {
  switch (it.kind) {
    case "message removed":
    case "enum removed":
    case "service removed":
      return isElsewhere(it.subject, file, graph)
        ? undefined
        : { message: "gone", severity: "error", what: it.kind.slice(0, -" removed".length) };
    case "rpc removed":
      return { message: "gone", severity: "error", what: "call" };
    case "field type":
      return { message: "type", severity: sameOnTheWire(it.from ?? "", it.to ?? "") ? "warning" : "error" };
    case "field number":
      return { message: "number", severity: "error" };
    case "field name":
    case "value name":
    case "field json name":
      return { message: "name", severity: "warning" };
    case "field label":
      return { message: "label", severity: it.from === "required" ? "warning" : "error" };
    case "field oneof":
      return { message: "oneof", severity: "warning" };
    case "required added":
      return { message: "required", severity: "error" };
    case "rpc request":
    case "rpc response":
      return { message: "rpc", severity: "error" };
    case "rpc streaming":
      return { message: "stream", severity: "error" };
    case "package changed":
      return { message: "package", severity: "error" };
    case "reserved removed":
      return { message: "freed", severity: "warning" };
    case "extensions removed":
      return { message: "closed", severity: "warning" };
    case "file option":
      return { message: "option", severity: "note" };
    default:
      return undefined;
  }
}

/** Another file of the workspace declares it now. */
const isElsewhere = (name: string, file: ProtoFile, graph: Graph): boolean =>
  graph
    .resources("proto-file", file.system)
    .some((it) => it.file !== file.file && [...it.messages, ...it.enums, ...it.services].some((one) => one.name === name));

/** Types that are written alike: numbers keep their value where it fits, texts are bytes. */
const alike: readonly ReadonlySet<string>[] = [
  new Set(["int32", "uint32", "int64", "uint64", "bool"]),
  new Set(["sint32", "sint64"]),
  new Set(["fixed32", "sfixed32"]),
  new Set(["fixed64", "sfixed64"]),
  new Set(["string", "bytes"]),
];
const sameOnTheWire = (from: string, to: string): boolean => alike.some((it) => it.has(from) && it.has(to));

/** Who uses what is not stable was told so. */
function weight({ package: own }: ProtoFile, _subject: string, severity: Severity): { severity: Severity; because?: string } {
  const unstable = own !== undefined && /\.v\d+(?:p\d+)?(?:alpha|beta)\d*$/.test(own.name);
  return unstable ? { severity: "note", because: `The package ${own.name} says that it is not stable.` } : { severity };
}

/** The lines that keep others from the numbers and names, as the first of the block. */
function reserving(at: EvidenceId, all: readonly ContractDifference[]): RuleFix | undefined {
  const reserves = all.flatMap((it) => it.reserve ?? []);
  const [first] = reserves;
  if (first === undefined) return undefined;
  const lines = reserves.flatMap((it) => it.lines);
  return {
    title: "Reserve the numbers and the names",
    certain: true,
    steps: [{ do: "replace-text", at, from: first.head, value: [first.head, ...lines].join(first.newline) }],
  };
}
