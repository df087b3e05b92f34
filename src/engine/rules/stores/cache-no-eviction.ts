import type { Graph } from "../../graph/graph.ts";
import { startsOf } from "../../graph/starts.ts";
import { type Component, type Evidence, holdsIn, type Variant } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { aboutParts, mainVariants, partsOf } from "../size/parts.ts";
import { unlessPrototype } from "../weight.ts";

export const cacheNoEviction = rule({
  id: "cache-no-eviction",
  title: "A cache forgets before it is full",
  why: "Without `maxmemory` Redis grows until the kernel kills it, and everything that was cached goes at once to the database; with `maxmemory` and no policy it refuses every further write.",
  remedy: "`--maxmemory 256mb --maxmemory-policy allkeys-lru`, with a quarter less than the memory that the container may have.",
  silent:
    "Stores that nothing calls a cache (its name, or the variables that lead to it), and those that are a queue, a session store or a broker as well, or write to disk: they must not forget. Memcached and Dragonfly, which evict by themselves; a configuration file that is mounted; what somebody else runs; all but the main variant.",
  area: "reliability",
  covers: ["x-cache-no-eviction"],
  sources: [
    "https://redis.io/docs/latest/develop/reference/eviction/",
    "https://redis.io/docs/latest/operate/oss_and_stack/management/admin/",
  ],
  default: true,
  scope: "system",
  messages: {
    unbounded: "{cache} ({product}) is a cache without maxmemory: it grows until it is killed.",
    refuses: "{cache} ({product}) is a cache that says maxmemory and no policy: full, it refuses to take anything more.",
  },
  severity: (requirements) => unlessPrototype("note", requirements),
  *check(system, graph) {
    for (const variant of mainVariants(system, graph))
      for (const cache of partsOf(system, variant, graph)) {
        const product = cache.technology.find(({ value }) => /^(?:Redis|Valkey|KeyDB)$/i.test(value))?.value;
        if (product === undefined || !isCache(cache, variant, graph)) continue;
        const fault = faultOf(cache, variant, graph);
        if (fault !== undefined) yield* aboutParts(fault, [cache], variant, { cache: cache.name, product }, cache.name);
      }
  },
  good: [
    {
      title: "A bound and a policy",
      files: {
        "compose.yaml": `services:
  cache:
    image: redis:7.4
    command: redis-server --maxmemory 256mb --maxmemory-policy allkeys-lru
`,
      },
    },
    {
      title: "A queue must not forget",
      files: {
        "compose.yaml": `services:
  api:
    build: .
    environment: {CACHE_URL: "redis://redis:6379/0", CELERY_BROKER_URL: "redis://redis:6379/1"}
  redis:
    image: redis:7.4
`,
      },
    },
    {
      title: "A configuration of its own",
      files: {
        "compose.yaml": `services:
  cache:
    image: redis:7.4
    command: redis-server /etc/redis/redis.conf
    volumes: ["./redis.conf:/etc/redis/redis.conf:ro"]
`,
      },
    },
    {
      title: "It keeps what it has on disk",
      files: {
        "compose.yaml": `services:
  sessions-cache:
    image: valkey/valkey:8.0
    command: [valkey-server, --appendonly, "yes"]
    volumes: [data:/data]
volumes: {data: {}}
`,
      },
    },
  ],
  bad: [
    {
      title: "By its name",
      files: {
        "compose.yaml": `services:
  cache:
    image: redis:7.4
`,
      },
      says: ["cache (Redis) is a cache without maxmemory: it grows until it is killed."],
    },
    {
      title: "By the variable that leads to it, with a bound and no policy",
      files: {
        "compose.yaml": `services:
  api:
    build: .
    environment: {CACHE_URL: "redis://redis:6379"}
  redis:
    image: redis:7.4
    command: ["redis-server", "--maxmemory", "100mb"]
`,
      },
      says: ["redis (Redis) is a cache that says maxmemory and no policy: full, it refuses to take anything more."],
    },
    {
      title: "In Kubernetes",
      files: {
        "k8s/cache.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: cache}
spec:
  selector: {matchLabels: {app: cache}}
  template:
    metadata: {labels: {app: cache}}
    spec:
      containers:
        - name: cache
          image: valkey/valkey:8.0
          args: [--save, ""]
`,
      },
      says: ["cache (Valkey) is a cache without maxmemory: it grows until it is killed."],
    },
  ],
});

const keeps = /queue|broker|celery|sidekiq|resque|bull|jobs?\b|session|stream|pubsub|lock|worker|storage|result_backend/i;

/** Its name says so, or somebody's variable does; and nobody uses it for what must not be lost. */
function isCache(part: Component, variant: Variant, graph: Graph): boolean {
  const said = graph
    .usesTo(part.id)
    .flatMap(({ exists }) => exists)
    .filter((it) => holdsIn(it.in, variant.id))
    .flatMap(({ ground }) => (ground.by === "evidence" ? ground.proof.flatMap((it) => graph.evidence(it) ?? []) : []));
  const speaks = (pattern: RegExp): boolean => said.some(({ says }: Evidence) => pattern.test(says));
  return (/cache/i.test(part.name) || speaks(/cache/i)) && !keeps.test(part.name) && !speaks(keeps);
}

function faultOf(part: Component, variant: Variant, graph: Graph): "unbounded" | "refuses" | undefined {
  const starts = startsOf(part.id, variant.id, graph);
  if (starts.length === 0 || isKept(part, variant, graph)) return undefined;
  const words = starts
    .flatMap(({ command, variables }) => [command, ...[...variables].map(([name, { value }]) => `${name} ${value ?? ""}`)])
    .join(" ");
  if (!starts.every(({ whole }) => whole) || /\.conf\b|appendonly[\s"=]+yes|--save[\s"=]+\d/i.test(words)) return undefined;
  if (!/max_?memory/i.test(words)) return "unbounded";
  return /max_?memory[-_]policy/i.test(words) ? undefined : "refuses";
}

/** It has a volume for its data or its configuration, or is made here. */
const isKept = ({ id }: Component, variant: Variant, graph: Graph): boolean =>
  graph
    .resourcesOf(id)
    .some(
      (it) =>
        it.kind === "dockerfile" ||
        (it.kind === "compose-service" && holdsIn(it.in, variant.id) && it.mounts.some(({ target }) => target.endsWith(".conf"))) ||
        (it.kind === "kubernetes-object" && it.type === "StatefulSet"),
    );
