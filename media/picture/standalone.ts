/** The picture as a file that stands alone: colours and fonts as they are on the screen now, the page's own additions left out. */
import type { Rect } from "../camera/camera.ts";

const painted = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linejoin",
  "stroke-linecap",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
] as const;
const shapes = "rect, path, polygon, circle, ellipse, text, tspan";
const ours = [".hit", ".badge", ".far-name"].join(", ");
const oursOnParts = ["role", "tabindex", "aria-label", "data-part", "data-points", "data-look"];

export function standalone(svg: SVGSVGElement, { x, y, width, height }: Rect, background: string): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll(shapes);
  copy.querySelectorAll(shapes).forEach((it, index) => {
    const original = originals[index];
    if (original === undefined) return;
    const style = getComputedStyle(original);
    for (const name of painted) it.setAttribute(name, style.getPropertyValue(name));
  });
  for (const it of copy.querySelectorAll(ours)) it.remove();
  for (const it of copy.querySelectorAll("*")) for (const name of oursOnParts) it.removeAttribute(name);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("viewBox", [x, y, width, height].join(" "));
  copy.setAttribute("width", width.toFixed(0));
  copy.setAttribute("height", height.toFixed(0));
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const attributes = { x, y, width, height, fill: background };
  for (const [name, value] of Object.entries(attributes)) paper.setAttribute(name, String(value));
  copy.querySelector("desc")?.after(paper);
  if (!paper.isConnected && paper.parentNode === null) copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}
