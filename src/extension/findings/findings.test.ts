import { describe, expect, test } from "vitest";
import type { Overview, PlacedFinding } from "../../protocol.ts";
import { markdownOf } from "./markdown.ts";
import { errorsIn, findingsIn, type Grouping, type Node, nodesOf } from "./nodes.ts";

const finding = (
  id: string,
  severity: PlacedFinding["severity"],
  {
    about = ["api"],
    rule = "a-rule",
    file = "compose.yaml",
    ...more
  }: Partial<Omit<PlacedFinding, "about">> & { about?: string[]; file?: string } = {},
): PlacedFinding => ({
  id,
  rule,
  severity,
  because: undefined,
  message: `${id} is wrong`,
  says: { key: "wrong", params: {} },
  about: about.map((it) => `component:shop/${it}` as const),
  in: "all",
  at: [`${file}#services`],
  fixes: [],
  title: `The ${rule}`,
  remedy: "",
  why: "",
  places: [{ file, span: { start: 0, end: 1, line: 4, column: 0, endLine: 4, endColumn: 1 }, says: "services", strength: "declared" }],
  ...more,
});
const overview = {
  systems: [{ id: "shop", components: ["api", "db"].map((name) => ({ ref: `component:shop/${name}`, name })) }],
} as unknown as Overview;

const findings = [
  finding("late", "note", { file: "k8s/api.yaml", rule: "b-rule" }),
  finding("lost", "error", { about: ["db"] }),
  finding("slow", "warning", { about: ["api", "db"], rule: "b-rule" }),
  finding("loose", "warning", { about: [] }),
  finding("old", "error", { elsewhere: true, where: "only in deploy" }),
];

const told = (by: Grouping, filter = ""): string => {
  const line = (node: Node): string => {
    const inside = node.children.map(line).join(" ");
    switch (node.what) {
      case "group":
        return `${node.name || "(none)"} ${node.worst}: ${inside}`;
      case "elsewhere":
        return `elsewhere: ${inside}`;
      case "finding":
        return node.finding.id;
      case "more":
        return `+${node.count}`;
    }
  };
  return nodesOf({ findings, overview }, by, filter).map(line).join("\n");
};

describe("findings are grouped", () => {
  test.each<[Grouping, string]>([
    ["severity", "error error: lost\nwarning warning: slow loose\nnote note: late\nelsewhere: old"],
    ["component", "db error: lost slow\napi warning: slow late\n(none) warning: loose\nelsewhere: old"],
    ["rule", "The a-rule error: lost loose\nThe b-rule warning: slow late\nelsewhere: old"],
    ["file", "compose.yaml error: lost slow loose\nk8s/api.yaml note: late\nelsewhere: old"],
  ])("by %s", (by, expected) => expect(told(by)).toBe(expected));

  test("ids are no one else's, or the editor would show one entry for another", () => {
    const ids = (nodes: readonly Node[]): readonly string[] => nodes.flatMap((it) => [it.id, ...ids(it.children)]);
    const all = ids(nodesOf({ findings, overview }, "component", ""));
    expect(new Set(all).size).toBe(all.length);
  });
  test("of very many the first are shown, and the rest is counted", () => {
    const many = Array.from({ length: 450 }, (_, at) => finding(`f${at}`, "note"));
    const [group] = nodesOf({ findings: many, overview }, "severity", "");
    expect(group?.children).toHaveLength(201);
    expect(group?.children.at(-1)).toMatchObject({ what: "more", count: 250 });
  });
});

describe("a filter", () => {
  test.each([
    ["wrong db", "db error: lost slow\napi warning: slow"],
    ["K8S", "api note: late"],
    ["b-rule warning", "api warning: slow\ndb warning: slow"],
    ["nothing of that", ""],
  ])("%s", (words, expected) => expect(told("component", words)).toBe(expected));
});

test("what is chosen is every finding below it, once", () => {
  const nodes = nodesOf({ findings, overview }, "component", "");
  expect(findingsIn(nodes).map(({ id }) => id)).toEqual(["lost", "slow", "late", "loose", "old"]);
});

test("the number on the icon counts errors of what is looked at", () => expect(errorsIn(findings)).toBe(1));

test("as Markdown a finding has its places and its reason, and nothing of a file means anything", () => {
  const shown = finding("x", "error", { message: "`a` <b> *c*\nd", why: "It stops.", remedy: "Start it.", where: "only in deploy" });
  expect(markdownOf([shown, finding("y", "note", { file: "a`b.yaml" })])).toMatchInlineSnapshot(`
    "- **error** \\\`a\\\` \\<b\\> \\*c\\* d (only in deploy) \`compose.yaml:5\`

      It stops.

      Start it.

      \`a-rule\`
    - **note** y is wrong \`\` a\`b.yaml:5 \`\`

      \`a-rule\`
    "
  `);
});
