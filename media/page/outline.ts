import type { PlacedDrawing } from "../../src/protocol.ts";
import { t } from "../l10n.ts";
import { boxWords, countsOf, type Names } from "../words.ts";
import { element } from "./element.ts";

export interface OutlineEvents {
  open(id: string): void;
  point(id: string | undefined): void;
  /** A row of a table, counted from 0. */
  row(id: string, row: number): void;
}

/**
 * The drawing as text: every box with what it uses and who uses it. It is always there for screen readers; those who see the
 * picture open it, or see it while something in it has the focus.
 */
export function createOutline(events: OutlineEvents) {
  const root = element("nav", { class: "outline", "aria-label": t("Outline of the drawing") });
  const buttons = new Map<string, HTMLButtonElement[]>();

  function line(id: string, ...children: readonly (Node | string)[]): HTMLButtonElement {
    const made = element("button", { type: "button", "data-for": id }, ...children);
    made.addEventListener("click", () => events.open(id));
    for (const name of ["pointerenter", "focus"]) made.addEventListener(name, () => events.point(id));
    for (const name of ["pointerleave", "blur"]) made.addEventListener(name, () => events.point(undefined));
    buttons.set(id, [...(buttons.get(id) ?? []), made]);
    return made;
  }

  function column(id: string, name: string, row: number): HTMLElement {
    const made = element("button", { type: "button" }, name);
    made.addEventListener("click", () => events.row(id, row));
    return element("li", { class: "column" }, made);
  }

  return {
    root,
    show(drawing: PlacedDrawing, names: Names): void {
      const { boxes, arrows } = drawing;
      buttons.clear();
      const arrow = (it: (typeof arrows)[number], sign: string, far: string): HTMLElement =>
        element(
          "li",
          { class: it.dotted ? "dotted" : undefined },
          line(
            it.id,
            element("span", { class: "sign", role: "img", "aria-label": sign === "→" ? t("uses") : t("used by") }, sign),
            ` ${names.get(far) ?? far}`,
            element("span", { class: "detail" }, `${it.label === "" ? "" : ` ${it.label}`}${it.dotted ? ` (${t("inferred")})` : ""}`),
          ),
        );
      root.replaceChildren(
        element("p", {}, countsOf(drawing)),
        element(
          "ul",
          { role: "list" },
          ...boxes.map((box) => {
            const uses = arrows.filter((it) => it.from === box.id).map((it) => arrow(it, "→", it.to));
            const used = arrows.filter((it) => it.to === box.id).map((it) => arrow(it, "←", it.from));
            const detail = boxWords(box).slice(box.name.length);
            return element(
              "li",
              {},
              line(box.id, element("strong", {}, box.name), element("span", { class: "detail" }, detail)),
              uses.length + used.length + (box.rows?.length ?? 0) === 0
                ? undefined
                : element("ul", { role: "list" }, ...(box.rows ?? []).map((it, row) => column(box.id, it.name, row)), ...uses, ...used),
            );
          }),
        ),
      );
    },
    /** What has the focus in the picture is the current line here. */
    current(id: string | undefined): void {
      for (const it of root.querySelectorAll("[aria-current]")) it.removeAttribute("aria-current");
      const [line] = id === undefined ? [] : (buttons.get(id) ?? []);
      line?.setAttribute("aria-current", "true");
      if (line !== undefined && !root.contains(document.activeElement)) line.scrollIntoView({ block: "nearest" });
    },
  };
}
