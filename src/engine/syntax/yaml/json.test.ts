import fc from "fast-check";
import { expect, it } from "vitest";
import { readEvents } from "./events.ts";
import { readJson } from "./json.ts";
import type { YamlProblem } from "./tree.ts";

const asJson = (text: string) => {
  const problems: YamlProblem[] = [];
  return { root: readJson(text, 7, problems), problems };
};
const asYaml = (text: string) => {
  const problems: YamlProblem[] = [];
  return { root: readEvents(text, 7, problems)[0], problems };
};

it("reads what YAML's parser reads, to the last character", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(undefined, 2, "\t"), fc.boolean(), (value, indent, crlf) => {
      const text = JSON.stringify({ value }, undefined, indent).replaceAll("\n", crlf ? "\r\n" : "\n");
      expect(asJson(text)).toEqual(asYaml(text));
    }),
    { numRuns: 300 },
  );
});

it("a key that stands twice is told", () => {
  expect(asJson('{"a": 1, "a": 2}')).toEqual(asYaml('{"a": 1, "a": 2}'));
  expect(asJson('{"a": 1, "a": 2}').problems).toHaveLength(1);
});

it.each([
  "",
  "{",
  "[1,]",
  '{"a" 1}',
  "{a: 1}",
  "{'a': 1}",
  '{"a": 1} # no',
  '{"a": 1} {}',
  '{"a": 01}',
  '{"a": "b\n"}',
  '"\\x"',
  "[1 2]",
  `${"[".repeat(201)}${"]".repeat(201)}`,
])("%j is left to those who read YAML", (text) => expect(asJson(text).root).toBeUndefined());
