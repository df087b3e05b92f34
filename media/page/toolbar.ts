import type { Position, VariantChoice } from "../../src/protocol.ts";
import { element, iconButton } from "./element.ts";
import { icon } from "./icons.ts";
import { createVariants, type VariantEvents } from "./variants.ts";
import { visible } from "./visible.ts";

export interface ToolbarEvents extends VariantEvents {
  go(to: number): void;
  zoom(factor: number): void;
  fit(): void;
  whole(): void;
  toggle(what: "outline" | "legend"): void;
  copy(what: "mermaid" | "svg"): void;
  ask(): void;
}
export interface ToolbarState {
  readonly title: string;
  /** System, and the variant where there is but one. */
  readonly about: readonly string[];
  readonly choices: readonly VariantChoice[];
  readonly position: Position;
}

export function createToolbar(events: ToolbarEvents, search: HTMLElement) {
  let position: Position = { index: 0, count: 0 };
  const back = iconButton(icon("back"), "Earlier drawing", () => events.go(position.index - 1));
  const forward = iconButton(icon("forward"), "Later drawing", () => events.go(position.index + 1));
  const where = element("span", { class: "where" });
  const title = element("h1");
  const about = element("span", { class: "about" });
  const variants = createVariants(events);
  const scale = element("button", { type: "button", class: "scale", title: "Actual size (1)" }, "100 %");
  scale.addEventListener("click", events.whole);
  const toggles = {
    outline: iconButton(icon("outline"), "Outline", () => events.toggle("outline"), { "aria-pressed": "false" }),
    legend: iconButton(icon("legend"), "Legend", () => events.toggle("legend"), { "aria-pressed": "false" }),
  };
  const copies = {
    mermaid: iconButton(icon("copy"), "Copy as Mermaid", () => events.copy("mermaid")),
    svg: iconButton(icon("image"), "Copy as SVG", () => events.copy("svg")),
  };
  const ask = element(
    "button",
    { type: "button", class: "ask", title: "Ask @architect about this drawing" },
    icon("chat"),
    element("span", {}, "Ask in chat"),
  );
  ask.addEventListener("click", events.ask);

  const root = element(
    "header",
    { class: "toolbar" },
    element("div", { class: "history", role: "group", "aria-label": "Drawings of this conversation" }, back, where, forward),
    element("div", { class: "heading" }, title, about, variants.root),
    element(
      "div",
      { class: "tools", role: "toolbar", "aria-label": "Drawing" },
      search,
      element(
        "div",
        { class: "cluster-of-buttons" },
        iconButton(icon("minus"), "Zoom out (−)", () => events.zoom(1 / 1.25)),
        scale,
        iconButton(icon("plus"), "Zoom in (+)", () => events.zoom(1.25)),
        iconButton(icon("fit"), "Fit to window (0)", events.fit),
      ),
      element("div", { class: "cluster-of-buttons" }, toggles.outline, toggles.legend),
      element("div", { class: "cluster-of-buttons" }, copies.mermaid, copies.svg),
    ),
    ask,
  );

  return {
    root,
    show(state: ToolbarState): void {
      position = state.position;
      const words = visible(state.title);
      title.textContent = words;
      title.title = words;
      about.replaceChildren(...state.about.map((it) => element("span", { class: "chip" }, it)));
      variants.show(state.choices);
      where.textContent = position.count > 1 ? `${position.index + 1} / ${position.count}` : "";
      back.disabled = position.index <= 0;
      forward.disabled = position.index + 1 >= position.count;
      root.classList.toggle("alone", position.count <= 1);
      document.title = words;
    },
    /** Nothing is shown; the way back stays. */
    clear(): void {
      title.textContent = "Architect";
      about.replaceChildren();
      variants.show([]);
    },
    scale(value: number): void {
      scale.textContent = `${Math.round(value * 100)} %`;
      scale.setAttribute("aria-label", `Actual size, now ${Math.round(value * 100)} %`);
    },
    pressed(what: keyof typeof toggles, on: boolean): void {
      toggles[what].setAttribute("aria-pressed", String(on));
    },
    /** Says for a moment that something is on the clipboard. */
    copied(what: keyof typeof copies): void {
      const button = copies[what];
      const before = icon(what === "mermaid" ? "copy" : "image");
      button.replaceChildren(icon("check"));
      setTimeout(() => button.replaceChildren(before), 1500);
    },
  };
}
