/** How a picture looks from far away: details are specks there, so the name of a box is written once more, as large as the box allows. */
import { visible } from "../page/visible.ts";
import { type Parts, svgElement } from "./parts.ts";

const largest = 2.1;
const air = 14;

/** After the picture is in the page: it measures. Tables have their head. */
export function nameForDistance(parts: Parts): void {
  const measured = [...parts.values()].flatMap((part) => {
    const names = [...part.element.querySelectorAll<SVGTSpanElement>(":scope > .label .row.name")];
    const outline = part.element.querySelector<SVGGraphicsElement>(".label-container, .outer-path");
    if (part.what !== "box" || names.length !== 1 || outline === null || part.element.classList.contains("table")) return [];
    const width = names[0]?.getComputedTextLength() ?? 0;
    return [{ part, name: part.box.name, factor: Math.min(largest, (outline.getBBox().width - air) / Math.max(1, width)) }];
  });
  for (const { part, name, factor } of measured) {
    if (factor <= 1) continue;
    const text = svgElement("text");
    text.setAttribute("class", "far-name");
    text.setAttribute("aria-hidden", "true");
    text.setAttribute("transform", `scale(${factor.toFixed(2)})`);
    text.setAttribute("y", "5");
    text.textContent = visible(name);
    part.element.append(text);
    part.element.classList.add("named-far");
  }
}
