import type { Around, Position, VariantChoice } from "../../src/protocol.ts";
import { t } from "../l10n.ts";
import { element, iconButton } from "./element.ts";
import { icon } from "./icons.ts";
import { createMenu } from "./menu.ts";
import { createVariants, type VariantEvents } from "./variants.ts";
import { visible } from "./visible.ts";

/** What the drawing is taken along as. */
export type Taken = "copy-mermaid" | "copy-svg" | "copy-png" | "copy-report" | "save-svg" | "save-png" | "save-mermaid" | "save-report";

export interface ToolbarEvents extends VariantEvents {
  go(to: number): void;
  zoom(factor: number): void;
  fit(): void;
  whole(): void;
  toggle(what: "outline" | "legend"): void;
  take(what: Taken): void;
  hops(to: number): void;
  ask(): void;
}
export interface ToolbarState {
  readonly title: string;
  /** System, and the variant where there is but one. */
  readonly about: readonly string[];
  readonly choices: readonly VariantChoice[];
  readonly position: Position;
  readonly around: Around | undefined;
}

const farthest = 4;

export function createToolbar(events: ToolbarEvents, search: HTMLElement) {
  let position: Position = { index: 0, count: 0 };
  let around: Around | undefined;
  const back = iconButton(icon("back"), t("Earlier drawing"), () => events.go(position.index - 1));
  const forward = iconButton(icon("forward"), t("Later drawing"), () => events.go(position.index + 1));
  const where = element("span", { class: "where" });
  const title = element("h1");
  const about = element("span", { class: "about" });
  const variants = createVariants(events);
  const scale = element("button", { type: "button", class: "scale", title: t("Actual size (1)") }, "100 %");
  scale.addEventListener("click", events.whole);
  const toggles = {
    outline: iconButton(icon("outline"), t("Outline"), () => events.toggle("outline"), { "aria-pressed": "false" }),
    legend: iconButton(icon("legend"), t("Legend"), () => events.toggle("legend"), { "aria-pressed": "false" }),
  };
  const copy = iconButton(icon("copy"), t("Copy as Mermaid"), () => events.take("copy-mermaid"));
  const ask = element(
    "button",
    { type: "button", class: "ask", title: t("Ask @architect about this drawing") },
    icon("chat"),
    element("span", {}, t("Ask in chat")),
  );
  ask.addEventListener("click", events.ask);
  const item = (words: string, run: () => void) => ({ title: words, run });
  const take = (words: string, what: Taken) => item(words, () => events.take(what));
  const more = createMenu(t("More"), [
    [
      { title: t("Zoom in (+)"), when: "narrow", run: () => events.zoom(1.25) },
      { title: t("Zoom out (−)"), when: "narrow", run: () => events.zoom(1 / 1.25) },
      { title: t("Actual size (1)"), when: "narrow", run: events.whole },
      { title: t("Outline"), when: "narrow", run: () => events.toggle("outline") },
      { title: t("Legend"), when: "narrow", run: () => events.toggle("legend") },
      { title: t("Ask in chat"), when: "narrow", run: events.ask },
    ],
    [
      take(t("Copy as Mermaid"), "copy-mermaid"),
      take(t("Copy as SVG"), "copy-svg"),
      take(t("Copy as picture"), "copy-png"),
      take(t("Copy report as Markdown"), "copy-report"),
    ],
    [
      take(t("Save as SVG …"), "save-svg"),
      take(t("Save as PNG …"), "save-png"),
      take(t("Save as Mermaid …"), "save-mermaid"),
      take(t("Save report as Markdown …"), "save-report"),
    ],
  ]);

  const hops = element("span", { class: "hops-count" });
  const fewer = iconButton(icon("minus"), t("One step less"), () => events.hops((around?.hops ?? 2) - 1));
  const further = iconButton(icon("plus"), t("One step further"), () => events.hops((around?.hops ?? 0) + 1));
  const all = iconButton(icon("close"), t("Everything again"), () => events.hops(0));
  const steps = element("span", { class: "hops", role: "group", "aria-label": t("Neighbours"), hidden: true }, fewer, hops, further, all);

  const root = element(
    "header",
    { class: "toolbar" },
    element("div", { class: "history", role: "group", "aria-label": t("Drawings of this conversation") }, back, where, forward),
    element("div", { class: "heading" }, title, about, variants.root, steps),
    element(
      "div",
      { class: "tools", role: "toolbar", "aria-label": t("Drawing") },
      search,
      element(
        "div",
        { class: "cluster-of-buttons" },
        iconButton(icon("minus"), t("Zoom out (−)"), () => events.zoom(1 / 1.25), { class: "icon wide-only" }),
        scale,
        iconButton(icon("plus"), t("Zoom in (+)"), () => events.zoom(1.25), { class: "icon wide-only" }),
        iconButton(icon("fit"), t("Fit to window (0)"), events.fit),
      ),
      element("div", { class: "cluster-of-buttons wide-only" }, toggles.outline, toggles.legend, copy),
      more.root,
    ),
    ask,
  );

  return {
    root,
    show(state: ToolbarState): void {
      position = state.position;
      around = state.around;
      const words = visible(state.title);
      title.textContent = words;
      title.title = words;
      about.replaceChildren(...state.about.map((it) => element("span", { class: "chip" }, it)));
      variants.show(state.choices);
      where.textContent = position.count > 1 ? `${position.index + 1} / ${position.count}` : "";
      back.disabled = position.index <= 0;
      forward.disabled = position.index + 1 >= position.count;
      root.classList.toggle("alone", position.count <= 1);
      steps.hidden = around === undefined;
      if (around !== undefined) {
        hops.textContent = around.hops === 1 ? t("1 step around") : t("{0} steps around", around.hops);
        fewer.disabled = around.hops <= 1;
        further.disabled = around.hops >= farthest;
      }
      document.title = words;
    },
    /** Nothing is shown; the way back stays. */
    clear(): void {
      title.textContent = "Architect";
      about.replaceChildren();
      variants.show([]);
      steps.hidden = true;
    },
    scale(value: number): void {
      scale.textContent = `${Math.round(value * 100)} %`;
      scale.setAttribute("aria-label", t("Actual size, now {0} %", Math.round(value * 100)));
    },
    pressed(what: keyof typeof toggles, on: boolean): void {
      toggles[what].setAttribute("aria-pressed", String(on));
    },
    /** Says for a moment that something is on the clipboard. */
    copied(): void {
      copy.replaceChildren(icon("check"));
      setTimeout(() => copy.replaceChildren(icon("copy")), 1500);
    },
  };
}
