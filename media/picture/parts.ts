/** Leads from the elements of a picture to the boxes and arrows they stand for, and makes them reachable by mouse and keyboard. */
import type { PlacedArrow, PlacedBox, PlacedDrawing } from "../../src/protocol.ts";
import type { Rect } from "../camera/camera.ts";
import { visible } from "../page/visible.ts";
import type { Stop } from "../walk.ts";
import { hueOf, kindOf } from "./kinds.ts";

export type Thing = { readonly what: "box"; readonly box: PlacedBox } | { readonly what: "arrow"; readonly arrow: PlacedArrow };

/** A box or an arrow in the picture. */
export type Part = Thing & {
  readonly id: string;
  /** What has the focus. */
  readonly element: SVGGElement;
  /** All that belongs to it: an arrow has a label elsewhere. */
  readonly elements: readonly SVGGElement[];
};
export type Parts = ReadonlyMap<string, Part>;

const svgNamespace = "http://www.w3.org/2000/svg";
export const svgElement = <K extends keyof SVGElementTagNameMap>(name: K): SVGElementTagNameMap[K] =>
  document.createElementNS(svgNamespace, name);

/** The parts in reading order: boxes, then arrows. Parts that the picture does not have are left out. */
export function partsOf(svg: SVGSVGElement, drawing: PlacedDrawing, spoken: (part: Part) => string): Parts {
  const nodes = new Map<string, SVGGElement>();
  for (const node of svg.querySelectorAll<SVGGElement>("g.node")) {
    const id = /-(?:flowchart|entity)-(n\d+)-\d+$/.exec(node.id)?.[1];
    if (id !== undefined) nodes.set(id, node);
  }
  const paths = new Map<string, SVGPathElement>();
  for (const path of svg.querySelectorAll<SVGPathElement>("path[data-edge]")) paths.set(arrowOf(path), path);
  const labels = new Map<string, SVGGElement>();
  for (const label of svg.querySelectorAll<SVGGElement>("g.edgeLabel > g.label[data-id]")) labels.set(arrowOf(label), label);

  const parts = new Map<string, Part>();
  for (const box of drawing.boxes) {
    const element = nodes.get(box.id);
    if (element === undefined) continue;
    const kind = kindOf(element.classList);
    element.classList.add(`hue-${hueOf(kind)}`);
    nameRows(element, box.name);
    markRows(element, box.rows?.length ?? 0);
    // What is read from far away stands beside the box, not in it: else the box would be called by it twice.
    const far = svgElement("g");
    far.setAttribute("class", "far-name");
    far.setAttribute("aria-hidden", "true");
    svg.append(far);
    parts.set(box.id, { what: "box", box, id: box.id, element, elements: [element, far] });
  }
  for (const arrow of drawing.arrows) {
    const path = paths.get(arrow.id);
    if (path === undefined) continue;
    const element = reachable(path);
    element.classList.toggle("dotted", arrow.dotted);
    const label = labels.get(arrow.id);
    parts.set(arrow.id, { what: "arrow", arrow, id: arrow.id, element, elements: label === undefined ? [element] : [element, label] });
  }
  for (const part of parts.values()) {
    for (const element of part.elements) {
      element.classList.add("part");
      element.dataset["part"] = part.id;
    }
    part.element.setAttribute("role", "button");
    part.element.setAttribute("tabindex", "-1");
    part.element.setAttribute("aria-label", visible(spoken(part)));
  }
  return parts;
}

/** Flowcharts keep our ids of arrows; relations of tables are counted from 0, in the order in which we wrote them. */
function arrowOf(element: SVGElement): string {
  const id = element.dataset["id"] ?? "";
  const count = /^id_entity-.*_(\d+)$/.exec(id)?.[1];
  return count === undefined ? id : `e${Number(count) + 1}`;
}

/** The part that an event is about. */
export function partAt(parts: Parts, target: EventTarget | null): Part | undefined {
  const element = target instanceof Element ? target.closest<SVGElement>("[data-part]") : null;
  return element === null ? undefined : parts.get(element.dataset["part"] ?? "");
}

/** A thin line is hard to hit: a broad invisible one lies over it. */
function reachable(path: SVGPathElement): SVGGElement {
  const group = svgElement("g");
  group.setAttribute("class", "arrow");
  const hit = svgElement("path");
  hit.setAttribute("class", "hit");
  hit.setAttribute("d", path.getAttribute("d") ?? "");
  path.replaceWith(group);
  group.append(hit, path);
  return group;
}

/** What is written in a box, row by row. */
export const rowsOf = (part: Part): readonly string[] =>
  [...part.element.querySelectorAll("tspan.row")].map((it) => (it.textContent ?? "").trim()).filter((it) => it !== "");

/** Which lines of a box are its name: a long one is wrapped. */
function nameRows(node: SVGGElement, name: string): void {
  let rest = bare(name);
  for (const row of node.querySelectorAll<SVGTSpanElement>("tspan.row")) {
    const text = bare(row.textContent ?? "");
    const isName = text !== "" && (rest.startsWith(text) || text.endsWith("…"));
    row.classList.toggle("name", isName);
    if (!isName) break;
    rest = rest.slice(text.length);
    if (rest === "") break;
  }
}
/** The rows of a table, to be told apart when one of them is clicked. */
function markRows(node: SVGGElement, rows: number): void {
  for (const column of ["attribute-type", "attribute-name", "row-rect-"]) {
    const cells = node.querySelectorAll<SVGGElement>(`[class*="${column}"]`);
    if (cells.length !== rows) continue;
    for (const [row, cell] of cells.entries()) cell.dataset["row"] = String(row);
  }
}

const bare = (text: string): string => text.replace(/\s+/g, "");

/** Where things are in the picture's own units, whatever groups they lie in. */
export function rectOf(svg: SVGSVGElement, element: SVGGraphicsElement): Rect {
  const { x, y, width, height } = element.getBBox();
  const [from, to] = [toPicture(svg, element, x, y), toPicture(svg, element, x + width, y + height)];
  return { x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y };
}

export function stopsOf(svg: SVGSVGElement, parts: Parts): readonly Stop[] {
  return [...parts.values()].map((part) => {
    if (part.what === "box") {
      const { x, y, width, height } = rectOf(svg, part.element);
      return { id: part.id, at: { x: x + width / 2, y: y + height / 2 } };
    }
    const path = part.element.querySelector<SVGPathElement>("path.hit");
    const middle = path?.getPointAtLength(path.getTotalLength() / 2) ?? { x: 0, y: 0 };
    return { id: part.id, at: toPicture(svg, part.element, middle.x, middle.y), ends: [part.arrow.from, part.arrow.to] };
  });
}

function toPicture(svg: SVGSVGElement, element: SVGGraphicsElement, x: number, y: number): DOMPoint {
  const inner = element.getScreenCTM();
  const outer = svg.getScreenCTM();
  const point = new DOMPoint(x, y);
  return inner === null || outer === null ? point : point.matrixTransform(outer.inverse().multiply(inner));
}
