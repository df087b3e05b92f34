import { type EvidenceId, type KubernetesObject, numberAt, textAt, type VariantId } from "../../model/index.ts";
import type { Graph } from "../graph.ts";
import { groupOf, mapAt, mapsAt } from "./names.ts";
import { workloadTypes } from "./pods.ts";
import { keys } from "./words.ts";
import { isAt, objectsNamed, placeOf } from "./workloads.ts";

/** An HPA, or KEDA's ScaledObject, which makes one. */
export interface Autoscaler {
  readonly object: KubernetesObject;
  readonly target:
    | { readonly type: string; readonly name: string; readonly apiVersion: string | undefined; readonly at: EvidenceId }
    | undefined;
  /** `undefined` = none is said: one for an HPA, none at all for KEDA. */
  readonly least: number | undefined;
  readonly leastAt: EvidenceId | undefined;
  readonly most: number | undefined;
  readonly mostAt: EvidenceId | undefined;
  /** Resources that are measured against what containers request. */
  readonly utilisation: readonly { readonly resource: string; readonly container: string | undefined; readonly at: EvidenceId }[];
}

export const autoscalerTypes: readonly string[] = ["HorizontalPodAutoscaler", "ScaledObject"];

const known = new WeakMap<KubernetesObject, Autoscaler | null>();

export function autoscalerOf(object: KubernetesObject): Autoscaler | undefined {
  let scaler = known.get(object);
  if (scaler === undefined) {
    scaler = read(object) ?? null;
    known.set(object, scaler);
  }
  return scaler ?? undefined;
}

function read(object: KubernetesObject): Autoscaler | undefined {
  const keda = object.type === "ScaledObject" && /^keda\./.test(groupOf(object.apiVersion));
  if (!keda && !(object.type === "HorizontalPodAutoscaler" && groupOf(object.apiVersion) === "autoscaling")) return undefined;
  const spec = mapAt(object.tree, "spec");
  const reference = mapAt(spec, "scaleTargetRef");
  const name = textAt(reference, "name");
  const [least, most] = keda ? ["minReplicaCount", "maxReplicaCount"] : ["minReplicas", "maxReplicas"];
  return {
    object,
    target:
      reference === undefined || name === undefined
        ? undefined
        : {
            type: textAt(reference, "kind") ?? "Deployment",
            name,
            apiVersion: textAt(reference, "apiVersion"),
            at: reference.entries.get("name")?.at ?? reference.at,
          },
    least: numberAt(spec, least as string),
    leastAt: spec?.entries.get(least as string)?.at,
    most: numberAt(spec, most as string),
    mostAt: spec?.entries.get(most as string)?.at,
    utilisation: keda ? kedaUtilisation(object) : hpaUtilisation(object),
  };
}

function hpaUtilisation({ tree }: KubernetesObject): Autoscaler["utilisation"] {
  const v1 = mapAt(tree, "spec")?.entries.get("targetCPUUtilizationPercentage");
  const metrics = mapsAt(tree, "spec", "metrics").flatMap((metric) => {
    const source = mapAt(metric, "resource") ?? mapAt(metric, "containerResource");
    const byShare = numberAt(source, "target", "averageUtilization") ?? numberAt(source, "targetAverageUtilization");
    const resource = textAt(source, "name");
    if (source === undefined || byShare === undefined || resource === undefined) return [];
    return [{ resource, container: textAt(source, "container"), at: source.entries.get("name")?.at ?? source.at }];
  });
  return v1 === undefined ? metrics : [{ resource: "cpu", container: undefined, at: v1.at }, ...metrics];
}

const kedaUtilisation = ({ tree }: KubernetesObject): Autoscaler["utilisation"] =>
  mapsAt(tree, "spec", "triggers").flatMap((trigger) => {
    const resource = textAt(trigger, "type") ?? "";
    const kind = textAt(trigger, "metricType") ?? textAt(trigger, "metadata", "type") ?? "Utilization";
    if ((resource !== "cpu" && resource !== "memory") || kind !== "Utilization") return [];
    return [{ resource, container: textAt(trigger, "metadata", "containerName"), at: trigger.entries.get("type")?.at ?? trigger.at }];
  });

/** What an autoscaler scales, as far as it is here. */
export function targetOf({ object, target }: Autoscaler, variant: VariantId, graph: Graph): KubernetesObject | undefined {
  if (target === undefined) return undefined;
  const found = objectsNamed(target.type, target.name, placeOf(object, variant), graph);
  return found.find((it) => sameGroup(it.apiVersion, target.apiVersion)) ?? found[0];
}

/** `extensions/v1beta1` named the Deployments that `apps/v1` names today. */
const sameGroup = (a: string, b: string | undefined): boolean => b === undefined || groupOf(a) === groupOf(b);

/** Whether it is a kind whose objects would be here: a target of a kind that an operator brings may be made by it. */
export const isKnownTarget = (type: string): boolean => workloadTypes.includes(type);

/** What scales a workload. */
export const autoscalersOf = (workload: KubernetesObject, variant: VariantId, graph: Graph): readonly Autoscaler[] =>
  graph
    .objectsUnder([keys.scaling(workload.type, workload.name)], workload.system)
    .filter((it) => isAt(it, placeOf(workload, variant)))
    .flatMap((it) => autoscalerOf(it) ?? []);
