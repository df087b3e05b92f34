import { describe, expect, test } from "vitest";
import { type Engine, openEngine } from "../../engine.ts";

type Files = Readonly<Record<string, string>>;

const open = (files: Files): Engine => {
  const engine = openEngine({ workspaceName: "shop" });
  let { wanted } = engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  for (let round = 0; wanted.length > 0 && round < 5; round++)
    wanted = engine.update(wanted.filter((it) => !(it in files)).map((path) => ({ path, gone: true as const }))).wanted;
  return engine;
};

const short = (ref: string | undefined): string => (ref === undefined ? "nobody knows" : ref.slice(ref.indexOf("/") + 1));
/** `orders: GET /orders`, in order. */
const endpointsOf = (files: Files): readonly string[] =>
  [...open(files).architecture().endpoints.values()].map((it) => `${short(it.server)}: ${it.name}`).sort();
const topicsOf = (files: Files): readonly string[] =>
  [...open(files).architecture().topics.values()].map((it) => `${short(it.broker)}: ${it.name}`).sort();
const messagesOf = (files: Files): readonly string[] =>
  [...open(files).architecture().uses.values()]
    .filter((it) => it.style === "message")
    .map((it) => `${short(it.from)} ${it.does} ${short(it.to)}`)
    .sort();

const compose = `services:
  orders:
    build: ./services/orders
  billing:
    build: ./services/billing
  web:
    build: ./web
  kafka:
    image: apache/kafka:3.9.0
  db:
    image: postgres:17
`;

describe("OpenAPI", () => {
  const api =
    'openapi: 3.0.3\ninfo: { title: The API, version: "1" }\npaths:\n  /orders:\n    get: { responses: { "200": { description: ok } } }\n';

  test("plain: the component that is made from the folder serves it", () => {
    expect(endpointsOf({ "compose.yaml": compose, "services/orders/api/openapi.yaml": api })).toEqual(["orders: GET /orders"]);
  });

  test("indirect: by its title, in parts, as JSON", () => {
    const files = {
      "compose.yaml": compose,
      "contracts/billing.json":
        '{"swagger": "2.0", "info": {"title": "Billing Service", "version": "1"}, "paths": {"/bills/{id}": {"$ref": "paths.json#/bill"}}}',
      "contracts/paths.json": '{"bill": {"get": {"responses": {}}, "delete": {"responses": {}}, "parameters": []}}',
    };
    expect(endpointsOf(files)).toEqual(["billing: DELETE /bills/{id}", "billing: GET /bills/{id}"]);
  });

  test("a part that changes changes what is served", () => {
    const engine = open({
      "openapi.yaml": 'openapi: 3.1.0\ninfo: { title: A, version: "1" }\npaths: { /a: { $ref: a.yaml } }\n',
      "a.yaml": "get: {}\n",
    });
    engine.update([{ path: "a.yaml", text: "post: {}\n" }]);
    expect([...engine.architecture().endpoints.values()].map((it) => it.name)).toEqual(["POST /a"]);
  });

  test("decoy: other files that name the word, an interface of somebody else, and tests", () => {
    const files = {
      "compose.yaml": compose,
      "docusaurus.yaml": "plugins:\n  openapi: 3.0.0\n  paths: { /a: { get: {} } }\n",
      "services/orders/clients/stripe.yaml": api,
      "services/orders/src/test/openapi.yaml": api,
    };
    expect(endpointsOf(files)).toEqual(["nobody knows: GET /orders"]);
  });

  test("who serves it is told with a reason", () => {
    const reasons = (files: Files) => [...open(files).architecture().endpoints.values()].map((it) => it.because);
    expect(reasons({ "compose.yaml": compose, "services/orders/openapi.yaml": api })).toEqual([
      "Its description lies in services/orders, which that is made from.",
    ]);
    expect(reasons({ "compose.yaml": compose, "docs/openapi.yaml": api })).toEqual(["Nothing says who serves it."]);
  });

  test("a broken file is a problem with a place, and the rest is read", () => {
    const engine = open({ "openapi.yaml": `${api}  /broken: [\n`, "b.yaml": api.replace("/orders", "/b") });
    expect(engine.problems()).toMatchObject([{ file: "openapi.yaml", reader: "openapi", span: { line: 5 } }]);
    expect([...engine.architecture().endpoints.values()].map((it) => it.name).sort()).toEqual(["GET /b", "GET /orders"]);
  });
});

describe("proto", () => {
  const orders = 'syntax = "proto3";\npackage shop.v1;\nservice OrderService {\n  rpc Place(Order) returns (Order);\n}\nmessage Order {}\n';

  test("plain: the only description lies in the folder of its server", () => {
    expect(endpointsOf({ "compose.yaml": compose, "services/billing/api/ledger.proto": orders.replace("OrderService", "Ledger") })).toEqual(
      ["billing: shop.v1.Ledger/Place"],
    );
  });

  test("indirect: copies for every client, and a component that is called like the service", () => {
    const files = {
      "compose.yaml": compose,
      "proto/orders.proto": orders,
      "web/proto/orders.proto": orders,
      "services/billing/orders.proto": orders,
    };
    expect(endpointsOf(files)).toEqual(["orders: shop.v1.OrderService/Place"]);
  });

  test("decoy: copies of what nobody here is called like, a store that is, a service in a comment", () => {
    const ledger = orders.replace("OrderService", "Ledger");
    const files = {
      "compose.yaml": compose,
      "services/billing/ledger.proto": ledger,
      "web/ledger.proto": ledger,
      "db.proto": `${orders.replace("OrderService", "Db")}/* service Old { rpc A(B) returns (C); } */\n`,
    };
    expect(endpointsOf(files)).toEqual([
      "nobody knows: shop.v1.Db/Place",
      "nobody knows: shop.v1.Ledger/Place",
      "nobody knows: shop.v1.Ledger/Place",
    ]);
  });
});

describe("AsyncAPI", () => {
  const third = `asyncapi: 3.0.0
info: { title: Orders, version: "1" }
servers: { main: { host: "kafka:9092", protocol: kafka } }
channels:
  placed: { address: orders.placed }
  paid: { address: bills.paid }
operations:
  tell: { action: send, channel: { $ref: "#/channels/placed" } }
  hear: { action: receive, channel: { $ref: "#/channels/paid" } }
`;

  test("plain: what is sent and received, over the broker that is there", () => {
    const files = { "compose.yaml": compose, "services/orders/asyncapi.yaml": third };
    expect(topicsOf(files)).toEqual(["kafka: bills.paid", "kafka: orders.placed"]);
    expect(messagesOf(files)).toEqual(["orders consumes kafka", "orders publishes kafka"]);
  });

  test("indirect: version 2 says what others do; JSON; a server by reference", () => {
    const second = `{"asyncapi": "2.6.0", "info": {"title": "Billing", "version": "1"},
      "servers": {"main": {"$ref": "#/components/servers/main"}}, "components": {"servers": {"main": {"url": "kafka://kafka:9092", "protocol": "kafka"}}},
      "channels": {"bills.paid": {"subscribe": {}}, "orders.placed": {"publish": {}}}}`;
    const files = { "compose.yaml": compose, "contracts/billing.json": second };
    expect(topicsOf(files)).toEqual(["kafka: bills.paid", "kafka: orders.placed"]);
    expect(messagesOf(files)).toEqual(["billing consumes kafka", "billing publishes kafka"]);
  });

  test("decoy: a broker somewhere else, a channel nobody uses, who sends is not known", () => {
    const away = third.replace("kafka:9092", "broker.example.com:9092").replace("title: Orders", "title: Weather");
    expect(messagesOf({ "compose.yaml": compose, "docs/asyncapi.yaml": away })).toEqual([]);
    expect(topicsOf({ "compose.yaml": compose, "docs/asyncapi.yaml": away })).toEqual([
      "nobody knows: bills.paid",
      "nobody knows: orders.placed",
    ]);
    expect(messagesOf({ "compose.yaml": compose, "docs/asyncapi.yaml": third.replace("title: Orders", "title: Weather") })).toEqual([]);
  });
});

describe("GraphQL", () => {
  test("plain: queries, mutations and subscriptions", () => {
    const schema = "type Query { orders(first: Int = 10): [Order!]! }\ntype Mutation { place: Order }\ntype Order { id: ID! }\n";
    expect(endpointsOf({ "compose.yaml": compose, "services/orders/schema.graphql": schema })).toEqual([
      "orders: mutation place",
      "orders: query orders",
    ]);
  });

  test("indirect: roots by other names, extended types, directives of federation", () => {
    const schema = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key"])
schema { query: Root }
"""A description { with braces }"""
type Root { bill(id: ID!): Bill _entities(representations: [_Any!]!): [_Entity]! }
extend type Root { bills: [Bill] @deprecated(reason: "use { bill }") }
type Bill @key(fields: "id") { id: ID! }
`;
    expect(endpointsOf({ "compose.yaml": compose, "services/billing/schema.graphqls": schema })).toEqual([
      "billing: query bill",
      "billing: query bills",
    ]);
  });

  test("decoy: a client's queries, a client's copy, the schema of a gateway", () => {
    const schema = "type Query { orders: Int }\n";
    const files = {
      "compose.yaml": compose,
      "web/queries.graphql": "query Orders { orders }\nfragment type on Order { id }\n",
      "web/schema.graphql": schema,
      "services/orders/schema.graphql": schema,
      "gateway/supergraph.graphql": "type Query @join__type(graph: ORDERS) { orders: Int }\n",
    };
    expect(new Set(endpointsOf(files))).toEqual(new Set(["nobody knows: query orders"]));
  });
});

describe("Avro", () => {
  const schema = '{"type": "record", "namespace": "shop", "name": "Placed", "fields": []}';
  test("plain: the topic that its subject is called after", () => {
    expect(topicsOf({ "compose.yaml": compose, "schemas/orders.placed-value.avsc": schema })).toEqual(["kafka: orders.placed"]);
  });
  test("indirect: key and value of one topic", () => {
    const files = { "compose.yaml": compose, "a/orders-value.avsc": schema, "a/orders-key.avsc": '{"type": "string"}' };
    expect(topicsOf(files)).toEqual(["kafka: orders"]);
  });
  test("decoy: a record that is only a part", () => {
    expect(topicsOf({ "compose.yaml": compose, "schemas/Placed.avsc": schema })).toEqual([]);
  });
});
