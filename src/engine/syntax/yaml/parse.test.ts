import { describe, expect, test } from "vitest";
import { parseYaml } from "./parse.ts";
import type { YamlFile, YamlNode } from "./tree.ts";

/** The tree as plain values: `&`-shared nodes and aliases as `*name`, an empty node as null. */
function plain(node: YamlNode | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === "alias") return `*${node.name}`;
  if (node.kind === "scalar") return node.text === "" && node.style === "plain" ? null : node.text;
  if (node.kind === "seq") return node.items.map(plain);
  return node.entries.map(({ key, value }) => [plain(key), plain(value)]);
}
const values = (text: string): unknown[] => parseYaml(text).documents.map((it) => plain(it.root));
const problems = (text: string): string[] => {
  const file = parseYaml(text);
  return file.problems.map((it) => `${file.lines.lineAt(it.start) + 1}: ${it.message}`);
};

/** What the text of each node is, in reading order. */
function pieces(file: YamlFile, text: string): string[] {
  const found: string[] = [];
  const visit = (node: YamlNode): void => {
    found.push(text.slice(node.start, node.end));
    if (node.kind === "map") for (const it of node.entries) [it.key, it.value].forEach(visit);
    if (node.kind === "seq") node.items.forEach(visit);
  };
  for (const { root } of file.documents) if (root !== undefined) visit(root);
  return found;
}

describe("ranges", () => {
  test.each([
    ["a: 1", ["a: 1", "a", "1"]],
    ["a: [x, {y: z}, p: q , ] # c", ["a: [x, {y: z}, p: q , ]", "a", "[x, {y: z}, p: q , ]", "x", "{y: z}", "y", "z", "p: q", "p", "q"]],
    ["'a': \"b\\n\"", ["'a': \"b\\n\"", "'a'", '"b\\n"']],
    [
      "a: !t &x |- # why | not\n  one\n\n  two\n\nb: *x",
      ["a: !t &x |- # why | not\n  one\n\n  two\n\nb: *x", "a", "|- # why | not\n  one\n\n  two", "b", "*x"],
    ],
    ["- a\n-\n- # c\n- - b", ["- a\n-\n- # c\n- - b", "a", "", "", "- b", "b"]],
    ["a:\nb: # c\n", ["a:\nb:", "a", "", "b", ""]],
    ["a: {b, c: }", ["a: {b, c: }", "a", "{b, c: }", "b", "", "c", ""]],
  ])("%j", (text, expected) => {
    expect(pieces(parseYaml(text), text)).toEqual(expected);
  });

  test("an empty value stands after its colon or dash", () => {
    const text = "a:   # later\nb:\n  -\n";
    const root = parseYaml(text).documents[0]?.root;
    const empties: number[] = [];
    const visit = (node: YamlNode): void => {
      if (node.kind === "scalar" && node.start === node.end) empties.push(node.start);
      if (node.kind === "map") for (const it of node.entries) visit(it.value);
      if (node.kind === "seq") node.items.forEach(visit);
    };
    if (root !== undefined) visit(root);
    expect(empties).toEqual([text.indexOf(":") + 1, text.indexOf("-") + 1]);
  });

  test("a BOM and CRLF move nothing", () => {
    const text = "\uFEFFa: 1\r\nb:\r\n  - |\r\n    x\r\n    y\r\n";
    expect(pieces(parseYaml(text), text).at(-1)).toBe("|\r\n    x\r\n    y");
    expect(values(text)).toEqual([
      [
        ["a", "1"],
        ["b", ["x\ny\n"]],
      ],
    ]);
    expect(problems(text)).toEqual([]);
  });
});

describe("documents", () => {
  test("a broken one costs no other", () => {
    const text = "a: 1\n---\nb: [1\nc: 2\n---\nd: 3\n";
    const found = values(text);
    expect([found[0], found[2]]).toEqual([[["a", "1"]], [["d", "3"]]]);
    expect(problems(text).every((it) => /^[34]: /.test(it))).toBe(true);
    expect(problems(text)).not.toEqual([]);
  });

  test("comments before the first marker are no document, an empty one between markers is", () => {
    expect(values("# hello\n---\na: 1\n---\n---\nb: 2\n")).toEqual([[["a", "1"]], undefined, [["b", "2"]]]);
  });

  test("a marker ends a block scalar, dashes inside a line end nothing", () => {
    expect(values("a: |\n  x\n  ---\n---\nb: c --- d\n# -----\n----: e\n")).toEqual([
      [["a", "x\n---\n"]],
      [
        ["b", "c --- d"],
        ["----", "e"],
      ],
    ]);
  });

  test("directives go with the document after them", () => {
    expect(values("a: 1\n...\n%YAML 1.2\n# c\n---\nb: 2\n")).toEqual([[["a", "1"]], [["b", "2"]]]);
  });

  test("each says where it stands in the file", () => {
    const text = "a: 1\n---\nb: 2\n";
    expect(parseYaml(text).documents.map((it) => text.slice(it.start, it.end))).toEqual(["a: 1\n", "---\nb: 2\n"]);
  });

  test("an empty file has none", () => {
    expect(parseYaml("").documents).toEqual([]);
    expect(parseYaml("# nothing\n").documents).toEqual([]);
  });
});

describe("aliases", () => {
  test("share the node they name", () => {
    const root = parseYaml("a: &x [1]\nb: *x").documents[0]?.root;
    if (root?.kind !== "map") throw new Error("no map");
    const [a, b] = root.entries;
    expect(b?.value.kind === "alias" && b.value.target).toBe(a?.value);
  });

  test("without an anchor, or inside the node they name, they lead nowhere and say so", () => {
    expect(problems("a: *x")).toEqual(["1: No anchor &x stands before this alias."]);
    expect(problems("a: &x\n  b: *x")).toEqual(["2: The alias *x stands inside the node it names."]);
  });
});

test("a key that stands twice is told at its second place, and kept", () => {
  expect(values("a: 1\nb: 2\na: 3")).toEqual([
    [
      ["a", "1"],
      ["b", "2"],
      ["a", "3"],
    ],
  ]);
  expect(problems("a: 1\nb: 2\na: 3")).toEqual(['3: The key "a" stands twice in this mapping.']);
});

test("tags are kept as they are written", () => {
  const root = parseYaml("a: !reset null\nb: !override [x]\nc: !!str 1\nd: !Ref x").documents[0]?.root;
  expect(root?.kind === "map" && root.entries.map((it) => it.value.tag)).toEqual(["!reset", "!override", "!!str", "!Ref"]);
});

test("JSON is YAML, tabs and trailing commas too", () => {
  expect(values('{\n\t"a": [1, 2,],\n\t"b": {"c": "d\\u0041"}\n}')).toEqual([
    [
      ["a", ["1", "2"]],
      ["b", [["c", "dA"]]],
    ],
  ]);
});
