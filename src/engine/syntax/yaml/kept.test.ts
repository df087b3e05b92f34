import { describe, expect, it } from "vitest";
import { parseKept, parseYaml } from "./parse.ts";
import type { YamlFile, YamlNode } from "./tree.ts";

const three = "name: one\n---\nname: two\n---\nname: [three\n";

/** Every node with what stands at its place in the file. */
function standing(file: YamlFile, text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: YamlNode, base: number): void => {
    found.push(`${node.kind} ${text.slice(base + node.start, base + node.end)}`);
    if (node.kind === "map")
      for (const { key, value } of node.entries) {
        visit(key, base);
        visit(value, base);
      }
    if (node.kind === "seq") for (const it of node.items) visit(it, base);
  };
  for (const { root, base } of file.documents) if (root !== undefined) visit(root, base);
  return found;
}

describe("documents that are kept from one text to the next", () => {
  it("are the same trees when something before them is edited, and stand where they stand now", () => {
    const before = parseKept(three, undefined);
    const text = three.replace("one", "another one");
    const after = parseKept(text, before);
    expect(after.documents.map(({ root }, at) => root === before.documents[at]?.root)).toEqual([false, true, true]);
    expect(standing(after, text)).toEqual(standing(parseYaml(text), text));
  });

  it.each([
    ["the documents as they were", three],
    ["one taken out", three.replace("---\nname: two\n", "")],
    ["one twice", `${three}---\nname: two\n`],
    ["one mended", `${three.trimEnd()}]\n`],
    ["a mark in front", `\ufeff${three}`],
    ["another ending of lines", three.replaceAll("\n", "\r\n")],
    ["nothing", ""],
    ["no text", "a: \0"],
  ])("say what a first reading says: %s", (_, text) => {
    const again = parseKept(text, parseKept(three, undefined));
    const fresh = parseYaml(text);
    expect(standing(again, text)).toEqual(standing(fresh, text));
    expect(again.problems).toEqual(fresh.problems);
    expect(again.documents.map(({ start, end }) => [start, end])).toEqual(fresh.documents.map(({ start, end }) => [start, end]));
  });
});
