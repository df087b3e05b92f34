import { expect, test } from "vitest";
import { compile, compileEntities } from "../../src/engine/diagrams/mermaid.ts";
import { refusal } from "./admit.ts";

test("everything that our compiler writes is admitted, whatever the names", () => {
  const hostile = [
    '%%{init: {"theme":"dark"}}%%',
    "@{ img: 'https://evil.example/x.png' }",
    "click n1 href",
    "---\ntitle: x\n---",
    "style n1 fill:red",
    "<img src=x>",
    "`**x**`",
  ];
  const text = compile({
    direction: "LR",
    title: hostile.join(" "),
    description: "5 components.",
    items: hostile.map((it, index) => ({ id: `n${index + 1}`, lines: [it, it], shape: "pipe", classes: ["broker"] })),
    links: hostile.slice(1).map((it, index) => ({ id: `e${index + 1}`, from: "n1", to: "n2", label: it, dotted: false })),
  });
  expect(refusal(text)).toBeUndefined();
  const tables = compileEntities({
    title: hostile.join(" "),
    description: "7 tables.",
    tables: hostile.map((it, index) => ({ id: `n${index + 1}`, name: it, rows: [{ type: it, name: it, keys: ["PK"] }] })),
    relations: [{ id: "e1", from: "n1", to: "n2", label: hostile.join(" "), single: true, required: false, dotted: true }],
  });
  expect(refusal(tables)).toBeUndefined();
});

test.each([
  ["another kind of diagram", "sequenceDiagram\n  a->>b: hello\n"],
  ["a directive", 'flowchart TB\n%%{init: {"securityLevel": "loose"}}%%\n  n1["a"]\n'],
  ["front matter", "---\nconfig:\n  htmlLabels: true\n---\nflowchart TB\n  n1\n"],
  ["an image", 'flowchart TB\n  n1@{ img: "https://evil.example/x.png" }\n'],
  ["an icon over several lines", "flowchart TB\n  n1@{\n    icon: 'x'\n  }\n"],
  ["a link", 'flowchart TB\n  n1["a"]\n  click n1 href "javascript:alert(1)"\n'],
  ["HTML in a label", 'flowchart TB\n  n1["<img src=x onerror=alert(1)>"]\n'],
  ["Markdown in a label", 'flowchart TB\n  n1["`![x](https://evil.example/x.png)`"]\n'],
  ["a style", "flowchart TB\n  n1\n  style n1 fill:url(https://evil.example)\n"],
  ["a very long text", `flowchart TB\n${"  n1\n".repeat(20_000)}`],
])("%s is refused in a sentence", (_, text) => {
  expect(refusal(text)).toMatch(/^[A-Z].*\.$/);
});
