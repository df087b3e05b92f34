import type { PlacedDrawing } from "../../src/protocol.ts";

/** Ids of the newer drawing. */
export interface Changes {
  readonly added: ReadonlySet<string>;
  readonly changed: ReadonlySet<string>;
}

/** Whether two drawings are the same picture at two times: what stood where is then kept. */
export const samePicture = (one: PlacedDrawing, other: PlacedDrawing): boolean =>
  one.view === other.view &&
  one.title === other.title &&
  (one.system ?? "") === (other.system ?? "") &&
  (one.variant ?? "") === (other.variant ?? "");

/** What is new or says something else. Ids are numbered anew in each drawing, so things are known by what they stand for. */
export function changesBetween(before: PlacedDrawing, after: PlacedDrawing): Changes {
  const known = new Map(facts(before).map(({ key, says }) => [key, says]));
  const added = new Set<string>();
  const changed = new Set<string>();
  for (const { id, key, says } of facts(after)) {
    const said = known.get(key);
    if (said === undefined) added.add(id);
    else if (said !== says) changed.add(id);
  }
  return { added, changed };
}

/** By what a box or an arrow is known from one drawing to the next. */
export function keysOf(drawing: PlacedDrawing): ReadonlyMap<string, string> {
  return new Map(facts(drawing).map(({ id, key }) => [id, key]));
}

function facts({ boxes, arrows }: PlacedDrawing): readonly { readonly id: string; readonly key: string; readonly says: string }[] {
  const keys = new Map(boxes.map((it) => [it.id, it.ref ?? it.name]));
  const end = (id: string): string => keys.get(id) ?? id;
  return [
    ...boxes.map((it) => ({ id: it.id, key: end(it.id), says: `${it.name}\n${it.about}` })),
    ...arrows.map((it) => ({ id: it.id, key: `${end(it.from)} -> ${end(it.to)}`, says: `${it.label}\n${it.dotted}` })),
  ];
}
