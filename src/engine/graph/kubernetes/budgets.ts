import { type EvidenceId, type KubernetesObject, textAt, type VariantId } from "../../model/index.ts";
import type { Graph } from "../graph.ts";
import { groupOf, mapAt } from "./names.ts";
import { type Pod, replicasOf } from "./pods.ts";
import { autoscalersOf } from "./scaling.ts";
import { type Selector, selectorOf } from "./selectors.ts";
import { placeOf, podsSelected, selecting, takes } from "./workloads.ts";

/** A number of pods, or a share of them. */
export interface Amount {
  readonly text: string;
  readonly at: EvidenceId;
  /** Of so many pods: shares are rounded up, as the eviction API does. */
  of(replicas: number): number;
}

export interface Budget {
  readonly object: KubernetesObject;
  /** `undefined` = nothing is selected. */
  readonly selector: Selector | undefined;
  readonly minAvailable: Amount | undefined;
  readonly maxUnavailable: Amount | undefined;
}

/** A PodDisruptionBudget. */
export function budgetOf(object: KubernetesObject): Budget | undefined {
  if (object.type !== "PodDisruptionBudget" || !["policy", ""].includes(groupOf(object.apiVersion))) return undefined;
  return {
    object,
    selector: selectorOf(mapAt(object.tree, "spec", "selector")),
    minAvailable: amountOf(object, "minAvailable"),
    maxUnavailable: amountOf(object, "maxUnavailable"),
  };
}

function amountOf({ tree }: KubernetesObject, field: string): Amount | undefined {
  const entry = mapAt(tree, "spec")?.entries.get(field);
  const text = textAt(entry?.value)?.trim();
  const [, number, percent] = /^(\d{1,9})(%?)$/.exec(text ?? "") ?? [];
  if (entry === undefined || text === undefined || number === undefined) return undefined;
  return { text, at: entry.at, of: (replicas) => (percent === "" ? Number(number) : Math.ceil((Number(number) * replicas) / 100)) };
}

export const podsOfBudget = ({ object, selector }: Budget, variant: VariantId, graph: Graph): readonly Pod[] =>
  selector === undefined ? [] : podsSelected(selector, placeOf(object, variant), graph);

/** The budgets that protect a pod. */
export const budgetsFor = (pod: Pod, variant: VariantId, graph: Graph): readonly Budget[] =>
  selecting("PodDisruptionBudget", pod, variant, graph)
    .flatMap((it) => budgetOf(it) ?? [])
    .filter(({ selector }) => selector !== undefined && takes(selector, pod));

/** The fewest pods that are asked for: what an autoscaler goes down to, or the number that is said. */
export function leastOf(pod: Pod, variant: VariantId, graph: Graph): { readonly replicas: number; readonly at: EvidenceId } | undefined {
  for (const { object, least, leastAt } of autoscalersOf(pod.workload, variant, graph))
    return least === undefined ? undefined : { replicas: least, at: leastAt ?? object.at };
  const replicas = replicasOf(pod.workload);
  return replicas === undefined
    ? undefined
    : { replicas, at: mapAt(pod.workload.tree, "spec")?.entries.get("replicas")?.at ?? pod.workload.at };
}

/** The most pods that may run at once. */
export function mostOf(pod: Pod, variant: VariantId, graph: Graph): { readonly replicas: number; readonly at: EvidenceId } | undefined {
  for (const { object, most, mostAt } of autoscalersOf(pod.workload, variant, graph))
    if (most !== undefined) return { replicas: most, at: mostAt ?? object.at };
  return leastOf(pod, variant, graph);
}
