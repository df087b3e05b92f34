/** The side bar's tree, by its roles: what a screen reader is told is what the scenes look for. */
import type { Locator, Page } from "playwright-core";

export interface SideBar {
  readonly view: Locator;
  /** A row by the beginning of what is said of it. */
  row(said: string | RegExp): Locator;
  /** By a click on the activity bar. */
  open(): Promise<void>;
}

export function sideBarOf(page: Page): SideBar {
  const view = page.locator(".part.sidebar .pane-body");
  return {
    view,
    row: (said) => view.getByRole("treeitem", { name: said }).first(),
    async open() {
      // A number on the icon lies over all of it, and passes the click on.
      await page.locator(".activitybar .action-label[aria-label^='Architect']").first().click({ force: true });
      await page
        .locator(".part.sidebar .title-label")
        .filter({ hasText: /architect/i })
        .waitFor();
    },
  };
}
