import { hueOf, kindOf, kinds, wordOf } from "../picture/kinds.ts";
import { element } from "./element.ts";

/** Only what the drawing has: a legend is read when it is short. */
export function createLegend() {
  const root = element("section", { class: "legend", "aria-label": "Legend" });
  const item = (sample: string, words: string): HTMLElement => element("li", {}, element("span", { class: `sample ${sample}` }), words);

  return {
    root,
    show(svg: SVGSVGElement): void {
      const nodes = [...svg.querySelectorAll("g.node")];
      const present = new Set(nodes.map((it) => kindOf(it.classList)));
      const has = (selector: string): boolean => svg.querySelector(selector) !== null;
      root.replaceChildren(
        element(
          "ul",
          { role: "list" },
          ...kinds.filter((it) => present.has(it)).map((it) => item(`kind ${it} hue-${hueOf(it)}`, wordOf(it))),
          ...(has("g.node.outside:not(.external)") ? [item("kind outside hue-plain", "Outside this workspace")] : []),
          ...(has("g.node.unknown") ? [item("kind outside hue-plain", "Not in this workspace")] : []),
          ...(has("g.node.folded") ? [item("kind folded hue-plain", "Several of a kind")] : []),
          ...(has("g.node.proposed") ? [item("kind proposed hue-plain", "Proposed")] : []),
          ...(has("g.arrow:not(.dotted)") ? [item("line", "Proved by a file")] : []),
          ...(has("g.arrow.dotted") ? [item("line dotted", "Inferred only")] : []),
        ),
      );
    },
  };
}
