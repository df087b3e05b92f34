import type { DrawOptions } from "../../engine/index.ts";
import type { Around, PlacedDrawing } from "../../protocol.ts";
import type { Subject } from "./subject.ts";

type Question = Pick<Extract<Subject, { kind: "drawing" }>, "view" | "options">;

/** What a subject asks for, as a drawing: a review is drawn as containers. */
const questionOf = (subject: Subject): Question => (subject.kind === "drawing" ? subject : { view: "containers", options: {} });

/** The same view with only one box of it and what it touches. `undefined` = the box stands for several things, or for none. */
export function focusedOn(subject: Subject, drawing: PlacedDrawing, id: string): Question | undefined {
  const ref = drawing.boxes.find((it) => it.id === id)?.ref;
  if (ref === undefined) return undefined;
  const { view, options } = questionOf(subject);
  return { view, options: { ...options, focus: [ref], hops: 1 } };
}

/** The same from so many steps away; the whole from 0. `undefined` = it is the whole already. */
export function withHops(subject: Subject, hops: number): Question | undefined {
  const { view, options } = questionOf(subject);
  if ((options.focus ?? []).length === 0) return undefined;
  if (hops > 0) return { view, options: { ...options, hops } };
  const { focus: _, hops: __, ...whole } = options;
  return { view, options: whole };
}

/** What a drawing is around of, in words; nothing where it is of the whole. */
export function aroundOf(subject: Subject, drawing: PlacedDrawing): Around | undefined {
  if (subject.kind !== "drawing") return undefined;
  const { focus = [], hops = 1 }: DrawOptions = subject.options;
  const named = focus.map((ref) => drawing.boxes.find((it) => it.ref === ref)?.name ?? ref.slice(ref.indexOf("/") + 1));
  return named.length === 0 ? undefined : { name: named.join(", "), hops };
}
