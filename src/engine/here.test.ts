import { expect, test } from "vitest";
import { openEngine } from "./engine.ts";
import { openLookout } from "./here.ts";

const compose = `services:
  api:
    image: acme/api:1.4
    environment:
      DB_URL: postgres://db:5432/app
  db:
    image: postgres:16.4
    volumes: ["data:/var/lib/postgresql/data"]
volumes:
  data:
`;

function open(text = compose) {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update([{ path: "compose.yaml", text }]);
  const lookout = openLookout(engine, () => 0);
  return (needle: string) => lookout.at("compose.yaml", text.indexOf(needle));
}

test("the name of a service is about the component", () => {
  expect(open()("api:\n")?.components.map(({ name }) => name)).toEqual(["api"]);
});

test("an address is about the connection it makes", () => {
  const here = open()("db:5432");
  expect(here?.uses.map(({ from, to }) => `${from} ${to}`)).toEqual(["component:shop/api component:shop/db"]);
  expect(here?.says).toEqual(["environment DB_URL names db:5432"]);
});

test("the rest of a service, and what nothing rests on, is about nothing", () => {
  expect(open()("1.4")?.components ?? []).toEqual([]);
  expect(open()("volumes:\n")).toBeUndefined();
});

test("components are defined where their services stand, in order", () => {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update([{ path: "compose.yaml", text: compose }]);
  const defined = openLookout(engine, () => 0).definedIn("compose.yaml");
  expect(defined.map(({ component, span }) => `${component.name}:${span.line + 1}`)).toEqual(["api:2", "db:6"]);
});
