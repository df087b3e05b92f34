import { holdsIn, type KubernetesObject, type SystemId, type VariantId } from "../../model/index.ts";
import type { Graph } from "../graph.ts";
import { indexed, takes } from "./lists.ts";
import { oneNamespace, sameNamespace } from "./names.ts";
import { type Pod, podOf, workloadTypes } from "./pods.ts";
import type { Selector } from "./selectors.ts";

/** Pods by each label they carry, and all of them. */
const podsWith = indexed<Pod>((object) => {
  const pod = podOf(object);
  if (pod === undefined) return [];
  const labels = new Set([...pod.labels, ...(pod.selector?.labels ?? [])].map(([key, value]) => `${key}=${value}`));
  return ["", ...labels].map((label) => [label, pod] as const);
});
const allPods = (type: string, { system }: Pick<Place, "system">, graph: Graph): readonly Pod[] =>
  podsWith(graph.objects(type, system), "");

/** Where objects meet: a system, a variant of it, a namespace. */
export interface Place {
  readonly system: SystemId;
  readonly variant: VariantId;
  readonly namespace: string | undefined;
}

export const placeOf = ({ system, namespace }: Pick<KubernetesObject, "system" | "namespace">, variant: VariantId): Place => ({
  system,
  variant,
  namespace,
});

export const isAt = (object: KubernetesObject, { variant, namespace }: Place): boolean =>
  holdsIn(object.in, variant) && sameNamespace(object.namespace, namespace);

/** The pods that a selector takes. */
export function podsSelected(selector: Selector, place: Place, graph: Graph): readonly Pod[] {
  return workloadTypes.flatMap((type) =>
    candidates(graph.objects(type, place.system), selector).filter((it) => isAt(it.workload, place) && takes(selector, it)),
  );
}

/** Those of the rarest of the labels that are asked for. */
function candidates(objects: readonly KubernetesObject[], { labels }: Selector): readonly Pod[] {
  let best = podsWith(objects, "");
  for (const [key, value] of labels) {
    const found = podsWith(objects, `${key}=${value}`);
    if (found.length < best.length) best = found;
  }
  return best;
}

/**
 * Whether the files hold any pods, or objects of a kind, of just that namespace. Where they hold none, they are a part of something, and
 * what is named here may stand in another part.
 */
export const hasPods = (place: Place, graph: Graph): boolean =>
  workloadTypes.some((type) => allPods(type, place, graph).some((it) => isOf(it.workload, place)));

export const hasObjects = (type: string, place: Place, graph: Graph): boolean =>
  graph.objects(type, place.system).some((it) => isOf(it, place));

const isOf = (object: KubernetesObject, { variant, namespace }: Place): boolean =>
  oneNamespace(object.namespace, namespace) && holdsIn(object.in, variant);

const byName = indexed((object) => [[object.name, object]]);

/** The objects of one kind and name. */
export const objectsNamed = (type: string, name: string, place: Place, graph: Graph): readonly KubernetesObject[] =>
  byName(graph.objects(type, place.system), name).filter((it) => isAt(it, place));

export const objectsAt = (type: string, place: Place, graph: Graph): readonly KubernetesObject[] =>
  graph.objects(type, place.system).filter((it) => isAt(it, place));
