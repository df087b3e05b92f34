import { expect, test } from "vitest";
import { place } from "../../../test/conversation/clinic.ts";
import { architectOf, inChunks, never, nobody, scripted } from "../../../test/conversation/turns.ts";
import { converse } from "../../chat/converse.ts";
import type { LanguageModel } from "../../chat/turn.ts";
import { openPage } from "./page.ts";

/** One question from the palette to its page. */
async function pageOf(prompt: string, model: LanguageModel = nobody, command?: string) {
  const progress: string[] = [];
  const drawings: string[] = [];
  let changes = 0;
  const page = openPage(prompt, {
    onChange: () => {
      changes++;
    },
    onProgress: (text) => progress.push(text),
    beside: "*Beside.*",
    showDrawing: (_drawing, title) => drawings.push(title),
  });
  const turn = { prompt, about: [], history: [], architect: architectOf(), cancel: never, persona: "You are one.", delimiter: "data-1" };
  await converse({ ...turn, model, reply: page.reply }, command);
  return { page, progress, drawings, changes: () => changes };
}

test("an answer is a page with the question above it, and every name in it leads to its line", async () => {
  const { page, progress } = await pageOf("Who calls billing?");
  expect(page.text()).toMatch(/^# Who calls billing\?\n\n\*\*1 caller of billing-api:\*\*/);
  expect(progress).toEqual(["Reading the architecture"]);
  expect(page.links().map(({ from, to, place: { file, span } }) => [page.text().slice(from, to), file, (span?.line ?? -1) + 1])).toEqual([
    ["billing-api", "compose.yaml", 24],
    ["booking", "compose.yaml", 12],
    ["compose.yaml:17", "compose.yaml", 17],
  ]);
});

test("a model's words stream in, and its claims are marked as in chat", async () => {
  const { page, changes } = await pageOf(
    "Would you hire somebody?",
    scripted(inChunks("Look at ⟦clinic/db⟧ first. Not at ⟦clinic/kafka⟧.")),
  );
  expect(page.text()).toContain("Look at db first.");
  expect(page.text()).toContain("(not in these files)");
  expect(page.text()).toContain("In the words of Scripted.");
  expect(page.links().map(({ place: { file, span } }) => [file, span?.line])).toContainEqual(["compose.yaml", 33]);
  expect(changes()).toBeGreaterThan(2);
});

test("what the door says stands where the answer ended", () => {
  const page = openPage("Why?", { onChange: () => undefined, onProgress: () => undefined, beside: "", showDrawing: () => undefined });
  page.reply.anchor(place("compose.yaml", 3, ""), "gateway");
  page.say("\n\nStopped.");
  expect(page.text()).toBe("# Why?\n\ngateway\n\nStopped.");
});

test("a picture is in the panel, and no text of Mermaid in the page", async () => {
  const { page, drawings } = await pageOf("", nobody, "diagram");
  expect(drawings).toEqual(["Containers of clinic"]);
  expect(page.text()).toContain("\n\n*Beside.*\n\n");
  expect(page.text()).not.toContain("flowchart");
});
