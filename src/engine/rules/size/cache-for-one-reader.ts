import type { Graph } from "../../graph/graph.ts";
import type { Component } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { aboutParts, isDeployable, mainVariants, numberIn, partsOf, replicasIn, statedFor, usersOf } from "./parts.ts";

export const cacheForOneReader = rule({
  id: "cache-for-one-reader",
  title: "A cache that is shared has somebody to share it with",
  why: "A cache beside the process costs a round trip, a machine and an answer to what happens without it. For one process that runs once, memory of its own is faster and cannot disagree with anybody.",
  remedy:
    "Keep it in the process (an LRU of some megabytes). A shared cache is right from a second replica or a second reader on, or where it has to outlive a restart.",
  silent:
    "Systems that have not stated their traffic, or more than the option's number; readers that run more than once, or whose number nothing says while an autoscaler or Kubernetes runs them; caches that write to disk; and all but the main variant.",
  area: "cost",
  covers: [],
  sources: [
    "https://docs.aws.amazon.com/whitepapers/latest/database-caching-strategies-using-redis/database-caching-strategies-using-redis.html",
  ],
  default: true,
  scope: "system",
  messages: {
    one: "{cache} is there for {reader} alone, which runs once: at {rate} requests a second its own memory does as much. It is right from a second replica or reader on.",
  },
  options: { peak: { usual: 100, says: "up to how many requests a second at the busiest the memory of one process does" } },
  severity: () => "note",
  *check(system, graph, options) {
    const { traffic } = statedFor(system, graph);
    const rate = (traffic?.requestsPerSecond ?? Number.POSITIVE_INFINITY) * (traffic?.peakFactor ?? 1);
    if (rate > numberIn(options["peak"], 100)) return;
    for (const variant of mainVariants(system, graph))
      for (const cache of partsOf(system, variant, graph)) {
        if (graph.kind(cache, variant.id) !== "cache" || keepsData(cache, graph)) continue;
        const [reader, another] = usersOf(cache, variant, graph);
        if (reader === undefined || another !== undefined || !isDeployable(reader, graph) || replicasIn(variant, reader) > 1) continue;
        if (graph.resourcesOf(reader.id).some((it) => it.kind === "kubernetes-object")) continue;
        yield* aboutParts("one", [cache, reader], variant, { cache: cache.name, reader: reader.name, rate }, cache.name);
      }
  },
  good: [
    {
      title: "Traffic is not stated",
      files: {
        "compose.yaml": `services:
  api:
    build: api
    environment: {CACHE_URL: "redis://cache:6379"}
  cache:
    image: redis:7.4
`,
      },
    },
    {
      title: "Two readers",
      files: {
        "compose.yaml": `services:
  api:
    build: api
    environment: {CACHE_URL: "redis://cache:6379"}
  worker:
    build: worker
    environment: {CACHE_URL: "redis://cache:6379"}
  cache:
    image: redis:7.4
`,
        ".architect/requirements.yaml": `traffic: {requestsPerSecond: 5}
`,
      },
    },
    {
      title: "It is kept on disk",
      files: {
        "compose.yaml": `services:
  api:
    build: api
    environment: {CACHE_URL: "redis://cache:6379"}
  cache:
    image: redis:7.4
    command: redis-server --appendonly yes
    volumes: [data:/data]
volumes:
  data: {}
`,
        ".architect/requirements.yaml": `traffic: {requestsPerSecond: 5}
`,
      },
    },
  ],
  bad: [
    {
      title: "One process, little traffic",
      files: {
        "compose.yaml": `services:
  api:
    build: api
    environment: {CACHE_URL: "redis://cache:6379"}
  cache:
    image: redis:7.4
`,
        ".architect/requirements.yaml": `traffic: {requestsPerSecond: 5, peakFactor: 4}
`,
      },
      says: [
        "cache is there for api alone, which runs once: at 20 requests a second its own memory does as much. It is right from a second replica or reader on.",
      ],
    },
  ],
});

/** It has a volume, or it is told to write: what it holds is to outlive a restart. */
const keepsData = ({ id }: Component, graph: Graph): boolean =>
  graph
    .resourcesOf(id)
    .some(
      (it) =>
        it.kind === "kubernetes-object" ||
        (it.kind === "compose-service" && (it.mounts.length > 0 || /appendonly|--save/.test(it.command?.value ?? ""))),
    );
