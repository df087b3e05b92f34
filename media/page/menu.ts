import { element } from "./element.ts";
import { icon } from "./icons.ts";

export interface MenuItem {
  readonly title: string;
  /** A class: what has a place of its own in a wide panel is in the menu of a narrow one only. */
  readonly when?: "narrow";
  run(): void;
}

/** A button with a list under it, as the keyboard expects one: arrows walk, Escape closes, the focus comes back. */
export function createMenu(title: string, groups: readonly (readonly MenuItem[])[]) {
  const button = element("button", { type: "button", class: "icon", title, "aria-label": title, "aria-haspopup": "menu" }, icon("more"));
  const list = element("div", { class: "menu", role: "menu", "aria-label": title, hidden: true });
  const root = element("div", { class: "menu-place" }, button, list);
  for (const group of groups) {
    const narrow = group.every(({ when }) => when === "narrow");
    list.append(element("div", { class: narrow ? "group narrow-only" : "group", role: "group" }, ...group.map(entry)));
  }

  function entry({ title: words, when, run }: MenuItem): HTMLElement {
    const made = element("button", { type: "button", role: "menuitem", tabindex: "-1", class: when && "narrow-only" }, words);
    made.addEventListener("click", () => {
      close(true);
      run();
    });
    return made;
  }

  const shown = (): readonly HTMLElement[] => [...list.querySelectorAll("button")].filter((it) => it.offsetParent !== null);
  function open(): void {
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    shown()[0]?.focus();
  }
  function close(back: boolean): void {
    if (list.hidden) return;
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (back) button.focus();
  }

  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => (list.hidden ? open() : close(true)));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    open();
    event.preventDefault();
  });
  list.addEventListener("keydown", (event) => {
    const all = shown();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Escape") close(true);
    else if (to !== undefined) all[to % all.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  root.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && root.contains(event.relatedTarget))) close(false);
  });

  return { root };
}
