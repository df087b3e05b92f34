/** A fresh profile with nothing but Architect: no account, no key, no other model. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Chat, chatOf, parts } from "../workbench/chat.ts";
import { type Panel, panelOf } from "../workbench/panel.ts";
import { activeTab, chooseFirstPlace, cursorLine } from "../workbench/parts.ts";
import { logOf, openWindow, type Window } from "../workbench/window.ts";

describe("a newcomer with no language model", () => {
  let window: Window;
  let chat: Chat;
  let panel: Panel;
  beforeAll(async () => {
    window = await openWindow({ model: "Architect" });
    chat = chatOf(window.page);
    panel = panelOf(window.page);
  });
  afterEach(({ task }) => window.keep(`1 ${task.name}`));
  afterAll(() => window?.close());

  it("pays at most 50 ms of processor time for the activation", () => {
    const [, milliseconds] = /Activated in ([\d.]+) ms/.exec(logOf(window)) ?? [];
    expect(Number(milliseconds)).toBeLessThanOrEqual(50);
  });

  it("is offered @architect and its commands", async () => {
    expect(await chat.suggestions("@arch")).toContainEqual(expect.stringMatching(/^@architect/));
    const commands = await chat.suggestions("@architect /");
    for (const command of ["/review", "/diagram", "/help"]) expect(commands).toContain(command);
  });

  it("is answered @architect /review", async () => {
    await chat.ask("@architect /review");
    expect(await parts.name(chat.answer).textContent()).toBe("Architect");
    await expect.poll(() => parts.text(chat.answer).locator("h1, h2, h3").count()).toBeGreaterThan(0);
    await expect.poll(() => parts.anchors(chat.answer).count()).toBeGreaterThan(0);
  });

  it("sees the whole answer, and nothing of it folded away", async () => {
    // The chat folds everything before the last unbroken run of Markdown; references may be in there, words may not.
    await chat.scrollToTop();
    expect(await parts.text(chat.answer).first().isVisible()).toBe(true);
    expect(
      await chat.answer.locator("details .rendered-markdown, .chat-thinking-box .rendered-markdown").filter({ hasText: /\w{3}/ }).count(),
    ).toBe(0);
  });

  it("finds buttons at the very end, at most three", async () => {
    const buttons = parts.buttons(chat.answer);
    await panel.shows("booking");
    await expect.poll(() => buttons.count()).toBeGreaterThan(0);
    await expect.poll(() => buttons.count()).toBeLessThanOrEqual(3);
    expect(await top(buttons.first())).toBeGreaterThan(await bottom(parts.text(chat.answer).last()));
  });

  it("is offered questions to go on with", async () => {
    await expect.poll(() => parts.followups(chat.view).count()).toBeGreaterThan(0);
  });

  it("sees which files were read", async () => {
    await chat.scrollToTop();
    await parts.folded(chat.answer).click();
    await chat.answer.getByRole("button", { name: /^Used \d+ reference/ }).click();
    await chat.answer.locator(".chat-used-context-list .monaco-list-row").filter({ hasText: "billing.yaml" }).first().waitFor();
  });

  it("sees the drawing in the panel, while the cursor stays in the chat", async () => {
    await panel.shows("booking");
    await expect.poll(() => panel.boxes.count()).toBeGreaterThanOrEqual(8);
    expect(await window.page.evaluate("document.activeElement.closest('.interactive-session') !== null")).toBe(true);
  });

  it("clicks a box, and the line that proves it opens", async () => {
    await panel.boxes.filter({ hasText: "reminders" }).first().click();
    // Production is what is drawn, and its proof comes from there.
    await chooseFirstPlace(window.page, "deploy/base/reminders.yaml");
    await window.page.locator(".editor-instance .view-line").filter({ hasText: "name: reminders" }).first().waitFor();
    await expect.poll(() => activeTab(window.page)).toBe("reminders.yaml");
    await expect.poll(() => cursorLine(window.page)).toBeGreaterThan(1);
  });

  it("is answered @architect /diagram", async () => {
    await chat.fresh();
    await chat.ask("@architect /diagram");
    await panel.shows("billing");
    await expect.poll(() => parts.text(chat.answer).count()).toBeGreaterThan(0);
  });

  it("is answered @architect /help", async () => {
    await chat.fresh();
    await chat.ask("@architect /help");
    for (const command of ["/review", "/diagram"]) await parts.text(chat.answer).filter({ hasText: command }).first().waitFor();
  });

  it("is told by /scale what would give way first, and what would be too early", async () => {
    await chat.fresh();
    await chat.ask("@architect /scale");
    const text = parts.text(chat.answer);
    for (const part of ["What is there", "Ways to go, in order of effort", "Not yet"])
      await text.filter({ hasText: part }).first().waitFor();
  });

  it("states requirements in a sentence, looks at the file, and has it written", async () => {
    await chat.fresh();
    await chat.ask("@architect /requirements 50 rps, peak 3x, 20 GB, 4 people, 99.9 %");
    await parts.text(chat.answer).filter({ hasText: "requestsPerSecond: 50" }).first().waitFor();
    const { page } = window;
    const shown = page.locator(".editor-instance .view-line").filter({ hasText: "availability: 99.9" }).first();
    // A block of code that gets its height moves the button away under the mouse.
    await expect
      .poll(
        async () => {
          await chat.answer.getByRole("button", { name: "Preview requirements.yaml" }).click();
          return shown.waitFor({ timeout: 5000 }).then(
            () => true,
            () => false,
          );
        },
        { timeout: 30_000 },
      )
      .toBe(true);
    const file = path.join(window.folder, ".architect/requirements.yaml");
    expect(existsSync(file)).toBe(false);
    await page.locator(".notifications-toasts").getByRole("button", { name: "Write the file" }).click();
    await expect.poll(() => existsSync(file) && readFileSync(file, "utf8"), { timeout: 15_000 }).toContain("requestsPerSecond: 50");
    await page.locator(".tab").filter({ hasText: "Untitled" }).first().waitFor({ state: "detached" });
    await expect.poll(() => activeTab(page)).toBe("requirements.yaml");
  });

  it("is answered a plain question", async () => {
    await chat.fresh();
    await chat.ask("@architect What happens when the broker is down?");
    await parts
      .text(chat.answer)
      .filter({ hasText: /stop working/ })
      .first()
      .waitFor();
  });
});

const top = async (of: Locator): Promise<number> => (await of.boundingBox())?.y ?? Number.NaN;
const bottom = async (of: Locator): Promise<number> => {
  const box = await of.boundingBox();
  return box === null ? Number.NaN : box.y + box.height - 1;
};
