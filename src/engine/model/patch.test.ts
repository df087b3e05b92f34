import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Architecture,
  apply,
  type Component,
  compare,
  componentRef,
  type EvidenceId,
  emptyArchitecture,
  proved,
  type Use,
} from "./index.ts";

const proof: EvidenceId = "compose.yaml#services.api";

const component = (name: string, more: Partial<Component> = {}): Component => ({
  id: componentRef("shop", name),
  system: "shop",
  name,
  standing: "inside",
  aliases: [],
  kind: [proved("service", "all", proof)],
  technology: [],
  version: [],
  owner: [],
  replicas: [],
  ports: [],
  merged: [],
  exists: [proved(true as const, "all", proof)],
  ...more,
});

const use = (from: string, to: string): Use => ({
  id: `use:${proof}/calls/${componentRef("shop", from)}->${componentRef("shop", to)}`,
  from: componentRef("shop", from),
  to: componentRef("shop", to),
  style: "call",
  does: "calls",
  exists: [proved(true as const, "all", proof)],
});

const architecture = (components: readonly Component[], uses: readonly Use[] = []): Architecture => ({
  ...emptyArchitecture,
  components: new Map(components.map((it) => [it.id, it])),
  uses: new Map(uses.map((it) => [it.id, it])),
});

/** Small architectures over few names, so that two of them share, lose, gain and rename things. */
const arbitrary: fc.Arbitrary<Architecture> = fc
  .record({
    components: fc.uniqueArray(
      fc.record({
        name: fc.constantFrom("api", "web", "db", "cache", "billing"),
        replicas: fc.integer({ min: 1, max: 3 }),
        owner: fc.option(fc.constantFrom("red", "blue"), { nil: undefined }),
        alias: fc.option(fc.constantFrom("api", "web", "db", "store"), { nil: undefined }),
      }),
      { selector: (it) => it.name },
    ),
    pairs: fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 5 }),
    problems: fc.array(fc.constantFrom("one", "two"), { maxLength: 2 }),
  })
  .map(({ components, pairs, problems }) => {
    const rows = components.map((it) =>
      component(it.name, {
        replicas: [proved(it.replicas, "all", proof)],
        owner: it.owner === undefined ? [] : [proved(it.owner, "all", proof)],
        aliases: it.alias === undefined ? [] : [proved(it.alias, "all", proof)],
      }),
    );
    const uses = pairs.flatMap(([from, to]) => {
      const [a, b] = [components[from], components[to]];
      return a && b ? [use(a.name, b.name)] : [];
    });
    return {
      ...architecture(rows, uses),
      problems: problems.map((message) => ({ message, file: "a.yaml", severity: "error" as const, reader: "compose" })),
    };
  });

describe("compare and apply", () => {
  it("apply(a, compare(a, b)) is b", () => {
    fc.assert(
      fc.property(arbitrary, arbitrary, (a, b) => {
        expect(apply(a, compare(a, b))).toEqual(b);
      }),
      { numRuns: 500 },
    );
  });

  it("compare(a, a) is empty, also for an equal copy", () => {
    fc.assert(
      fc.property(arbitrary, (a) => {
        expect(compare(a, a)).toEqual([]);
        expect(compare(a, structuredClone(a))).toEqual([]);
      }),
    );
  });

  it("says one field, not the whole component", () => {
    const before = architecture([component("api", { replicas: [proved(1, "all", proof)] })]);
    const after = architecture([component("api", { replicas: [proved(2, "all", proof)] })]);
    expect(compare(before, after)).toEqual([
      { do: "set", table: "components", id: "component:shop/api", field: "replicas", value: [proved(2, "all", proof)] },
    ]);
  });

  it("says renamed where the new component still answers to the old name, and takes the connections along", () => {
    const before = architecture([component("db"), component("api")], [use("api", "db")]);
    const after = architecture([component("ledger", { aliases: [proved("db", "all", proof)] }), component("api")], [use("api", "ledger")]);
    expect(compare(before, after)).toEqual([
      { do: "rename", from: "component:shop/db", to: "component:shop/ledger" },
      { do: "set", table: "components", id: "component:shop/ledger", field: "aliases", value: [proved("db", "all", proof)] },
    ]);
  });

  it("leaves out a change to something that is not there", () => {
    const before = architecture([component("api")]);
    expect(apply(before, [{ do: "set", table: "components", id: "component:shop/gone", field: "name", value: "x" }])).toEqual(before);
  });
});
