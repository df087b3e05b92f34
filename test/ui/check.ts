/** `npm start -- --check`: what a newcomer does first, done by a machine. */
import path from "node:path";
import { out } from "../host/places.mjs";
import { seconds } from "../host/progress.mjs";
import { chatOf } from "./workbench/chat.ts";
import { panelOf } from "./workbench/panel.ts";
import { openWindow, type Window } from "./workbench/window.ts";

const start = performance.now();
const picture = path.join(out, "check.png");

async function look({ page }: Window): Promise<string> {
  const chat = chatOf(page);
  console.log(`VS Code is up after ${seconds(start)}; typing @architect /review`);
  await chat.ask("@architect /review");
  const panel = panelOf(page);
  await panel.boxes.first().waitFor();
  return `@architect /review was answered, ${await panel.boxes.count()} boxes are drawn: ${seconds(start)}. See ${picture}`;
}

let window: Window | undefined;
try {
  window = await openWindow({ model: "Architect" });
  console.log(await look(window));
} catch (error) {
  process.exitCode = 1;
  console.error(`@architect /review was not answered with a drawing: ${error instanceof Error ? error.message : error}`);
} finally {
  await window?.page.screenshot({ path: picture });
  await window?.close();
}
