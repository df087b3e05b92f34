import { expect, test } from "vitest";
import { messageOf } from "./messages.ts";

test("what was agreed on comes through, and nothing beside it", () => {
  expect(messageOf({ type: "open-box", id: "n1", href: "command:evil" })).toEqual({ type: "open-box", id: "n1" });
  expect(messageOf({ type: "go", to: 2 })).toEqual({ type: "go", to: 2 });
  expect(messageOf({ type: "failed", stage: "layout", message: "too large" })).toEqual({
    type: "failed",
    stage: "layout",
    message: "too large",
  });
});

test("anything else is no message", () => {
  for (const other of [
    undefined,
    null,
    "ready",
    {},
    { type: "eval", code: "1" },
    { type: "open-box" },
    { type: "open-arrow", id: 3 },
    { type: "go", to: "1" },
    { type: "failed", stage: "elsewhere", message: "" },
    { type: "rendered", boxes: 1 },
  ]) {
    expect(messageOf(other)).toBeUndefined();
  }
});
