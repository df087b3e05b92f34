/** What Mermaid leaves to be desired, mended once on every new picture. */

/** Rows get absolute places, so that the style sheet may set lines of one box in several sizes. */
export function placeRows(svg: SVGSVGElement, size: number): void {
  for (const row of svg.querySelectorAll<SVGTSpanElement>("g.node tspan.row")) {
    const em = (name: string): number => Number.parseFloat(row.getAttribute(name) ?? "0");
    row.setAttribute("y", ((em("y") + em("dy")) * size).toFixed(2));
    row.removeAttribute("dy");
    row.after(gap());
  }
}

/** A space that takes no room: without it the rows are one long word to whoever hears or copies them. */
function gap(): SVGTSpanElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", "tspan");
  made.setAttribute("class", "gap");
  made.textContent = " ";
  return made;
}

/** The name of a boundary belongs into its corner: in the middle arrows run through it. */
export function cornerTitles(svg: SVGSVGElement): void {
  for (const cluster of svg.querySelectorAll<SVGGElement>("g.cluster")) {
    const rect = cluster.querySelector(":scope > rect");
    const label = cluster.querySelector(":scope > g.cluster-label");
    if (rect === null || label === null) continue;
    const at = (name: string): number => Number.parseFloat(rect.getAttribute(name) ?? "0");
    label.setAttribute("transform", `translate(${at("x") + 14}, ${at("y") + 10})`);
    rect.setAttribute("rx", "10");
  }
}

/** Tables are told from the boxes of flowcharts by a class; a pill of a flowchart has an outline of paths, too. */
export function markedTables(svg: SVGSVGElement): void {
  for (const node of svg.querySelectorAll('g.node:has(> g.outer-path):not([id*="-flowchart-"])')) {
    node.classList.add("table");
    node.classList.remove("default");
  }
}

/** Boxes with soft corners; labels of arrows likewise. */
export function softCorners(svg: SVGSVGElement): void {
  for (const rect of svg.querySelectorAll("g.node > rect.label-container")) if (!rect.hasAttribute("rx")) rect.setAttribute("rx", "6");
  for (const rect of svg.querySelectorAll("g.edgeLabel rect.background")) rect.setAttribute("rx", "4");
}

/** An arrow without words has no label to be hit by. */
export function withoutEmptyLabels(svg: SVGSVGElement): void {
  for (const label of svg.querySelectorAll("g.edgeLabel")) if ((label.textContent ?? "").trim() === "") label.remove();
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&" };

/** Mermaid decodes what our compiler escaped in boxes of flowcharts, and forgets it on arrows and in tables. */
export function decodedLabels(svg: SVGSVGElement): void {
  for (const words of svg.querySelectorAll("g.edgeLabel tspan.text-inner-tspan, g.node.table tspan.text-inner-tspan")) {
    words.textContent = (words.textContent ?? "").replace(/&(?:#(\d{1,6})|(lt|gt|amp));/g, (_, code: string | undefined, name: string) =>
      code === undefined ? (entities[name] ?? "") : String.fromCodePoint(Number(code)),
    );
  }
}
