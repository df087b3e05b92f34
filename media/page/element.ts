/** Elements without markup: texts are only ever texts here. */
import { visible } from "./visible.ts";

type Child = Node | string | undefined;

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | boolean | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((it) => it !== undefined).map((it) => (typeof it === "string" ? visible(it) : it)));
  return made;
}

/** A button with an icon, named for everyone who does not see it. */
export function iconButton(
  icon: Node,
  title: string,
  onClick: () => void,
  attributes: Readonly<Record<string, string>> = {},
): HTMLButtonElement {
  const made = element("button", { type: "button", class: "icon", title, "aria-label": title, ...attributes }, icon);
  made.addEventListener("click", onClick);
  return made;
}
