/** Asked without the chat view: from the palette and with the right mouse button; and a folder in which nothing is built yet. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { panelOf } from "../workbench/panel.ts";
import { activeTab, chooseFromMenu, cursorLine, explorerRow, runCommand } from "../workbench/parts.ts";
import { openWindow, type Window } from "../workbench/window.ts";

const command = "Ask About the Architecture…";

async function type(page: Page, question: string): Promise<void> {
  const box = page.locator(".quick-input-widget input.input");
  await box.waitFor();
  await box.fill(question);
  await page.keyboard.press("Enter");
}
const line = (page: Page, words: string) => page.locator(".editor-instance .view-line").filter({ hasText: words }).first();

describe("asked without a chat", () => {
  let window: Window;
  beforeAll(async () => {
    window = await openWindow({ model: "Architect" });
  });
  afterEach(({ task }) => window.keep(`8 ${task.name}`));
  afterAll(() => window?.close());

  it("the palette asks, and the answer comes into an editor", async () => {
    const { page } = window;
    await runCommand(page, `Architect: ${command}`);
    await type(page, "What breaks first at 10x traffic?");
    await line(page, "is likely to give way first").waitFor();
    await line(page, "# What breaks first at 10x traffic?").waitFor();
    await line(page, "Not yet:").waitFor();
  });

  it("a name in it leads to its line", async () => {
    const { page } = window;
    await page
      .locator(".editor-instance .detected-link")
      .first()
      .click({ modifiers: ["Control"] });
    await expect.poll(() => activeTab(page)).toMatch(/\.yaml$/);
    await expect.poll(() => cursorLine(page)).toBeGreaterThan(0);
  });

  it("the right mouse button asks about a folder, with a command", async () => {
    const { page } = window;
    await runCommand(page, "View: Close All Editors");
    await chooseFromMenu(page, explorerRow(page, "booking"), command);
    await type(page, "/review");
    await line(page, "# /review").waitFor();
    await panelOf(page).shows("booking");
  });
});

describe("a folder in which nothing is built yet", () => {
  let window: Window;
  let folder = "";
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "architect-shop-"));
    writeFileSync(path.join(folder, "README.md"), "Soon.\n");
    window = await openWindow({ workspace: folder, expects: "README.md" });
  });
  afterEach(({ task }) => window.keep(`9 ${task.name}`));
  afterAll(async () => {
    await window?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is answered with a proposal for the numbers, drawn beside", async () => {
    const { page } = window;
    // The palette offers what is known when it opens: the extension has to be there.
    await page.locator(".activitybar .action-label[aria-label^='Architect']").first().waitFor({ timeout: 90_000 });
    await runCommand(page, `Architect: ${command}`);
    await type(page, "/diagram 300 rps, peak 3x, 99.9 %, 6 people");
    // The first question of a fresh profile starts the extension and its server.
    await line(page, "this is a proposal").waitFor({ timeout: 90_000 });
    const panel = panelOf(page);
    await panel.shows("gateway");
    await expect.poll(() => panel.boxes.count()).toBe(3);
  });
});
