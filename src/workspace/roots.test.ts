import { expect, test } from "vitest";
import { openMemory } from "./memory.ts";
import { joinRoots } from "./roots.ts";

test("one folder keeps its paths", async () => {
  expect((await joinRoots([openMemory({ "compose.yaml": "" }, "shop")]).list()).files).toEqual(["compose.yaml"]);
});

test("several folders are told apart by name, also two of one name", async () => {
  const joined = joinRoots([
    openMemory({ "compose.yaml": "one" }, "api"),
    openMemory({ "compose.yaml": "two" }, "api"),
    openMemory({ "x/y.yaml": "three" }, "web"),
  ]);
  expect((await joined.list()).files).toEqual(["api/compose.yaml", "api-2/compose.yaml", "web/x/y.yaml"]);
  expect(await joined.read("api-2/compose.yaml")).toEqual({ text: "two", encoding: "utf-8" });
  expect(await joined.read("web/x/y.yaml")).toEqual({ text: "three", encoding: "utf-8" });
  expect(await joined.read("other/x.yaml")).toBeUndefined();
  expect(await joined.lists("api/compose.yaml")).toBe(true);
});
