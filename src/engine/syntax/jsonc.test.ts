import { expect, test } from "vitest";
import { parseJsonc } from "./jsonc.ts";

test.each([
  ['{"a": 1}', { a: 1 }],
  ['\uFEFF{ // a comment\n "a": /* another */ [1, 2, ], }', { a: [1, 2] }],
  ['{"url": "http://x", "b": "/* no comment */", "c": "\\"//"}', { url: "http://x", b: "/* no comment */", c: '"//' }],
  ["{} // the end", {}],
  ["{,}", {}],
  ["[1,,]", undefined],
  ['{"a": "open', undefined],
  ["/* open", undefined],
  ["", undefined],
])("%j", (text, value) => expect(parseJsonc(text)).toEqual(value));

test("a file made to be slow is not", () => {
  const start = performance.now();
  parseJsonc(`[${" ".repeat(200_000)}${"]".repeat(2000)}`);
  parseJsonc("/*".repeat(100_000));
  expect(performance.now() - start).toBeLessThan(1000);
});
