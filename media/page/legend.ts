import { counted, t } from "../l10n.ts";
import { hueOf, kindOf, kinds, wordOf } from "../picture/kinds.ts";
import type { Part, Parts } from "../picture/parts.ts";
import { element } from "./element.ts";

/** What a line of the legend stands for: it can be taken out of the picture, and put back. */
interface Entry {
  readonly key: string;
  readonly sample: string;
  readonly words: string;
  has(part: Part): boolean;
}

export interface LegendEvents {
  /** Parts that are taken out; `undefined` = none are. */
  filter(out: ReadonlySet<string> | undefined): void;
}

const isKind =
  (kind: string) =>
  (part: Part): boolean =>
    part.what === "box" && kindOf(part.element.classList) === kind;
const isClass =
  (...names: readonly string[]) =>
  (part: Part): boolean =>
    part.what === "box" &&
    names.every((it) => (it.startsWith("!") ? !part.element.classList.contains(it.slice(1)) : part.element.classList.contains(it)));
const isArrow =
  (dotted: boolean) =>
  (part: Part): boolean =>
    part.what === "arrow" && part.arrow.dotted === dotted;

/** Only what the drawing has: a legend is read when it is short. Each of its lines is a filter. */
export function createLegend(events: LegendEvents) {
  const root = element("section", { class: "legend", "aria-label": t("Legend and filter") });
  const out = new Set<string>();
  let parts: Parts = new Map();
  let entries: readonly Entry[] = [];
  let troubled: ReadonlySet<string> = new Set();
  const onlyTroubled = "findings";

  /** An arrow goes with either of its ends. */
  function apply(): void {
    const gone = new Set<string>();
    const excluded = entries.filter(({ key }) => out.has(key));
    for (const part of parts.values()) {
      if (excluded.some((it) => it.has(part)) || (out.has(onlyTroubled) && part.what === "box" && !troubled.has(part.id)))
        gone.add(part.id);
    }
    for (const part of parts.values()) {
      if (part.what === "arrow" && (gone.has(part.arrow.from) || gone.has(part.arrow.to))) gone.add(part.id);
    }
    events.filter(gone.size === 0 ? undefined : gone);
  }

  function button(key: string, on: boolean, ...children: readonly (Node | string)[]): HTMLElement {
    const made = element("button", { type: "button", "aria-pressed": String(on), "data-key": key }, ...children);
    made.addEventListener("click", () => {
      if (!out.delete(key)) out.add(key);
      paint();
      apply();
      root.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus();
    });
    return element("li", {}, made);
  }

  function paint(): void {
    const all = element("button", { type: "button", class: "all" }, t("Show all"));
    all.addEventListener("click", () => {
      out.clear();
      paint();
      apply();
      root.querySelector("button")?.focus();
    });
    root.replaceChildren(
      element(
        "ul",
        { role: "list" },
        ...entries.map((it) => button(it.key, !out.has(it.key), element("span", { class: `sample ${it.sample}` }), it.words)),
        troubled.size === 0
          ? undefined
          : button(onlyTroubled, out.has(onlyTroubled), counted(troubled.size, "Only {0} with findings", "Only {0} with findings")),
        out.size === 0 ? undefined : element("li", {}, all),
      ),
    );
  }

  return {
    root,
    /** @param findings boxes that have some */
    show(shown: Parts, findings: ReadonlySet<string>): void {
      parts = shown;
      troubled = findings;
      const all = [...parts.values()];
      const possible: readonly Entry[] = [
        ...kinds.map((it) => ({ key: it, sample: `kind ${it} hue-${hueOf(it)}`, words: wordOf(it), has: isKind(it) })),
        { key: "outside", sample: "kind outside hue-plain", words: t("Outside this workspace"), has: isClass("outside", "!external") },
        { key: "unknown", sample: "kind outside hue-plain", words: t("Not in this workspace"), has: isClass("unknown") },
        { key: "folded", sample: "kind folded hue-plain", words: t("Several of a kind"), has: isClass("folded") },
        { key: "proposed", sample: "kind proposed hue-plain", words: t("Proposed"), has: isClass("proposed") },
        { key: "line", sample: "line", words: t("Proved by a file"), has: isArrow(false) },
        { key: "dotted", sample: "line dotted", words: t("Inferred only"), has: isArrow(true) },
      ];
      entries = possible.filter((it) => all.some((part) => it.has(part)));
      // What is not in this drawing cannot be put back.
      for (const key of [...out])
        if (!entries.some((it) => it.key === key) && (key !== onlyTroubled || troubled.size === 0)) out.delete(key);
      const focused = root.contains(document.activeElement) ? document.activeElement?.getAttribute("data-key") : undefined;
      paint();
      if (focused) root.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus();
      apply();
    },
  };
}
