import { type EvidenceId, itemsAt, type Node, nodeAt, textAt } from "../../../model/index.ts";
import type { Link } from "../../facts/link.ts";
import type { Nature } from "../../facts/nature.ts";
import { type Cluster, containerPort, type Runner, type Service } from "../cluster.ts";
import type { Manifest } from "../manifest.ts";
import { groupOf } from "../workload.ts";
import { answering } from "./links.ts";

/** One way from outside the cluster to a Service, as an object declares it. */
export interface Route {
  readonly at: EvidenceId;
  /** For people: "Ingress shop". */
  readonly by: string;
  /** The class it asks for, where it says one. */
  readonly className: string | undefined;
  readonly host: string | undefined;
  readonly service: Service;
  readonly port: number | undefined;
  readonly namespace: string | undefined;
}

interface Backend {
  readonly node: Node;
  readonly name: string | undefined;
  readonly namespace?: string | undefined;
  /** A number, or the name of a Service's port. */
  readonly port: string | undefined;
  readonly host?: string | undefined;
}

type BackendsOf = (manifest: Manifest) => Iterable<Backend>;

const kinds: ReadonlyMap<string, BackendsOf> = new Map<string, BackendsOf>([
  ["networking.k8s.io/Ingress", ingressBackends],
  ["extensions/Ingress", ingressBackends],
  ...["HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute"].map((it): [string, BackendsOf] => [
    `gateway.networking.k8s.io/${it}`,
    routeBackends,
  ]),
  ["networking.istio.io/VirtualService", virtualServiceBackends],
  ["traefik.io/IngressRoute", traefikBackends],
  ["traefik.containo.us/IngressRoute", traefikBackends],
  ["projectcontour.io/HTTPProxy", traefikBackends],
  ["route.openshift.io/Route", openshiftBackends],
]);

/** Every route of the cluster that leads to a Service of it. */
export function* routesOf(cluster: Cluster): Iterable<Route> {
  for (const manifest of cluster.rendering.objects) {
    const backends = kinds.get(`${groupOf(manifest.apiVersion)}/${manifest.kind}`);
    if (backends === undefined) continue;
    const className =
      textAt(manifest.tree, "spec", "ingressClassName") ?? textAt(manifest.tree, "metadata", "annotations", "kubernetes.io/ingress.class");
    for (const { node, name, namespace = manifest.namespace, port, host } of backends(manifest)) {
      const answer = name === undefined ? undefined : cluster.resolve(name, namespace);
      if (answer?.by !== "service") continue;
      const { service } = answer;
      const number = Number(port);
      const said = Number.isInteger(number) && number > 0 ? number : service.ports.find((it) => it.name === port)?.port;
      yield { at: node.at, by: `${manifest.kind} ${manifest.name}`, className, host, service, port: said, namespace: manifest.namespace };
    }
  }
}

function* ingressBackends({ tree }: Manifest): Iterable<Backend> {
  for (const field of ["defaultBackend", "backend"]) {
    const node = nodeAt(tree, "spec", field);
    if (node !== undefined) yield ingressBackend(node, undefined);
  }
  for (const rule of itemsAt(tree, "spec", "rules"))
    for (const path of itemsAt(rule, "http", "paths")) {
      const node = nodeAt(path, "backend");
      if (node !== undefined) yield ingressBackend(node, textAt(rule, "host"));
    }
}

const ingressBackend = (node: Node, host: string | undefined): Backend => ({
  node,
  name: textAt(node, "service", "name") ?? textAt(node, "serviceName"),
  port: textAt(node, "service", "port", "number") ?? textAt(node, "service", "port", "name") ?? textAt(node, "servicePort"),
  host,
});

function* routeBackends({ tree }: Manifest): Iterable<Backend> {
  const host = textAt(itemsAt(tree, "spec", "hostnames")[0]);
  for (const rule of itemsAt(tree, "spec", "rules"))
    for (const node of itemsAt(rule, "backendRefs"))
      if ((textAt(node, "kind") ?? "Service") === "Service")
        yield { node, name: textAt(node, "name"), namespace: textAt(node, "namespace"), port: textAt(node, "port"), host };
}

/** Only what gateways route: a VirtualService of the mesh alone says how services reach each other, not that they do. */
function* virtualServiceBackends({ tree }: Manifest): Iterable<Backend> {
  const gateways = itemsAt(tree, "spec", "gateways").flatMap((it) => textAt(it) ?? []);
  if (gateways.every((it) => it === "mesh")) return;
  const host = textAt(itemsAt(tree, "spec", "hosts")[0]);
  for (const field of ["http", "tcp", "tls"])
    for (const rule of itemsAt(tree, "spec", field))
      for (const it of itemsAt(rule, "route")) {
        const node = nodeAt(it, "destination");
        if (node !== undefined) yield { node, name: textAt(node, "host"), port: textAt(node, "port", "number"), host };
      }
}

function* traefikBackends({ tree }: Manifest): Iterable<Backend> {
  const host = textAt(tree, "spec", "virtualhost", "fqdn");
  for (const route of itemsAt(tree, "spec", "routes"))
    for (const node of itemsAt(route, "services"))
      yield { node, name: textAt(node, "name"), namespace: textAt(node, "namespace"), port: textAt(node, "port"), host };
}

function* openshiftBackends({ tree }: Manifest): Iterable<Backend> {
  for (const node of [nodeAt(tree, "spec", "to"), ...itemsAt(tree, "spec", "alternateBackends")])
    if (node !== undefined)
      yield { node, name: textAt(node, "name"), port: textAt(tree, "spec", "port", "targetPort"), host: textAt(tree, "spec", "host") };
}

const controllerWords = /ingress|traefik|kong|contour|envoy-?gateway|istio|haproxy|ambassador|emissary|apisix|gloo|router/i;

/**
 * Requests that come through a controller of this workspace. Without one there is no component that stands at the door: the cluster
 * has it, and the route is told as a published port of who is reached.
 */
export function* routedBy(routes: readonly Route[], controllers: readonly Runner[]): Iterable<Link> {
  for (const { at, by, className, host, service, port } of routes) {
    const fitting = className === undefined ? controllers : controllers.filter((it) => classFits(className, it));
    for (const controller of fitting.length > 0 ? fitting : controllers.length === 1 ? controllers : [])
      for (const runner of answering(service, port)) {
        if (runner === controller) continue;
        const where = host === undefined ? by : `${by} for ${host}`;
        yield {
          from: controller.key,
          to: { service: runner.key },
          at,
          where,
          host: service.manifest.name,
          port,
          scheme: "http",
          sure: true,
          because: undefined,
          deed: undefined,
          name: "",
          proxy: true,
        };
      }
  }
}

const classFits = (className: string, { name, manifest }: Runner): boolean => {
  const words = className.toLowerCase().split(/[^a-z0-9]+/);
  return words.some((it) => it.length > 2 && `${name} ${manifest.name}`.toLowerCase().includes(it));
};

/** Workloads that serve Ingresses and the like. */
export const controllersAmong = (runners: readonly Runner[], natures: ReadonlyMap<string, Nature>): readonly Runner[] =>
  runners.filter(({ key, name, workload }) => {
    if (natures.get(key)?.kind !== "gateway") return false;
    return controllerWords.test(name) || (workload?.containers ?? []).some(({ image }) => controllerWords.test(image?.value ?? ""));
  });

/** The container's port that a route leads to. */
export function routedPort({ service, port }: Route, runner: Runner): number | undefined {
  const chosen = service.ports.find((it) => it.port === port) ?? (port === undefined ? service.ports[0] : undefined);
  return chosen === undefined ? undefined : containerPort(runner, chosen);
}
