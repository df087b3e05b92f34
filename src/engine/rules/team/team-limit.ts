import type { Graph } from "../../graph/graph.ts";
import {
  type Component,
  type Counted,
  holdsIn,
  type NonEmpty,
  nameOf,
  type Said,
  type SystemId,
  type VariantId,
} from "../../model/index.ts";
import { rule } from "../rule.ts";
import { causeOf, isMeant, proofOf, saidOfUses, whereOf } from "./selectors.ts";

/** What was counted of a component, or of all of them together (`of` undefined). */
interface Count {
  readonly of: Component | undefined;
  readonly number: number;
  /** What makes the number, by name. */
  readonly names: readonly string[];
  readonly said: readonly Said<unknown>[];
}

export const teamLimit = rule({
  id: "team-limit",
  title: "No more of it than the team wants",
  why: "Every engine, service and dependency is something that somebody has to know at night. A team says how many it can carry.",
  remedy: "Take one away, or raise the number in `.architect/rules.yaml` with those who set it.",
  silent: "What is only in other variants than the main one.",
  area: "operability",
  covers: [],
  sources: ["https://www.thoughtworks.com/radar/techniques/architectural-fitness-function"],
  default: true,
  scope: "resource:team-rule",
  messages: {
    all: "{number} {what} ({names}) where {rule} allows {most}: {because}",
    each: "{component} has {number} {what} ({names}), and {rule} allows {most}: {because}",
    replicas: "{component} runs {number} times, and {rule} allows {most}: {because}",
  },
  severity: (_, subject) => subject?.severity ?? "error",
  *check(subject, graph) {
    const { demand, name, because, at } = subject;
    if (demand.verb !== "limit") return;
    const main = mainVariants(graph);
    const components = graph
      .components()
      .filter((it) => it.exists.some((said) => holdsInMain(said, it.system, main)) && isMeant(demand.of, it, graph));
    for (const { of, number, names, said } of counters[demand.count](components, graph, main)) {
      if (number <= demand.atMost) continue;
      const [first = at, ...rest] = proofOf(said);
      yield {
        message: demand.count === "replicas" ? "replicas" : of === undefined ? "all" : "each",
        params: {
          number,
          what: demand.count,
          names: names.join(", "),
          most: demand.atMost,
          rule: name,
          because,
          ...(of && { component: of.name }),
        },
        cause: of === undefined ? name : `${name}/${causeOf(of.id, graph)}`,
        about: of === undefined ? components.map(({ id }) => id) : [of.id],
        in: said.length === 0 ? "all" : whereOf(said as NonEmpty<Said<unknown>>),
        at: [first, ...rest, at],
      };
    }
  },
  good: [
    {
      title: "Within the numbers",
      files: {
        "compose.yaml": `services:
  api:
    image: acme/api:1.4
    environment:
      DATABASE_URL: postgres://db:5432/api
  db:
    image: postgres:16.4
    volumes: [data:/var/lib/postgresql/data]
volumes:
  data: {}
`,
        ".architect/rules.yaml": `rules:
  - name: few-engines
    because: Two people are on call.
    limit: { of: { kind: [database, cache, broker] }, count: technologies, atMost: 2 }
`,
      },
    },
  ],
  bad: [
    {
      title: "Too many engines, and too many dependencies of one",
      files: {
        "compose.yaml": `services:
  api:
    image: acme/api:1.4
    environment:
      DATABASE_URL: postgres://db:5432/api
      CACHE_URL: redis://cache:6379
  db:
    image: postgres:16.4
    volumes: [data:/var/lib/postgresql/data]
  cache:
    image: redis:7.4
volumes:
  data: {}
`,
        ".architect/rules.yaml": `rules:
  - name: few-engines
    because: One person is on call.
    severity: warning
    limit: { of: { kind: [database, cache, broker] }, count: technologies, atMost: 1 }
  - name: few-dependencies
    because: Each is a way to fail.
    severity: note
    limit: { of: { kind: service }, count: dependencies, atMost: 1 }
  - name: small
    because: It has to fit a head.
    severity: note
    limit: { atMost: 2 }
`,
      },
      says: [
        "2 technologies (PostgreSQL, Redis) where few-engines allows 1: One person is on call.",
        "api has 2 dependencies (cache, db), and few-dependencies allows 1: Each is a way to fail.",
        "3 components (api, cache, db) where small allows 2: It has to fit a head.",
      ],
    },
  ],
});

type Main = ReadonlyMap<SystemId, VariantId | undefined>;

const mainVariants = (graph: Graph): Main => new Map(graph.systems().map(({ id }) => [id, graph.variants(id).find((it) => it.main)?.id]));

function holdsInMain({ in: where }: Said<unknown>, system: SystemId, main: Main): boolean {
  const variant = main.get(system);
  return variant === undefined || holdsIn(where, variant);
}

const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();

const counters: Readonly<Record<Counted, (components: readonly Component[], graph: Graph, main: Main) => readonly Count[]>> = {
  components: (components) => [
    {
      of: undefined,
      number: components.length,
      names: sorted(components.map(({ name }) => name)),
      said: components.flatMap((it) => it.exists[0]),
    },
  ],
  technologies(components, _, main) {
    const said = components.flatMap((it) => it.technology.filter((one) => holdsInMain(one, it.system, main)).slice(0, 1));
    const names = sorted(said.map(({ value }) => value));
    return [{ of: undefined, number: names.length, names, said }];
  },
  callers: (components, graph, main) => components.map((it) => ends(it, graph.usesTo(it.id), "from", main)),
  dependencies: (components, graph, main) => components.map((it) => ends(it, graph.usesFrom(it.id), "to", main)),
  replicas: (components, _, main) =>
    components.flatMap((of) => {
      const said = of.replicas.filter((it) => holdsInMain(it, of.system, main));
      const number = Math.max(0, ...said.map(({ value }) => value));
      return [{ of, number, names: [], said: said.filter(({ value }) => value === number) }];
    }),
};

function ends(of: Component, uses: ReturnType<Graph["usesTo"]>, end: "from" | "to", main: Main): Count {
  const there = uses.filter((it) => it.exists.some((said) => holdsInMain(said, of.system, main)));
  const names = sorted(there.map((it) => nameOf(it[end])));
  return { of, number: names.length, names, said: saidOfUses(there) };
}
