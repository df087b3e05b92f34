import type { EvidenceId, ProtoFile, ProtoRpc } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { many } from "./descriptions.ts";

export const protoRpcMessageShared = rule({
  id: "proto-rpc-message-shared",
  title: "Each call has messages of its own",
  why: "A field that one call needs is offered by all that share the message, and nobody knows who reads it: calls that have nothing to do with each other change together.",
  remedy: "`ReserveRequest` and `ReserveResponse` for `Reserve`, with what is shared as a field in them.",
  silent:
    "`google.protobuf.Empty` and other types of the library, which cannot grow. It is off by default: it cannot be mended in calls that are in use.",
  area: "operability",
  covers: ["proto-rpc-message-shared"],
  sources: ["https://buf.build/docs/lint/rules/#rpc_request_response_unique", "https://protobuf.dev/best-practices/api/"],
  default: false,
  scope: "resource:proto-file",
  messages: { shared: "{message} is sent by {rpcs}: what one of them needs, all have." },
  severity: () => "note",
  *check(file, graph) {
    if (file.services.length === 0) return;
    const users = new Map<string, { rpc: string; at: EvidenceId; own: boolean }[]>();
    for (const it of graph.resources("proto-file", file.system))
      for (const { name: service, rpcs } of it.services)
        for (const rpc of rpcs) for (const type of typesOf(rpc)) use(users, type, service, rpc, it, file);
    for (const [message, all] of users) {
      // Told once, by the file that is first to describe one of them.
      const own = all.filter((it) => it.own);
      if (all.length < 2 || own.length === 0 || all[0]?.own !== true) continue;
      const at = [...new Set(all.map((it) => it.at))];
      const rpcs = [...new Set(all.map((it) => it.rpc))];
      if (many(at))
        yield {
          message: "shared",
          params: { message, rpcs: rpcs.length === 1 ? `${rpcs[0]} both ways` : rpcs.slice(0, 4).join(", ") },
          cause: `${message}`,
          about: [],
          in: file.in,
          at,
        };
    }
  },
  good: [
    {
      title: "Each its own; empty ones of the library",
      files: {
        "a.proto":
          'syntax = "proto3";\npackage shop.v1;\nimport "google/protobuf/empty.proto";\nservice Orders {\n  rpc Get(GetRequest) returns (GetResponse);\n  rpc Drop(google.protobuf.Empty) returns (google.protobuf.Empty);\n}\nmessage GetRequest {}\nmessage GetResponse {}\n',
      },
    },
    {
      title: "Copies of one description",
      files: {
        "a/a.proto":
          'syntax = "proto3";\npackage shop.v1;\nservice Orders { rpc Get(GetRequest) returns (GetResponse); }\nmessage GetRequest {}\nmessage GetResponse {}\n',
        "b/a.proto":
          'syntax = "proto3";\npackage shop.v1;\nservice Orders { rpc Get(GetRequest) returns (GetResponse); }\nmessage GetRequest {}\nmessage GetResponse {}\n',
      },
    },
  ],
  bad: [
    {
      title: "By two calls, and both ways",
      files: {
        "a.proto":
          'syntax = "proto3";\npackage shop.v1;\nservice Orders {\n  rpc Get(Query) returns (Order);\n  rpc List(Query) returns (stream ListResponse);\n  rpc Echo(Ping) returns (.shop.v1.Ping);\n}\n',
      },
      says: [
        "shop.v1.Query is sent by shop.v1.Orders/Get, shop.v1.Orders/List: what one of them needs, all have.",
        "shop.v1.Ping is sent by shop.v1.Orders/Echo both ways: what one of them needs, all have.",
      ],
    },
  ],
});

const typesOf = ({ request, response }: ProtoRpc): readonly string[] =>
  [request, response].filter((it) => !it.startsWith("google.protobuf."));

/** A description that lies in several places says each call once. */
function use(
  users: Map<string, { rpc: string; at: EvidenceId; own: boolean }[]>,
  type: string,
  service: string,
  rpc: ProtoRpc,
  it: ProtoFile,
  file: ProtoFile,
): void {
  const name = `${service}/${rpc.name}`;
  const known = users.get(type) ?? [];
  const same = known.filter((one) => one.rpc === name);
  const twice = rpc.request === rpc.response && it.file === file.file ? 2 : 1;
  if (same.length >= twice) return;
  users.set(type, [...known, { rpc: name, at: rpc.at, own: it.file === file.file }]);
}
