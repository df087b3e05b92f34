import { itemsAt, type Node, numberAt, textAt } from "../../model/index.ts";
import type { Manifest, Rendering } from "./manifest.ts";
import { namesOf } from "./names.ts";
import { type Operated, operatedBy } from "./operated.ts";
import { groupOf, textsAt, type Workload, workloadOf } from "./workload.ts";

/** What runs: a workload, or what an operator makes of a resource of its own. */
export interface Runner {
  /** Unique in its variant, the same for its like in other variants. */
  readonly key: string;
  readonly name: string;
  readonly manifest: Manifest;
  readonly workload: Workload | undefined;
  readonly operated: Operated | undefined;
  /** Of its pods; of what an operator runs, as far as the resource hands its own on. */
  readonly labels: Readonly<Record<string, string>>;
}

export interface ServicePort {
  readonly port: number;
  readonly name: string | undefined;
  /** A number, or the name of a container's port. */
  readonly target: string;
  readonly nodePort: string | undefined;
  readonly node: Node;
}

/** A Service and who answers behind it. */
export interface Service {
  readonly manifest: Manifest;
  readonly type: string;
  readonly ports: readonly ServicePort[];
  /** Another name that it stands for. */
  readonly external: string | undefined;
  /** It selects no pods: somebody else says where it leads. */
  readonly selects: boolean;
  readonly runners: readonly Runner[];
}

export type Answer = { readonly by: "service"; readonly service: Service } | { readonly by: "runner"; readonly runner: Runner } | undefined;

/** One variant's objects, joined by names and labels as Kubernetes joins them. */
export interface Cluster {
  readonly rendering: Rendering;
  readonly runners: readonly Runner[];
  readonly services: readonly Service[];
  /** An object by its kind and name, seen from a namespace. */
  find(kind: string, namespace: string | undefined, name: string): Manifest | undefined;
  objects(kind: string): readonly Manifest[];
  service(namespace: string | undefined, name: string): Service | undefined;
  /** Who answers to a host's name inside the cluster: `db`, `db.shop`, `db.shop.svc.cluster.local`, `db-0.db`. */
  resolve(host: string, namespace: string | undefined): Answer;
}

/** Objects without a namespace are applied into the one their neighbours are in. */
const meets = (a: string | undefined, b: string | undefined): boolean => a === undefined || b === undefined || a === b;

export function clusterOf(rendering: Rendering): Cluster {
  const byKind = new Map<string, Manifest[]>();
  const byName = new Map<string, Manifest[]>();
  for (const it of rendering.objects) {
    push(byKind, it.kind, it);
    push(byName, `${it.kind}/${it.name}`, it);
  }
  const runners = runnersOf(rendering.objects);
  const behind = selectorIndex(runners);
  const services = (byKind.get("Service") ?? []).filter((it) => groupOf(it.apiVersion) === "").map((it) => serviceOf(it, behind));
  const servicesByName = new Map<string, Service[]>();
  for (const it of services) push(servicesByName, it.manifest.name, it);
  const made = new Map<string, Runner[]>();
  for (const it of runners) {
    for (const name of it.operated?.services ?? []) push(made, name, it);
    if (it.manifest.kind === "Service") push(made, it.manifest.name, it);
  }

  const service = (namespace: string | undefined, name: string): Service | undefined =>
    best(servicesByName.get(name) ?? [], namespace, (it) => it.manifest);
  const named = (namespace: string | undefined, name: string): Answer => {
    const found = service(namespace, name);
    const runner = best(made.get(name) ?? [], namespace, (it) => it.manifest);
    // A Service that is written beside what an operator makes leads to it.
    if (found !== undefined && (found.runners.length > 0 || found.external !== undefined || runner === undefined))
      return { by: "service", service: found };
    return runner && { by: "runner", runner };
  };

  return {
    rendering,
    runners,
    services,
    find: (kind, namespace, name) => best(byName.get(`${kind}/${name}`) ?? [], namespace, (it) => it),
    objects: (kind) => byKind.get(kind) ?? [],
    service,
    resolve(host, namespace) {
      const labels = host.toLowerCase().replace(/\.$/, "").split(".");
      const [first = "", second, third] = labels;
      if (second === undefined) return named(namespace, first);
      if (labels.length === 2 || third === "svc") {
        const answer = named(second, first);
        if (answer !== undefined) return answer;
      }
      // One pod behind a headless Service: `db-0.db`, `db-0.db.shop.svc.cluster.local`.
      if (labels.length === 2 || labels.length === 3 || labels[3] === "svc") return named(third ?? namespace, second);
      return undefined;
    },
  };
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** The one of the namespace itself before one that may be in it. */
function best<T>(list: readonly T[], namespace: string | undefined, manifestOf: (it: T) => Manifest): T | undefined {
  return list.find((it) => manifestOf(it).namespace === namespace) ?? list.find((it) => meets(manifestOf(it).namespace, namespace));
}

function runnersOf(objects: readonly Manifest[]): readonly Runner[] {
  const found = objects.flatMap((manifest) => {
    const workload = workloadOf(manifest);
    const operated = workload === undefined ? (manifest.operated ?? operatedBy(manifest)) : undefined;
    return workload === undefined && operated === undefined
      ? []
      : [{ manifest, workload, operated, labels: workload?.labels ?? handedOn(manifest) }];
  });
  return namesOf(found, objects);
}

const handedOn = ({ labels, tree }: Manifest): Readonly<Record<string, string>> => ({
  ...labels,
  ...textsAt(tree, "spec", "podMetadata", "labels"),
  ...textsAt(tree, "spec", "podTemplate", "metadata", "labels"),
});

/** Workloads by one pair of their pods' labels, so that a selector looks at few. */
function selectorIndex(
  runners: readonly Runner[],
): (selector: Readonly<Record<string, string>>, namespace: string | undefined) => readonly Runner[] {
  const byPair = new Map<string, Runner[]>();
  for (const it of runners) for (const [name, value] of Object.entries(it.labels)) push(byPair, `${name}=${value}`, it);
  return (selector, namespace) => {
    const pairs = Object.entries(selector);
    const lists = pairs.map(([name, value]) => byPair.get(`${name}=${value}`) ?? []);
    const [shortest = []] = lists.sort((a, b) => a.length - b.length);
    return shortest.filter(
      ({ manifest, labels }) => meets(manifest.namespace, namespace) && pairs.every(([name, value]) => labels[name] === value),
    );
  };
}

function serviceOf(manifest: Manifest, behind: ReturnType<typeof selectorIndex>): Service {
  const { tree, namespace } = manifest;
  const selector = textsAt(tree, "spec", "selector");
  const selects = Object.keys(selector).length > 0;
  const type = textAt(tree, "spec", "type") ?? "ClusterIP";
  return {
    manifest,
    type,
    ports: itemsAt(tree, "spec", "ports").flatMap(portOf),
    external: type === "ExternalName" ? textAt(tree, "spec", "externalName") : undefined,
    selects,
    runners: selects ? behind(selector, namespace) : [],
  };
}

function portOf(node: Node): readonly ServicePort[] {
  const port = numberAt(node, "port");
  if (port === undefined) return [];
  return [
    { port, name: textAt(node, "name"), target: textAt(node, "targetPort") ?? String(port), nodePort: textAt(node, "nodePort"), node },
  ];
}

/** The number a Service's port has in a workload's containers; `undefined` = none of them says that name. */
export function containerPort({ workload }: Runner, { target }: ServicePort): number | undefined {
  const number = Number(target);
  if (Number.isInteger(number) && number > 0) return number;
  for (const { node } of workload?.containers ?? [])
    for (const it of itemsAt(node, "ports")) if (textAt(it, "name") === target) return numberAt(it, "containerPort");
  return undefined;
}

/** Whether some container of a workload says that it listens on a port. */
export const listens = ({ workload }: Runner, port: number): boolean =>
  (workload?.containers ?? []).some(({ node }) => itemsAt(node, "ports").some((it) => numberAt(it, "containerPort") === port));
