import type { Place, PlacedArrow, PlacedBox, PlacedDrawing } from "../src/protocol.ts";
import { count } from "./page/element.ts";
import type { Thing } from "./picture/parts.ts";

/** "compose.yaml:14", counting lines as people do. */
export const placeWords = ({ file, span }: Place): string => (span ? `${file}:${span.line + 1}` : file);

/** How much there is to see: a data model has tables, everything else components. */
export const countsOf = ({ view, boxes, arrows }: PlacedDrawing): string =>
  view === "data"
    ? `${count(boxes.length, "table")}, ${count(arrows.length, "relation")}`
    : `${count(boxes.length, "component")}, ${count(arrows.length, "connection")}`;

/** The names of boxes by id; of a boundary, what is written on it. */
export type Names = ReadonlyMap<string, string>;

export const arrowWords = ({ from, to, label, dotted }: PlacedArrow, names: Names): string =>
  `${names.get(from) ?? from} to ${names.get(to) ?? to}${label === "" ? "" : `: ${label}`}${dotted ? ", inferred only" : ""}`;

export const boxWords = ({ name, about }: PlacedBox): string => (about === "" ? name : `${name}, ${about}`);

/**
 * What a screen reader says of a part: first what is written on it, so that it can be called by what one sees; then what proves it.
 * @param written the rows of a box
 */
export function spokenWords(thing: Thing, names: Names, findings: number, written: readonly string[]): string {
  const [says, places] =
    thing.what === "box" ? [written.join(", "), thing.box.places] : [arrowWords(thing.arrow, names), thing.arrow.places];
  const more = thing.what === "box" && !bare(says).includes(bare(thing.box.about)) ? thing.box.about : "";
  const [place, ...others] = places;
  const proof =
    place === undefined ? "no proof" : `evidence ${placeWords(place)}${others.length === 0 ? "" : ` and ${others.length} more`}`;
  return [says, findings === 0 ? "" : `${findings} finding${findings === 1 ? "" : "s"}`, more, proof].filter((it) => it !== "").join(", ");
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
