import { expect, test, vi } from "vitest";
import { hasToAsk } from "./consent.ts";

vi.mock("vscode", () => ({}));

const first = { when: "first", above: 50_000 };

test.each([
  ["the first time in a workspace", 100, undefined, first, true],
  ["not again for as much", 40_000, 9_000, first, false],
  ["again above the threshold", 60_000, 9_000, first, true],
  ["not when as much was allowed before", 60_000, 70_000, first, false],
  ["every time, for who wants it", 10, 70_000, { when: "always", above: 50_000 }, true],
  ["never, for who wants that", 900_000, undefined, { when: "never", above: 0 }, false],
] as const)("%s", (_name, tokens, allowed, preferences, asks) => {
  expect(hasToAsk(tokens, allowed, preferences)).toBe(asks);
});
