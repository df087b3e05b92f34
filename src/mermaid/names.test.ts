import { describe, expect, test } from "vitest";
import { compile, compileEntities, type NodeId } from "../engine/diagrams/mermaid.ts";
import { parseMermaid } from "./parse.ts";

/** Words and characters that mean something to one of Mermaid's passes, and some that mean nothing to it. */
const pieces = [
  ..."abcXYZ019 _-.,:;|#&<>\"'`%$\\*~[]{}()/^+=@!?\t\n\u00a0é漢𝒳🙂\u202e\u200b\ud800ﬂ¶°",
  "PK",
  "fk",
  "UK ",
  "end",
  "style",
  "class",
  "classDef",
  "direction TB",
  "DIRECTION lr",
  "click",
  "erDiagram",
  "flowchart",
  "subgraph",
  "accTitle: ",
  "accDescr {",
  "%%{init: {}}%%",
  "%%",
  "---",
  "||--o{",
  "one or more",
  "1+",
  "to",
  "C4Context",
  "https://",
  "fa:fa-",
  "<br/>",
  "constructor",
  "__proto__",
  "varchar(255)",
  "numeric(10,2)",
  "int[]",
];

/** The same names in every run. */
function namesFrom(seed: number): () => string {
  let state = seed;
  const random = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return () => Array.from({ length: random(7) }, () => pieces[random(pieces.length)]).join("");
}

const id = (index: number): NodeId => `n${index + 1}`;
/** Mermaid takes seconds for what is long: pictures of a usual size, many of them. */
const pictures = 125;

describe("10,000 names of any letters", () => {
  test("compile to flowcharts that Mermaid reads", async () => {
    const name = namesFrom(7);
    for (let picture = 0; picture < pictures; picture++) {
      const text = compile({
        direction: "TB",
        title: name(),
        description: name(),
        items: Array.from({ length: 40 }, (_, index) => ({
          id: id(index),
          lines: [name(), name()],
          shape: "cylinder",
          classes: ["database"],
        })),
        links: [{ id: "e1", from: "n1", to: "n2", label: name(), dotted: true }],
      });
      expect(await parseMermaid(text), text).toEqual({ ok: true });
    }
  });

  test("compile to entity diagrams that Mermaid reads: tables, columns, types and relations", async () => {
    const name = namesFrom(11);
    for (let picture = 0; picture < pictures; picture++) {
      const text = compileEntities({
        title: name(),
        description: name(),
        tables: Array.from({ length: 12 }, (_, index) => ({
          id: id(index),
          name: name(),
          rows: Array.from({ length: 3 }, () => ({ type: name(), name: name(), keys: ["PK", "FK"] as const })),
        })),
        relations: Array.from({ length: 6 }, (_, index) => ({
          id: `e${index + 1}` as const,
          from: id(index),
          to: id(index + 1),
          label: name(),
          single: index % 2 === 0,
          required: index % 3 === 0,
          dotted: index % 4 === 0,
        })),
      });
      expect(await parseMermaid(text), text).toEqual({ ok: true });
    }
  });
});
