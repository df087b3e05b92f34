import { describe, expect, test } from "vitest";
import { asYaml, questionsFor, statedIn, together } from "./requirements.ts";

describe("numbers in a sentence", () => {
  test.each([
    ["about 200 rps, peak 4x", { traffic: { requestsPerSecond: 200, peakFactor: 4 } }],
    ["1.5k requests per second", { traffic: { requestsPerSecond: 1500 } }],
    ["600 requests per minute", { traffic: { requestsPerSecond: 10 } }],
    ["864000 requests a day", { traffic: { requestsPerSecond: 10 } }],
    ["50 GB growing 20 % a year", { data: { gigabytes: 50, growthPerYear: 1.2 } }],
    ["2 TB, growth 2x", { data: { gigabytes: 2000, growthPerYear: 2 } }],
    ["4 people in 2 teams", { team: { people: 4, teams: 2 } }],
    ["we are 12 engineers", { team: { people: 12 } }],
    ["99.9 %, p95 300 ms", { slo: { availability: 99.9, latencyMs: 300 } }],
    ["99,95% and answers in 1.5 s", { slo: { availability: 99.95, latencyMs: 1500 } }],
    ["500 EUR a month", { budget: { monthly: 500, currency: "EUR" } }],
    ["$2k", { budget: { monthly: 2000, currency: "USD" } }],
    ["it is a prototype", { stage: "prototype" }],
    ["1000 rps, 3 people, production", { stage: "production", traffic: { requestsPerSecond: 1000 }, team: { people: 3 } }],
    ["we want it to be fast", {}],
    ["", {}],
  ])("%j", (text, stated) => expect(statedIn(text)).toEqual(stated));

  test("a long text without numbers costs nothing", () => {
    const begin = performance.now();
    statedIn("grow peak latency 9 ".repeat(5000));
    expect(performance.now() - begin).toBeLessThan(1000);
  });
});

test("at most five questions, and none that is answered", () => {
  expect(questionsFor({})).toHaveLength(5);
  const open = questionsFor({ traffic: { requestsPerSecond: 1 }, team: { people: 2 } }).map(({ field }) => field);
  expect(open).not.toContain("traffic");
  expect(open).not.toContain("team");
});

test("every range that is offered is understood when it is answered", () => {
  for (const { field, ranges } of questionsFor({}).concat(questionsFor({ traffic: {} })))
    for (const range of ranges) expect(Object.keys(statedIn(range)), range).toContain(field);
});

test("what is said anew outranks, and the rest stays", () => {
  const before = { traffic: { requestsPerSecond: 5, peakFactor: 2 }, stage: "prototype" } as const;
  expect(asYaml(together(before, statedIn("50 rps, 3 people")))).toBe(
    "traffic:\n  requestsPerSecond: 50\n  peakFactor: 2\nstage: prototype\nteam:\n  people: 3\n",
  );
});
