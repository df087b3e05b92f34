import type { VariantChoice } from "../../src/protocol.ts";
import { t } from "../l10n.ts";
import { element } from "./element.ts";

export interface VariantEvents {
  choose(system: string, variant: string): void;
}

/** One list for each system that comes in several variants: the browser's own, so that keyboard and screen reader know it. */
export function createVariants(events: VariantEvents) {
  const root = element("span", { class: "variants" });
  let shown = "";

  return {
    root,
    show(choices: readonly VariantChoice[]): void {
      const several = choices.filter(({ variants }) => variants.length > 1);
      // An open list stays open while the picture beside it is drawn anew.
      const next = JSON.stringify(several);
      if (next === shown) return;
      shown = next;
      const focused = root.contains(document.activeElement) ? document.activeElement?.getAttribute("data-system") : undefined;
      root.replaceChildren(...several.map((it) => list(it, several.length > 1)));
      if (focused) root.querySelector<HTMLSelectElement>(`select[data-system="${CSS.escape(focused)}"]`)?.focus();
    },
  };

  function list({ system, shown: current, variants }: VariantChoice, named: boolean): HTMLElement {
    const words = t("Variant of {0}", system);
    const select = element("select", { "aria-label": words, title: words, "data-system": system });
    for (const { id, title, environment, main } of variants) {
      const says = [
        title,
        environment !== undefined && environment !== null && !title.includes(environment) ? environment : "",
        main ? t("main") : "",
      ];
      const option = element("option", { value: id }, says.filter((it) => it !== "").join(" · "));
      option.selected = id === current;
      select.append(option);
    }
    select.addEventListener("change", () => events.choose(system, select.value));
    return named ? element("label", {}, element("span", {}, system), select) : select;
  }
}
