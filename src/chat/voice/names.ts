import type { Overview, Place, PlacedFinding } from "../../protocol.ts";
import { members } from "../facts.ts";
import { whereIs } from "../markdown.ts";

/** What a mark `⟦…⟧` of a model stands for. */
type Meaning =
  | { readonly is: "place"; readonly place: Place; readonly title: string }
  /** It is there, and no file defines it. */
  | { readonly is: "word"; readonly title: string }
  | { readonly is: "proposed"; readonly title: string }
  | { readonly is: "unknown"; readonly title: string };

export interface Names {
  meaningOf(mark: string): Meaning;
  /** A file of the workspace that is known to say something; `undefined` = none. */
  fileOf(path: string): Place | undefined;
}

/** The names that a model may mark: ids as the brief writes them, findings by number, and names that only one component has. */
export function namesOf(overview: Overview, findings: readonly PlacedFinding[]): Names {
  const byId = new Map<string, Meaning>();
  const byName = new Map<string, Meaning | "several">();
  const files = new Map<string, Place>();
  const know = (place: Place | undefined) => {
    if (place !== undefined && !files.has(place.file)) files.set(place.file, { ...place, span: undefined, says: place.file });
  };
  for (const { line } of members(overview)) {
    const meaning: Meaning =
      line.place === undefined ? { is: "word", title: line.name } : { is: "place", place: line.place, title: line.name };
    byId.set(line.ref.slice(line.ref.indexOf(":") + 1).toLowerCase(), meaning);
    for (const name of new Set([line.name, ...line.aliases].map((it) => it.toLowerCase())))
      byName.set(name, byName.has(name) ? "several" : meaning);
    know(line.place);
    for (const use of line.uses) know(use.place);
  }
  findings.forEach(({ places: [place] }, index) => {
    byId.set(`f${index + 1}`, { is: "place", place, title: whereIs(place) });
    know(place);
  });
  return {
    meaningOf(mark) {
      const id = mark.trim().replace(/^component:/i, "");
      if (/^new:/i.test(id)) return { is: "proposed", title: id.slice(4).trim() };
      const found = byId.get(id.toLowerCase()) ?? byName.get(id.toLowerCase());
      return found === undefined || found === "several" ? { is: "unknown", title: id } : found;
    },
    fileOf: (path) => files.get(path),
  };
}
