import { expect, test } from "vitest";
import type { PlacedArrow, PlacedBox, PlacedDrawing } from "../../src/protocol.ts";
import { changesBetween, keysOf, samePicture } from "./changes.ts";

const box = (id: string, name: string, about = "Service"): PlacedBox => ({ id, ref: `component:shop/${name}`, name, about, places: [] });
const arrow = (id: string, from: string, to: string, label = "http"): PlacedArrow => ({ id, from, to, label, dotted: false, places: [] });
const drawing = (boxes: readonly PlacedBox[], arrows: readonly PlacedArrow[]): PlacedDrawing => ({
  view: "containers",
  title: "Containers",
  mermaid: "",
  boxes,
  arrows,
  system: "shop",
  variant: undefined,
  omitted: undefined,
});

test("a new box moves every id, and is the only one that is new", () => {
  const before = drawing([box("n1", "orders"), box("n2", "postgres")], [arrow("e1", "n1", "n2")]);
  const after = drawing(
    [box("n1", "mail"), box("n2", "orders"), box("n3", "postgres")],
    [arrow("e1", "n2", "n1"), arrow("e2", "n2", "n3")],
  );
  expect(changesBetween(before, after)).toEqual({ added: new Set(["n1", "e1"]), changed: new Set() });
});

test("what says something else has changed", () => {
  const before = drawing([box("n1", "orders"), box("n2", "postgres")], [arrow("e1", "n1", "n2")]);
  const after = drawing([box("n1", "orders", "Service, node 22"), box("n2", "postgres")], [arrow("e1", "n1", "n2", "postgres")]);
  expect(changesBetween(before, after)).toEqual({ added: new Set(), changed: new Set(["n1", "e1"]) });
});

test("the same drawing has no changes", () => {
  const one = drawing([box("n1", "orders")], []);
  expect(changesBetween(one, one)).toEqual({ added: new Set(), changed: new Set() });
});

test("things keep their key over drawings", () => {
  const keys = keysOf(drawing([box("n1", "orders"), box("n2", "postgres")], [arrow("e1", "n1", "n2"), arrow("e2", "g1", "n2")]));
  expect(keys.get("e1")).toBe("component:shop/orders -> component:shop/postgres");
  expect(keys.get("e2")).toBe("g1 -> component:shop/postgres");
});

test("another variant is another picture; `null` is how JSON says that there is none", () => {
  const one = drawing([], []);
  expect(samePicture(one, { ...one, variant: "compose:shop" })).toBe(false);
  expect(samePicture(one, JSON.parse(JSON.stringify({ ...one, variant: null })))).toBe(true);
});
