import { describe, expect, test } from "vitest";
import { first, following, panned, readable, showing, viewBox, whole, zoomed } from "./camera.ts";

const window = { width: 800, height: 600 };

describe("the whole picture", () => {
  test("a wide picture fills the width, and stands in the middle", () => {
    expect(whole({ x: 0, y: 0, width: 1600, height: 400 }, window, 0)).toEqual({ scale: 0.5, x: 0, y: -400 });
  });
  test("a small picture is not blown up", () => {
    expect(whole({ x: 10, y: 10, width: 100, height: 100 }, window).scale).toBe(1.35);
  });
  test("a picture without size and a window without size are survived", () => {
    expect(whole({ x: 0, y: 0, width: 0, height: 0 }, { width: 0, height: 0 }).scale).toBeGreaterThan(0);
  });
});

describe("the first look", () => {
  test("is at the whole picture where it can be read", () => {
    const picture = { x: 0, y: 0, width: 1000, height: 700 };
    expect(first(picture, window)).toEqual(whole(picture, window));
  });
  test("is at the beginning of one that is too large, in the middle across", () => {
    const { scale, x, y } = first({ x: 0, y: 0, width: 1000, height: 9000 }, window);
    expect(scale).toBe(readable);
    expect(x).toBeCloseTo(500 - 400 / readable);
    expect(y).toBeCloseTo(-28 / readable);
    expect(first({ x: 0, y: 0, width: 9000, height: 1000 }, window).x).toBeCloseTo(-28 / readable);
  });
});

test("zooming keeps what is under the pointer under it", () => {
  const before = { x: 100, y: 50, scale: 1 };
  const at = { x: 200, y: 300 };
  const after = zoomed(before, 2, at);
  expect(after.scale).toBe(2);
  expect(after.x + at.x / after.scale).toBe(before.x + at.x / before.scale);
  expect(after.y + at.y / after.scale).toBe(before.y + at.y / before.scale);
});

test("zooming has an end in both directions", () => {
  const camera = { x: 0, y: 0, scale: 1 };
  expect(zoomed(camera, 1e9, { x: 0, y: 0 }).scale).toBe(8);
  expect(zoomed(camera, 1e-9, { x: 0, y: 0 }).scale).toBe(0.05);
});

test("one cannot pan away from the picture", () => {
  const picture = { x: 0, y: 0, width: 1000, height: 1000 };
  const camera = { x: 0, y: 0, scale: 1 };
  expect(panned(camera, { x: 10, y: 20 }, picture, window)).toEqual({ x: 10, y: 20, scale: 1 });
  expect(panned(camera, { x: 99_999, y: -99_999 }, picture, window)).toEqual({ x: 940, y: -540, scale: 1 });
});

test("what comes into sight moves the window as little as possible", () => {
  const camera = { x: 0, y: 0, scale: 1 };
  expect(showing(camera, { x: 100, y: 100, width: 50, height: 50 }, window)).toEqual(camera);
  expect(showing(camera, { x: 900, y: 100, width: 50, height: 50 }, window)).toEqual({ x: 174, y: 0, scale: 1 });
  expect(showing(camera, { x: -50, y: 700, width: 20, height: 50 }, window)).toEqual({ x: -74, y: 174, scale: 1 });
});

test("a box that moved in a new layout stays where it was on the screen", () => {
  expect(following({ x: 5, y: 5, scale: 2 }, { x: 100, y: 100 }, { x: 140, y: 90 })).toEqual({ x: 45, y: -5, scale: 2 });
});

test("the camera is a viewBox", () => {
  expect(viewBox({ x: 1, y: 2, scale: 2 }, window)).toBe("1.000 2.000 400.000 300.000");
});
