import { expect, test } from "vitest";
import type { PlacedDrawing } from "../../protocol.ts";
import { aroundOf, focusedOn, withHops } from "./around.ts";
import type { Subject } from "./subject.ts";

const drawing: PlacedDrawing = {
  view: "containers",
  title: "Containers",
  mermaid: "",
  boxes: [
    { id: "n1", ref: "component:shop/db", name: "db", about: "", places: [] },
    { id: "n2", ref: undefined, name: "3 workers", about: "", places: [] },
  ],
  arrows: [],
  system: "shop",
  variant: undefined,
  omitted: undefined,
};
const whole: Subject = { kind: "drawing", title: "Deployment", view: "deployment", options: { system: "shop" } };
const review: Subject = { kind: "review", title: "Review", paths: undefined };

test("a box is drawn with its neighbours, in the same view; of a review as containers", () => {
  expect(focusedOn(whole, drawing, "n1")).toEqual({
    view: "deployment",
    options: { system: "shop", focus: ["component:shop/db"], hops: 1 },
  });
  expect(focusedOn(review, drawing, "n1")).toEqual({ view: "containers", options: { focus: ["component:shop/db"], hops: 1 } });
});

test("a box that stands for several, and one that is not there, cannot stand alone", () => {
  expect(focusedOn(whole, drawing, "n2")).toBeUndefined();
  expect(focusedOn(whole, drawing, "n9")).toBeUndefined();
});

test("more steps, fewer steps, and the whole again", () => {
  const near: Subject = { ...whole, options: { system: "shop", focus: ["component:shop/db"], hops: 1 } };
  expect(withHops(near, 2)?.options).toEqual({ system: "shop", focus: ["component:shop/db"], hops: 2 });
  expect(withHops(near, 0)?.options).toEqual({ system: "shop" });
  expect(withHops(whole, 2)).toBeUndefined();
  expect(aroundOf(near, drawing)).toEqual({ name: "db", hops: 1 });
  expect(aroundOf(whole, drawing)).toBeUndefined();
  expect(aroundOf(review, drawing)).toBeUndefined();
});
