import type { PlacedBox, PlacedFinding } from "../../src/protocol.ts";
import { type Parts, svgElement } from "./parts.ts";

export interface Badge {
  readonly worst: PlacedFinding["severity"];
  readonly count: number;
}

const order: readonly PlacedFinding["severity"][] = ["note", "warning", "error"];

/** How many findings are about a box, by its id. */
export function badgesFor(boxes: readonly PlacedBox[], findings: readonly PlacedFinding[]): ReadonlyMap<string, Badge> {
  const byRef = new Map<string, Badge>();
  for (const { about, severity, elsewhere } of findings) {
    if (elsewhere === true) continue; // not in the variant that is drawn
    for (const ref of new Set<string>(about)) {
      const known = byRef.get(ref);
      const worst = known !== undefined && order.indexOf(known.worst) > order.indexOf(severity) ? known.worst : severity;
      byRef.set(ref, { worst, count: (known?.count ?? 0) + 1 });
    }
  }
  const badges = new Map<string, Badge>();
  for (const { id, ref } of boxes) {
    const badge = ref === undefined || ref === null ? undefined : byRef.get(ref);
    if (badge !== undefined) badges.set(id, badge);
  }
  return badges;
}

/** A small count in the corner of each box that has findings. How bad they are is told by shape and colour. */
export function pinBadges(parts: Parts, badges: ReadonlyMap<string, Badge>): void {
  for (const part of parts.values()) {
    for (const old of part.element.querySelectorAll(":scope > g.badge")) old.remove();
    const badge = badges.get(part.id);
    const shape = part.element.querySelector<SVGGraphicsElement>(".label-container, .outer-path");
    if (badge === undefined || shape === null) continue;
    const { x, y, width } = placed(shape);
    const group = svgElement("g");
    group.setAttribute("class", `badge ${badge.worst}`);
    group.setAttribute("transform", `translate(${x + width - 4}, ${y + 4})`);
    group.setAttribute("aria-hidden", "true");
    const back = svgElement("path");
    back.setAttribute("d", outlines[badge.worst]);
    const text = svgElement("text");
    text.textContent = ` ${Math.min(badge.count, 99)}`; // the space parts it from the words before
    text.setAttribute("y", badge.worst === "warning" ? "4.5" : "3.6");
    group.append(back, text);
    part.element.append(group);
  }
}

const outlines: Readonly<Record<Badge["worst"], string>> = {
  error: "M0-9.5a9.500 9.500 0 1 0 0 19 9.500 9.500 0 0 0 0-19z",
  warning: "M0-10.500 11.500 9h-23z",
  note: "M-8.500-8.500h17v17h-17z",
};

/** Shapes are moved by their own transform, which `getBBox` does not know. */
function placed(shape: SVGGraphicsElement): { readonly x: number; readonly y: number; readonly width: number } {
  const { x, y, width } = shape.getBBox();
  const matrix = shape.transform.baseVal.consolidate()?.matrix;
  return { x: x + (matrix?.e ?? 0), y: y + (matrix?.f ?? 0), width };
}
