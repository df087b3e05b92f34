import { expect, it } from "vitest";
import { openEngine } from "../../index.ts";

const open = (body: string) => {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update([
    { path: "AppHost/Program.cs", text: `var builder = DistributedApplication.CreateBuilder(args);\n${body}\nbuilder.Build().Run();\n` },
  ]);
  return engine.architecture();
};
const uses = (body: string): readonly string[] =>
  [...open(body).uses.values()].map(
    ({ from, to, style }) => `${from.slice(from.indexOf("/") + 1)} -> ${to.slice(to.indexOf("/") + 1)} ${style}`,
  );

it("plain: projects and products, and who is given a reference to whom", () => {
  const body = `var cache = builder.AddRedis("cache");
var api = builder.AddProject<Projects.Shop_Api>("api").WithReference(cache).WaitFor(cache);
builder.AddProject<Projects.Shop_Web>("web")
    .WithExternalHttpEndpoints() // for browsers
    .WithReference(api);`;
  expect(uses(body)).toEqual(["api -> cache data", "web -> api call"]);
  expect([...open(body).components.values()].map((it) => `${it.name} ${it.kind[0]?.value}`)).toEqual([
    "cache cache",
    "api service",
    "web service",
  ]);
});

it("indirect: databases of a server, endpoints, settings in a later statement", () => {
  const body = `var postgres = builder.AddPostgres("postgres").WithImage("pgvector");
var ordersDb = postgres.AddDatabase("ordersdb");
var id = builder.AddProject<Projects.Identity>("identity-api");
var endpoint = id.GetEndpoint("https");
var orders = builder.AddProject<Projects.Orders>("orders").WithReference(ordersDb).WithEnvironment("Identity__Url", endpoint);
var bus = builder.AddRabbitMQ("eventbus");
orders.WithReference(bus);`;
  expect(uses(body)).toEqual(["orders -> postgres data", "orders -> identity-api call", "orders -> eventbus message"]);
});

it.each([
  ["comments", '// var a = builder.AddRedis("a"); builder.AddProject<P>("b").WithReference(a);\n/* builder.AddRedis("c"); */'],
  ["a name that is computed", "var a = builder.AddRedis(name);\nbuilder.AddProject<P>(name).WithReference(a);"],
  ["start order alone", 'var a = builder.AddRedis("a");\nbuilder.AddProject<P>("b").WaitFor(a);'],
  ["what is not closed", 'var a = builder.AddRedis("a'],
])("decoy: %s is no connection", (_, body) => {
  expect(uses(body)).toEqual([]);
});
