import type { Graph } from "../graph/graph.ts";
import { type ComposePort, type ComposeService, holdsIn, type System } from "../model/index.ts";
import { only, projectIn } from "./compose/services.ts";
import { rule } from "./rule.ts";

export const hostPortConflict = rule({
  id: "host-port-conflict",
  title: "A port of the host is published once",
  why: "Only one container can hold a port of the host. The second one does not start: “port is already allocated”.",
  remedy: "Give one of them another host port, bind them to different addresses, or put a gateway before both.",
  silent:
    "Services that never run together (another profile, another override), ports from variables without a value, and a range published for one container port, where Docker takes the first free one.",
  area: "reliability",
  covers: ["compose-duplicate-host-port"],
  sources: ["https://docs.docker.com/reference/compose-file/services/#ports"],
  default: true,
  scope: "system",
  messages: {
    conflict: "{second} publishes {port}/{protocol} of the host, which {first} publishes already: only one of them can start.",
    twice: "{second} publishes {port}/{protocol} of the host twice: it cannot start.",
    replicas: "{second} runs {replicas} times, and each would publish {port}/{protocol} of the host: only one of them can start.",
  },
  severity: () => "error",
  *check(system, graph) {
    for (const { id } of graph.variants(system.id)) {
      const bindings = bindingsIn(system, id, graph);
      for (const { service, port, text } of bindings) {
        if (service.replicas < 2 || text.includes("-")) continue;
        yield {
          message: "replicas",
          params: { second: service.name, replicas: service.replicas, port: text, protocol: port.protocol },
          cause: `${projectIn(service)}:${service.name}:${text}/${port.protocol}`,
          about: service.component === undefined ? [] : [service.component],
          in: only(id),
          at: [port.at],
        };
      }
      for (const [first, second] of clashes(bindings)) {
        const same = first.service === second.service;
        yield {
          message: same ? "twice" : "conflict",
          params: { first: first.service.name, second: second.service.name, port: second.text, protocol: second.port.protocol },
          cause: `${projectIn(second.service)}:${first.service.name}:${second.service.name}:${second.text}/${second.port.protocol}`,
          about: [first.service.component, second.service.component].filter((it) => it !== undefined),
          in: only(id),
          at: [second.port.at, first.port.at],
        };
      }
    }
  },
  good: [
    {
      title: "Different ports, addresses and protocols",
      files: {
        "compose.yaml": `services:
  web:
    build: web
    ports: ["127.0.0.1:8080:80", "127.0.0.1:53:53/tcp"]
  api:
    build: api
    ports: ["127.0.0.2:8080:80", "127.0.0.1:53:53/udp"]
  docs:
    build: docs
    ports: ["127.0.0.1::80"]
`,
      },
    },
    {
      title: "Never together",
      files: {
        "compose.yaml": `services:
  web:
    build: web
    profiles: [full]
    ports: ["127.0.0.1:8080:80"]
  stub:
    build: stub
    profiles: [stub]
    ports: ["127.0.0.1:8080:80"]
`,
      },
    },
  ],
  bad: [
    {
      title: "Two services and one port",
      files: {
        "compose.yaml": `services:
  web:
    build: web
    ports:
      - "8080:80"
  api:
    build: api
    ports:
      - target: 3000
        published: "8080"
        host_ip: 127.0.0.1
`,
      },
      says: ["web publishes 8080/tcp of the host, which api publishes already: only one of them can start."],
    },
    {
      title: "More than one of it",
      files: {
        "compose.yaml": `services:
  web:
    build: web
    ports: ["127.0.0.1:8080:80"]
    deploy:
      replicas: 3
`,
      },
      says: ["web runs 3 times, and each would publish 8080/tcp of the host: only one of them can start."],
    },
  ],
});

/** One host port (or range of them) that a service holds. */
interface Binding {
  readonly service: ComposeService;
  readonly port: ComposePort;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

function bindingsIn({ id }: System, variant: string, graph: Graph): readonly Binding[] {
  return graph
    .resources("compose-service", id)
    .filter((it) => holdsIn(it.in, variant))
    .flatMap((service) => service.ports.flatMap((port) => bindingOf(service, port)));
}

function bindingOf(service: ComposeService, port: ComposePort): readonly Binding[] {
  const match = /^(\d+)(?:-(\d+))?$/.exec(port.published ?? "");
  if (match === null) return [];
  const [text, low, high] = match;
  // `8000-8010:80` takes any free one; only a range for a range takes them all.
  if (high !== undefined && !/-\d+(?:\/\w+)?$/.test(port.short ?? "")) return [];
  return [{ service, port, from: Number(low), to: Number(high ?? low), text }];
}

/** Pairs that cannot both be held, each pair of services once per port. Sorted by port, only neighbours that overlap are compared. */
function clashes(bindings: readonly Binding[]): readonly (readonly [Binding, Binding])[] {
  const found: (readonly [Binding, Binding])[] = [];
  const order = new Map(bindings.map((it, index) => [it, index]));
  let open: Binding[] = [];
  for (const binding of [...bindings].sort((a, b) => a.from - b.from || (order.get(a) ?? 0) - (order.get(b) ?? 0))) {
    open = open.filter((it) => it.to >= binding.from);
    // Of several that hold it already, the first is named: one finding for each that comes too late.
    const holder = open.find(
      (it) =>
        it.port.protocol === binding.port.protocol &&
        sameAddress(it.port.hostIp, binding.port.hostIp) &&
        it.service.project === binding.service.project,
    );
    if (holder !== undefined && holder.port.at !== binding.port.at) found.push([holder, binding]);
    open.push(binding);
  }
  return found;
}

function sameAddress(a: string | undefined, b: string | undefined): boolean {
  const [one, other] = [normal(a), normal(b)];
  if (one === other || one === "" || other === "") return true;
  if (one === "0.0.0.0") return !other.includes(":");
  if (other === "0.0.0.0") return !one.includes(":");
  return (one === "::" && other.includes(":")) || (other === "::" && one.includes(":"));
}

const normal = (ip: string | undefined): string => (ip ?? "").replace(/^\[|\]$/g, "").replace(/^localhost$/, "127.0.0.1");
