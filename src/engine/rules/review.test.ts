import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openStore } from "../graph/store.ts";
import {
  type Architecture,
  type Component,
  componentRef,
  type EvidenceId,
  type NonEmpty,
  noRequirements,
  proved,
  type Requirements,
  type Severity,
  type Variant,
  type VariantId,
} from "../model/index.ts";
import { createReviewer, type Reviewable } from "./review.ts";
import { type Rule, rule, type Says } from "./rule.ts";

const at = (anchor: string): EvidenceId => `compose.yaml#${anchor}`;

const component = (name: string, version: string): Component => ({
  id: componentRef("shop", name),
  system: "shop",
  name,
  standing: "inside",
  aliases: [],
  kind: [],
  technology: [],
  version: [proved(version, "all", at(name))],
  owner: [],
  replicas: [],
  ports: [],
  merged: [],
  exists: [proved(true as const, "all", at(name))],
});

const variant = (id: VariantId, environment: string | undefined, main = false): Variant => ({
  id,
  system: "shop",
  origin: "compose",
  files: [],
  environment,
  main,
  title: id,
});

/** A rule over components that says what `check` says, and nothing more than a rule must have. */
const aRule = (check: Rule<"component">["check"], more: Partial<Rule<"component">> = {}): Rule =>
  rule<"component", string>({
    id: "old",
    title: "",
    why: "",
    remedy: "",
    silent: "",
    area: "operability",
    covers: [],
    sources: [],
    default: true,
    scope: "component",
    messages: { old: "{name} is {version}, {odd}." },
    severity: () => "error",
    check,
    good: [{ title: "", files: {} }],
    bad: [{ title: "", files: {}, says: [""] }],
    ...more,
  });

const says = (name: string, where: Says["in"], more: Partial<Says> = {}): Says => ({
  message: "old",
  params: { name, version: "1" },
  cause: name,
  about: [componentRef("shop", name)],
  in: where,
  at: [at(name)],
  ...more,
});

function workspace(...rows: readonly Row[]) {
  const store = openStore();
  for (const row of rows) store.put(table(row), row.id, row);
  store.changed();
  const now = (requirements: Requirements = noRequirements): Reviewable => ({
    graph: store.graph,
    architecture: store.architecture as Architecture,
    requirements,
    place: (id) => ({ start: 0, end: 3, line: id.length, column: 0, endLine: id.length, endColumn: 3 }),
    text: () => "abc",
    isOwn: () => false,
    hashOf: (text) => `hash of ${text}`,
  });
  return { store, now };
}

type Row = Component | Variant;
const table = (row: Row): "components" | "variants" => ("origin" in row ? "variants" : "components");

const three: readonly Row[] = [
  variant("main", undefined, true),
  variant("dev", "development"),
  variant("test", "test"),
  component("api", "1"),
];

describe("variants that share a cause are one finding", () => {
  const review = (...all: readonly Says[]) => {
    const { now } = workspace(...three);
    return createReviewer([aRule(() => all)]).review(now()).findings;
  };

  test("with all variants and all places, in the main variant's words", () => {
    const findings = review(
      says("api", ["dev"], { params: { name: "api", version: "2" }, at: [at("dev")] }),
      says("api", ["main"], { at: [at("api"), at("image")] }),
    );
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      id: "old:shop/api",
      message: "api is 1, {odd}.",
      in: ["dev", "main"],
      at: [at("api"), at("image"), at("dev")],
    });
  });

  test("another cause is another finding", () => {
    expect(review(says("api", ["main"]), says("api", ["main"], { cause: "other" })).map((it) => it.id)).toEqual([
      "old:shop/api",
      "old:shop/other",
    ]);
  });

  test.each<[string, NonEmpty<VariantId>, Severity, string | undefined]>([
    ["in production", ["main"], "error", undefined],
    ["in production and development", ["dev", "main"], "error", undefined],
    ["only in development", ["dev"], "note", "Holds only in development."],
    ["only in development and test", ["test", "dev"], "note", "Holds only in development and test."],
  ])("%s", (_, where, severity, because) => {
    expect(review(says("api", where))[0]).toMatchObject({ severity, because });
  });

  test("the worst of the variants counts, with its reason", () => {
    const mild = says("api", ["main"], { severity: "note", because: "It is small." });
    expect(review(mild)[0]).toMatchObject({ severity: "note", because: "It is small." });
    expect(review(mild, says("api", ["dev"], { severity: "warning", because: "It is large." }))[0]).toMatchObject({
      severity: "warning",
      because: "It is large.",
    });
  });
});

test("a fix carries the fingerprint of the text it was made for, and is dropped when its place is not known", () => {
  const fix = (id: EvidenceId) => ({ title: `Mend ${id}`, certain: true, steps: [{ do: "remove" as const, at: id }] as const });
  const { now } = workspace(...three);
  const here = now();
  const reviewer = createReviewer([aRule(() => [says("api", ["main"], { fixes: [fix(at("api")), fix(at("gone"))] })])]);
  const place: Reviewable["place"] = (id) => (id === at("gone") ? undefined : here.place(id));
  expect(reviewer.review({ ...here, place }).findings[0]?.fixes).toEqual([
    { title: "Mend compose.yaml#api", certain: true, steps: [{ do: "remove", at: at("api"), hash: "hash of abc" }] },
  ]);
});

test("a cause that stands in several files is mended in all of them at once", () => {
  const { now } = workspace(...three);
  const fix = (id: string, certain = true) => ({ title: "Mend", certain, steps: [{ do: "set" as const, at: at(id), value: id }] as const });
  const steps = (...all: readonly Says[]) =>
    createReviewer([aRule(() => all)])
      .review(now())
      .findings[0]?.fixes.map((it) => [it.certain, ...it.steps.map((step) => step.at)]);
  const main = says("api", ["main"], { fixes: [fix("base")] });
  expect(steps(main, says("api", ["dev"], { fixes: [fix("override")] }))).toEqual([[true, at("base"), at("override")]]);
  expect(steps(main, says("api", ["dev"], { fixes: [fix("base")] }))).toEqual([[true, at("base")]]);
  expect(steps(main, says("api", ["dev"], { fixes: [fix("override", false)] }))).toEqual([[false, at("base"), at("override")]]);
  const other = { ...fix("base"), steps: [{ do: "set" as const, at: at("base"), value: "other" }] as const };
  expect(steps(main, says("api", ["dev"], { fixes: [other] }))).toEqual([[true, at("base")]]);
});

test("what a team states reaches the rule's severity, for its own system and component only", () => {
  const { now } = workspace(...three, component("web", "1"));
  const weighed = aRule((it) => [says(it.name, "all")], { severity: ({ stage }) => (stage === "prototype" ? "note" : "error") });
  const stated: Requirements = { systems: { shop: { components: { web: { stage: "prototype" } } } } };
  const findings = createReviewer([weighed]).review(now(stated)).findings;
  expect(findings.map((it) => [it.id, it.severity])).toEqual([
    ["old:shop/api", "error"],
    ["old:shop/web", "note"],
  ]);
});

test("a rule that fails takes no other's findings away, and is told", () => {
  const { now } = workspace(...three);
  const broken = aRule(
    () => {
      throw new Error("no such thing");
    },
    { id: "broken" },
  );
  const { findings, problems } = createReviewer([broken, aRule((it) => [says(it.name, "all")])]).review(now());
  expect(findings).toHaveLength(1);
  expect(problems.map((it) => it.message)).toEqual([
    "The rule broken failed on component:shop/api: no such thing. Its findings there are missing.",
  ]);
});

test("rules off by default are asked when named, or with all", () => {
  const { now } = workspace(...three);
  const reviewer = createReviewer([aRule((it) => [says(it.name, "all")], { default: false })]);
  expect(reviewer.review(now()).findings).toHaveLength(0);
  expect(reviewer.review(now(), { rules: ["old"] }).findings).toHaveLength(1);
  expect(reviewer.review(now(), { allRules: true }).findings).toHaveLength(1);
});

test("a rule is asked again only where something it had asked for changed, and never tells what is old", () => {
  const names = ["a", "b", "c", "d"] as const;
  /** Each looks at the next one: `a` rests on `a` and `b`. */
  const neighbour = aRule(function* (it, graph) {
    const next = names[(names.indexOf(it.name as "a") + 1) % names.length] ?? "a";
    const other = graph.component(componentRef("shop", next));
    if (other !== undefined) yield says(it.name, "all", { params: { name: it.name, version: other.version[0]?.value ?? "" } });
  });
  const step = fc.record({ name: fc.constantFrom(...names), version: fc.constantFrom("1", "2", "") });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const { store, now } = workspace(variant("main", undefined, true));
      const kept = createReviewer([neighbour]);
      for (const { name, version } of steps) {
        const id = componentRef("shop", name);
        store.put("components", id, version === "" ? undefined : component(name, version));
        const alive = store.architecture.components.size;
        const before = kept.checks();
        kept.forget(store.changed());
        expect(kept.review(now()).findings).toEqual(createReviewer([neighbour]).review(now()).findings);
        // Itself, and the one that looks at it.
        expect(kept.checks() - before).toBeLessThanOrEqual(Math.min(2, alive));
      }
    }),
  );
});
