import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inChunks } from "../../../test/conversation/turns.ts";
import { sentences } from "./sentences.ts";

const cut = (text: string, size = 3): readonly string[] => {
  const cutter = sentences();
  return [...inChunks(text, size).flatMap((it) => cutter.push(it)), ...cutter.end()];
};

describe("a stream is cut after what is whole", () => {
  test.each([
    ["One. Two! Three?", ["One. ", "Two! ", "Three?"]],
    ["See `a. b` now. Then.", ["See `a. b` now. ", "Then."]],
    ["See [a. b](c.md) now. Then.", ["See [a. b](c.md) now. ", "Then."]],
    ["Ask ⟦clinic/a. b⟧. Then.", ["Ask ⟦clinic/a. b⟧. ", "Then."]],
    ["1.5 is more. Yes.", ["1.5 is more. ", "Yes."]],
    ["A line\nand another. Yes", ["A line\n", "and another. ", "Yes"]],
    ["```\na. b\n```\n", ["```\n", "a. b\n", "```\n"]],
  ])("%j", (text, expected) => expect(cut(text)).toEqual(expected));

  test("nothing is lost or added, however it comes", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."ab. !?`[]()⟦⟧<>\\\n*"), maxLength: 200 }),
        fc.integer({ min: 1, max: 9 }),
        (text, size) => {
          expect(cut(text, size).join("")).toBe(text);
        },
      ),
    );
  });

  test("a model without line breaks is not held back for ever, and costs no more the longer it speaks", () => {
    const cutter = sentences();
    const start = performance.now();
    const pieces = inChunks("word ".repeat(20_000), 4).flatMap((it) => cutter.push(it));
    expect(Math.max(...pieces.map((it) => it.length))).toBeLessThanOrEqual(2100);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
