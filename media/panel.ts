/** The panel: takes what the extension sends, shows it, and tells what is clicked. Everything it knows is in the last message. */
import type { PlacedDrawing, ToPanel } from "../src/protocol.ts";
import { send } from "./host.ts";
import { received } from "./messages.ts";
import { createPage } from "./page/page.ts";
import { type Font, render } from "./picture/render.ts";

type Draw = Extract<ToPanel, { type: "draw" }>;

export function panel(body: HTMLElement): void {
  const page = createPage(body);
  /** What should be seen: the newest drawing asked for, and why it is not of now. */
  let wanted: Draw | undefined;
  let stale: string | undefined;
  /** What is seen. */
  let drawn: PlacedDrawing | undefined;
  let busy = false;

  /** One at a time; of those that arrive meanwhile, only the newest is drawn. */
  async function draw(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let done: Draw | undefined; wanted !== undefined && done !== wanted; ) {
      done = wanted;
      await show(done);
    }
    busy = false;
  }

  async function show(message: Draw): Promise<void> {
    const started = performance.now();
    const rendered = await render(message.drawing.mermaid, page.font(), page.workshop);
    if (message !== wanted) return;
    if (!rendered.ok) {
      page.failed(message, drawn, rendered.stage, rendered.message);
      send({ type: "failed", stage: rendered.stage, message: rendered.message });
      return;
    }
    const { boxes, arrows } = page.draw(message, rendered.svg, drawn);
    page.stale(stale);
    drawn = message.drawing;
    send({ type: "rendered", boxes, arrows, milliseconds: Math.round((performance.now() - started) * 10) / 10 });
  }

  window.addEventListener("message", ({ data, origin }) => {
    // VS Code hands messages on inside the page's own origin; nobody else has anything to say here.
    const message = origin === window.origin ? received(data) : undefined;
    if (message === undefined) return;
    if (message.type === "draw") {
      wanted = message;
      stale = undefined;
      void draw();
    } else if (message.type === "stale") {
      stale = message.message;
      if (!busy) page.stale(stale);
    } else {
      wanted = drawn = stale = undefined;
      page.empty(message.message);
    }
  });

  // Colours follow the theme by themselves. Another font is another layout.
  let font: Font = page.font();
  new MutationObserver(() => {
    const now = page.font();
    if (now.family === font.family && now.size === font.size) return;
    font = now;
    void draw();
  }).observe(document.documentElement, { attributes: true, attributeFilter: ["class", "style"], subtree: false });

  send({ type: "ready" });
}
