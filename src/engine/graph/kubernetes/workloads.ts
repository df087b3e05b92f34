import { holdsIn, type KubernetesObject, type SystemId, type VariantId } from "../../model/index.ts";
import type { Graph } from "../graph.ts";
import { sameNamespace } from "./names.ts";
import { type Pod, podOf } from "./pods.ts";
import { matches, type Selector } from "./selectors.ts";
import { keys } from "./words.ts";

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
  const [first, ...rest] = [...selector.labels].map(keys.labelled);
  const near = graph.objectsUnder(first === undefined ? [keys.pods] : [first, ...rest], place.system);
  return near
    .filter((it) => isAt(it, place))
    .flatMap((it) => podOf(it) ?? [])
    .filter((it) => takes(selector, it));
}

/** A workload whose template and selector disagree is taken by either: that they do is one finding of its own, and not one for all. */
export const takes = (selector: Selector, pod: Pod): boolean =>
  matches(selector, pod.labels) || (pod.selector !== undefined && matches(selector, pod.selector.labels));

/** The objects of a kind that select a pod, as far as the label goes that they ask for first. */
export const selecting = (type: string, pod: Pod, variant: VariantId, graph: Graph): readonly KubernetesObject[] => {
  const labels = [undefined, ...pod.labels, ...(pod.selector?.labels ?? [])];
  const near = new Set(labels.flatMap((it) => graph.objectsUnder([keys.selecting(type, it)], pod.workload.system)));
  return [...near].filter((it) => isAt(it, placeOf(pod.workload, variant)));
};

/**
 * Whether the files hold any pods, or objects of a kind, of just that namespace. Where they hold none, or a
 * base of theirs is not in this workspace, they are a part of something, and what is named here may stand in another part.
 */
export const hasPods = (place: Place, graph: Graph): boolean => hasObjects(keys.pods, place, graph);

export const hasObjects = (kind: string, { system, variant, namespace = "default" }: Place, graph: Graph): boolean =>
  graph.variant(variant)?.partial !== true && [variant, undefined].some((it) => graph.hasUnder(keys.there(kind, it, namespace), system));

/** The objects of one kind and name. */
export const objectsNamed = (type: string, name: string, place: Place, graph: Graph): readonly KubernetesObject[] =>
  graph.objectsUnder([keys.named(type, name)], place.system).filter((it) => isAt(it, place));

export const objectsAt = (type: string, place: Place, graph: Graph): readonly KubernetesObject[] =>
  graph.objects(type, place.system).filter((it) => isAt(it, place));
