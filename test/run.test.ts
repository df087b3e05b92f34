import { describe, expect, it, vi } from "vitest";
import { runStep } from "./run/step.mjs";

/** A step that is a line of JavaScript. */
const step = (code: string, count?: (output: string) => { passed: number; failed: number; skipped: number }) => ({
  name: "a step",
  command: ["node", "--eval", code],
  ...(count === undefined ? {} : { count }),
});
const said = (output: string) => {
  const [, passed = Number.NaN, failed = Number.NaN] = (/(\d+) passed, (\d+) failed/.exec(output) ?? []).map(Number);
  if (Number.isNaN(passed)) throw new Error("it did not reach its end");
  return { passed, failed, skipped: 0 };
};

describe("a step of npm test", () => {
  vi.spyOn(console, "log").mockImplementation(() => {});
  vi.spyOn(process.stdout, "write").mockImplementation(() => true);

  it("without tests counts as one", async () => {
    expect(await runStep(step(""))).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(await runStep(step("process.exit(3)"))).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
  it("counts its tests", async () => {
    expect(await runStep(step("console.log('12 passed, 0 failed')", said))).toEqual({ passed: 12, failed: 0, skipped: 0 });
    expect(await runStep(step("console.log('12 passed, 2 failed'); process.exit(1)", said))).toEqual({ passed: 12, failed: 2, skipped: 0 });
  });
  it("fails when it crashes after its tests, before them, or has none", async () => {
    expect(await runStep(step("console.log('12 passed, 0 failed'); process.exit(1)", said))).toEqual({ passed: 12, failed: 1, skipped: 0 });
    expect(await runStep(step("process.exit(0)", said))).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(await runStep(step("console.log('0 passed, 0 failed')", said))).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
  it("fails when it does not end", async () => {
    const endless = { ...step("setInterval(() => {}, 1000)"), minutes: 0.01 };
    expect(await runStep(endless)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
  it("fails when there is no such program", async () => {
    expect(await runStep({ name: "a step", command: ["no-such-program"] })).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
