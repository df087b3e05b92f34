import { type EvidenceId, entriesAt, itemsAt, type MapNode, type Node, nodeAt, numberAt, textAt } from "../../model/index.ts";
import type { Manifest } from "./manifest.ts";

export interface Container {
  readonly name: string;
  readonly image: { readonly value: string; readonly at: EvidenceId } | undefined;
  readonly node: MapNode;
  /** It runs to its end before the others start. */
  readonly init: boolean;
}

/** An object that runs pods. */
export interface Workload {
  readonly manifest: Manifest;
  /** Of its pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** Of the pod. */
  readonly spec: MapNode;
  readonly containers: readonly Container[];
  /** Its pods run to their end. */
  readonly task: boolean;
  readonly replicas: { readonly count: number; readonly at: EvidenceId } | undefined;
}

/** Where the pod stands in each kind of workload, by the API's group and the kind. */
const podPaths: ReadonlyMap<string, readonly string[]> = new Map([
  ...["apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "apps/ReplicaSet", "extensions/Deployment", "extensions/DaemonSet"].map(
    (it): [string, string[]] => [it, ["spec", "template"]],
  ),
  ["extensions/ReplicaSet", ["spec", "template"]],
  ["/ReplicationController", ["spec", "template"]],
  ["/Pod", []],
  ["batch/Job", ["spec", "template"]],
  ["batch/CronJob", ["spec", "jobTemplate", "spec", "template"]],
  ["argoproj.io/Rollout", ["spec", "template"]],
  ["serving.knative.dev/Service", ["spec", "template"]],
  ["serving.knative.dev/Configuration", ["spec", "template"]],
  ["keda.sh/ScaledJob", ["spec", "jobTargetRef", "template"]],
  ["apps.openshift.io/DeploymentConfig", ["spec", "template"]],
  ["apps.kruise.io/CloneSet", ["spec", "template"]],
  ["apps.kruise.io/StatefulSet", ["spec", "template"]],
  ["apps.kruise.io/DaemonSet", ["spec", "template"]],
  ["agones.dev/Fleet", ["spec", "template", "spec", "template"]],
]);

const tasks: ReadonlySet<string> = new Set(["Job", "CronJob", "ScaledJob"]);

/** `apps` of `apps/v1`, "" of `v1`. */
export const groupOf = (apiVersion: string): string => apiVersion.slice(0, Math.max(0, apiVersion.indexOf("/")));

const known = new WeakMap<MapNode, Workload | "none">();

/** The workload an object is; `undefined` = it runs nothing by itself. */
export function workloadOf(manifest: Manifest): Workload | undefined {
  const before = known.get(manifest.tree);
  if (before !== undefined) return before === "none" ? undefined : before.manifest === manifest ? before : { ...before, manifest };
  const made = read(manifest);
  known.set(manifest.tree, made ?? "none");
  return made;
}

function read(manifest: Manifest): Workload | undefined {
  const { tree, kind } = manifest;
  const path = podPaths.get(`${groupOf(manifest.apiVersion)}/${kind}`);
  const pod = path && nodeAt(tree, ...path);
  const spec = nodeAt(pod, "spec");
  if (spec?.kind !== "map") return undefined;
  const count = kind === "Pod" || tasks.has(kind) ? undefined : numberAt(tree, "spec", "replicas");
  const at = nodeAt(tree, "spec", "replicas")?.at;
  return {
    manifest,
    labels: textsAt(pod, "metadata", "labels"),
    spec,
    containers: [...containersIn(spec, "initContainers", true), ...containersIn(spec, "containers", false)],
    task: tasks.has(kind) || (kind === "Pod" && /^(?:Never|OnFailure)$/.test(textAt(spec, "restartPolicy") ?? "")),
    replicas: count === undefined || at === undefined || !Number.isInteger(count) || count < 0 ? undefined : { count, at },
  };
}

function* containersIn(spec: Node, field: string, init: boolean): Iterable<Container> {
  for (const node of itemsAt(spec, field)) {
    if (node.kind !== "map") continue;
    const image = nodeAt(node, "image");
    const value = textAt(image);
    // Init containers that are started again whenever they end are side cars.
    const ends = init && textAt(node, "restartPolicy") !== "Always";
    yield {
      name: textAt(node, "name") ?? "",
      image: image === undefined || value === undefined ? undefined : { value, at: image.at },
      node,
      init: ends,
    };
  }
}

/** The mapping under `names` as texts. */
export function textsAt(node: Node | undefined, ...names: readonly string[]): Readonly<Record<string, string>> {
  const found: [string, string][] = [];
  for (const [name, { value }] of entriesAt(node, ...names)) {
    const text = textAt(value);
    if (text !== undefined) found.push([name, text]);
  }
  return Object.fromEntries(found);
}
