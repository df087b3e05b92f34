import { describe, expect, test } from "vitest";
import type { ComponentLine, Overview, PlacedFinding } from "../../protocol.ts";
import { type Node, nodesOf } from "./nodes.ts";

const component = (name: string, kind: ComponentLine["kind"], standing: ComponentLine["standing"] = "inside"): ComponentLine => ({
  ref: `component:shop/${name}`,
  name,
  aliases: [],
  kind,
  technology: undefined,
  version: undefined,
  standing,
  ports: [],
  published: [],
  replicas: undefined,
  place: undefined,
  uses: [],
});
const finding = (id: string, severity: PlacedFinding["severity"], about: string, elsewhere?: true): PlacedFinding => ({
  id,
  rule: "a-rule",
  severity,
  because: undefined,
  message: `${id} is wrong`,
  says: { key: "wrong", params: {} },
  about: [`component:shop/${about}`],
  in: "all",
  at: ["compose.yaml#services"],
  fixes: [],
  title: "A rule",
  remedy: "",
  why: "",
  places: [{ file: "compose.yaml", span: undefined, says: "services", strength: "declared" }],
  ...(elsewhere === undefined ? {} : { elsewhere, where: "only in deploy" }),
});
const overview = (components: readonly ComponentLine[]): Overview => ({
  workspace: "shop",
  systems: [
    {
      id: "shop",
      folder: "",
      reason: "",
      connections: 0,
      components,
      shown: "deploy/",
      variants: [
        { id: "compose.yaml", system: "shop", origin: "compose", files: [], environment: undefined, main: false, title: "compose.yaml" },
        { id: "deploy/", system: "shop", origin: "kustomize", files: [], environment: "production", main: true, title: "deploy" },
      ],
    },
  ],
  filesRead: 1,
  problems: [],
  assumptions: [],
  requirements: {},
});

/** An indented list, a line a node. */
function told(nodes: readonly Node[], indent = ""): string {
  return nodes.map((it) => `${indent}${words(it)}\n${told(it.children, `${indent}  `)}`).join("");
}
function words(node: Node): string {
  switch (node.what) {
    case "system":
      return node.system.id;
    case "variants":
      return `variants: ${node.description}`;
    case "kind":
      return node.kind;
    case "variant":
      return `${node.shown ? "*" : "-"} ${node.variant.title}`;
    case "component":
      return `${node.line.name}${node.findings.length === 0 ? "" : ` (${node.findings.length})`}`;
  }
}

test("a system has its variants and its components by kind, with what was found of them where one looks", () => {
  const nodes = nodesOf({
    overview: overview([
      component("db", "database"),
      component("api", "service"),
      component("stripe", "service", "outside"),
      component("web", "service"),
    ]),
    findings: [finding("late", "note", "api"), finding("lost", "error", "db"), finding("old", "error", "db", true)],
  });
  expect(told(nodes)).toBe(`shop
  variants: deploy
    - compose.yaml
    * deploy
  service
    api (1)
    web
  database
    db (1)
  external
    stripe
`);
});

describe("ids", () => {
  const ids = (nodes: readonly Node[]): readonly string[] => nodes.flatMap((it) => [it.id, ...ids(it.children)]);
  const files = {
    overview: overview([component("db", "database")]),
    findings: [finding("lost", "error", "db"), finding("old", "error", "db", true)],
  };
  test("are no one else's, or the editor would show one entry for another", () => {
    const all = ids(nodesOf(files));
    expect(new Set(all).size).toBe(all.length);
  });
  test("stay while other things come and go: what is open stays open", () => {
    const more = { ...files, overview: overview([component("cache", "cache"), component("db", "database")]) };
    expect(ids(nodesOf(more))).toEqual(expect.arrayContaining([...ids(nodesOf(files))]));
  });
});

test("nothing to read is an empty tree, so that the editor shows the next click instead", () => {
  expect(nodesOf({ overview: { ...overview([]), systems: [] }, findings: [] })).toEqual([]);
});
