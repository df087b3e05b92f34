import { describe, expect, test } from "vitest";
import type { Architect } from "../../chat/turn.ts";
import type { ComponentLine, Overview, Place, PlacedDrawing, PlacedFinding } from "../../protocol.ts";
import { contentOf, focusOn, whyStale } from "./content.ts";

const never = { isCancellationRequested: false };
const at = (file: string): Place => ({ file, span: undefined, says: `${file} says so`, strength: "declared" });

const component = (system: string, name: string, file: string | undefined): ComponentLine => ({
  ref: `component:${system}/${name}`,
  name,
  aliases: [],
  kind: "service",
  technology: undefined,
  version: undefined,
  standing: file === undefined ? "outside" : "inside",
  ports: [],
  published: [],
  replicas: undefined,
  place: file === undefined ? undefined : at(file),
  uses: [],
});
const overview = (systems: Readonly<Record<string, readonly ComponentLine[]>>, problems: Overview["problems"] = []): Overview => ({
  workspace: "shop",
  systems: Object.entries(systems).map(([id, components]) => ({ id, folder: "", reason: "", variants: [], components, connections: 1 })),
  filesRead: 2,
  problems,
  assumptions: ["Traffic is not stated."],
  requirements: {},
});
const drawing = (...boxes: readonly (readonly [name: string, file: string])[]): PlacedDrawing => ({
  view: "containers",
  title: "Containers",
  mermaid: boxes.map(([name]) => name).join("\n"),
  boxes: boxes.map(([name, file], number) => ({ id: `n${number}`, ref: undefined, name, about: "", places: [at(file)] })),
  arrows: [],
  system: undefined,
  variant: undefined,
  omitted: undefined,
});
/** An architect who knows what a test tells him. */
const architect = (knows: Partial<Architect>): Architect => knows as Architect;

describe("what a review of some files draws", () => {
  const shop = [
    component("shop", "api", "shop/compose.yaml"),
    component("shop", "db", "shop/compose.yaml"),
    component("shop", "stripe", undefined),
  ];
  const crm = [component("crm", "web", "crm/compose.yaml")];

  test("a system, where all that is inside it is among them", () => {
    expect(focusOn(overview({ shop, crm }), ["shop"])).toEqual({ system: "shop" });
  });
  test("else the parts that are, with their neighbours", () => {
    const both = [...shop, component("shop", "worker", "jobs/compose.yaml")];
    expect(focusOn(overview({ shop: both }), ["jobs/compose.yaml"])).toEqual({ focus: ["component:shop/worker"], hops: 1 });
  });
  test("everything, where none is and where nothing was chosen", () => {
    expect(focusOn(overview({ shop }), ["docs"])).toEqual({});
    expect(focusOn(overview({ shop }), undefined)).toEqual({});
  });
  test("a folder is no prefix of another's name", () => {
    expect(focusOn(overview({ shop }), ["sh"])).toEqual({});
  });
});

describe("the last good drawing", () => {
  const good = drawing(["api", "compose.yaml"], ["db", "compose.yaml"]);
  const broken = [{ message: "A tab indents here.", file: "compose.yaml", severity: "error", reader: "compose" }] as const;

  test("stays while a box is missing whose file cannot be read, and says why", async () => {
    const asked = architect({ overview: async () => overview({}, broken) });
    expect(await whyStale(good, drawing(["api", "compose.yaml"]), asked, never)).toBe(
      "compose.yaml: A tab indents here. The picture is the last one that could be read.",
    );
    expect(await whyStale(good, undefined, asked, never)).toContain("compose.yaml");
  });
  test("goes when a box was taken out of a file that can be read", async () => {
    const elsewhere = [{ ...broken[0], file: "other.yaml" }];
    const asked = architect({ overview: async () => overview({}, elsewhere) });
    expect(await whyStale(good, drawing(["api", "compose.yaml"]), asked, never)).toBeUndefined();
  });
  test("goes when nothing is missing, whatever is wrong with the file; nobody is asked", async () => {
    const more = drawing(["db", "compose.yaml"], ["cache", "compose.yaml"], ["api", "compose.yaml"]);
    expect(await whyStale(good, more, architect({}), never)).toBeUndefined();
  });
});

test("a review is words, findings and a drawing of the same part", async () => {
  const finding = { id: "f", severity: "error", message: "db has no volume." } as PlacedFinding;
  const shop = overview({ shop: [component("shop", "api", "compose.yaml"), component("shop", "db", "compose.yaml")] });
  const drawn: unknown[] = [];
  const asked = architect({
    review: async ({ paths }) => ({ findings: [finding], problems: [], overview: paths === undefined ? overview({}) : shop }),
    draw: async (view, options) => {
      drawn.push([view, options]);
      return drawing(["api", "compose.yaml"]);
    },
  });
  const content = await contentOf({ kind: "review", title: "Review of compose.yaml", paths: ["compose.yaml"] }, asked, never);
  expect(drawn).toEqual([["containers", { system: "shop" }]]);
  expect(content.report).toEqual({
    heading: "Review of compose.yaml",
    summary: "2 components here, 2 files read in all. 1 error. Traffic is not stated.",
    findings: [finding],
  });
});

test("a review of what says nothing tells so", async () => {
  const asked = (filesRead: number) =>
    architect({
      review: async () => ({ findings: [], problems: [], overview: { ...overview({}), filesRead } }),
      draw: async () => undefined,
    });
  const summary = async (filesRead: number, paths: readonly string[] | undefined) =>
    (await contentOf({ kind: "review", title: "Review", paths }, asked(filesRead), never)).report?.summary;
  expect(await summary(0, undefined)).toBe("No file here describes a backend that Architect can read.");
  expect(await summary(3, ["docs", "src"])).toBe("Nothing in docs and src describes a part of the architecture; 3 files elsewhere do.");
});
