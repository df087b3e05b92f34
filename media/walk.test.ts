import { describe, expect, test } from "vitest";
import { type Stop, walk } from "./walk.ts";

//      gateway
//       e1   e2
//   orders   stock    mail
//     e3
//   postgres
const stops: readonly Stop[] = [
  { id: "gateway", at: { x: 100, y: 0 } },
  { id: "orders", at: { x: 0, y: 100 } },
  { id: "stock", at: { x: 200, y: 100 } },
  { id: "mail", at: { x: 400, y: 100 } },
  { id: "postgres", at: { x: 0, y: 200 } },
  { id: "e1", at: { x: 50, y: 50 }, ends: ["gateway", "orders"] },
  { id: "e2", at: { x: 150, y: 50 }, ends: ["gateway", "stock"] },
  { id: "e3", at: { x: 0, y: 150 }, ends: ["orders", "postgres"] },
];

describe("from a box", () => {
  test("along the arrow that leaves in that direction", () => {
    expect(walk(stops, "orders", "down")).toBe("e3");
    expect(walk(stops, "postgres", "up")).toBe("e3");
  });
  test("to the next box where no arrow goes", () => {
    expect(walk(stops, "stock", "right")).toBe("mail");
    expect(walk(stops, "mail", "left")).toBe("stock");
  });
  test("nowhere at the edge", () => {
    expect(walk(stops, "postgres", "down")).toBeUndefined();
  });
});

describe("from an arrow", () => {
  test("to the end that lies there", () => {
    expect(walk(stops, "e3", "down")).toBe("postgres");
    expect(walk(stops, "e3", "up")).toBe("orders");
    expect(walk(stops, "e1", "up")).toBe("gateway");
  });
  test("across to the arrow beside it", () => {
    expect(walk([...stops, { id: "e4", at: { x: 60, y: 150 }, ends: ["orders", "stock"] }], "e3", "right")).toBe("e4");
  });
});

test("someone who stands on nothing begins at the beginning", () => {
  expect(walk(stops, "gone", "up")).toBe("gateway");
  expect(walk([], "gone", "up")).toBeUndefined();
});
