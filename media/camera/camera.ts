/** Where one stands before the picture. Pure: numbers in, numbers out. */

/** Screen pixels per unit of the picture. */
export type Scale = number;
export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}
export interface Rect extends Point, Size {}

/** The point of the picture in the upper left corner of the window, and how large things are. */
export interface Camera extends Point {
  readonly scale: Scale;
}

export const smallest: Scale = 0.05;
export const largest: Scale = 8;
/** A small picture is not blown up beyond this. */
const comfortable: Scale = 1.35;
/** Below this the words of a box cannot be read: a large picture starts here, and is panned. */
export const readable: Scale = 0.4;

const bounded = (scale: Scale): Scale => Math.min(largest, Math.max(smallest, scale));

/** The whole picture in the middle of the window, with some air around it. */
export function whole(picture: Rect, window: Size, air = 28): Camera {
  const room = { width: Math.max(1, window.width - 2 * air), height: Math.max(1, window.height - 2 * air) };
  const scale = bounded(Math.min(room.width / Math.max(1, picture.width), room.height / Math.max(1, picture.height), comfortable));
  return centred(picture, window, scale);
}

/** As `whole`, but never too small to read: then the beginning of the picture is shown, and across it the middle. */
export function first(picture: Rect, window: Size, air = 28): Camera {
  const all = whole(picture, window, air);
  if (all.scale >= readable) return all;
  const { x, y } = centred(picture, window, readable);
  const tall = picture.height > picture.width;
  const start = { x: picture.x - air / readable, y: picture.y - air / readable };
  return { scale: readable, x: tall ? x : Math.min(x, start.x), y: Math.min(y, start.y) };
}

function centred(picture: Rect, window: Size, scale: Scale): Camera {
  return {
    scale,
    x: picture.x + picture.width / 2 - window.width / 2 / scale,
    y: picture.y + picture.height / 2 - window.height / 2 / scale,
  };
}

/** Nearer or farther by a factor; what is under `at` (a place on the screen) stays under it. */
export function zoomed(camera: Camera, factor: number, at: Point): Camera {
  const scale = bounded(camera.scale * factor);
  return { scale, x: camera.x + at.x / camera.scale - at.x / scale, y: camera.y + at.y / camera.scale - at.y / scale };
}

/** Moved by pixels of the screen; some of the picture always stays in sight. */
export function panned(camera: Camera, by: Point, picture: Rect, window: Size): Camera {
  const kept = 60 / camera.scale;
  const within = (value: number, least: number, most: number) => Math.min(Math.max(value, least), Math.max(least, most));
  return {
    scale: camera.scale,
    x: within(camera.x + by.x / camera.scale, picture.x - window.width / camera.scale + kept, picture.x + picture.width - kept),
    y: within(camera.y + by.y / camera.scale, picture.y - window.height / camera.scale + kept, picture.y + picture.height - kept),
  };
}

/** Moved as little as needed to have something in sight. */
export function showing(camera: Camera, thing: Rect, window: Size, air = 24): Camera {
  const move = (start: number, length: number, from: number, room: number): number => {
    const margin = air / camera.scale;
    const seen = room / camera.scale;
    if (length + 2 * margin > seen) return start + length / 2 - seen / 2;
    return Math.min(Math.max(from, start + length + margin - seen), start - margin);
  };
  return {
    scale: camera.scale,
    x: move(thing.x, thing.width, camera.x, window.width),
    y: move(thing.y, thing.height, camera.y, window.height),
  };
}

/** The same standpoint before another picture in which a point has moved: it stays where it was on the screen. */
export const following = (camera: Camera, before: Point, after: Point): Camera => ({
  scale: camera.scale,
  x: camera.x + after.x - before.x,
  y: camera.y + after.y - before.y,
});

/** The camera as an SVG's `viewBox`. */
export const viewBox = ({ x, y, scale }: Camera, { width, height }: Size): string =>
  [x, y, Math.max(1, width) / scale, Math.max(1, height) / scale].map((it) => it.toFixed(3)).join(" ");
