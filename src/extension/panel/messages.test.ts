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
  expect(messageOf({ type: "open-row", id: "n1", row: 2 })).toEqual({ type: "open-row", id: "n1", row: 2 });
  expect(messageOf({ type: "hops", to: 0 })).toEqual({ type: "hops", to: 0 });
  expect(messageOf({ type: "export", what: "report", content: "forged" })).toEqual({ type: "export", what: "report" });
  expect(messageOf({ type: "export", what: "svg", content: "<svg></svg>" })).toMatchObject({ what: "svg" });
  expect(messageOf({ type: "export", what: "png", content: "iVBORw0KGgoAAAA=" })).toMatchObject({ what: "png" });
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
    { type: "open-row", id: "n1", row: -1 },
    { type: "hops", to: 1e9 },
    { type: "actions", id: { toString: 1 } },
    { type: "focus" },
    { type: "export", what: "exe", content: "MZ" },
    { type: "export", what: "svg", content: "<html>" },
    { type: "export", what: "svg", content: "<svg><script>alert(1)</script></svg>" },
    { type: "export", what: "svg", content: '<svg onload="alert(1)"/>' },
    { type: "export", what: "png", content: "#!/bin/sh" },
    { type: "export", what: "png", content: `iVBORw0KGgo${"A".repeat(40_000_001)}` },
  ]) {
    expect(messageOf(other)).toBeUndefined();
  }
});
