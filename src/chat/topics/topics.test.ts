import { describe, expect, test } from "vitest";
import { clinic, findings } from "../../../test/conversation/clinic.ts";
import { rules } from "../../engine/index.ts";
import type { Overview } from "../../protocol.ts";
import { topics } from "./index.ts";
import { alone, dependents, pressed } from "./shape.ts";
import { dossierOf, patternsOf } from "./topic.ts";

const everything = { rules: ["*"] };
const named = (name: string) => clinic.systems.flatMap((it) => it.components).find((it) => it.name === name);

test.each(topics.map((it) => [it.name, it] as const))("/%s asks only for rules that there are", (_name, topic) => {
  const patterns = patternsOf(topic);
  const matches = (pattern: string) =>
    rules.some(({ id }) => (pattern.endsWith("*") ? id.startsWith(pattern.slice(0, -1)) : id === pattern));
  // What a team writes itself has a name of its own.
  expect(patterns.filter((it) => !matches(it) && !it.startsWith("team-"))).toEqual([]);
});

describe("where it gives way", () => {
  const dossier = dossierOf(clinic, findings, everything);
  test("the store that two services press on comes before what can be started twice", () => {
    expect(pressed(dossier)[0]?.line.name).toBe("db");
  });
  test("who waits for it, however far", () => {
    const db = named("db");
    expect(db && dependents(dossier, db).map(({ name }) => name)).toEqual(["booking", "billing-api", "gateway"]);
  });
  test("among what runs once, the one that takes most along; a cache after a database", () => {
    expect(
      alone(dossier)
        .map(({ line }) => line.name)
        .slice(0, 2),
    ).toEqual(["db", "cache"]);
  });
});

describe("what a topic looks at", () => {
  test("a finding that holds only in other variants leads no advice", () => {
    const other = findings.map((it) => ({ ...it, elsewhere: true as const }));
    const dossier = dossierOf(clinic, other, everything);
    expect([dossier.findings.length, dossier.elsewhere.length]).toEqual([0, findings.length]);
  });
  test("a finding about another kind of component is another topic's", () => {
    const about = (kind: "cache" | "database") =>
      dossierOf(clinic, findings, { rules: [{ rule: "store-published", of: [kind] }] }).findings;
    expect([about("cache").length, about("database").length]).toEqual([0, 1]);
  });
  test("a system that runs only for developers is left out where another serves people", () => {
    const [system] = clinic.systems;
    if (system === undefined) throw new Error("The clinic has no system.");
    const [variant] = system.variants;
    if (variant === undefined) throw new Error("The clinic has no variant.");
    const bench = { ...system, id: "bench", variants: [{ ...variant, environment: "development" }], shown: variant.id };
    const both: Overview = { ...clinic, systems: [{ ...system, shown: variant.id }, bench] };
    expect(dossierOf(both, [], everything).inside).toHaveLength(system.components.length);
    expect(dossierOf({ ...clinic, systems: [bench] }, [], everything).inside).toHaveLength(system.components.length);
  });
});
