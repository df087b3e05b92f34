import { type Flowchart, type Group, type Link, labelText, type Node } from "../../engine/index.ts";
import type { Font } from "./font.ts";
import type { Layout, Point, Route } from "./layout.ts";
import { labelOf, linesOf, sizes } from "./measure.ts";
import { n, outline, tableGap, textShift } from "./shapes.ts";

const margin = 24;
const family = "DejaVu Sans, Verdana, Geneva, sans-serif";
const ink = "#1f2328";
const faint = "#57606a";

/** Fill and line of a box by what it is; quiet enough that the words stay what one reads. */
const colours: Readonly<Record<string, readonly [fill: string, line: string]>> = {
  service: ["#eef4ff", "#4a72b8"],
  frontend: ["#f3eefe", "#7a5bb5"],
  gateway: ["#fff3e3", "#b9772a"],
  database: ["#e8f6ee", "#3b8a5e"],
  cache: ["#e8f6ee", "#3b8a5e"],
  search: ["#e8f6ee", "#3b8a5e"],
  storage: ["#e8f6ee", "#3b8a5e"],
  broker: ["#fdf0f3", "#b04a6a"],
  added: ["#dafbe1", "#1a7f37"],
  removed: ["#ffebe9", "#cf222e"],
  altered: ["#fff8c5", "#9a6700"],
};
const usual = ["#f4f6f8", "#6b7580"] as const;

/** A laid out flowchart as an SVG that stands alone: no style sheet, no script, no font but by name. */
export function svgOf(chart: Flowchart, layout: Layout, font: Font): string {
  const heading = labelOf(chart.title);
  const top = margin + (heading === "" ? 0 : 30);
  const width = Math.ceil(Math.max(layout.width, font.widthOf(heading, 16)) + 2 * margin);
  const height = Math.ceil(layout.height + top + margin);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="${family}">`,
    `<title>${xml(heading)}</title>`,
    `<desc>${xml(labelOf(chart.description))}</desc>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(heading, margin, margin + 12, 16, ink, "start", true),
    `<g transform="translate(${margin} ${top})">`,
    ...groupsIn(chart.items).map((it) => groupSvg(it, layout)),
    ...chart.links.map((it) => linkSvg(it, layout.links.get(it.id))),
    ...nodesIn(chart.items).map((it) => nodeSvg(it, layout)),
    "</g>",
    "</svg>",
  ];
  return `${parts.filter((it) => it !== "").join("\n")}\n`;
}

/** Outer groups first, so that inner ones are drawn upon them. */
const groupsIn = (items: readonly (Node | Group)[]): readonly Group[] =>
  items.flatMap((it) => ("items" in it ? [it, ...groupsIn(it.items)] : []));
const nodesIn = (items: readonly (Node | Group)[]): readonly Node[] => items.flatMap((it) => ("items" in it ? nodesIn(it.items) : [it]));

function groupSvg({ id, title }: Group, { groups }: Layout): string {
  const box = groups.get(id);
  if (box === undefined) return "";
  return `<g id="${id}"><rect x="${n(box.x)}" y="${n(box.y)}" width="${n(box.width)}" height="${n(box.height)}" rx="8" fill="#fafbfc" stroke="#c3cad2"/>${text(
    labelOf(title),
    box.x + 12,
    box.y + 20,
    sizes.group,
    faint,
    "start",
    true,
  )}</g>`;
}

function nodeSvg({ id, lines, shape, classes }: Node, { nodes }: Layout): string {
  const box = nodes.get(id);
  if (box === undefined) return "";
  const [fill, line] = classes.map((it) => colours[it]).findLast((it) => it !== undefined) ?? usual;
  const dashed = classes.some((it) => it === "outside" || it === "unknown" || it === "removed");
  const shown = lines.map((it) => labelText(it)).filter((it) => it !== "");
  const total = sizes.nameLine + sizes.detailLine * Math.max(0, shown.length - 1);
  const x = box.x + box.width / 2 - (shape === "stack" ? 4 : 0);
  let y = box.y + (box.height - total) / 2 + sizes.name + (textShift[shape] ?? 0);
  const words = shown.map((it, at) => {
    const size = at === 0 ? sizes.name : sizes.detail;
    const isRow = shape === "table" && at > 0;
    const drawn = text(it, isRow ? box.x + 12 : x, y, size, at === 0 ? ink : faint, isRow ? "start" : "middle", at === 0);
    y += at === 0 ? sizes.nameLine - 1 + (shape === "table" ? tableGap : 0) : sizes.detailLine;
    return drawn;
  });
  return `<g id="${id}"><g fill="${dashed ? "#ffffff" : fill}" stroke="${line}" stroke-width="1.4"${dashed ? ' stroke-dasharray="6 4"' : ""}>${outline(shape, box)}</g>${words.join("")}</g>`;
}

function linkSvg({ id, label, dotted, classes = [] }: Link, route: Route | undefined): string {
  const [start, ...rest] = route?.curve ?? [];
  if (route === undefined || start === undefined) return "";
  const colour = classes.map((it) => colours[it]?.[1]).find((it) => it !== undefined) ?? "#6b7580";
  const curves: string[] = [];
  for (let at = 0; at + 2 < rest.length; at += 3) {
    curves.push(
      `C${rest
        .slice(at, at + 3)
        .map(({ x, y }) => `${n(x)} ${n(y)}`)
        .join(" ")}`,
    );
  }
  const end = rest.at(-1) ?? start;
  const head = route.tip === undefined ? "" : arrowHead(end, route.tip);
  const lines = linesOf(label);
  const middle = route.label;
  const words =
    middle === undefined
      ? ""
      : lines
          .map((it, at) =>
            text(it, middle.x, middle.y + (at - (lines.length - 1) / 2) * sizes.linkLine + 4, sizes.link, faint, "middle", false),
          )
          .join("");
  return `<g id="${id}"><path d="M${n(start.x)} ${n(start.y)}${curves.join("")}" fill="none" stroke="${colour}" stroke-width="1.3"${
    dotted || classes.includes("removed") ? ' stroke-dasharray="4 4"' : ""
  }/><path d="${head}" fill="${colour}"/>${words}</g>`.replace('<path d="" fill="#6b7580"/>', "");
}

function arrowHead(from: Point, tip: Point): string {
  const length = Math.hypot(tip.x - from.x, tip.y - from.y) || 1;
  const [dx, dy] = [(tip.x - from.x) / length, (tip.y - from.y) / length];
  const back: Point = { x: tip.x - dx * 10, y: tip.y - dy * 10 };
  return `M${n(tip.x)} ${n(tip.y)}L${n(back.x - dy * 4)} ${n(back.y + dx * 4)}L${n(back.x + dy * 4)} ${n(back.y - dx * 4)}Z`;
}

function text(words: string, x: number, y: number, size: number, fill: string, anchor: "start" | "middle", bold: boolean): string {
  if (words === "") return "";
  // One weight is packed; a stroke of the same colour makes it a bold one.
  const weight = bold ? ` stroke="${fill}" stroke-width="0.35"` : "";
  return `<text x="${n(x)}" y="${n(y)}" font-size="${size}" fill="${fill}" text-anchor="${anchor}"${weight}>${xml(words)}</text>`;
}

const xml = (words: string): string =>
  words.replace(/[&<>"]/g, (it) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[it] ?? it);
