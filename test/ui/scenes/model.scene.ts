/** With a language model that somebody else brings, and with a default agent as Copilot is one. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Chat, chatOf, parts } from "../workbench/chat.ts";
import { panelOf } from "../workbench/panel.ts";
import { openWindow, type Window } from "../workbench/window.ts";

describe("with a language model", () => {
  let window: Window;
  let chat: Chat;
  beforeAll(async () => {
    window = await openWindow({ fixtures: ["agent", "model"], model: "Scripted" });
    chat = chatOf(window.page);
  });
  afterEach(({ task }) => window.keep(`4 ${task.name}`));
  afterAll(() => window?.close());

  it("the drawing is computed, the model adds its words", async () => {
    await chat.ask("@architect Which services use the broker?");
    await parts.text(chat.answer).filter({ hasText: "I am the scripted model." }).first().waitFor();
    expect(await panelOf(window.page).boxes.count()).toBeGreaterThanOrEqual(0);
  });

  it("an answer that goes on and on is stopped within a second", async () => {
    await chat.fresh();
    await chat.send("@architect take your time: what would you change first?");
    await parts.text(chat.answer).filter({ hasText: "sentence 2" }).first().waitFor();
    const stop = window.page
      .locator(".chat-input-toolbars, .chat-execute-toolbar")
      .getByRole("button", { name: /^(Cancel|Stop)/ })
      .first();
    await stop.click();
    // From here on it is up to us; finding the button is the test's own work.
    const start = performance.now();
    await chat.answered(5000);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe("without @architect", () => {
  let window: Window;
  beforeAll(async () => {
    window = await openWindow({ fixtures: ["agent"], model: "Architect" });
  });
  afterEach(({ task }) => window.keep(`5 ${task.name}`));
  afterAll(() => window?.close());

  it("our own model says in a sentence how to ask", async () => {
    const chat = chatOf(window.page);
    await chat.ask("What is wrong with this system?");
    await chat.answer.locator(".rendered-markdown").filter({ hasText: "@architect" }).first().waitFor();
  });
});
