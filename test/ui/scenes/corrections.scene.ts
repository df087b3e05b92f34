/** Corrections in one click, and the view of the findings: by mouse, then by keyboard. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { activeTab, chooseFromMenu, runCommand } from "../workbench/parts.ts";
import { sideBarOf } from "../workbench/sidebar.ts";
import { openWindow, type Window } from "../workbench/window.ts";

const bookshop = path.resolve(import.meta.dirname, "../workspaces/bookshop");

describe("corrections and findings", () => {
  let window: Window;
  beforeAll(async () => {
    window = await openWindow({ workspace: bookshop });
  });
  afterEach(({ task }) => window.keep(`7 ${task.name}`));
  afterAll(() => window?.close());

  const corrections = () => path.join(window.folder, ".architect/corrections.yaml");
  const written = () => (existsSync(corrections()) ? readFileSync(corrections(), "utf8") : "");
  const quick = (words: string | RegExp) => window.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: words }).first();

  it("the status bar says what was read", async () => {
    const { page } = window;
    await page
      .locator(".statusbar-item")
      .filter({ hasText: /\d+ components/ })
      .waitFor({ timeout: 90_000 });
  });

  it("from the menu of a component: what it really is, after the line was seen", async () => {
    const { page } = window;
    const bar = sideBarOf(page);
    await bar.open();
    await bar.row(/^db, Database/).waitFor({ timeout: 60_000 });
    await bar.row(/^db, Database/).click({ button: "right" });
    const menu = page.locator(".monaco-menu .action-item");
    await menu.filter({ hasText: "Correct" }).first().hover();
    await menu.filter({ hasText: "Is Really a…" }).last().click(); // the list of a submenu lies inside its entry
    await quick("Cache").click();
    const dialog = page.locator(".monaco-dialog-box");
    await dialog.getByText("- kind: { of: db, is: cache }").waitFor();
    await window.keep("7 the line is seen first");
    await dialog.getByRole("button", { name: "Write the Line" }).click();
    await bar.row(/^db, Cache/).waitFor();
    expect(written()).toMatch(/^corrections:\n {2}- kind: \{ of: db, is: cache \} # db of \S+, was read as database\n$/);
  });

  it("is taken back with a click", async () => {
    const { page } = window;
    await page.locator(".notifications-toasts").getByRole("button", { name: "Undo" }).click();
    await sideBarOf(page)
      .row(/^db, Database/)
      .waitFor();
    await expect.poll(written).toBe("");
  });

  it("by keyboard, from the palette", async () => {
    const { page } = window;
    await runCommand(page, "Architect: Correct the Architecture");
    await quick("web").waitFor();
    await page.keyboard.type("web");
    await page.keyboard.press("Enter");
    await quick("It is the same as").waitFor();
    await page.keyboard.press("Enter");
    await quick("api").waitFor();
    await page.keyboard.type("api");
    await page.keyboard.press("Enter");
    await page.locator(".monaco-dialog-box").getByText("same: [web, api]").waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(written).toContain("- same: [web, api]");
  });

  it("findings are grouped by file, and filtered while one types", async () => {
    const { page } = window;
    const bar = sideBarOf(page);
    await bar.row(/^(Error|Warning|Note)s?, \d+ finding/).waitFor();
    await runCommand(page, "Architect: Group Findings");
    await quick("By file").click();
    await bar.row(/^compose\.yaml, \d+ finding/).waitFor();
    await runCommand(page, "Architect: Filter Findings");
    await page.keyboard.type("latest nothing like it");
    await bar.row(/^compose\.yaml, \d+ finding/).waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await bar.row(/^compose\.yaml, \d+ finding/).waitFor();
  });

  it("a finding is copied as Markdown with a key, and opened with another", async () => {
    const { page } = window;
    const bar = sideBarOf(page);
    await bar.row(/^(Error|Warning|Note), .*compose\.yaml:\d+/).click();
    await expect.poll(() => activeTab(page)).toBe("compose.yaml");
    await runCommand(page, "Architect: Focus on Findings View");
    await page.keyboard.press("Control+C");
    await expect
      .poll(() => page.evaluate("navigator.clipboard.readText()"))
      .toMatch(/^- \*\*(error|warning|note)\*\* .*`compose\.yaml:\d+`/);
  });

  it("a finding is explained in chat", async () => {
    const { page } = window;
    await chooseFromMenu(page, sideBarOf(page).row(/^(Error|Warning|Note), .*compose\.yaml:\d+/), "Explain in Chat");
    await page.locator(".interactive-session .interactive-request").first().waitFor();
  });
});
