/** How a picture looks from far away: details are specks there, so the name of a box is written once more, as large as the box allows. */
import { visible } from "../page/visible.ts";
import { type Parts, rectOf, svgElement } from "./parts.ts";

const largest = 2.1;
const air = 14;

/** After the picture is in the page: it measures. Tables have their head. */
export function nameForDistance(svg: SVGSVGElement, parts: Parts): void {
  const measured = [...parts.values()].flatMap((part) => {
    const names = [...part.element.querySelectorAll<SVGTSpanElement>(":scope > .label .row.name")];
    const outline = part.element.querySelector<SVGGraphicsElement>(".label-container, .outer-path");
    if (part.what !== "box" || names.length !== 1 || outline === null || part.element.classList.contains("table")) return [];
    const width = names[0]?.getComputedTextLength() ?? 0;
    const factor = Math.min(largest, (outline.getBBox().width - air) / Math.max(1, width));
    return [{ part, name: part.box.name, factor, at: rectOf(svg, part.element) }];
  });
  for (const { part, name, factor, at } of measured) {
    if (factor <= 1) continue;
    const text = svgElement("text");
    text.setAttribute("transform", `translate(${at.x + at.width / 2}, ${at.y + at.height / 2}) scale(${factor.toFixed(2)})`);
    text.setAttribute("y", "5");
    text.textContent = visible(name);
    part.elements.find((it) => it.classList.contains("far-name"))?.append(text);
    part.element.classList.add("named-far");
  }
}
