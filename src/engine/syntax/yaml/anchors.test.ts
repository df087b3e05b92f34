import { describe, expect, test } from "vitest";
import { findByAnchor, itemAnchors, keyAnchor } from "./anchors.ts";
import { parseYaml } from "./parse.ts";
import type { YamlDocument, YamlNode } from "./tree.ts";
import { entriesOf, get, resolve, textOf } from "./walk.ts";

const document = (text: string): YamlDocument | undefined => parseYaml(text).documents[0];
const anchorsOfItems = (items: string): readonly string[] => itemAnchors("a", get(document(`a:\n${items}`)?.root, "a"));

/** Every anchor of a document with the node it was made for. */
function everyAnchor(node: YamlNode | undefined, at = ""): [string, YamlNode][] {
  const found = resolve(node);
  if (found === undefined || node === undefined) return [];
  const anchors = found.kind === "seq" ? itemAnchors(at, found) : [];
  const below: [string, YamlNode][] =
    found.kind === "map"
      ? entriesOf(found).flatMap((it) => everyAnchor(it.value, keyAnchor(at, it.name)))
      : found.kind === "seq"
        ? found.items.flatMap((it, index) => everyAnchor(it, anchors[index]))
        : [];
  return [[at, node], ...below];
}

describe("anchors say keys and contents", () => {
  test.each([
    ["", "services", "services"],
    ["services.api", "image", "services.api.image"],
    ["services", "my.app", 'services["my.app"]'],
    ["", "a b", '["a b"]'],
    ["x", "a#b", 'x["a\\u0023b"]'],
    ["x", "", 'x[""]'],
    ["x", "größe", "x.größe"],
  ])("%j + %j", (parent, name, anchor) => {
    expect(keyAnchor(parent, name)).toBe(anchor);
  });

  test("items by what they are, never by where", () => {
    expect(anchorsOfItems("  - 8080:80\n  - db\n  - db\n  - name: web\n    image: x\n  - target: 80\n    published: 8080\n")).toEqual([
      "a[8080:80]",
      "a[db]",
      "a[db]~1",
      "a[web]",
      "a[80]",
    ]);
  });

  test("values that may be secrets stay out", () => {
    const text = [
      "- DB_PASSWORD=hunter2",
      "- postgres://app:hunter2@db/x",
      "- --password",
      "- hunter2",
      "- --token=hunter2",
      "- -phunter2",
      "- redis-server --requirepass hunter2",
      "- name: TOKEN=hunter2",
      "- {name: DB, value: hunter2}",
      "- --pass # c",
      "- 'hunter2 x'",
    ]
      .map((it) => `  ${it}`)
      .join("\n");
    const anchors = anchorsOfItems(`${text}\n`);
    expect(anchors.join("\n")).not.toContain("hunter2");
    expect(anchors[0]).toBe("a[DB_PASSWORD]");
    expect(new Set(anchors).size).toBe(anchors.length);
  });
});

test("every anchor leads back to its node, through aliases, merges and odd names", () => {
  const root = document(`
x-a: &a {image: "a#b", "we.ird": [1, 1, [2], {name: "q]"}, {b: c}, ~, "", "~1"]}
services:
  api:
    <<: *a
    ports: ["80:80", "80:80", "a b c"]
  "quoted]key": *a
? [k, k]
: odd
`);
  const all = everyAnchor(root?.root);
  expect(all.length).toBeGreaterThan(40);
  for (const [anchor, node] of all) {
    expect(findByAnchor(root, anchor)?.node, anchor).toBe(node);
    expect(anchor).not.toContain("#");
  }
  expect(new Set(all.map(([anchor]) => anchor)).size).toBe(all.length);
});

test("what stands above or before changes no anchor", () => {
  const before = everyAnchor(document("s:\n  a: [x, y]\n  b: {c: 1}\n")?.root).map(([it]) => it);
  const after = everyAnchor(document("new: 1\ns:\n  z: 1\n  a: [w, x, y]\n  b: {q: 2, c: 1}\n")?.root).map(([it]) => it);
  expect(after).toEqual(expect.arrayContaining(before));
});

test("an anchor of something else leads nowhere", () => {
  const doc = document("a: [x]\nb: 1");
  for (const anchor of ["c", "a[y]", "a.x", "b.c", "a[x]~1", "[", '["a', "a[x", "..", "a~1"])
    expect(findByAnchor(doc, anchor), anchor).toBeUndefined();
  expect(textOf(findByAnchor(doc, "a[x]")?.node)).toBe("x");
});
