import type { Architect, Cancellation } from "../../chat/turn.ts";
import type { DrawOptions } from "../../engine/index.ts";
import type { ComponentLine, Overview, PlacedDrawing, Report } from "../../protocol.ts";
import { isIn, reportOf } from "./report.ts";
import type { Subject } from "./subject.ts";

/** What there is to see of a subject right now. */
export interface Content {
  readonly drawing: PlacedDrawing | undefined;
  readonly report: Report | undefined;
}

export async function contentOf(subject: Subject, architect: Architect, cancel: Cancellation): Promise<Content> {
  if (subject.kind === "drawing") {
    return { drawing: await architect.draw(subject.view, subject.options, cancel), report: undefined };
  }
  const { paths } = subject;
  const answer = await architect.review(paths === undefined ? {} : { paths }, cancel);
  const drawing = await architect.draw("containers", focusOn(answer.overview, paths), cancel);
  return { drawing, report: reportOf(answer, subject) };
}

/** The part of the picture that a review of some files is about: a system where all of it is in them, else its parts and their neighbours. */
export function focusOn({ systems }: Overview, paths: readonly string[] | undefined): DrawOptions {
  if (paths === undefined) return {};
  const isAbout = ({ place }: ComponentLine): boolean => place !== undefined && isIn(place.file, paths);
  const touched = systems.filter(({ components }) => components.some(isAbout));
  const [only] = touched;
  if (touched.length === 1 && only?.components.every((it) => isAbout(it) || it.standing !== "inside")) return { system: only.id };
  const focus = touched.flatMap(({ components }) => components.filter(isAbout).map(({ ref }) => ref));
  return focus.length === 0 ? {} : { focus, hops: 1 };
}

/**
 * Why the last good drawing should stay: a box or an arrow that goes missing while its file cannot be read has not gone.
 * `undefined` = what is new is what there is.
 */
export async function whyStale(
  last: PlacedDrawing | undefined,
  next: PlacedDrawing | undefined,
  architect: Architect,
  cancel: Cancellation,
): Promise<string | undefined> {
  // Another variant has other parts: what is not in it is not lost.
  if (last === undefined || (next !== undefined && seenIn(last) !== seenIn(next))) return undefined;
  const files = filesOfLost(last, next);
  if (files.size === 0) return undefined;
  const { problems } = await architect.overview(cancel);
  const broken = problems.find(({ severity, file }) => severity === "error" && files.has(file));
  if (broken === undefined) return undefined;
  const line = broken.span === undefined ? "" : `, line ${broken.span.line + 1}`;
  return `${broken.file}${line}: ${broken.message} The picture is the last one that could be read.`;
}

const seenIn = ({ choices }: PlacedDrawing): string => JSON.stringify(choices?.map(({ system, shown }) => [system, shown]));

function filesOfLost(last: PlacedDrawing, next: PlacedDrawing | undefined): ReadonlySet<string> {
  const left = new Set(next === undefined ? [] : parts(next).map(({ key }) => key));
  const lost = parts(last).filter(({ key }) => !left.has(key));
  return new Set(lost.flatMap(({ places }) => places.map(({ file }) => file)));
}

/** Ids belong to one picture; what a part stands for outlives it. */
function parts({ boxes, arrows }: PlacedDrawing) {
  const names = new Map(boxes.map(({ id, ref, name }) => [id, ref ?? name]));
  return [
    ...boxes.map(({ id, places }) => ({ key: `${names.get(id)}`, places })),
    ...arrows.map(({ from, to, places }) => ({ key: `${names.get(from)} -> ${names.get(to)}`, places })),
  ];
}
