import { describe, expect, test, vi } from "vitest";
import { openEngine } from "../engine/index.ts";
import { completionsAt, fieldHover } from "./own-files.ts";

const engine = openEngine({ workspaceName: "shop" });
engine.update([{ path: "compose.yaml", text: "services:\n  api: { image: acme/api }\n  db: { image: postgres }\n" }]);

/** `|` is the cursor. */
const offered = (file: string, text: string): readonly string[] | undefined =>
  completionsAt(`.architect/${file}.yaml`, text.replace("|", ""), text.indexOf("|"), engine)?.map(({ label }) => label);
const told = (file: string, text: string) => fieldHover(`.architect/${file}.yaml`, text.replace("|", ""), text.indexOf("|"))?.contents;

describe("what may be written", () => {
  test.each([
    ["corrections", "|", ["corrections"]],
    ["corrections", "corrections:\n  - |", ["same", "different", "ignore", "external", "kind", "owner", "connects", "unconnected"]],
    ["corrections", "corrections:\n  - ignore: |", ["api", "db"]],
    ["corrections", "corrections:\n  - same: [api, |", ["api", "db"]],
    ["corrections", "corrections:\n  - ignore: api\n  - connects: { from: api, |", ["from", "to", "style", "protocol"]],
    ["corrections", "corrections:\n  - connects: { from: api, to: |", ["api", "db"]],
    ["corrections", "corrections:\n  - connects: { from: api, to: db, style: |", ["call", "data", "message", "infrastructure"]],
    ["corrections", "corrections:\n  - kind:\n      of: |", ["api", "db"]],
    ["requirements", "traffic:\n  |", ["requestsPerSecond", "peakFactor"]],
    ["requirements", "traffic: { peakFactor: 3 }\nstage: |", ["prototype", "production"]],
    ["requirements", "systems:\n  shop:\n    slo: { |", ["availability", "latencyMs"]],
    ["config", "rules:\n  image-not-pinned: |", ["off", "on", "note", "warning", "error"]],
    ["rules", "rules:\n  - name: a\n    severity: |", ["error", "warning", "note"]],
    ["other", "|", undefined],
  ])("%s: %j", (file, text, expected) => expect(offered(file, text)).toEqual(expected));
  test("every rule", () => expect(offered("config", "rules:\n  |")).toContain("image-not-pinned"));
});

test("a key says what it is for", () => {
  expect(told("requirements", "slo: { avail|ability: 99 }")).toMatchObject({ value: "In percent: 99.9." });
  expect(told("config", "rules:\n  image-not|-pinned: off")).toMatchObject({ value: expect.stringMatching(/./) });
  expect(told("requirements", "slo: { availability: 9|9 }")).toBeUndefined();
});

test("nothing is reviewed for it when the server starts", async () => {
  vi.resetModules();
  const opened = vi.fn();
  vi.doMock("../engine/engine.ts", async (original) => {
    const real = await original<typeof import("../engine/engine.ts")>();
    return {
      ...real,
      openEngine: (options: Parameters<typeof openEngine>[0]) => {
        opened();
        return real.openEngine(options);
      },
    };
  });
  const fresh = await import("./own-files.ts");
  expect(fresh.fieldHover(".architect/config.yaml", "rules: {}", 1)).toBeDefined();
  expect(opened).not.toHaveBeenCalled();
  vi.doUnmock("../engine/engine.ts");
});
