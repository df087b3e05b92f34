import { describe, expect, it } from "vitest";
import { openEngine } from "../../index.ts";

type Files = Readonly<Record<string, string>>;

/** An api whose code lies in `api`, and whom it may reach. */
const shop: Files = {
  "compose.yaml":
    "services:\n  api: { build: ./api }\n  users: { image: acme/users }\n  db: { image: postgres }\n  rabbit: { image: rabbitmq }\n",
  "api/Dockerfile": "FROM scratch\n",
};
const uses = (files: Files): readonly string[] => {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update(Object.entries({ ...shop, ...files }).map(([path, text]) => ({ path, text })));
  const { uses: all, evidence } = engine.architecture();
  return [...all.values()]
    .map(({ from, to, style, exists: [{ ground }] }) => {
      const strength = ground.by === "evidence" ? evidence.get(ground.proof[0])?.strength : "";
      return `${from} -> ${to} ${style} ${strength}`.replaceAll("component:shop/", "");
    })
    .sort();
};

describe("configuration beside a program's code", () => {
  it.each([
    ["api/config/default.yaml", "users:\n  url: http://users:3000\n"],
    ["api/config.json", '{ "users": { "host": "users", "port": 3000 } }'],
    ["api/config.toml", '[users]\naddress = "users:3000" # where\n'],
    ["api/settings.ini", "[users]\nurl = http://users:3000\n"],
    ["api/application.conf", 'clients {\n  users {\n    url = "http://users:3000"\n  }\n}\n'],
    ["api/config.yml", "users_url: http://${USERS_HOST:users}:3000\n"],
    ["api/.env.example", "USERS_URL=http://users:3000\n"],
    ["api/appsettings.json", '{ // where\n "Users": { "BaseUrl": "http://users" } }'],
  ])("%s names whom it reaches, by inference", (path, text) => {
    expect(uses({ [path]: text })).toEqual(["api -> users call inferred"]);
  });

  it("is sure of connection strings where the framework looks them up", () => {
    const text = '{ "ConnectionStrings": { "Default": "Server=db;Database=x;User Id=sa;Password=y" }, "Bus": { "Url": "amqp://rabbit" } }';
    expect(uses({ "api/appsettings.json": text })).toEqual(["api -> db data declared", "api -> rabbit message inferred"]);
  });

  it("holds where nothing is set in its place", () => {
    const set =
      "services:\n  api:\n    build: ./api\n    environment: { USERS__URL: http://people }\n  users: { image: a }\n  people: { image: b }\n";
    expect(uses({ "compose.yaml": set, "api/config.json": '{ "Users": { "Url": "http://users" } }' })).toEqual([
      "api -> people call declared",
    ]);
  });

  it("says nothing by examples beside what is set, by names, by lists that all share, in tests, or in other forms", () => {
    expect(uses({ "api/.env.example": "USERS_URL=http://users\n", "api/.env": "X=1\n" })).toEqual([]);
    expect(uses({ "api/config.json": '{ "name": "users", "title": "db", "own": "http://localhost:80", "cors": "http://users" }' })).toEqual(
      [],
    );
    const everybody = '{ "a": "http://users", "b": "http://api", "c": "postgres://db/x", "d": "amqp://rabbit" }';
    expect(uses({ "api/services.json": everybody })).toEqual([]);
    expect(uses({ "api/tests/config.json": '{ "url": "http://users" }' })).toEqual([]);
    expect(uses({ "api/config/map.yaml": "apiVersion: v1\nkind: List\nurl: http://users\n" })).toEqual([]);
    expect(uses({ "config.json": '{ "url": "http://users" }' })).toEqual([]);
  });
});
