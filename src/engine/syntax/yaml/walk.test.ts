import { describe, expect, test } from "vitest";
import { parseYaml } from "./parse.ts";
import type { YamlNode } from "./tree.ts";
import { asBoolean, asNumber, entriesOf, get, isNull, scalarOf, textOf } from "./walk.ts";

const root = (text: string): YamlNode | undefined => parseYaml(text).documents[0]?.root;
const pairs = (node: YamlNode | undefined): string[] =>
  entriesOf(node).map((it) => `${it.merged ? "<" : ""}${it.name}=${textOf(it.value) ?? "null"}`);

describe("merges", () => {
  test("own keys win, then the merge that stands first", () => {
    const text = "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 0\n";
    expect(pairs(get(root(text), "c"))).toEqual(["x=0", "<y=1", "<z=2"]);
  });

  test("merges of merges hold, wherever << stands", () => {
    const text = "a: &a {x: 1}\nb: &b\n  y: 2\n  <<: *a\nc:\n  <<: *b\n";
    expect(pairs(get(root(text), "c"))).toEqual(["<y=2", "<x=1"]);
  });

  test("an inline mapping merges; a scalar, a broken alias and a quoted << do not", () => {
    expect(pairs(root("<<: {a: 1}\nb: 2"))).toEqual(["b=2", "<a=1"]);
    expect(pairs(root("<<: text\nb: 2"))).toEqual(["b=2"]);
    expect(pairs(root("<<: *nobody\nb: 2"))).toEqual(["b=2"]);
    expect(pairs(root("'<<': 1\nb: 2"))).toEqual(["<<=1", "b=2"]);
  });

  test("a value through an alias is read where it is used", () => {
    expect(textOf(get(root("a: &a {x: {y: deep}}\nb: *a"), "b", "x", "y"))).toBe("deep");
  });
});

test("of a key that stands twice the last holds", () => {
  expect(pairs(root("a: 1\na: 2"))).toEqual(["a=2"]);
});

describe("scalars", () => {
  test.each([
    ["12", "number"],
    ["-1.5e3", "number"],
    [".5", "number"],
    ["0x1F", "number"],
    ["0o17", "number"],
    [".inf", "number"],
    ["true", "boolean"],
    ["FALSE", "boolean"],
    ["yes", "string"],
    ["'12'", "string"],
    ["!!str 12", "string"],
    ["1_000", "string"],
    ["~", "null"],
    ["", "null"],
    ["null", "null"],
    ["80:80", "string"],
    ["1.2.3", "string"],
    ["|\n 12", "string"],
  ])("%s is a %s", (text, type) => {
    expect(scalarOf(get(root(`a: ${text}\n`), "a"))?.type).toBe(type);
  });

  test("where a number or a boolean is wanted, quotes and old words do", () => {
    const node = root("a: '8080'\nb: yes\nc: 'off'\nd: 80/tcp\ne:\nf: 0777");
    expect(asNumber(get(node, "a"))).toBe(8080);
    expect(asBoolean(get(node, "b"))).toBe(true);
    expect(asBoolean(get(node, "c"))).toBe(false);
    expect(asNumber(get(node, "d"))).toBeUndefined();
    expect(isNull(get(node, "e"))).toBe(true);
    expect(textOf(get(node, "e"))).toBeUndefined();
    expect(textOf(get(node, "f"))).toBe("0777");
  });
});
