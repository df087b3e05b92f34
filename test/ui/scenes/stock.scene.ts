/** The stock build, signed out: its own provider of language models is there and has none to give. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { chatOf, parts } from "../workbench/chat.ts";
import { openWindow, type Window } from "../workbench/window.ts";

describe("the stock build, signed out, on a fresh profile", () => {
  let window: Window;
  beforeAll(async () => {
    window = await openWindow({ stock: true, model: "Architect" });
  });
  afterEach(({ task }) => window.keep(`2 ${task.name}`));
  afterAll(() => window?.close());

  it("answers the first @architect /review, the model picker untouched", async () => {
    const chat = chatOf(window.page);
    // As soon as the extension is there its model is the chosen one: what is typed before that goes to whom the build itself brings.
    await chat.ask("@architect /review");
    expect(await chat.answer.textContent()).not.toMatch(/Language model unavailable/);
    expect(await parts.text(chat.answer).locator("h1, h2, h3").count()).toBeGreaterThan(0);
  });
});
