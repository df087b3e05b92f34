/** Our webview, and the drawing in it. */
import type { FrameLocator, Locator, Page } from "playwright-core";

export interface Panel {
  readonly frame: FrameLocator;
  readonly drawing: Locator;
  readonly boxes: Locator;
  /** Until a drawing is there that has this word in it. */
  shows(word: string, timeout?: number): Promise<void>;
}

export function panelOf(page: Page): Panel {
  // The chat's own drawings are webviews of another extension.
  const frame = page.frameLocator('iframe.webview.ready[src*="extensionId=architect.architect"]').frameLocator("iframe#active-frame");
  const drawing = frame
    .locator("svg")
    .filter({ has: frame.locator("g.node") })
    .first();
  return {
    frame,
    drawing,
    boxes: drawing.locator("g.node"),
    async shows(word, timeout = 30_000) {
      await drawing.locator("g.node").filter({ hasText: word }).first().waitFor({ timeout });
    },
  };
}
