/** The rest of the workbench: explorer, editor, palette, Problems, notifications. */
import type { Locator, Page } from "playwright-core";

export const explorerRow = (page: Page, name: string): Locator =>
  page.locator(".explorer-folders-view .monaco-list-row").filter({ has: page.getByText(name, { exact: true }) });

export async function openFile(page: Page, name: string): Promise<void> {
  await explorerRow(page, name).dblclick();
  await page.locator(".tab.active").filter({ hasText: name }).waitFor();
  await page.locator(".editor-instance .view-line").first().waitFor();
}

/** Right-click, then the entry of the menu. */
export async function chooseFromMenu(page: Page, at: Locator, entry: string): Promise<void> {
  await at.click({ button: "right" });
  const item = page.locator(".monaco-menu .action-item").filter({ hasText: entry });
  await item.waitFor();
  // A menu lets a click go that comes the moment it opens.
  do {
    await page.waitForTimeout(250);
    await item.click({ timeout: 2000 }).catch(() => undefined);
    await page.waitForTimeout(250);
  } while (await item.isVisible());
}

export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press("F1");
  const box = page.locator(".quick-input-widget input.input");
  await box.waitFor();
  await box.fill(`>${title}`);
  await page.locator(".quick-input-list .monaco-list-row .label-name").getByText(title, { exact: true }).first().click();
  // Gone, or asking what the command wants to know.
  while ((await box.isVisible()) && (await box.inputValue()).startsWith(">")) await page.waitForTimeout(50);
}

/** What the palette offers for some words. */
export async function offered(page: Page, words: string): Promise<readonly string[]> {
  await page.keyboard.press("F1");
  const box = page.locator(".quick-input-widget input.input");
  await box.waitFor();
  await box.fill(`>${words}`);
  const labels = page.locator(".quick-input-list .monaco-list-row .label-name");
  await labels.filter({ hasText: words }).first().waitFor();
  const found = await labels.allInnerTexts();
  await page.keyboard.press("Escape");
  return found;
}

/** Where several places prove a thing, the first of a file is chosen. */
export async function chooseFirstPlace(page: Page, file = "compose.yaml"): Promise<void> {
  const place = page
    .locator(".quick-input-list .monaco-list-row")
    .filter({ hasText: `${file}:` })
    .first();
  const shown = page.locator(".editor-instance .view-line").first();
  await place.or(shown).first().waitFor();
  if (await place.isVisible()) await place.click();
}

export const problems = (page: Page): Locator => page.locator(".markers-panel .monaco-list-row");

/** Where the cursor is, as the status bar says it: the line, counted from 1. */
export async function cursorLine(page: Page): Promise<number> {
  const text = await page.locator('.statusbar-item[id="status.editor.selection"]').textContent();
  return Number(/Ln (\d+)/.exec(text ?? "")?.[1]);
}
/** Of the group of editors that has the focus. */
export const activeTab = (page: Page): Promise<string | null> =>
  page.locator(".editor-group-container.active .tab.active").first().getAttribute("data-resource-name");
