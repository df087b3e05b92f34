import type { Graph } from "../graph/graph.ts";
import { type ComposeMount, type ComposeService, type EvidenceId, fileOf, type Kind, type VariantId } from "../model/index.ts";
import { only, type Product, storeOf, variantsOf } from "./compose/services.ts";
import { type RuleFix, rule } from "./rule.ts";
import { unlessPrototype } from "./weight.ts";

export const storeWithoutVolume = rule({
  id: "store-without-volume",
  title: "Stores keep their data in a volume",
  why: "What a container writes outside a named volume goes with the container: `docker compose down`, another image or another host, and the data is gone.",
  remedy: "Mount a named volume where the product keeps its data.",
  silent:
    "Caches (Redis and its kin count as stores once they append or snapshot), products without data of their own, tmpfs, `volumes_from`, variants and profiles for tests, and images that are built here and may keep data elsewhere.",
  area: "data",
  covers: ["x-stateful-without-volume"],
  sources: ["https://docs.docker.com/engine/storage/volumes/"],
  default: true,
  scope: "resource:compose-service",
  messages: {
    none: "{service} ({product}) has no volume: its data is gone with the container.",
    elsewhere: "{service} ({product}) has volumes, but none where it keeps its data ({data}): what it stores is gone with the container.",
  },
  severity: (requirements) => unlessPrototype("error", requirements),
  *check(service, graph) {
    const product = storeOf(service);
    if (product === undefined || service.build !== undefined || !keepsData(service, product)) return;
    const fault = faultOf(service, product);
    if (fault === undefined || service.profiles.some((it) => forTests.has(it))) return;
    for (const variant of variantsOf(service, graph)) {
      if (forTests.has(graph.variant(variant)?.environment ?? "")) continue;
      const [data = ""] = product.technology.data;
      yield {
        message: fault,
        params: { service: service.name, product: product.technology.name, data },
        cause: service.name,
        about: service.component === undefined ? [] : [service.component],
        in: only(variant),
        at: [service.image?.at ?? service.at, ...service.mounts.map((it) => it.at)],
        fixes: named(service, data, variant, graph),
        ...(rebuilt.has(product.technology.kind) && { severity: "warning", because: "What it holds can be sent or indexed again." }),
      };
    }
  },
  good: [
    {
      title: "A database with a volume, a cache without",
      files: {
        "compose.yaml": `services:
  db:
    image: postgres:16
    volumes:
      - data:/var/lib/postgresql/data
  cache:
    image: redis:7.4
  scratch:
    image: mysql:8.4
    tmpfs: /var/lib/mysql
volumes:
  data: {}
`,
      },
    },
  ],
  bad: [
    {
      title: "A database without a volume",
      files: {
        "compose.yaml": `services:
  db:
    image: postgres:16
    environment:
      POSTGRES_PASSWORD_FILE: /run/secrets/db
`,
      },
      says: ["db (PostgreSQL) has no volume: its data is gone with the container."],
    },
    {
      title: "A volume in the wrong place, and a Redis that is a store",
      files: {
        "compose.yaml": `services:
  db:
    image: mongo:8.0
    volumes:
      - data:/var/lib/mongodb
  sessions:
    image: redis:7.4
    command: redis-server --appendonly yes
volumes:
  data: {}
`,
      },
      says: [
        "db (MongoDB) has volumes, but none where it keeps its data (/data/db): what it stores is gone with the container.",
        "sessions (Redis) has no volume: its data is gone with the container.",
      ],
    },
  ],
});

const forTests: ReadonlySet<string> = new Set(["test", "tests", "testing", "ci", "e2e", "integration"]);

const rebuilt: ReadonlySet<Kind> = new Set<Kind>(["broker", "search"]);

/** A cache may forget; one that writes to disk on purpose is a store. NATS keeps nothing without JetStream. */
function keepsData(service: ComposeService, { technology }: Product): boolean {
  if (technology.data.length === 0) return false;
  const said = `${service.command?.value ?? ""} ${service.entrypoint?.value ?? ""}`;
  // A router keeps nothing; its shards do.
  if (/(?:^|[/\s"[])mongos(?:$|[\s",\]])/.test(said)) return false;
  if (technology.kind === "cache") return /--appendonly\s+yes|--save\s+"?\d|--aof/.test(said);
  if (technology.name === "NATS") return /(?:^|\s)(?:-js|--jetstream|-sd|--store_dir)\b/.test(said);
  return technology.protocol !== "mqtt";
}

function faultOf(service: ComposeService, { technology, guessed }: Product): "none" | "elsewhere" | undefined {
  const { mounts, keys, environment } = service;
  if (keys.includes("volumes_from") || keys.includes("tmpfs") || mounts.some((it) => it.type === "tmpfs")) return undefined;
  // PGDATA, --dbpath and the like move the data; whoever mounts that path knows.
  const moved = [...environment.map((it) => it.value ?? ""), ...(service.command?.value.split(/[\s=]+/) ?? [])].filter((it) =>
    it.startsWith("/"),
  );
  if (mounts.some((mount) => [...technology.data, ...moved].some((path) => covers(mount, path)))) return undefined;
  const kept = mounts.filter((it) => it.type === "volume" || it.type === "cluster");
  if (kept.length === 0 && !mounts.some((it) => it.target.includes("$"))) return "none";
  // An image that is only called so may keep its data anywhere.
  return guessed || kept.length === 0 ? undefined : "elsewhere";
}

const covers = ({ target }: ComposeMount, path: string): boolean => {
  const mount = target.replace(/\/+$/, "");
  return path === mount || path.startsWith(`${mount}/`) || mount.startsWith(`${path}/`);
};

/** A person decides: an anonymous volume that holds today's data would be left behind. */
function named(service: ComposeService, data: string, variant: VariantId, graph: Graph): readonly RuleFix[] {
  const name = `${service.name}-data`;
  const mount = `${name}:${data}`;
  const file = fileOf(service.at);
  const declared = graph
    .resources("compose-volume", service.system)
    .some((it) => fileOf(it.at) === file && (it.in === "all" || it.in.includes(variant)));
  const section = (service.at.slice(0, service.at.lastIndexOf("services")) || `${file}#`) as EvidenceId;
  return [
    {
      title: `Keep the data in the volume ${name}`,
      certain: false,
      steps: [
        service.mounts.length > 0
          ? { do: "insert", at: `${service.at}.volumes`, value: mount }
          : { do: "insert", at: service.at, key: "volumes", value: [mount] },
        declared
          ? { do: "insert", at: `${section}volumes`, key: name, value: {} }
          : { do: "insert", at: section, key: "volumes", value: { [name]: {} } },
      ],
    },
  ];
}
