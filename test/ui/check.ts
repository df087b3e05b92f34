/** `npm start -- --check`: what a newcomer does first, done by a machine. */
import { seconds } from "../host/progress.mjs";
import { chatOf } from "./workbench/chat.ts";
import { panelOf } from "./workbench/panel.ts";
import { openWindow, pictures } from "./workbench/window.ts";

const start = performance.now();
const window = await openWindow();
let said = "";
try {
  const chat = chatOf(window.page);
  await chat.ready("Architect");
  console.log(`VS Code is up after ${seconds(start)}; typing @architect /review`);
  await chat.ask("@architect /review");
  const panel = panelOf(window.page);
  await panel.boxes.first().waitFor();
  said = `@architect /review was answered and ${await panel.boxes.count()} boxes are drawn: ${seconds(start)}.`;
} catch (error) {
  process.exitCode = 1;
  said = `@architect /review was not answered with a drawing: ${error instanceof Error ? error.message : error}`;
} finally {
  await window.keep("check");
  await window.close();
}
console.log(`${said} The picture is ${pictures}/check.png`);
