import type { Place, PlacedArrow, PlacedBox } from "../src/protocol.ts";
import type { Thing } from "./picture/parts.ts";

/** "compose.yaml:14", counting lines as people do. */
export const placeWords = ({ file, span }: Place): string => (span ? `${file}:${span.line + 1}` : file);

/** The names of boxes by id; of a boundary, what is written on it. */
export type Names = ReadonlyMap<string, string>;

export const arrowWords = ({ from, to, label, dotted }: PlacedArrow, names: Names): string =>
  `${names.get(from) ?? from} to ${names.get(to) ?? to}${label === "" ? "" : `: ${label}`}${dotted ? ", inferred only" : ""}`;

export const boxWords = ({ name, about }: PlacedBox): string => (about === "" ? name : `${name}, ${about}`);

/** What a screen reader says of a part: what it is and what proves it. */
export function spokenWords(thing: Thing, names: Names, findings: number): string {
  const [says, places] =
    thing.what === "box" ? [boxWords(thing.box), thing.box.places] : [arrowWords(thing.arrow, names), thing.arrow.places];
  const [place, ...more] = places;
  const proof = place === undefined ? "no proof" : `evidence ${placeWords(place)}${more.length === 0 ? "" : ` and ${more.length} more`}`;
  return [says, findings === 0 ? "" : `${findings} finding${findings === 1 ? "" : "s"}`, proof].filter((it) => it !== "").join(", ");
}
