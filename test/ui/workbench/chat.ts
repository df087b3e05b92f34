/** The Chat view, by its selectors in VS Code 1.139: they are internal, which is why this VS Code is pinned. */
import type { Locator, Page } from "playwright-core";

export interface Chat {
  readonly view: Locator;
  /** The last answer, and what stands in it. */
  readonly answer: Locator;
  /** Until the model's name stands in the input: the extension host is up, and the provider has been asked. */
  ready(model: string): Promise<void>;
  /** Types and sends, as a person does. */
  send(text: string): Promise<void>;
  answered(timeout?: number): Promise<void>;
  ask(text: string): Promise<void>;
  fresh(): Promise<void>;
  /** The view keeps to the end of an answer. */
  scrollToTop(): Promise<void>;
  /** What is offered after some characters. */
  suggestions(text: string): Promise<readonly string[]>;
}

export function chatOf(page: Page): Chat {
  const view = page.locator(".interactive-session");
  const input = view.locator('.chat-input-container .monaco-editor[role="code"]');
  const responses = view.locator(".interactive-item-container.interactive-response");
  const clear = async () => {
    await input.click();
    await page.keyboard.press("Control+A"); // a sticky participant has left its name
    await page.keyboard.press("Delete");
  };
  const chat: Chat = {
    view,
    answer: responses.last(),
    async ready(model) {
      await view.locator(".chat-input-toolbars").getByText(model).first().waitFor({ timeout: 90_000 });
    },
    async send(text) {
      await clear();
      await page.keyboard.type(text);
      await page.keyboard.press("Escape"); // or Enter would accept a suggestion
      await page.keyboard.press("Enter");
    },
    async answered(timeout = 30_000) {
      const done = ".interactive-item-container.interactive-response:not(.chat-response-loading)";
      await view.locator(done).last().locator(".chat-footer-details time").waitFor({ timeout });
    },
    async ask(text) {
      await chat.send(text);
      await chat.answered();
    },
    async fresh() {
      await page
        .locator(".part.auxiliarybar .title-actions")
        .getByRole("button", { name: /^New Chat/ })
        .first()
        .click();
      await responses.first().waitFor({ state: "detached" });
    },
    async scrollToTop() {
      const first = view.locator('.monaco-list-rows > .monaco-list-row[data-index="0"]').first();
      const list = await view.locator(".interactive-list").boundingBox();
      if (list === null) throw new Error("There is no conversation to scroll.");
      // Rows get their heights as they come into view, so the way up grows while one is on it. At the edge, and never twice in one place:
      // drawings and blocks of code take the wheel for themselves.
      for (let turn = 0, end = Date.now() + 30_000; Date.now() < end && !(await isAtTop(first, view)); turn++) {
        await page.mouse.move(list.x + 3, list.y + 30 + ((turn * 71) % Math.max(1, list.height - 60)));
        await page.mouse.wheel(0, -3000);
        await page.waitForTimeout(150);
      }
    },
    async suggestions(text) {
      const rows = page.locator(".suggest-widget.visible .monaco-list-row");
      // The very first character after start-up may bring none: the input finds its providers when it is first focused.
      for (let attempt = 0; attempt < 5; attempt++) {
        await clear();
        await page.keyboard.type(text);
        const seen = await rows
          .first()
          .waitFor({ timeout: 3000 })
          .then(
            () => true,
            () => false,
          );
        if (seen) return (await rows.allInnerTexts()).map((it) => it.split("\n")[0] ?? "");
      }
      return [];
    },
  };
  return chat;
}

async function isAtTop(row: Locator, view: Locator): Promise<boolean> {
  if (!(await row.isVisible())) return false;
  const [inner, outer] = await Promise.all([row.boundingBox(), view.boundingBox()]);
  return inner !== null && outer !== null && inner.y >= outer.y;
}

/** Its parts, in the order in which they are to be seen from top to bottom. */
export const parts = {
  name: (answer: Locator) => answer.locator(".header .username"),
  text: (answer: Locator) => answer.locator(".value .rendered-markdown"),
  /** Places (the view's own widget) and names that lead to one (links). */
  anchors: (answer: Locator) =>
    answer.locator('.chat-inline-anchor-widget, .rendered-markdown a[data-href^="command:architect.openPlace"]'),
  folded: (answer: Locator) => answer.locator("summary.completed-response-summary"),
  buttons: (answer: Locator) => answer.locator(".chat-command-button .monaco-button"),
  followups: (chat: Locator) => chat.locator(".interactive-input-followups .interactive-session-followups .monaco-button"),
} as const;
