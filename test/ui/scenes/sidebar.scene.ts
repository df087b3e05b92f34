/** The side bar, the list of variants in the panel, and the deployment view: by mouse, then by keyboard. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { panelOf } from "../workbench/panel.ts";
import { activeTab, cursorLine, runCommand } from "../workbench/parts.ts";
import { sideBarOf } from "../workbench/sidebar.ts";
import { logOf, openWindow, type Window } from "../workbench/window.ts";

const bookshop = path.resolve(import.meta.dirname, "../workspaces/bookshop");

describe("the side bar", () => {
  let window: Window;
  beforeAll(async () => {
    window = await openWindow({ workspace: bookshop });
  });
  afterEach(({ task }) => window.keep(`6 ${task.name}`));
  afterAll(() => window?.close());

  const picker = () => panelOf(window.page).frame.getByRole("combobox", { name: "Variant of bookshop" });

  it("fills by itself: variants, components by kind, findings", async () => {
    const bar = sideBarOf(window.page);
    await bar.open();
    await bar.row(/^bookshop/).waitFor({ timeout: 60_000 });
    await bar.row(/^Variant production.*, shown/).waitFor();
    await bar.row(/^Variant compose\.yaml.*, not shown/).waitFor();
    await bar.row(/^db, Database, PostgreSQL 17\.2.*production\/db\.yaml:/).waitFor();
    await bar.row(/^Warnings?, \d+ findings?/).waitFor();
    expect(Number(/Activated in ([\d.]+) ms/.exec(logOf(window))?.[1])).toBeLessThan(50);
  });

  it("a click on a component opens the line that proves it", async () => {
    const { page } = window;
    await sideBarOf(page)
      .row(/^api, Service/)
      .click();
    await page.locator(".editor-instance .view-line").first().waitFor();
    await expect.poll(() => activeTab(page)).toBe("api.yaml");
    await expect.poll(() => cursorLine(page)).toBeGreaterThan(0);
  });

  it("the system is drawn from its inline action, as the shown variant", async () => {
    const { page } = window;
    const bar = sideBarOf(page);
    await bar.row(/^bookshop/).hover();
    await bar
      .row(/^bookshop/)
      .getByRole("button", { name: "Show in Diagram" })
      .click();
    await panelOf(page).shows("api", 90_000); // the first picture of a window, on two cores
    await expect.poll(() => picker().inputValue()).toContain("production");
  });

  it("another variant is chosen by keyboard, and panel and findings follow", async () => {
    const { page } = window;
    const bar = sideBarOf(page);
    await bar.row(/^Variant production/).focus();
    await runCommand(page, "Architect: Choose Variant");
    await page.getByText("Which variant is shown?").waitFor();
    await page.keyboard.type("compose.yaml");
    await page.keyboard.press("Enter");
    await bar.row(/^Variant compose\.yaml.*, shown/).waitFor();
    await panelOf(page).shows("catalogue");
    await expect.poll(() => picker().inputValue()).toBe("compose.yaml");
    await bar.row(/^Error, .*catalogue/).waitFor();
  });

  it("a row of the tree is walked to and chosen with the arrow keys", async () => {
    const { page } = window;
    const bar = sideBarOf(page);
    await runCommand(page, "Architect: Focus on Systems View");
    await page.keyboard.press("Home");
    // A tree that is filled anew in between begins at its top again.
    await expect
      .poll(async () => {
        await page.keyboard.press("ArrowDown");
        return bar.view.locator(".monaco-list-row.focused").first().getAttribute("aria-label");
      })
      .toMatch(/^Variant production/);
    await page.keyboard.press("Enter");
    await bar.row(/^Variant production.*, shown/).waitFor();
  });

  it("the deployment of a variant is drawn from its row", async () => {
    const { page } = window;
    const bar = sideBarOf(page);
    await bar.row(/^Variant production/).hover();
    await bar
      .row(/^Variant production/)
      .getByRole("button", { name: "Show in Diagram" })
      .click();
    const panel = panelOf(page);
    await panel.shows("books.example.com");
    await panel.shows("Deployment × 2–8 by cpu");
    await panel.shows("10Gi");
  });

  it("the list in the panel changes what is drawn, and the side bar follows", async () => {
    const { page } = window;
    await picker().focus();
    await picker().selectOption("compose.yaml");
    await panelOf(page).shows("Volume");
    await sideBarOf(page)
      .row(/^Variant compose\.yaml.*, shown/)
      .waitFor();
  });

  it("a box of the deployment leads to its line", async () => {
    const { page } = window;
    await panelOf(page).drawing.locator("g.node").filter({ hasText: "postgres:17.2" }).first().click();
    await page.locator(".editor-instance .view-line").filter({ hasText: "postgres:17.2" }).first().waitFor();
    await expect.poll(() => activeTab(page)).toBe("compose.yaml");
  });

  it("the review says which variant it is about, and what holds only elsewhere", async () => {
    const { page } = window;
    await runCommand(page, "Architect: Review Architecture of Workspace");
    const { frame } = panelOf(page);
    await frame.getByText("Shown: compose.yaml").waitFor();
    await frame.getByRole("heading", { name: /Only in other variants/ }).waitFor();
  });

  it("it is the same in the other theme", async () => {
    const { page } = window;
    const light = (await page.locator(".monaco-workbench.vs").count()) > 0;
    await runCommand(page, "Preferences: Toggle between Light/Dark Themes");
    await page
      .locator(light ? ".monaco-workbench.vs-dark" : ".monaco-workbench.vs")
      .first()
      .waitFor();
    await page.waitForTimeout(500);
  });

  it("it follows the files", async () => {
    const bar = sideBarOf(window.page);
    const file = path.join(window.folder, "compose.yaml");
    const before = readFileSync(file, "utf8");
    writeFileSync(file, before.replace("services:\n", "services:\n  queue: { image: rabbitmq:4 }\n"));
    await bar.row(/^queue, Message broker/).waitFor();
    writeFileSync(file, before);
    await bar.row(/^queue, Message broker/).waitFor({ state: "detached" });
  });

  it("the choice survives a reload of the window", async () => {
    const { page } = window;
    await page.reload();
    const bar = sideBarOf(page);
    await bar.row(/^Variant compose\.yaml.*, shown/).waitFor({ timeout: 240_000 });
  }, 300_000); // a window that opens anew, on two cores
});

describe("a folder with nothing to read", () => {
  let window: Window;
  beforeAll(async () => {
    const empty = path.join(mkdtempSync(path.join(os.tmpdir(), "architect-notes-")), "notes");
    mkdirSync(empty);
    writeFileSync(path.join(empty, "notes.txt"), "Nothing about a backend.\n");
    window = await openWindow({ workspace: empty, expects: "notes.txt" });
  });
  afterEach(({ task }) => window.keep(`6 ${task.name}`));
  afterAll(() => window?.close());

  it("says so, and nothing of it is read", async () => {
    const bar = sideBarOf(window.page);
    await bar.open();
    await bar.view.getByRole("button", { name: "Read It Anyway" }).waitFor({ timeout: 90_000 });
    expect(logOf(window)).not.toContain("Starting the language server");
  });

  it("is read when somebody asks, and the next click is offered", async () => {
    const { view } = sideBarOf(window.page);
    await view.getByRole("button", { name: "Read It Anyway" }).click();
    await view.getByRole("button", { name: "Open Another Folder" }).waitFor({ timeout: 90_000 });
  });
});
