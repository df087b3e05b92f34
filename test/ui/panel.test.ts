/** The panel's page in a real browser: what is drawn, and what is told. What must not get in: panel-hostile.test.ts. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { clinic, clinicRows, clinicTies, drawingOf, review } from "./page/drawings.ts";
import { launch, openPanel, type PanelPage } from "./page/panel-page.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

let panel: PanelPage;
const open = async (options: Parameters<typeof openPanel>[1] = {}): Promise<PanelPage> => {
  panel = await openPanel(browser, options);
  return panel;
};
afterEach(() => panel.page.close());

const box = (name: string) => panel.page.locator(`.stage .node[aria-label^="${name},"]`);
const focused = (): Promise<string> => panel.page.evaluate("document.activeElement?.getAttribute('aria-label') ?? ''");
const last = async () => (await panel.sent()).at(-1);
const viewBox = async (): Promise<readonly number[]> =>
  ((await panel.page.locator(".stage > svg").getAttribute("viewBox")) ?? "").split(" ").map(Number);

describe("a drawing", () => {
  test("is drawn with all its boxes and arrows, in no colours but the style sheet's", async () => {
    const { page, draw, sent, trouble } = await open();
    const answer = await draw({ drawing: clinic, title: "Architecture of clinic" });
    expect(answer).toMatchObject({ type: "rendered", boxes: 11, arrows: 12 });
    expect((await sent())[0]).toEqual({ type: "ready" });
    expect(await page.locator("h1").textContent()).toBe("Architecture of clinic");
    expect(await page.locator(".stage svg style, .stage svg [style]").count()).toBe(0);
    expect(trouble).toEqual([]);
  });

  test("comes again for nothing: the same text is not laid out twice", async () => {
    const { draw } = await open();
    await draw({ drawing: clinic, title: "One" });
    const again = await draw({ drawing: clinic, title: "Two" });
    expect(again).toMatchObject({ type: "rendered", boxes: 11 });
    const first = (await panel.sent()).find((it) => it.type === "rendered");
    expect(again.type === "rendered" && first?.type === "rendered" && again.milliseconds < first.milliseconds / 2).toBe(true);
  });

  test("leads to its proofs by click: a box, an arrow, the label of an arrow", async () => {
    const { page, draw } = await open();
    await draw({ drawing: clinic, title: "Clinic" });
    await box("postgres").click();
    expect(await last()).toEqual({ type: "open-box", id: "n6" });
    await page.locator('.edgeLabel [data-part="e8"]').click();
    expect(await last()).toEqual({ type: "open-arrow", id: "e8" });
    const middle = await page.evaluate<{ x: number; y: number }>(`(() => {
      const path = document.querySelector('.arrow[data-part="e1"] .hit');
      const { x, y } = path.getPointAtLength(path.getTotalLength() * 0.1).matrixTransform(path.getScreenCTM());
      return { x: x + 3, y };
    })()`);
    await page.mouse.click(middle.x, middle.y);
    expect(await last()).toEqual({ type: "open-arrow", id: "e1" });
  });

  test("says what proves the thing under the pointer", async () => {
    const { page, draw } = await open();
    await draw({ drawing: clinic, title: "Clinic" });
    await box("postgres").hover();
    expect(await page.locator(".proof").textContent()).toContain("deploy/compose.yaml:50");
    await page.locator('.edgeLabel [data-part="e12"]').hover();
    expect(await page.locator(".proof").textContent()).toContain("reminders to postgres: reads · postgres, inferred only");
  });
});

describe("the keyboard", () => {
  test("walks along arrows and between boxes, and Enter opens the proof", async () => {
    const { page, draw } = await open();
    await draw({ drawing: clinic, title: "Clinic" });
    await box("web").focus();
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toContain("web to gateway: https, evidence deploy/compose.yaml:5");
    await page.keyboard.press("Enter");
    expect(await last()).toEqual({ type: "open-arrow", id: "e1" });
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toContain("gateway, Gateway");
    await page.keyboard.press("Enter");
    expect(await last()).toEqual({ type: "open-box", id: "n2" });
    await page.keyboard.press("End");
    expect(await focused()).toContain("reminders to postgres");
  });

  test("comes to everything by Tab, and every stop can be seen", async () => {
    const { page, draw } = await open();
    await draw({ drawing: clinic, title: "Clinic", report: review });
    const stops: string[] = [];
    for (let press = 0; press < 90; press++) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate<string>(`(() => {
        const it = document.activeElement;
        if (it === document.body) return "";
        const { width, height } = it.getBoundingClientRect();
        return (it.getAttribute("aria-label") ?? it.textContent) + (width > 3 && height > 3 ? "" : " UNSEEN");
      })()`);
      if (stop === "") break;
      stops.push(stop);
    }
    expect(stops.filter((it) => it.endsWith("UNSEEN"))).toEqual([]);
    expect(stops.join("\n")).toMatch(/Find a box[\s\S]*Fit to window[\s\S]*Ask in chat[\s\S]*web, Front end[\s\S]*Address without a host/);
    expect(stops.filter((it) => it.startsWith("web, Front end · next.js 15, open :3000, evidence"))).toHaveLength(1);
  });

  test("zooms, fits and finds", async () => {
    const { page, draw } = await open();
    await draw({ drawing: clinic, title: "Clinic" });
    const fitted = await viewBox();
    await page.keyboard.press("+");
    expect((await viewBox())[2]).toBeCloseTo((fitted[2] ?? 0) / 1.25, 1);
    await page.keyboard.press("1");
    expect(await page.locator(".scale").textContent()).toBe("100 %");
    await page.keyboard.press("0");
    expect(await viewBox()).toEqual(fitted);
    await page.keyboard.press("/");
    await page.keyboard.type("amqp");
    expect(await page.locator(".lit-searching").count()).toBeGreaterThanOrEqual(2);
    await page.keyboard.press("Enter");
    expect(await page.locator(".tally").textContent()).toBe("1 / 2");
    await page.keyboard.press("Escape");
    expect(await page.locator(".lit-searching").count()).toBe(0);
  });
});

describe("the mouse", () => {
  test("pans by dragging, which is no click", async () => {
    const { page, draw } = await open();
    await draw({ drawing: clinic, title: "Clinic" });
    const before = await viewBox();
    await box("postgres").hover();
    await page.mouse.down();
    await page.mouse.move(700, 300, { steps: 4 });
    await page.mouse.up();
    expect(await viewBox()).not.toEqual(before);
    expect(await last()).toMatchObject({ type: "rendered" });
  });

  test("zooms to what is under it with ctrl and the wheel, pans with the wheel alone", async () => {
    const { page, draw } = await open();
    await draw({ drawing: clinic, title: "Clinic" });
    const place = async () => (await box("postgres").boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const before = await place();
    const at = { x: before.x + before.width / 2, y: before.y + before.height / 2 };
    await page.mouse.move(at.x, at.y);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -120);
    await page.keyboard.up("Control");
    const after = await place();
    expect(after.width).toBeGreaterThan(before.width * 1.2);
    expect(after.x + after.width / 2).toBeCloseTo(at.x, -1);
    await page.mouse.wheel(30, 20);
    const panned = await place();
    expect(panned.x - after.x).toBeCloseTo(-30, 0);
    expect(panned.y - after.y).toBeCloseTo(-20, 0);
  });
});

describe("a redraw", () => {
  const more = drawingOf(
    "Containers of clinic",
    [["audit", "Service · rust 1.90", "service"], ...clinicRows],
    [["billing", "audit", "grpc"], ...clinicTies],
  );

  test("keeps zoom and focus, and marks what is new for two seconds", async () => {
    const { page, draw, until } = await open();
    await draw({ drawing: clinic, title: "Clinic" });
    await page.keyboard.press("+");
    await box("billing").focus();
    const before = await box("billing").boundingBox();
    await draw({ drawing: more, title: "Clinic" });
    const after = await box("billing").boundingBox();
    expect(await focused()).toContain("billing, Service");
    expect(after?.width).toBeCloseTo(before?.width ?? 0, 0);
    expect(after?.x).toBeCloseTo(before?.x ?? 0, -1);
    expect(after?.y).toBeCloseTo(before?.y ?? 0, -1);
    expect(await page.locator(".node.added").getAttribute("aria-label")).toContain("audit");
    expect(await page.locator(".arrow.added").count()).toBe(1);
    await until(`document.querySelector(".added, .changed") === null`);
  });

  test("of many at once draws the last", async () => {
    const { page, post, until } = await open();
    await post({ type: "draw", position: { index: 0, count: 1 }, drawing: more, title: "First" });
    await post({ type: "draw", position: { index: 0, count: 1 }, drawing: { ...clinic, mermaid: `${more.mermaid}\n` }, title: "Second" });
    await post({ type: "draw", position: { index: 0, count: 1 }, drawing: clinic, title: "Third" });
    await until(`sent.at(-1).type === "rendered"`);
    expect(await page.locator("h1").textContent()).toBe("Third");
  });

  test("does not take the focus from elsewhere", async () => {
    const { page, draw } = await open();
    await draw({ drawing: clinic, title: "Clinic" });
    await page.locator(".find input").focus();
    await draw({ drawing: more, title: "Clinic" });
    expect(await focused()).toBe("Find a box or an arrow");
  });
});

describe("when there is no drawing of now", () => {
  test("the last good one stays, with a note that goes with the next", async () => {
    const { page, draw, post } = await open();
    await draw({ drawing: clinic, title: "Clinic" });
    await post({ type: "stale", message: "deploy/compose.yaml, line 12: a tab indents here." });
    await page.getByText("a tab indents here").waitFor();
    expect(await page.locator(".stage .node").count()).toBe(11);
    await panel.screenshot("panel-stale");
    await draw({ drawing: clinic, title: "Clinic" });
    expect(await page.locator(".notice > div").isVisible()).toBe(false);
  });

  test("a note that comes while a drawing is being made is not lost", async () => {
    const { page, post, until } = await open();
    await post({ type: "draw", position: { index: 0, count: 1 }, drawing: clinic, title: "Clinic" });
    await post({ type: "stale", message: "This is yesterday's." });
    await until(`sent.at(-1).type === "rendered"`);
    expect(await page.locator(".notice > div").textContent()).toBe("This is yesterday's.");
  });

  test("an empty workspace is told in a sentence", async () => {
    const { page, draw, post } = await open();
    await draw({ drawing: clinic, title: "Clinic" });
    await post({ type: "empty", message: "No file here describes a backend that Architect can read." });
    await page.getByText("No file here describes").waitFor();
    expect(await page.locator(".stage svg").count()).toBe(0);
    expect(await page.locator(".heading").textContent()).toBe("Architect");
    await panel.screenshot("panel-empty");
  });

  test("what cannot be parsed and what cannot be laid out are told apart; the outline still says it in words", async () => {
    const { page, draw } = await open();
    const broken = await draw({ drawing: { ...clinic, mermaid: 'flowchart TB\n  n1["a"\n' }, title: "Clinic" });
    expect(broken).toMatchObject({ type: "failed", stage: "parse" });
    expect(await page.locator(".empty").textContent()).toContain("text of this drawing cannot be read");
    expect(await page.locator(".outline strong").allTextContents()).toContain("postgres");
    // Nothing of ours fails in both layouts: the page is made unable to measure.
    await page.evaluate(`{
      window.measure = SVGGraphicsElement.prototype.getBBox;
      SVGGraphicsElement.prototype.getBBox = () => { throw new Error("no room"); };
    }`);
    const impossible = await draw({ drawing: { ...clinic, mermaid: `${clinic.mermaid}\n` }, title: "Clinic" });
    await page.evaluate("SVGGraphicsElement.prototype.getBBox = window.measure");
    expect(impossible).toMatchObject({ type: "failed", stage: "layout" });
    expect(await draw({ drawing: clinic, title: "Clinic" })).toMatchObject({ type: "rendered", boxes: 11 });
    expect(await draw({ drawing: { ...clinic, mermaid: "graph" }, title: "Clinic" })).toMatchObject({ type: "failed", stage: "parse" });
    expect(await page.locator(".stage .node").count()).toBe(11);
  });
});

describe("around the picture", () => {
  test("the way back and forward, and the way to the chat", async () => {
    const { page, draw } = await open();
    await draw({ drawing: clinic, title: "Clinic", position: { index: 1, count: 3 } });
    await page.getByRole("button", { name: "Earlier drawing" }).click();
    expect(await last()).toEqual({ type: "go", to: 0 });
    await page.getByRole("button", { name: "Later drawing" }).click();
    expect(await last()).toEqual({ type: "go", to: 2 });
    await page.getByRole("button", { name: "Ask in chat" }).click();
    expect(await last()).toEqual({ type: "ask-chat" });
  });

  test("findings: the worst first, a click opens one, boxes count theirs", async () => {
    const { page, draw } = await open();
    await draw({ drawing: clinic, title: "Clinic", report: review });
    expect(await page.locator(".report h3").allTextContents()).toEqual(["2 errors", "2 warnings", "1 note"]);
    expect(await box("postgres").getAttribute("aria-label")).toContain("2 findings");
    expect(await box("postgres").locator(".badge.error text").textContent()).toBe(" 2");
    await page.getByText("Store without a volume").click();
    expect(await last()).toEqual({ type: "open-finding", id: "Store without a volume#postgres" });
  });

  test("the outline says every box and arrow, follows the focus and leads to the proofs", async () => {
    const { page, draw } = await open();
    await draw({ drawing: clinic, title: "Clinic" });
    await page.getByRole("button", { name: "Outline" }).click();
    await box("redis").focus();
    expect(await page.locator(".outline [aria-current]").textContent()).toContain("redis, Cache");
    await page.locator(".outline").getByText("api.stripe.com", { exact: false }).first().click();
    expect(await last()).toMatchObject({ type: "open-arrow" });
    await panel.screenshot("panel-outline");
  });

  test("copies the text and a picture that stands alone", async () => {
    const { page, draw } = await open();
    await draw({ drawing: clinic, title: "Clinic", report: review });
    await page.getByRole("button", { name: "Copy as Mermaid" }).click();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(clinic.mermaid);
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Copy as SVG" }).click();
    const svg = await page.evaluate<string>("navigator.clipboard.readText()");
    expect(svg).toMatch(/^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).toContain(">postgres<");
    expect(svg).not.toMatch(/var\(--|class="badge|class="hit"|class="far-name"|tabindex/);
  });
});

describe("what else can be done with a drawing", () => {
  test("the legend takes kinds out of the picture and out of the walk, and puts them back", async () => {
    const { page, draw } = await open();
    await draw({ drawing: clinic, title: "Clinic", report: review });
    const legend = page.getByRole("region", { name: "Legend and filter" });
    await legend.getByRole("button", { name: "Database" }).click();
    expect(await page.locator(".node.out").count()).toBe(1);
    expect(await page.locator(".arrow.out").count()).toBe(3);
    await box("reminders").focus();
    await page.keyboard.press("End");
    expect(await focused()).not.toContain("postgres");
    await legend.getByRole("button", { name: "Show all" }).click();
    expect(await page.locator(".out").count()).toBe(0);
    await legend.getByRole("button", { name: "with findings" }).click();
    expect(await page.locator(".node.part:not(.out)").count()).toBe(4);
  });

  test("the right button and the keys ask for what can be done, and for the neighbours alone", async () => {
    const { page, draw } = await open();
    await draw({ drawing: clinic, title: "Clinic" });
    await box("postgres").click({ button: "right" });
    expect(await last()).toEqual({ type: "actions", id: "n6" });
    await box("redis").focus();
    await page.keyboard.press("Shift+F10");
    expect(await last()).toEqual({ type: "actions", id: "n7" });
    await page.keyboard.press("f");
    expect(await last()).toEqual({ type: "focus", id: "n7" });
    await draw({ drawing: clinic, title: "Containers around redis", around: { name: "redis", hops: 1 } });
    await page.getByRole("button", { name: "One step further" }).click();
    expect(await last()).toEqual({ type: "hops", to: 2 });
    await page.getByRole("button", { name: "Everything again" }).click();
    expect(await last()).toEqual({ type: "hops", to: 0 });
  });

  test("it is saved as pixels and as a report by the extension", async () => {
    const { page, draw, until, trouble } = await open();
    await draw({ drawing: clinic, title: "Clinic" });
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Save as PNG" }).click();
    await until(`sent.at(-1).type === "export"`);
    expect(await last()).toMatchObject({ what: "png", content: expect.stringMatching(/^iVBORw0KGgo/) });
    await page.getByRole("button", { name: "More" }).click();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    expect(await last()).toEqual({ type: "export", what: "report" });
    expect(trouble).toEqual([]);
  });
});

describe("themes", () => {
  test("another theme is another set of colours, and nothing is drawn anew", async () => {
    const { page, draw, theme, sent } = await open({ theme: "dark" });
    await draw({ drawing: clinic, title: "Clinic" });
    const fill = (): Promise<string> => page.evaluate(`getComputedStyle(document.querySelector(".node.database .label-container")).fill`);
    const dark = await fill();
    await theme("light");
    const light = await fill();
    await theme("highContrast");
    expect(new Set([dark, light, await fill()]).size).toBe(3);
    expect((await sent()).filter((it) => it.type === "rendered")).toHaveLength(1);
  });

  test("another font is another layout", async () => {
    const { page, draw, sent, until } = await open();
    await draw({ drawing: clinic, title: "Clinic" });
    await page.evaluate(`document.documentElement.style.setProperty("--vscode-font-family", "Liberation Mono")`);
    await until(`sent.filter((it) => it.type === "rendered").length === 2`);
    expect(await sent()).toHaveLength(3);
  });

  test.each(["dark", "light", "highContrast", "highContrastLight"] as const)(
    "%s: nothing serious for axe, with report and outline open",
    async (theme) => {
      const { page, draw } = await open({ theme });
      await draw({ drawing: clinic, title: "Architecture of clinic", position: { index: 1, count: 3 }, report: review });
      await panel.screenshot(`panel-${theme}`);
      await page.getByRole("button", { name: "Outline" }).click();
      await page.mouse.move(0, 0);
      // Playwright's evaluate is not bound by the page's policy.
      await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
      const violations = await page.evaluate<
        readonly { id: string; impact: string; nodes: readonly { html: string; failureSummary: string }[] }[]
      >(`axe.run(document).then((it) => it.violations)`);
      const serious = violations.filter((it) => it.impact === "serious" || it.impact === "critical");
      expect(serious.map((it) => `${it.id}: ${it.nodes.map((node) => `${node.html} ${node.failureSummary}`).join("\n")}`)).toEqual([]);
    },
  );

  test("a narrow panel keeps everything within reach", async () => {
    const { page, draw } = await open({ width: 420, height: 760 });
    await draw({ drawing: clinic, title: "Architecture of clinic", report: review });
    await panel.screenshot("panel-narrow");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(420);
    for (const name of ["Fit to window (0)", "More"]) {
      const button = await page.getByRole("button", { name }).boundingBox();
      expect((button?.x ?? 999) + (button?.width ?? 0)).toBeLessThanOrEqual(420);
    }
  });

  test("who wants no motion gets none", async () => {
    const { page, draw } = await open({ reduceMotion: true });
    await draw({ drawing: clinic, title: "Clinic" });
    await draw({ drawing: drawingOf("Clinic", [...clinicRows, ["audit", "Service", "service"]], clinicTies), title: "Clinic" });
    expect(await page.locator(".node.added").count()).toBe(1);
    expect(await page.evaluate("document.getAnimations().length")).toBe(0);
  });
});
