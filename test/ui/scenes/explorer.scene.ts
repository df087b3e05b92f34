/** "Review Architecture" with the right mouse button, the palette, and the Problems list. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { panelOf } from "../workbench/panel.ts";
import {
  activeTab,
  chooseFirstPlace,
  chooseFromMenu,
  cursorLine,
  explorerRow,
  offered,
  openFile,
  problems,
  runCommand,
} from "../workbench/parts.ts";
import { openWindow, type Window } from "../workbench/window.ts";

describe("without chat", () => {
  let window: Window;
  beforeAll(async () => {
    window = await openWindow({ model: "Architect" });
  });
  afterEach(({ task }) => window.keep(`3 ${task.name}`));
  afterAll(() => window?.close());

  it("right-click on a file opens a report: words, findings, drawing", async () => {
    const { page } = window;
    await chooseFromMenu(page, explorerRow(page, "compose.yaml"), "Review Architecture");
    const panel = panelOf(page);
    await panel.shows("booking");
    await panel.frame.getByRole("heading").first().waitFor();
    await panel.frame
      .getByText(/bookings/)
      .first()
      .waitFor();
  });

  it("a finding in the report leads to its line", async () => {
    const { page } = window;
    await panelOf(page)
      .frame.getByRole("button", { name: /nothing answers to that name/ })
      .first()
      .click();
    await chooseFirstPlace(page);
    await page.locator(".editor-instance .view-line").filter({ hasText: "BOOKING_URL" }).first().waitFor();
    await expect.poll(() => activeTab(page)).toBe("compose.yaml");
    await expect.poll(() => cursorLine(page)).toBeGreaterThan(1);
  });

  it("right-click on a folder opens a report of that folder", async () => {
    const { page } = window;
    await runCommand(page, "View: Close All Editors");
    await chooseFromMenu(page, explorerRow(page, "booking"), "Review Architecture");
    await panelOf(page)
      .frame.getByRole("heading", { name: /booking/ })
      .first()
      .waitFor();
  });

  it("the palette has every command", async () => {
    const labels = await offered(window.page, "Architect:");
    for (const title of ["Review Architecture of Workspace", "Show Diagram", "Restart Language Server", "Show Log"]) {
      expect(labels).toContain(`Architect: ${title}`);
    }
  });

  it("the palette draws the diagram", async () => {
    const { page } = window;
    await runCommand(page, "View: Close All Editors");
    await runCommand(page, "Architect: Show Diagram");
    await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "Containers" }).click();
    await panelOf(page).shows("billing");
  });

  it("the palette reviews the workspace", async () => {
    await runCommand(window.page, "Architect: Review Architecture of Workspace");
    await panelOf(window.page).frame.getByRole("heading").first().waitFor();
  });

  it("the Problems list has the findings", async () => {
    const { page } = window;
    await runCommand(page, "View: Close All Editors");
    await openFile(page, "compose.yaml");
    await runCommand(page, "Problems: Focus on Problems View");
    await problems(page).filter({ hasText: "bookings" }).first().waitFor();
  });

  it("a quick fix cures one", async () => {
    const { page } = window;
    const finding = problems(page).filter({ hasText: "bookings" }).first();
    await finding.dblclick();
    await page.locator(".monaco-editor .squiggly-error").first().waitFor();
    await page.locator(".editor-instance .view-line").filter({ hasText: "BOOKING_URL: http://bookings" }).first().waitFor();
    const menu = page.locator(".action-widget .monaco-list-row.action");
    // The double click gives the editor the focus a moment after it shows the line: a person presses again.
    for (let pressed = 0; pressed < 5 && !(await menu.first().isVisible()); pressed++) {
      await page.keyboard.press("Control+.");
      await menu
        .first()
        .waitFor({ timeout: 5000 })
        .catch(() => undefined);
    }
    await menu.first().waitFor();
    await window.keep("3 the bulb offers a quick fix");
    await menu
      .filter({ hasText: /booking/ })
      .first()
      .click();
    await problems(page).filter({ hasText: "bookings" }).first().waitFor({ state: "detached" });
    await page.locator(".editor-instance .view-line").filter({ hasText: "http://booking:3000" }).first().waitFor();
  });
});
