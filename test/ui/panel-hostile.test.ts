/** The panel's page in a real browser, with names and messages of someone who means it ill: nothing runs, nothing is fetched. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { PlacedDrawing } from "../../src/protocol.ts";
import { clinic, drawingOf, review } from "./page/drawings.ts";
import { launch, openPanel, type PanelPage } from "./page/panel-page.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

let panel: PanelPage;
const open = async (): Promise<PanelPage> => {
  panel = await openPanel(browser);
  return panel;
};
afterEach(() => panel.page.close());

describe("hostile input", () => {
  const names = [
    `"><img src=x onerror=alert(1)>`,
    `<script>alert(1)</script>`,
    `<svg onload=alert(1)>`,
    `</text><foreignObject><iframe src="https://evil.example">`,
    `javascript:alert(1)`,
    `[click](javascript:alert(1))`,
    `![x](https://evil.example/x.png)`,
    `**bold** _it_ \`code\``,
    `end`,
    `subgraph x`,
    `click n1 href "https://evil.example"`,
    `%%{init: {"securityLevel":"loose","themeCSS":"*{background:url(https://evil.example)}"}}%%`,
    `@{ img: "https://evil.example/x.png" }`,
    `fa:fa-twitter mdi:home`,
    `$$\\href{https://evil.example}{x}$$`,
    `quotes " ' \` and brackets [](){}<>`,
    `#quot; &lt;b&gt; #35;`,
    `a --> b -- c ==> d`,
    `שלום עולם \u202egnp.exe`,
    `مرحبا`,
    `👩‍🚀 emoji 🚀`,
    `line\nbreak\r\nand\ttab`,
    `a;b%%c`,
    `style n1 fill:url(https://evil.example)`,
    `<a href="javascript:alert(1)">x</a>`,
    `<style>@import "https://evil.example/x.css"</style>`,
    `<link rel=stylesheet href=https://evil.example/x.css>`,
    `<meta http-equiv=refresh content="0;url=https://evil.example">`,
    `<base href=https://evil.example>`,
    `<use href="https://evil.example/x.svg#a"/>`,
    `<image href="https://evil.example/x.png"/>`,
    `<animate attributeName=href values=javascript:alert(1) />`,
    `]]><!--`,
    `</svg></style></script>`,
    `";alert(1);//`,
    "\u0000\u0001\u001b[31m",
    `data:text/html,<script>alert(1)</script>`,
    `command:workbench.action.terminal.new`,
    `vscode://file/etc/passwd`,
    `constructor`,
    `__proto__`,
    `linkStyle 0 stroke:url(https://evil.example)`,
    `classDef x fill:url(https://evil.example)`,
    `---\nconfig:\n  securityLevel: loose\n---`,
    `x`.repeat(3000),
  ];
  const hostile: PlacedDrawing = drawingOf(
    names.join(" "),
    names.map((name) => [name, name, "service"] as const),
    names.map((name, index) => [name, names[(index + 1) % names.length] ?? "", name] as const),
  );

  test("names are words and nothing else: nothing runs, nothing is fetched", async () => {
    const { page, draw, trouble } = await open();
    const report = {
      ...review,
      heading: names.join(" "),
      summary: names.join(" "),
      findings: review.findings.map((it, index) => ({ ...it, title: names[index] ?? "", message: names.join(" ") })),
    };
    const answer = await draw({ drawing: { ...hostile, system: names[0] as never, omitted: names[2] }, title: names.join(" "), report });
    expect(answer).toMatchObject({ type: "rendered", boxes: hostile.boxes.length });
    await page.getByRole("button", { name: "Outline" }).click();
    await panel.screenshot("panel-hostile");
    expect(trouble).toEqual([]);
    const foreign = `document.querySelectorAll("a, img, image, use, foreignObject, iframe, object, embed, svg style, svg script, [onload], [onerror], [href]:not(link)").length`;
    expect(await page.evaluate(foreign)).toBe(0);
    expect(await page.locator("script").count()).toBe(0);
  });

  test("a box shows its name letter by letter", async () => {
    const { page, draw } = await open();
    await draw({ drawing: hostile, title: "Hostile" });
    const shown = await page.locator(".stage .node .label").allTextContents();
    const bare = (text: string): string => text.replace(/[\s\u202e]/g, "");
    for (const name of names.slice(0, 24).filter((it) => it.length < 50)) {
      expect(
        shown.map(bare).some((it) => it.startsWith(bare(name))),
        name,
      ).toBe(true);
    }
  });

  test("an arrow shows its words letter by letter, and no direction is turned anywhere", async () => {
    const { page, draw } = await open();
    const words = [`"q" 'r'`, "a & b", "&#34; &amp;", "<b> [x]", "a_b *c*", "p://q"];
    const arrows = drawingOf(
      "Words",
      words.map((it) => [it, "Service", "service"] as const),
      words.map((it, index) => [it, words[(index + 1) % words.length] ?? "", it] as const),
    );
    await draw({
      drawing: { ...arrows, omitted: "photo\u202egnp.exe" },
      title: "photo\u202egnp.exe",
      report: { ...review, heading: "photo\u202egnp.exe" },
    });
    expect(await page.locator(".edgeLabel .label").allTextContents()).toEqual(words);
    expect(await page.evaluate("document.body.textContent + document.title")).not.toContain("\u202e");
  });

  test.each([
    ["a directive", '%%{init: {"htmlLabels": true}}%%\nflowchart TB\n  n1["a"]\n'],
    ["an image", 'flowchart TB\n  n1@{ img: "https://evil.example/x.png", w: 60 }\n'],
    ["a link", 'flowchart TB\n  n1["a"]\n  click n1 href "https://evil.example"\n'],
    ["a style", "flowchart TB\n  n1\n  classDef x fill:url(https://evil.example)\n  class n1 x\n"],
    ["HTML in a label", 'flowchart TB\n  n1["<img src=https://evil.example/x.png onerror=alert(1)>"]\n'],
    ["a Markdown image", 'flowchart TB\n  n1["`![x](https://evil.example/x.png)`"]\n'],
    ["a front matter", '---\nconfig:\n  securityLevel: loose\n---\nflowchart TB\n  n1["a"]\n'],
    ["a callback", 'flowchart TB\n  n1["a"]\n  click n1 call alert(1)\n'],
    ["an icon from elsewhere", 'flowchart TB\n  n1@{ icon: "evil:x", form: "square" }\n'],
    ["another kind of diagram", "sequenceDiagram\n  A->>B: hi\n"],
  ])("a text that our compiler did not write: %s", async (_, mermaid) => {
    const { page, draw, trouble } = await open();
    await draw({ drawing: { ...clinic, mermaid }, title: "Forged" });
    await page.waitForTimeout(100);
    expect(trouble).toEqual([]);
    expect(await page.evaluate(`document.querySelectorAll("a, img, image, foreignObject, svg style").length`)).toBe(0);
  });

  test("a message that is none of ours changes nothing", async () => {
    const { page, draw, post, sent, trouble } = await open();
    await draw({ drawing: clinic, title: "Clinic" });
    const before = await page.locator(".page").innerHTML();
    const count = (await sent()).length;
    const position = { index: 0, count: 1 };
    for (const message of [
      null,
      7,
      "draw",
      {},
      { type: "draw" },
      { type: "draw", title: "x", position, drawing: { ...clinic, boxes: [{ ...clinic.boxes[0], id: "x<y" }] } },
      { type: "draw", title: "x", position, drawing: { ...clinic, arrows: {} } },
      { type: "draw", title: { toString: 1 }, position, drawing: clinic },
      { type: "draw", title: "x", position: { index: -1, count: 1 }, drawing: clinic },
      { type: "draw", title: "x", position, drawing: clinic, report: { heading: "x", summary: "y", findings: [{}] } },
      { type: "draw", title: "x", position, drawing: { ...clinic, boxes: [{ ...clinic.boxes[0], rows: [{ name: 1, places: [] }] }] } },
      { type: "draw", title: "x", position, drawing: clinic, around: { name: "x", hops: "1" } },
      { type: "draw", title: "x", position, drawing: { ...clinic, boxes: Array(10_001).fill(clinic.boxes[0]) } },
      { type: "eval", code: "alert(1)" },
      { type: "stale", message: 3 },
      { type: "empty" },
    ]) {
      await post(message);
    }
    await page.evaluate(`new Promise((done) => setTimeout(done, 100))`);
    expect(await page.locator(".page").innerHTML()).toBe(before);
    expect(await sent()).toHaveLength(count);
    expect(trouble).toEqual([]);
  });

  test("a message from another origin changes nothing", async () => {
    const { page, draw } = await open();
    await draw({ drawing: clinic, title: "Clinic" });
    await page.evaluate(
      `window.dispatchEvent(new MessageEvent("message", { origin: "https://evil.example", data: { type: "empty", message: "gone" } }))`,
    );
    expect(await page.locator(".stage .node").count()).toBe(11);
  });
});
