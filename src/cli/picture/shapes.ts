import type { Shape } from "../../engine/index.ts";
import type { Rectangle } from "./layout.ts";

/** The outline of a box as SVG elements that take their colours from the group around them. */
export function outline(shape: Shape, { x, y, width: w, height: h }: Rectangle): string {
  const rect = (radius: number, dx = 0, dy = 0, dw = 0, dh = 0): string =>
    `<rect x="${n(x + dx)}" y="${n(y + dy)}" width="${n(w - dw)}" height="${n(h - dh)}" rx="${radius}"/>`;
  switch (shape) {
    case "box":
      return rect(4);
    case "rounded":
      return rect(14);
    case "pill":
      return rect(h / 2);
    case "hexagon":
      return `<path d="M${n(x + 16)} ${n(y)}H${n(x + w - 16)}L${n(x + w)} ${n(y + h / 2)}L${n(x + w - 16)} ${n(y + h)}H${n(x + 16)}L${n(x)} ${n(y + h / 2)}Z"/>`;
    case "framed":
      return `${rect(2)}<path fill="none" d="M${n(x + 7)} ${n(y)}V${n(y + h)}M${n(x + w - 7)} ${n(y)}V${n(y + h)}"/>`;
    case "cylinder":
      return `<path d="M${n(x)} ${n(y + 9)}a${n(w / 2)} 9 0 0 1 ${n(w)} 0V${n(y + h - 9)}a${n(w / 2)} 9 0 0 1 ${n(-w)} 0Z"/><path fill="none" d="M${n(x)} ${n(y + 9)}a${n(w / 2)} 9 0 0 0 ${n(w)} 0"/>`;
    case "pipe":
      return `<path d="M${n(x + 9)} ${n(y)}H${n(x + w - 9)}a9 ${n(h / 2)} 0 0 1 0 ${n(h)}H${n(x + 9)}a9 ${n(h / 2)} 0 0 1 0 ${n(-h)}Z"/><path fill="none" d="M${n(x + w - 9)} ${n(y)}a9 ${n(h / 2)} 0 0 0 0 ${n(h)}"/>`;
    case "table":
      return `${rect(3)}<path fill="none" d="M${n(x)} ${n(y + tableHead)}h${n(w)}"/>`;
    case "stack":
      return `${rect(4, 8, 0, 8, 8)}${rect(4, 4, 4, 8, 8)}${rect(4, 0, 8, 8, 8)}`;
  }
}

/** Where the line below a table's name runs. */
const tableHead = 28;
/** The room between a table's name and its first row, beside that of a line. */
export const tableGap = 6;

/** How far below the middle of its box a text stands: the lid of a cylinder and the sheets behind a stack take room. */
export const textShift: Readonly<Partial<Record<Shape, number>>> = { cylinder: 6, stack: 4, table: -3 };

/** A number as short as it can be said. */
export const n = (value: number): string => String(Math.round(value * 100) / 100);
