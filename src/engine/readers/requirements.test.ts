import { describe, expect, it } from "vitest";
import { assumptionsOf, requirementsFor } from "../model/index.ts";
import { requirementsOf, requirementsReader } from "./requirements.ts";

const read = (text: string) => requirementsReader.read({ path: ".architect/requirements.yaml", text });

describe("requirements", () => {
  it("are read as they are stated", () => {
    const { body, problems } = read(`# what we promise
stage: production
traffic: { requestsPerSecond: 1_200, peakFactor: 3 }
slo:
  availability: 99.95%
  latencyMs: 300
budget: { monthly: 900, currency: EUR }
`);
    expect(problems).toEqual([]);
    expect(body).toEqual({
      stage: "production",
      traffic: { requestsPerSecond: 1200, peakFactor: 3 },
      slo: { availability: 99.95, latencyMs: 300 },
      budget: { monthly: 900, currency: "EUR" },
    });
  });

  it("of a component stand before those of its system, and those before the general ones", () => {
    const { body } = read(`
slo: { availability: 99, latencyMs: 500 }
systems:
  clinic:
    stage: production
    components:
      billing: { slo: { availability: 99.9 } }
`);
    expect(requirementsFor(body, "clinic", "billing")).toEqual({ stage: "production", slo: { availability: 99.9, latencyMs: 500 } });
    expect(requirementsFor(body, "clinic", "web")).toEqual({ stage: "production", slo: { availability: 99, latencyMs: 500 } });
    expect(requirementsFor(body, "shop").stage).toBeUndefined();
  });

  it("say where a word is unknown or a value is of the wrong kind, and keep the rest", () => {
    const { body, problems } = read(`
stage: live
trafic: { requestsPerSecond: 5 }
slo: { availability: 120, latencyMs: 200 }
team: five
budget: { currency: euros }
`);
    expect(body).toEqual({ slo: { latencyMs: 200 }, budget: {} });
    expect(problems.map(({ message, span }) => `${(span?.line ?? 0) + 1}: ${message}`)).toEqual([
      "2: stage must be prototype or production.",
      "3: trafic is not known here; there are stage, traffic, data, team, slo, budget, systems.",
      "4: availability must be a percentage, such as 99.9.",
      "5: team must be a mapping of people, teams.",
      "6: currency must be a currency of three letters, such as EUR.",
    ]);
  });

  it.each([
    "",
    "# nothing yet\n",
    "- a list",
    "{",
    "stage:",
    "__proto__: { stage: production }",
    "systems: { __proto__: { stage: production } }",
  ])("state nothing in %j and never throw", (text) => {
    const { body } = read(text);
    expect(body.stage).toBeUndefined();
    expect(requirementsFor(body, "toString").stage).toBeUndefined();
  });

  it("of several files stand together, the first word counting", () => {
    expect(requirementsOf([read("stage: production"), read("stage: prototype\nteam: { people: 3 }")])).toEqual({
      stage: "production",
      team: { people: 3 },
    });
  });

  it("that are missing are told as assumptions", () => {
    expect(assumptionsOf({})).toHaveLength(6);
    expect(
      assumptionsOf({
        stage: "production",
        traffic: { requestsPerSecond: 3 },
        data: { gigabytes: 4 },
        slo: { availability: 99 },
        team: { people: 2 },
      }),
    ).toEqual(["The budget is not stated."]);
  });
});
