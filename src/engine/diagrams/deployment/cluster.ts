import type { Graph } from "../../graph/graph.ts";
import { podOf } from "../../graph/kubernetes/pods.ts";
import { isService, podsBehind, servicePortsOf } from "../../graph/kubernetes/services.ts";
import { objectsNamed } from "../../graph/kubernetes/workloads.ts";
import { type ComponentRef, holdsIn, type KubernetesObject, type SystemId, textAt, type VariantId } from "../../model/index.ts";
import { clients, type Extra, type Placement, type Plan, type Site, some, type Wire } from "./plan.ts";
import { storageOf } from "./storage.ts";
import { type Way, wayOf } from "./ways.ts";
import { workloadLines } from "./workload.ts";

/** What Kubernetes runs: workloads in their namespaces, what they keep, and how one gets in. */
export function planCluster(graph: Graph, system: SystemId, variant: VariantId): Plan {
  const objects = graph.resources("kubernetes-object", system).filter((it) => holdsIn(it.in, variant));
  const named = objects.some((it) => it.component !== undefined && it.namespace !== undefined);
  const siteOf = ({ namespace }: KubernetesObject): Site =>
    named ? [cluster, namespace === undefined ? "namespace given when applied" : `namespace ${namespace}`] : [cluster];

  const placements = new Map<ComponentRef, Placement>();
  const extras = new Map<string, Extra>();
  const wires: Wire[] = [];
  for (const [component, [first, ...others]] of workloadsOf(objects)) {
    if (first === undefined) continue;
    const { lines, proof } = workloadLines(first, variant, graph);
    const more = others.length === 0 ? [] : [`and ${some(others.map(({ type, name }) => `${type} ${name}`))}`];
    placements.set(component, { site: siteOf(first), lines: [...lines, ...more], proof: [...proof, ...others.map(({ at }) => at)] });
    for (const workload of [first, ...others]) {
      const kept = storageOf(workload, component, siteOf(workload), variant, graph);
      for (const it of kept.extras) extras.set(it.key, it);
      wires.push(...kept.wires);
    }
  }
  for (const object of objects) {
    const way = wayOf(object);
    const entrance = way === undefined ? opened(object, variant, graph) : lead(way, siteOf(object), variant, graph);
    for (const it of entrance.extras) extras.set(it.key, it);
    wires.push(...entrance.wires);
  }
  const namespaces = new Set(objects.flatMap((it) => (it.component === undefined ? [] : (it.namespace ?? []))));
  return { placements, extras: [...extras.values()], wires, namespaces: [...namespaces].sort() };
}

const cluster = "Kubernetes cluster";

/** Components with the objects that run them: pods before what an operator makes some of. */
function workloadsOf(objects: readonly KubernetesObject[]): ReadonlyMap<ComponentRef, readonly KubernetesObject[]> {
  const found = new Map<ComponentRef, KubernetesObject[]>();
  for (const object of objects) {
    if (object.component === undefined) continue;
    const known = found.get(object.component) ?? [];
    if (podOf(object) === undefined) known.push(object);
    else known.splice(known.filter((it) => podOf(it) !== undefined).length, 0, object);
    found.set(object.component, known);
  }
  return found;
}

interface Entrance {
  readonly extras: readonly Extra[];
  readonly wires: readonly Wire[];
}

/** A box for the way in: clients come by its hosts, and it leads to the workloads behind its Services. */
function lead({ object, hosts, lines, targets }: Way, site: Site, variant: VariantId, graph: Graph): Entrance {
  const key = `way ${object.id}`;
  const onward = new Map<ComponentRef, Wire & { readonly labels: readonly string[] }>();
  for (const { service, namespace, path, at } of targets) {
    for (const component of behind(service, namespace, object, variant, graph)) {
      const known = onward.get(component);
      const labels = [...new Set([...(known?.labels ?? []), ...(path === undefined ? [] : [path])])];
      onward.set(component, { from: key, to: component, labels, label: some(labels), proof: [...(known?.proof ?? []), at] });
    }
  }
  const extra: Extra = { key, what: "way in", site, name: hosts.length === 0 ? object.name : some(hosts), lines, proof: [object.at] };
  return { extras: [extra], wires: [{ from: clients, to: key, label: "", proof: [object.at] }, ...onward.values()] };
}

function behind(
  name: string,
  namespace: string | undefined,
  { system }: KubernetesObject,
  variant: VariantId,
  graph: Graph,
): ReadonlySet<ComponentRef> {
  const services = objectsNamed("Service", name, { system, variant, namespace }, graph);
  return new Set(services.flatMap((it) => (isService(it) ? reached(it, variant, graph) : (it.component ?? []))));
}

const reached = (service: KubernetesObject, variant: VariantId, graph: Graph): readonly ComponentRef[] =>
  podsBehind(service, variant, graph).flatMap(({ workload }) => workload.component ?? []);

/** A Service that the outside reaches without a route: by a load balancer, or by a port of every node. */
function opened(service: KubernetesObject, variant: VariantId, graph: Graph): Entrance {
  const type = isService(service) ? textAt(service.tree, "spec", "type") : undefined;
  if (type !== "LoadBalancer" && type !== "NodePort") return { extras: [], wires: [] };
  const ports = servicePortsOf(service).flatMap((it) => {
    const port = type === "NodePort" ? (it.nodePort ?? it.number) : it.number;
    return port === undefined ? [] : [`:${port}`];
  });
  const label = `${type === "NodePort" ? "node port" : "load balancer"} · ${some(ports)}`;
  const to = new Set(reached(service, variant, graph));
  return { extras: [], wires: [...to].map((it) => ({ from: clients, to: it, label, proof: [service.at] })) };
}
