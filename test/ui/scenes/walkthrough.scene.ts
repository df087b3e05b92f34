/** The pictures of the walkthrough, of the real thing in both themes: `media/walkthrough` has those that were taken last. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chatOf } from "../workbench/chat.ts";
import { panelOf } from "../workbench/panel.ts";
import { openFile, runCommand } from "../workbench/parts.ts";
import { sideBarOf } from "../workbench/sidebar.ts";
import { openWindow, pictures, type Window } from "../workbench/window.ts";

const folder = path.join(pictures, "walkthrough");

describe("the walkthrough", () => {
  let window: Window;
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    window = await openWindow({ model: "Architect (computed, no AI)" });
  });
  afterAll(() => window?.close());

  interface Clip {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }
  /** `before`: what has to be open, and goes when something else has the focus. */
  const take = async (name: string, clip: Clip, before = async () => {}): Promise<void> => {
    const { page } = window;
    for (let turn = 0; turn < 2; turn++) {
      await before();
      await page.mouse.move(750, 945);
      await page.waitForTimeout(800); // what glides into its place
      const dark = (await page.locator(".monaco-workbench.vs-dark").count()) > 0;
      await page.screenshot({ path: path.join(folder, `${name}-${dark ? "dark" : "light"}.png`), clip });
      await page.keyboard.press("Escape");
      await runCommand(page, "Preferences: Toggle between Light/Dark Themes");
      await page
        .locator(dark ? ".monaco-workbench.vs" : ".monaco-workbench.vs-dark")
        .first()
        .waitFor();
    }
  };

  it("sees what is here", async () => {
    const { page } = window;
    await openFile(page, "compose.yaml");
    const bar = sideBarOf(page);
    await bar.open();
    await bar.row(/^(Error|Warning), /).waitFor({ timeout: 60_000 });
    await take("see", { x: 0, y: 30, width: 900, height: 620 });
  });

  it("draws and reviews", async () => {
    const { page } = window;
    await runCommand(page, "View: Close All Editors");
    await runCommand(page, "Architect: Review Architecture of Workspace");
    await panelOf(page).shows("booking", 90_000);
    await take("review", { x: 350, y: 30, width: 850, height: 620 });
  });

  it("asks", async () => {
    const { page } = window;
    const chat = chatOf(page);
    await chat.ask("@architect /review");
    await chat.scrollToTop();
    await take("ask", { x: 850, y: 30, width: 650, height: 620 });
  });

  it("mends", async () => {
    const { page } = window;
    await runCommand(page, "View: Close All Editors");
    await sideBarOf(page)
      .row(/^(Error|Warning), .*\.yaml:\d+/)
      .click();
    await page.locator(".editor-instance .squiggly-warning, .editor-instance .squiggly-error").first().waitFor();
    await take("mend", { x: 0, y: 30, width: 900, height: 620 }, async () => {
      await page.locator(".editor-instance .squiggly-warning, .editor-instance .squiggly-error").first().waitFor();
      await runCommand(page, "View: Focus Active Editor Group");
      await page.keyboard.press("Control+.");
      await page.locator(".action-widget .monaco-list-row").filter({ hasText: "Ignore here" }).first().waitFor();
    });
  });

  it("is offered, with its four steps", async () => {
    const { page } = window;
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget input.input").fill(">Open Walkthrough");
    await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "Open Walkthrough" }).first().click();
    await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "The backend in front of you" }).click();
    await page.locator(".getting-started-step .step-title").filter({ hasText: "See what is here" }).first().waitFor();
    expect(await page.locator(".getting-started-step").count()).toBeGreaterThanOrEqual(4);
    await window.keep("8 the walkthrough");
  });
});
