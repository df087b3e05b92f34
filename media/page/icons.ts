import { svgElement } from "../picture/parts.ts";

/** Our own drawings on a grid of 16, in the colour of the text around them. */
const strokes = {
  back: "M10 3.5 5.5 8l4.5 4.5",
  forward: "M6 3.5 10.5 8 6 12.5",
  plus: "M8 3.5v9M3.5 8h9",
  minus: "M3.5 8h9",
  fit: "M2.5 5.5v-3h3M10.500 2.500h3v3M13.5 10.500v3h-3M5.500 13.500h-3v-3M6 6.500h4v3H6z",
  outline: "M5.500 4h8M5.500 8h8M5.500 12h8M2.500 4h.01M2.500 8h.01M2.500 12h.01",
  legend: "M2.500 3h4v3h-4zM9 4.500h4.500M2.500 10h4v3h-4zM9 11.500h4.500",
  copy: "M5.500 5.500v-3h8v8h-3M2.500 5.500h8v8h-8z",
  image: "M2.500 3h11v10h-11zM2.500 11l3.200-3.200 2.300 2.300 2-2 3.500 3.400M10.500 5.800h.01",
  chat: "M2.500 3h11v7.500H7L4 13v-2.500H2.500z",
  search: "M7 2.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9zM10.300 10.300l3.200 3.200",
  close: "M4 4l8 8M12 4l-8 8",
  error: "M8 1.800a6.200 6.200 0 1 0 0 12.400A6.200 6.200 0 0 0 8 1.800zM5.800 5.800l4.400 4.400M10.200 5.800l-4.400 4.400",
  warning: "M8 2.200 1.800 13.500h12.400zM8 6.300v3.500M8 11.600v.01",
  note: "M8 1.800a6.200 6.200 0 1 0 0 12.400A6.200 6.200 0 0 0 8 1.800zM8 7.200v3.800M8 5v.01",
  empty: "M2.500 2.500h4v3h-4zM9.500 10.500h4v3h-4zM4.500 5.500V12h5",
  more: "M3.500 8h.01M8 8h.01M12.500 8h.01",
  check: "M3 8.500 6.500 12 13 4.500",
} as const;
export type IconName = keyof typeof strokes;

export function icon(name: IconName): SVGSVGElement {
  const svg = svgElement("svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `glyph glyph-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = svgElement("path");
  path.setAttribute("d", strokes[name]);
  svg.append(path);
  return svg;
}
