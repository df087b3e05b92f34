import type { Point } from "./camera/camera.ts";

/** A box or an arrow as a walker sees it: where it is and what it touches. */
export interface Stop {
  readonly id: string;
  /** A box's middle; the middle of an arrow's way. */
  readonly at: Point;
  /** Of an arrow: the boxes at its ends. */
  readonly ends?: readonly [from: string, to: string];
}
export type Direction = "left" | "right" | "up" | "down";

/**
 * Where a key leads. From a box along an arrow that leaves in that direction, otherwise to the next box there; from an arrow to
 * the end that lies there, otherwise to an arrow beside it. `undefined`: nothing is there.
 */
export function walk(stops: readonly Stop[], from: string, direction: Direction): string | undefined {
  const here = stops.find((it) => it.id === from);
  if (here === undefined) return stops[0]?.id;
  const touching = stops.filter((it) => it.id !== from && touches(here, it));
  return nearest(here, touching, direction, 1) ?? nearest(here, besides(stops, here), direction, 0.5);
}

/** An arrow touches its ends, a box its arrows. */
const touches = (one: Stop, other: Stop): boolean => (one.ends?.includes(other.id) ?? false) || (other.ends?.includes(one.id) ?? false);

/** Boxes beside a box, arrows beside an arrow. */
const besides = (stops: readonly Stop[], here: Stop): readonly Stop[] =>
  stops.filter((it) => it.id !== here.id && (it.ends === undefined) === (here.ends === undefined));

/** @param steepness how much of the way must lie in the direction: along / across */
function nearest(here: Stop, others: readonly Stop[], direction: Direction, steepness: number): string | undefined {
  let best: { readonly id: string; readonly cost: number } | undefined;
  for (const { id, at } of others) {
    const x = at.x - here.at.x;
    const y = at.y - here.at.y;
    const along = { left: -x, right: x, up: -y, down: y }[direction];
    const across = Math.abs(direction === "left" || direction === "right" ? y : x);
    if (along < 1 || along < across * steepness) continue;
    // What lies straight ahead is nearer than what lies aside.
    const cost = along + 2 * across;
    if (best === undefined || cost < best.cost) best = { id, cost };
  }
  return best?.id;
}
