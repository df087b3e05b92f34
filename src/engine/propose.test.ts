import { expect, test } from "vitest";
import { propose } from "./index.ts";

const compose = `services:
  api:
    build: api
    environment: {DATABASE_URL: "postgres://db:5432/app"}
  db:
    image: postgres
`;

test("what nobody has built is drawn, marked as proposed, and leads nowhere", () => {
  const { drawing } = propose({ "compose.yaml": compose }, "shop");
  expect(drawing?.title).toBe("Proposal for shop");
  expect(drawing?.view).toBe("proposal");
  expect(drawing?.boxes.map(({ name, places }) => [name, places])).toEqual([
    ["api", []],
    ["db", []],
  ]);
  expect(drawing?.arrows).toMatchObject([{ label: "postgres", places: [] }]);
  expect(drawing?.mermaid).toContain("class n1 proposed");
  expect(drawing?.mermaid).toContain("accDescr: Nothing of it is there yet.");
});

test("the rules say of it what they would say of files", () => {
  const { findings } = propose({ "compose.yaml": compose }, "shop");
  expect(findings.map(({ rule }) => rule)).toContain("store-without-volume");
  expect(findings.every(({ remedy }) => remedy !== "")).toBe(true);
});

test("files that say nothing come to nothing", () => {
  expect(propose({ "README.md": "Soon." }, "shop")).toEqual({ drawing: undefined, findings: [] });
});
