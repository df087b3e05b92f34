import { type EvidenceId, itemsAt, numberAt, type Port, textAt } from "../../../model/index.ts";
import { type Cluster, containerPort, type Runner, type Service } from "../cluster.ts";
import { answering } from "./links.ts";
import { type Route, routedPort } from "./routes.ts";

export interface SaidPort {
  readonly port: Port;
  readonly at: EvidenceId;
  readonly says: string;
}

/** The ports of a cluster's components, with who makes them reachable from outside. */
export function portsOf(cluster: Cluster, routes: readonly Route[]): ReadonlyMap<string, readonly SaidPort[]> {
  const ports = new Map<string, Map<string, SaidPort>>();
  const put = ({ key }: Runner, said: SaidPort): void => {
    const own = ports.get(key) ?? new Map<string, SaidPort>();
    ports.set(key, own);
    const name = `${said.port.number}/${said.port.protocol}`;
    // A port that is published is not said again without that.
    if (!own.has(name) || own.get(name)?.port.published === undefined) own.set(name, said);
  };
  for (const runner of cluster.runners) for (const it of containerPorts(runner)) put(runner, it);
  for (const service of cluster.services)
    for (const runner of service.runners) for (const it of servicePorts(service, runner)) put(runner, it);
  for (const route of routes)
    for (const runner of answering(route.service, route.port)) {
      const number = routedPort(route, runner);
      if (number === undefined) continue;
      const says = `${route.by} leads ${route.host ?? "requests from outside"} to ${runner.name}`;
      put(runner, { port: { number, protocol: "tcp", published: { port: "80" } }, at: route.at, says });
    }
  return new Map([...ports].map(([key, own]) => [key, [...own.values()]]));
}

function* containerPorts({ name, workload }: Runner): Iterable<SaidPort> {
  for (const { node, init } of workload?.containers ?? []) {
    if (init) continue;
    for (const it of itemsAt(node, "ports")) {
      const number = numberAt(it, "containerPort");
      if (number === undefined) continue;
      const protocol = /udp/i.test(textAt(it, "protocol") ?? "") ? "udp" : "tcp";
      const called = textAt(it, "name");
      const host = textAt(it, "hostPort");
      const port: Port = {
        number,
        protocol,
        ...(called !== undefined && { name: called }),
        ...(host !== undefined && { published: { port: host } }),
      };
      yield { port, at: it.at, says: `${name} listens on ${number}` };
    }
  }
}

/** A Service of the kind that is reached from outside publishes; any other only says that there is such a port. */
function* servicePorts({ manifest, type, ports }: Service, runner: Runner): Iterable<SaidPort> {
  for (const it of ports) {
    const number = containerPort(runner, it);
    if (number === undefined) continue;
    const protocol = /udp/i.test(textAt(it.node, "protocol") ?? "") ? "udp" : "tcp";
    const outside = type === "LoadBalancer" ? String(it.port) : type === "NodePort" ? (it.nodePort ?? "") : undefined;
    const port: Port = {
      number,
      protocol,
      ...(it.name !== undefined && { name: it.name }),
      ...(outside !== undefined && { published: { port: outside } }),
    };
    const says =
      outside === undefined
        ? `Service ${manifest.name} leads to ${runner.name} on ${number}`
        : `Service ${manifest.name} publishes ${runner.name} as ${type}`;
    if (outside !== undefined || !declares(runner, number)) yield { port, at: it.node.at, says };
  }
}

const declares = ({ workload }: Runner, number: number): boolean =>
  (workload?.containers ?? []).some(({ node }) => itemsAt(node, "ports").some((it) => numberAt(it, "containerPort") === number));
