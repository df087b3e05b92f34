/** The list of variants in the toolbar, and a title that stays readable beside it. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { compile } from "../../src/engine/diagrams/mermaid.ts";
import type { PlacedDrawing, VariantChoice } from "../../src/protocol.ts";
import { clinic, review } from "./page/drawings.ts";
import { launch, openPanel, type PanelPage } from "./page/panel-page.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

let panel: PanelPage;
afterEach(() => panel.page.close());

const choiceOf = (system: string, shown: string): VariantChoice => ({
  system,
  shown,
  variants: [
    { id: "compose.yaml", title: "compose.yaml", environment: "development", main: false },
    { id: "deploy/", title: "deploy", environment: "production", main: true },
  ],
});
const seen = (...choices: readonly VariantChoice[]): PlacedDrawing => ({ ...clinic, choices });
/** The system whose list has the focus. */
const focused = () => panel.page.evaluate<string | null>("document.activeElement?.getAttribute('data-system') ?? null");
const selects = () => panel.page.getByRole("combobox", { name: /^Variant of/ });

describe("the list of variants", () => {
  test("has the variants of the system and the one that is drawn", async () => {
    panel = await openPanel(browser);
    await panel.draw({ drawing: seen(choiceOf("clinic", "deploy/")), title: "Deployment of clinic" });
    expect(await selects().count()).toBe(1);
    expect(await selects().locator("option").allTextContents()).toEqual(["compose.yaml · development", "deploy · production · main"]);
    expect(await selects().inputValue()).toBe("deploy/");
    expect(panel.trouble).toEqual([]);
  });

  test("is reached and used by keyboard, and tells what was chosen", async () => {
    panel = await openPanel(browser);
    await panel.draw({ drawing: seen(choiceOf("clinic", "deploy/")), title: "Deployment of clinic" });
    for (let tabs = 0; tabs < 8 && (await focused()) !== "clinic"; tabs++) await panel.page.keyboard.press("Tab");
    await panel.page.keyboard.press("ArrowUp");
    expect((await panel.sent()).at(-1)).toEqual({ type: "show-variant", system: "clinic", variant: "compose.yaml" });
    // The picture that comes of it leaves the focus where it is.
    await panel.draw({ drawing: seen(choiceOf("clinic", "compose.yaml")), title: "Deployment of clinic" });
    expect(await selects().inputValue()).toBe("compose.yaml");
    expect(await focused()).toBe("clinic");
  });

  test("is not there where there is nothing to choose, and names the system where there are several", async () => {
    panel = await openPanel(browser);
    const single = { ...choiceOf("clinic", "deploy/"), variants: choiceOf("clinic", "deploy/").variants.slice(1) };
    await panel.draw({ drawing: seen(single), title: "Containers" });
    expect(await selects().count()).toBe(0);
    await panel.draw({ drawing: seen(choiceOf("clinic", "deploy/"), choiceOf("shop", "compose.yaml")), title: "Containers" });
    expect(await panel.page.locator(".variants label").allTextContents()).toEqual([
      expect.stringMatching(/^clinic/),
      expect.stringMatching(/^shop/),
    ]);
  });

  test("is refused when it is no list of variants", async () => {
    panel = await openPanel(browser);
    await panel.post({
      type: "draw",
      position: { index: 0, count: 1 },
      title: "x",
      drawing: { ...clinic, choices: [{ system: "clinic" }] },
    });
    await panel.page.waitForTimeout(200);
    expect((await panel.sent()).some(({ type }) => type === "rendered")).toBe(false);
  });
});

describe("the toolbar", () => {
  test.each([460, 640, 760, 900, 1000, 1280, 1600])("does not cut the title of a drawing at %i pixels", async (width) => {
    panel = await openPanel(browser, { width, theme: "light" });
    const position = { index: 1, count: 3 };
    await panel.draw({ drawing: seen(choiceOf("clinic", "deploy/")), title: "Deployment of clinic (deploy)", position });
    const cut = await panel.page.locator("h1").evaluate((it) => it.scrollWidth > it.clientWidth);
    expect(cut).toBe(false);
    const wide = await panel.page.locator("header.toolbar").evaluate((it) => it.scrollWidth > it.clientWidth);
    expect(wide).toBe(false);
    await panel.screenshot(`toolbar at ${width}`);
  });
});

describe("a review", () => {
  test("tells findings of other variants apart, and counts them on no box", async () => {
    panel = await openPanel(browser);
    const [first, ...others] = review.findings;
    if (first === undefined) throw new Error("The review has no findings.");
    const findings = [...others, { ...first, where: "only in compose.yaml", elsewhere: true as const }];
    await panel.draw({ drawing: clinic, title: "Review", report: { ...review, findings } });
    expect(await panel.page.locator(".report h3.elsewhere").textContent()).toBe("Only in other variants: 1 finding");
    expect(await panel.page.getByText("Holds only in compose.yaml.").count()).toBe(1);
    expect(await panel.page.locator(".badge").count()).toBeLessThan(findings.length);
  });
});

test("boxes without arrows stand in rows that nothing is seen of", async () => {
  panel = await openPanel(browser);
  const names = ["a", "b", "c", "d"] as const;
  const drawing: PlacedDrawing = {
    ...clinic,
    boxes: names.map((name, at) => ({ id: `n${at + 1}`, ref: undefined, name, about: "", places: [] })),
    arrows: [],
    mermaid: compile({
      direction: "LR",
      title: "Rows",
      description: "Four boxes.",
      items: names.map((name, at) => ({ id: `n${at + 1}` as const, lines: [name], shape: "box" as const, classes: ["service"] })),
      links: [],
      rows: [
        { from: "n1", to: "n2" },
        { from: "n3", to: "n4" },
      ],
    }),
  };
  expect(await panel.draw({ drawing, title: "Rows" })).toMatchObject({ type: "rendered", boxes: 4, arrows: 0 });
  const at = async (name: string) => (await panel.page.locator(`.stage .node[aria-label^="${name},"]`).boundingBox()) ?? { x: 0, y: 0 };
  const [a, b, c] = [await at("a"), await at("b"), await at("c")];
  expect(b.x).toBeGreaterThan(a.x);
  expect(Math.abs(b.y - a.y)).toBeLessThan(20);
  expect(Math.abs(c.x - a.x)).toBeLessThan(20);
  expect(
    await panel.page.locator(".stage path.edge-thickness-invisible").evaluateAll((all) => all.filter((it) => it.checkVisibility()).length),
  ).toBe(0);
});

test("a pill keeps its words in its middle: it is no table", async () => {
  panel = await openPanel(browser);
  const drawing: PlacedDrawing = {
    ...clinic,
    boxes: [{ id: "n1", ref: undefined, name: "Clients", about: "", places: [] }],
    arrows: [],
    mermaid: compile({
      direction: "TB",
      title: "Pill",
      description: "One box.",
      items: [{ id: "n1", lines: ["Clients", "from outside"], shape: "pill", classes: ["person"] }],
      links: [],
    }),
  };
  await panel.draw({ drawing, title: "Pill" });
  const middleOf = async (part: string) => {
    const { x, width } = (await panel.page.locator(`.stage .node ${part}`).first().boundingBox()) ?? { x: 0, width: 0 };
    return x + width / 2;
  };
  expect(Math.abs((await middleOf(".label-container")) - (await middleOf("text")))).toBeLessThan(6);
  expect(await panel.page.locator(".stage .node.table").count()).toBe(0);
});
