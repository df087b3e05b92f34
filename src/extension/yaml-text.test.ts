import { expect, test } from "vitest";
import { withValues } from "./yaml-text.ts";

test("an empty file gets the values", () => {
  expect(
    withValues("", [
      [["traffic", "requestsPerSecond"], 50],
      [["stage"], "production"],
    ]),
  ).toBe("traffic:\n  requestsPerSecond: 50\nstage: production\n");
});

test("comments and other values stay", () => {
  const before = "# what we promised in May\nslo:\n  availability: 99.5 # a week a year\nteam: { people: 4 }\n";
  expect(
    withValues(before, [
      [["slo", "availability"], 99.9],
      [["team", "teams"], 2],
    ]),
  ).toBe("# what we promised in May\nslo:\n  availability: 99.9 # a week a year\nteam: { people: 4, teams: 2 }\n");
});

test("a file with an error in it is left alone", () => expect(withValues("slo: [", [[["stage"], "production"]])).toBeUndefined());
