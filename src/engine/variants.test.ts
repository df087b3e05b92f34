import { expect, test } from "vitest";
import { answersOf } from "./answers.ts";
import { openEngine } from "./engine.ts";

const files = {
  "compose.yaml": `
name: shop
services:
  api:
    image: acme/api:1.4.0
    environment: { CATALOG_URL: "http://catalogue:3000" }
`,
  "production/api.yaml": `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec:
  replicas: 3
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec: { containers: [{ name: api, image: "acme/api:1.4.0" }] }
`,
};
const engine = openEngine({ workspaceName: "shop" });
engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
const answers = answersOf(engine, "shop");
const [compose = "", production = ""] = ["compose", "manifests"].map(
  (origin) => [...engine.architecture().variants.values()].find((it) => it.origin === origin)?.id,
);
const api = (shown: readonly string[]) => {
  const [system] = answers.overview(shown).systems;
  const line = system?.components.find(({ name }) => name === "api");
  return { shown: system?.shown, file: line?.place?.file, needs: line?.uses.map(({ name }) => name) };
};

test("what is told of a component is as it is in the variant that is looked at, proved by a file of it", () => {
  expect(api([compose])).toEqual({ shown: compose, file: "compose.yaml", needs: ["catalogue"] });
  expect(api([production])).toEqual({ shown: production, file: "production/api.yaml", needs: [] });
});

test("a choice that is no more counts for nothing", () => {
  const main = [...engine.architecture().variants.values()].find((it) => it.main)?.id;
  expect(api(["gone.yaml"]).shown).toBe(main);
  expect(api([]).shown).toBe(main);
});

test("findings that hold only elsewhere stay, come last, and say where they hold", () => {
  const unknown = (shown: readonly string[]) => answers.review({ shown }).findings.find(({ rule }) => rule === "unknown-host");
  expect(unknown([compose])).toMatchObject({ where: "only in compose.yaml" });
  expect(unknown([compose])?.elsewhere).toBeUndefined();
  expect(unknown([production])).toMatchObject({ where: "only in compose.yaml", elsewhere: true });
  const order = answers.review({ shown: [production] }).findings.map(({ elsewhere }) => elsewhere === true);
  expect(order).toEqual([...order].sort());
});

test("whoever asks for a variant looks at it", () => {
  expect(answers.review({ variant: compose, shown: [production] }).findings.every(({ elsewhere }) => elsewhere !== true)).toBe(true);
});

test("a drawing knows the variants of its system, and which one it is", () => {
  const drawing = answers.draw("containers", { shown: [production] });
  expect(drawing?.choices).toMatchObject([{ system: "shop", shown: production }]);
  expect(drawing?.choices?.[0]?.variants.map(({ id }) => id).toSorted()).toEqual([compose, production].toSorted());
});
