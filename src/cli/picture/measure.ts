import { labelText, type Node } from "../../engine/index.ts";
import type { Font } from "./font.ts";

/** Sizes of type and of the space around it, in pixels. */
export const sizes = { name: 14, detail: 11, group: 13, link: 10.5, nameLine: 19, detailLine: 16, linkLine: 14 } as const;

const padding = { x: 18, y: 12 } as const;
/** Shapes whose outline takes room that a text cannot use. */
const extra: Readonly<Partial<Record<Node["shape"], { readonly x: number; readonly y: number }>>> = {
  cylinder: { x: 0, y: 18 },
  pipe: { x: 24, y: 0 },
  hexagon: { x: 28, y: 0 },
  pill: { x: 16, y: 0 },
  framed: { x: 16, y: 0 },
  stack: { x: 8, y: 8 },
  table: { x: 0, y: 6 },
};

export const labelOf = (text: string): string => labelText(text, 300);

/** A label of an arrow in lines of readable length. */
export function linesOf(label: string): readonly string[] {
  const lines: string[] = [];
  for (const word of labelText(label, 80).split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 24) lines[lines.length - 1] = `${last} ${word}`;
    else if (word !== "") lines.push(word);
  }
  return lines;
}

/** The room a box takes: its first line is its name. */
export function sizeOf({ lines, shape }: Node, font: Font): { readonly width: number; readonly height: number } {
  const shown = lines.map((it) => labelText(it)).filter((it) => it !== "");
  const widths = shown.map((it, at) => font.widthOf(it, at === 0 ? sizes.name : sizes.detail) * (at === 0 ? 1.08 : 1));
  const more = extra[shape] ?? { x: 0, y: 0 };
  return {
    width: Math.ceil(Math.max(90, ...widths) + 2 * padding.x + more.x),
    height: Math.ceil(sizes.nameLine + sizes.detailLine * Math.max(0, shown.length - 1) + 2 * padding.y + more.y),
  };
}
