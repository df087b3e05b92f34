import { type KubernetesObject, textAt, type VariantId } from "../../model/index.ts";
import type { Graph } from "../graph.ts";
import { mapsAt } from "./names.ts";
import type { Container, Pod } from "./pods.ts";
import { objectsAt, placeOf } from "./workloads.ts";

export type Resource = "cpu" | "memory" | "ephemeral-storage";

/** What a container asks for or is held to: in its own words, or the pod's (since 1.34 a pod can say it for all of them). */
export const saidOf = (container: Container, pod: Pod, side: "requests" | "limits", resource: Resource): string | undefined =>
  textAt(container.node, "resources", side, resource) ?? textAt(pod.spec, "resources", side, resource);

/** What a LimitRange of the namespace gives to containers that say nothing. */
export function defaultOf(
  workload: KubernetesObject,
  variant: VariantId,
  side: "requests" | "limits",
  resource: Resource,
  graph: Graph,
): string | undefined {
  for (const range of objectsAt("LimitRange", placeOf(workload, variant), graph))
    for (const limit of mapsAt(range.tree, "spec", "limits")) {
      if (textAt(limit, "type") !== "Container") continue;
      const limits = textAt(limit, "default", resource) ?? textAt(limit, "max", resource);
      const found = side === "limits" ? limits : (textAt(limit, "defaultRequest", resource) ?? limits);
      if (found !== undefined) return found;
    }
  return undefined;
}

/** What is requested in the end: what a container says, its limit where it says no request, the namespace's default. */
export const requestOf = (container: Container, pod: Pod, variant: VariantId, resource: Resource, graph: Graph): string | undefined =>
  saidOf(container, pod, "requests", resource) ??
  saidOf(container, pod, "limits", resource) ??
  defaultOf(pod.workload, variant, "requests", resource, graph);

const factors: Readonly<Record<string, number>> = {
  "": 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** A quantity as Kubernetes writes them, as a number: `500m`, `1Gi`, `1e3`. */
export function quantityOf(text: string): number | undefined {
  const [, number, unit] = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([numkMGTPE]|[KMGTPE]i)?\s*$/.exec(text) ?? [];
  const factor = factors[unit ?? ""];
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}
