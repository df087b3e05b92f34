import { expect, test } from "vitest";
import type { Place, PlacedDrawing } from "../../protocol.ts";
import { markdownOf } from "./markdown.ts";

const place: Place = {
  file: "compose.yaml",
  span: { start: 0, end: 1, line: 4, column: 2, endLine: 4, endColumn: 9 },
  says: "service api is declared",
  strength: "declared",
};
const drawing = (name: string): PlacedDrawing => ({
  view: "containers",
  title: "Containers",
  mermaid: 'flowchart TB\n  n1["api"]\n',
  boxes: [
    { id: "n1", ref: "component:shop/api", name, about: "Service", places: [place, place] },
    { id: "n2", ref: "component:shop/db", name: "db", about: "Database", places: [] },
  ],
  arrows: [{ id: "e1", from: "n1", to: "n2", label: "postgres", dotted: true, places: [place] }],
  system: "shop",
  variant: undefined,
  omitted: undefined,
});

test("the picture as a fence, what it shows as tables with their proofs", () => {
  expect(markdownOf("Containers of shop", drawing("api"), undefined)).toBe(`# Containers of shop

\`\`\`mermaid
flowchart TB
  n1["api"]
\`\`\`

## What is drawn

|  | What it is | Proof |
| --- | --- | --- |
| api | Service | \`compose.yaml:5\` and 1 more |
| db | Database |  |

## Connections

| From | To | How | Proof |
| --- | --- | --- | --- |
| api | db | postgres, inferred only | \`compose.yaml:5\` |
`);
});

test("a review comes with what was found", () => {
  const report = { heading: "Review", summary: "2 components.", findings: [] };
  expect(markdownOf("Review", drawing("api"), report)).toContain("2 components.\n\n```mermaid");
  expect(markdownOf("Review", drawing("api"), report)).toContain("## Findings\n\nNothing to mend.");
});

test("names are words: no cell, link, image, tag or line of their own", () => {
  const text = markdownOf("x", drawing("a|b](javascript:1)\n# c <img src=x> ![p](https://evil.example) `d`"), undefined);
  expect(text).toContain("| a\\|b\\](javascript:1) \\# c \\<img src=x\\> \\!\\[p\\](https:\\/\\/evil.example) \\`d\\` |");
});
