import { expect, test } from "vitest";
import { compile, type Node } from "../engine/diagrams/mermaid.ts";
import { parseMermaid } from "./parse.ts";

test("a node may have any number of classes, whatever its shape", async () => {
  const node = (shape: Node["shape"], index: number): Node => ({
    id: `n${index + 1}`,
    lines: ["orders", "Service · node 22", ":8080"],
    shape,
    classes: ["service", "unknown", "folded", "focused"].slice(0, index % 5),
  });
  const shapes = ["box", "rounded", "pill", "hexagon", "framed", "cylinder", "pipe", "stack"] as const;
  const text = compile({
    direction: "TB",
    title: "Containers",
    description: "8 components.",
    items: [{ id: "g1", title: "shop", classes: ["system"], items: shapes.map(node) }, node("box", 8), node("pipe", 9)],
    links: [{ id: "e1", from: "n1", to: "g1", label: "http", dotted: true }],
  });

  expect(text).toContain('n1["orders<br/>Service · node 22<br/>:8080"]\n');
  expect(text).toContain("n10@{ shape: h-cyl }\n  class n10 unknown\n");
  expect(await parseMermaid(text)).toEqual({ ok: true });
});

test("what Mermaid cannot read is told with its line", async () => {
  expect(await parseMermaid('flowchart TB\n  n1["a"]:::one:::two\n')).toMatchObject({ ok: false, line: 2 });
});
