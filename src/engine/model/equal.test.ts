import { expect, test } from "vitest";
import { equal } from "./equal.ts";

test.each<[unknown, unknown, boolean]>([
  [1, 1, true],
  [Number.NaN, Number.NaN, true],
  [{ a: 1 }, { a: 1, b: undefined }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [[1, 2], [1, 2], true],
  [[1, 2], [2, 1], false],
  [[], {}, false],
  [new Map([["a", [1]]]), new Map([["a", [1]]]), true],
  [new Map([["a", [1]]]), new Map([["a", [2]]]), false],
  [new Map([["a", 1]]), new Map([["b", 1]]), false],
  [new Map(), {}, false],
  [{ deep: { map: new Map([["a", { b: 1 }]]) } }, { deep: { map: new Map([["a", { b: 2 }]]) } }, false],
])("%j and %j: %s", (a, b, same) => {
  expect(equal(a, b)).toBe(same);
});
