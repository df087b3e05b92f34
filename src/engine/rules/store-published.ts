import type { ComposePort } from "../model/index.ts";
import { type Product, productOf } from "./compose/services.ts";
import { type RuleStep, rule } from "./rule.ts";
import { unlessPrototype } from "./weight.ts";

export const storePublished = rule({
  id: "store-published",
  title: "Data stores are not reachable from outside the machine",
  why: "A port published without an address is open on every interface, past the host's firewall rules. Databases found that way are read and held to ransom within hours.",
  remedy: "Do not publish the port (services reach it by name), or bind it to 127.0.0.1.",
  silent:
    "Ports bound to one address; object storage and brokers that browsers or devices talk to (MQTT, WebSocket, HTTP); and images that are no known store or admin screen.",
  area: "security",
  covers: ["x-datastore-published", "compose-port-unbound"],
  sources: [
    "https://docs.docker.com/engine/network/packet-filtering-firewalls/",
    "https://docs.docker.com/reference/compose-file/services/#ports",
  ],
  default: true,
  scope: "resource:compose-service",
  messages: {
    store: "{service} ({product}) publishes {ports} on every interface of the host, so anybody who reaches the machine reaches the data.",
    screen: "{service} ({product}), a screen to administer data, publishes {ports} on every interface of the host.",
  },
  severity: (requirements) => unlessPrototype("warning", requirements),
  *check(service) {
    const product = productOf(service);
    const message = product && exposureOf(product);
    if (product === undefined || message === undefined) return;
    const [first, ...others] = service.ports.filter(isOnEveryInterface);
    if (first === undefined) return;
    yield {
      message,
      params: { service: service.name, product: product.technology.name, ports: inWords([first, ...others]) },
      cause: service.name,
      about: service.component === undefined ? [] : [service.component],
      in: service.in,
      at: [first.at, ...others.map((it) => it.at), service.image?.at ?? service.at],
      fixes: [{ title: "Bind it to 127.0.0.1", certain: true, steps: [bound(first), ...others.map(bound)] }],
    };
  },
  good: [
    {
      title: "Bound to this machine, or not published",
      files: {
        "compose.yaml": `services:
  db:
    image: postgres:16
    ports: ["127.0.0.1:5432:5432"]
    volumes: [data:/var/lib/postgresql/data]
  cache:
    image: redis:7.4
    expose: ["6379"]
  web:
    image: nginx:1.27
    ports: ["80:80"]
volumes:
  data: {}
`,
      },
    },
  ],
  bad: [
    {
      title: "Short and long syntax",
      files: {
        "compose.yaml": `services:
  db:
    image: postgres:16
    ports:
      - "5432:5432" # for the desktop client
    volumes: [data:/var/lib/postgresql/data]
  cache:
    image: redis:7.4
    ports:
      - target: 6379
        published: "6379"
volumes:
  data: {}
`,
      },
      says: [
        "db (PostgreSQL) publishes port 5432 on every interface of the host, so anybody who reaches the machine reaches the data.",
        "cache (Redis) publishes port 6379 on every interface of the host, so anybody who reaches the machine reaches the data.",
      ],
      fixed: {
        "compose.yaml": `services:
  db:
    image: postgres:16
    ports:
      - "127.0.0.1:5432:5432" # for the desktop client
    volumes: [data:/var/lib/postgresql/data]
  cache:
    image: redis:7.4
    ports:
      - target: 6379
        published: "6379"
        host_ip: 127.0.0.1
volumes:
  data: {}
`,
      },
    },
    {
      title: "A screen over the database",
      files: {
        "compose.yaml": `services:
  admin:
    image: adminer:4.8.1
    ports:
      - 0.0.0.0:8081:8080
`,
      },
      says: ["admin (Adminer), a screen to administer data, publishes port 8080 on every interface of the host."],
      fixed: {
        "compose.yaml": `services:
  admin:
    image: adminer:4.8.1
    ports:
      - 127.0.0.1:8081:8080
`,
      },
    },
  ],
});

/** Spoken by browsers and devices: these are published on purpose. */
const forOutside: ReadonlySet<string> = new Set(["mqtt", "mqtts", "ws", "wss", "http", "stun", "sftp", "ftp"]);

function exposureOf({ technology }: Product): "store" | "screen" | undefined {
  const { kind, protocol = "", people } = technology;
  if (kind === "database" || kind === "search") return "store";
  if (kind === "cache" || kind === "broker") return forOutside.has(protocol) ? undefined : "store";
  return kind === "infra" && people ? "screen" : undefined;
}

const isOnEveryInterface = ({ hostIp, published, short }: ComposePort): boolean =>
  (hostIp === undefined || /^(?:0\.0\.0\.0|\[?::\]?|\*)$/.test(hostIp)) &&
  (published === undefined || !/^\d+(?:\.\d+){3}:/.test(published)) &&
  short !== "";

function inWords(ports: readonly ComposePort[]): string {
  const all = [...new Set(ports.map((it) => String(it.target ?? it.short ?? "")))];
  return all.length === 1 ? `port ${all[0]}` : `ports ${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}

function bound({ at, short, hostIp }: ComposePort): RuleStep {
  const here = "127.0.0.1";
  if (short === undefined) {
    return hostIp === undefined ? { do: "insert", at, key: "host_ip", value: here } : { do: "set", at: `${at}.host_ip`, value: here };
  }
  const open = /^(?:0\.0\.0\.0|\[::\]|::|\*):/.exec(short)?.[0];
  if (open !== undefined) return { do: "set", at, value: `${here}:${short.slice(open.length)}` };
  // A port of the container alone lets Docker choose the host's: the empty part keeps it so.
  const alone = !short.replace(/\$\{[^}]*\}/g, "").includes(":");
  return { do: "set", at, value: `${here}:${alone ? ":" : ""}${short}` };
}
