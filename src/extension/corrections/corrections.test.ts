import { describe, expect, test } from "vitest";
import { correctionsReader } from "../../engine/readers/corrections.ts";
import { lineOf, type Said } from "./line.ts";
import { insertionOf } from "./text.ts";

const written = (text: string, line = "ignore: mock # a tool"): string | undefined => {
  const it = insertionOf(text, line);
  return it && text.slice(0, it.start) + it.text + text.slice(it.end);
};

describe("a line", () => {
  const all: readonly Said[] = [
    { do: "same", names: ["db", "clinic/postgres"] },
    { do: "different", names: ["db", "db"] },
    { do: "ignore", name: "wire mock: [1] #2" },
    { do: "external", name: "yes" },
    { do: "kind", name: "edge", kind: "gateway" },
    { do: "owner", name: "billing", owner: 'team "money"\n& co' },
    { do: "connects", from: "a", to: "10.0.0.1", style: "message" },
    { do: "unconnected", from: "🐘", to: "b\u2028c" },
  ];
  test.each(all.map((it) => [lineOf(it, "so\nit is"), it] as const))("%s", (line, said) => {
    expect(line).not.toMatch(/[\r\n\u2028]/);
    const { body, problems } = correctionsReader.read({ path: ".architect/corrections.yaml", text: written("", line) ?? "" });
    expect(problems).toEqual([]);
    expect(body.corrections.map(({ at: _, ...it }) => it)).toEqual([said]);
  });
});

describe("goes below the others, and nothing else changes", () => {
  test.each([
    ["", "corrections:\n  - ignore: mock # a tool\n"],
    ["# ours\n", "# ours\ncorrections:\n  - ignore: mock # a tool\n"],
    ["# ours", "# ours\ncorrections:\n  - ignore: mock # a tool\n"],
    ["corrections:\n", "corrections:\n  - ignore: mock # a tool\n"],
    ["corrections: # none yet\n# end\n", "corrections: # none yet\n  - ignore: mock # a tool\n# end\n"],
    ["corrections: []\n", "corrections: \n  - ignore: mock # a tool\n"],
    ["corrections: [{ ignore: a }]\n", "corrections: \n  - { ignore: a }\n  - ignore: mock # a tool\n"],
    [
      "corrections:\n- ignore: a # why\n\n# and that is all\n",
      "corrections:\n- ignore: a # why\n- ignore: mock # a tool\n\n# and that is all\n",
    ],
    [
      "corrections:\r\n    - same: [a, b]\r\n    # below\r\n",
      "corrections:\r\n    - same: [a, b]\r\n    - ignore: mock # a tool\r\n    # below\r\n",
    ],
    [
      "corrections:\n  - kind:\n      of: a\n      is: job",
      "corrections:\n  - kind:\n      of: a\n      is: job\n  - ignore: mock # a tool\n",
    ],
  ])("%j", (text, expected) => {
    expect(written(text)).toBe(expected);
  });
  test("a file with an error in it is left alone, and so is one that is something else", () => {
    for (const text of ["corrections: [", "- a\n", "corrections: { ignore: a }\n", "corrections: no\n", "a: 1\n---\nb: 1\n"])
      expect(written(text)).toBeUndefined();
  });
});
