import type { Place, PlacedArrow, PlacedBox, PlacedDrawing } from "../src/protocol.ts";
import { counted, t } from "./l10n.ts";
import type { Thing } from "./picture/parts.ts";

/** "compose.yaml:14", counting lines as people do. */
export const placeWords = ({ file, span }: Place): string => (span ? `${file}:${span.line + 1}` : file);

/** How much there is to see: a data model has tables, everything else components. */
export const countsOf = ({ view, boxes, arrows }: PlacedDrawing): string =>
  view === "data"
    ? `${counted(boxes.length, "{0} table", "{0} tables")}, ${counted(arrows.length, "{0} relation", "{0} relations")}`
    : `${counted(boxes.length, "{0} component", "{0} components")}, ${counted(arrows.length, "{0} connection", "{0} connections")}`;

/** The names of boxes by id; of a boundary, what is written on it. */
export type Names = ReadonlyMap<string, string>;

export const arrowWords = ({ from, to, label, dotted }: PlacedArrow, names: Names): string =>
  `${t("{0} to {1}", names.get(from) ?? from, names.get(to) ?? to)}${label === "" ? "" : `: ${label}`}${dotted ? `, ${t("inferred only")}` : ""}`;

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
    place === undefined
      ? t("no proof")
      : others.length === 0
        ? t("evidence {0}", placeWords(place))
        : t("evidence {0} and {1} more", placeWords(place), others.length);
  return [says, findings === 0 ? "" : counted(findings, "{0} finding", "{0} findings"), more, proof].filter((it) => it !== "").join(", ");
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
