import { type EvidenceId, type KubernetesObject, type MapNode, numberAt, textAt } from "../../model/index.ts";
import { groupOf, mapAt, mapsAt, textsAt } from "./names.ts";
import { ownSelectorOf, type Selector } from "./selectors.ts";

export interface Container {
  readonly name: string;
  /** Ends before the others start. A sidecar among the init containers (`restartPolicy: Always`) is none. */
  readonly init: boolean;
  readonly node: MapNode;
  /** Where its name stands. */
  readonly at: EvidenceId;
}

/** What a workload runs: its template, or the Pod itself. */
export interface Pod {
  readonly workload: KubernetesObject;
  readonly labels: ReadonlyMap<string, string>;
  /** How the workload finds its own pods; a Pod and a Job have none. */
  readonly selector: Selector | undefined;
  readonly spec: MapNode | undefined;
  readonly containers: readonly Container[];
}

/** Where the template stands, by kind. */
const templates: Readonly<Record<string, readonly string[]>> = {
  Deployment: ["spec", "template"],
  StatefulSet: ["spec", "template"],
  DaemonSet: ["spec", "template"],
  ReplicaSet: ["spec", "template"],
  ReplicationController: ["spec", "template"],
  DeploymentConfig: ["spec", "template"],
  Rollout: ["spec", "template"],
  Job: ["spec", "template"],
  CronJob: ["spec", "jobTemplate", "spec", "template"],
  ScaledJob: ["spec", "jobTargetRef", "template"],
  Pod: [],
  PodTemplate: ["template"],
  Configuration: ["spec", "template"],
  Service: ["spec", "template"],
};

/** Kinds whose objects run pods. Knative's `Service` is one as well, under the name of another. */
export const workloadTypes: readonly string[] = Object.keys(templates).filter((it) => it !== "PodTemplate");

/** The same kinds, told apart from those of other APIs that are called alike. */
export const podKinds: readonly string[] = Object.keys(templates).map((it) =>
  it === "Service" || it === "Configuration" ? `${it}.serving.knative.dev` : it,
);

const untilDone: ReadonlySet<string> = new Set(["Job", "CronJob", "ScaledJob", "PodTemplate"]);
/** Whether its pods are meant to run until somebody stops them. */
export const runsOn = ({ workload, spec }: Pod): boolean =>
  !untilDone.has(workload.type) && !(workload.type === "Pod" && ["Never", "OnFailure"].includes(textAt(spec, "restartPolicy") ?? ""));

/** Knative serves without probes and replicas of one's own. */
export const isKnative = ({ apiVersion }: Pick<KubernetesObject, "apiVersion">): boolean => groupOf(apiVersion) === "serving.knative.dev";

const known = new WeakMap<KubernetesObject, Pod | null>();

/** The pods of an object; `undefined` where it runs none. */
export function podOf(object: KubernetesObject): Pod | undefined {
  let pod = known.get(object);
  if (pod === undefined) {
    pod = read(object) ?? null;
    known.set(object, pod);
  }
  return pod ?? undefined;
}

function read(object: KubernetesObject): Pod | undefined {
  const path = templates[object.type];
  if (path === undefined || !Object.hasOwn(templates, object.type)) return undefined;
  if ((object.type === "Service" || object.type === "Configuration") !== isKnative(object)) return undefined;
  const template = mapAt(object.tree, ...path);
  const selector = object.type === "Pod" ? undefined : ownSelectorOf(mapAt(object.tree, "spec"));
  const spec = mapAt(template, "spec");
  return {
    workload: object,
    // Without a template nothing can be applied; what it would find is then all that says what its pods are.
    labels: template === undefined ? (selector?.labels ?? new Map()) : textsAt(template, "metadata", "labels"),
    selector,
    spec,
    containers: [
      ...mapsAt(spec, "initContainers").map((it) => container(it, textAt(it, "restartPolicy") !== "Always")),
      ...mapsAt(spec, "containers").map((it) => container(it, false)),
      // Started by hand in a pod that runs, to look into it.
      ...mapsAt(spec, "ephemeralContainers").map((it) => container(it, true)),
    ],
  };
}

const container = (node: MapNode, init: boolean): Container => ({
  name: textAt(node, "name") ?? "container",
  init,
  node,
  at: node.entries.get("name")?.at ?? node.entries.get("image")?.at ?? node.at,
});

export interface ContainerPort {
  readonly number: number | undefined;
  readonly name: string | undefined;
  readonly protocol: string;
  readonly node: MapNode;
}

export const portsOf = ({ node }: Container): readonly ContainerPort[] =>
  mapsAt(node, "ports").map((it) => ({
    number: numberAt(it, "containerPort"),
    name: textAt(it, "name"),
    protocol: textAt(it, "protocol") ?? "TCP",
    node: it,
  }));

const replicated: ReadonlySet<string> = new Set([
  "Deployment",
  "StatefulSet",
  "ReplicaSet",
  "ReplicationController",
  "DeploymentConfig",
  "Rollout",
]);
/** Whether a number of replicas can be asked of its kind. */
export const isReplicated = ({ type }: KubernetesObject): boolean => replicated.has(type);

/** The number of replicas that is asked for; `undefined` = none is said, which is one, or what an autoscaler left. */
export const replicasOf = (object: KubernetesObject): number | undefined =>
  isReplicated(object) ? numberAt(object.tree, "spec", "replicas") : undefined;
