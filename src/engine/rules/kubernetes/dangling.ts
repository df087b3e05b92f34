import type { Graph } from "../../graph/graph.ts";
import { budgetOf } from "../../graph/kubernetes/budgets.ts";
import { groupOf, isTrue, mapAt } from "../../graph/kubernetes/names.ts";
import { isMadeByOperator, mayBeMade } from "../../graph/kubernetes/operators.ts";
import { podOf } from "../../graph/kubernetes/pods.ts";
import { policyOf } from "../../graph/kubernetes/policies.ts";
import { serviceAccountOf } from "../../graph/kubernetes/references.ts";
import { backendsOf } from "../../graph/kubernetes/routes.ts";
import { autoscalerOf, isKnownTarget, targetOf } from "../../graph/kubernetes/scaling.ts";
import { inWords, isEmpty, matches, type Selector, selectorOf } from "../../graph/kubernetes/selectors.ts";
import { isService, serviceSelectorOf } from "../../graph/kubernetes/services.ts";
import { hasObjects, hasPods, objectsAt, objectsNamed, type Place, placeOf, podsSelected } from "../../graph/kubernetes/workloads.ts";
import { type EvidenceId, itemsAt, type KubernetesObject, type MapNode, type NonEmpty, textAt, type VariantId } from "../../model/index.ts";
import type { RuleFix, Says } from "../rule.ts";
import { misspeltLabel, misspeltName, misspeltPods } from "./near.ts";
import { inVariants } from "./objects.ts";

/** Something that an object names and that is not there, in one variant. */
export interface Dangling {
  readonly at: EvidenceId;
  /** What is looked for: "pods with app=api", "Service api". */
  readonly target: string;
  /**
   * Whether the files are whole enough to say so: they hold others of what is looked for in that namespace. Where they hold none,
   * they are a part of something, and what is named may stand in another.
   */
  readonly known: boolean;
  /** What the name can be a typing error of. */
  readonly fixes: () => readonly RuleFix[];
}
export type Search = (object: KubernetesObject, variant: VariantId, graph: Graph) => Iterable<Dangling>;

/** What dangles in files that are whole (`known`), or in those that are not. */
export const dangling = <M extends string>(
  object: KubernetesObject,
  graph: Graph,
  search: Search,
  message: M,
  known = true,
): Iterable<Says<M>> =>
  inVariants(object, graph, function* (variant) {
    for (const it of search(object, variant, graph)) {
      const at: NonEmpty<EvidenceId> = [it.at];
      if (it.known === known) yield { message, params: { target: it.target }, cause: it.target, at, fixes: known ? it.fixes() : [] };
    }
  });

function* withoutPods(selector: Selector, node: MapNode | undefined, at: EvidenceId, place: Place, graph: Graph): Iterable<Dangling> {
  if (isEmpty(selector) || podsSelected(selector, place, graph).length > 0) return;
  if (isMadeByOperator(selector, place, graph)) return;
  const fixes = () => misspeltPods(node, selector, place, graph);
  yield { at, target: `pods with ${inWords(selector)}`, known: hasPods(place, graph), fixes };
}

export const podsOfService: Search = function* (object, variant, graph) {
  const selector = isService(object) ? serviceSelectorOf(object) : undefined;
  const node = mapAt(object.tree, "spec", "selector");
  if (selector !== undefined) yield* withoutPods(selector, node, node?.at ?? object.at, placeOf(object, variant), graph);
};

export const podsOfBudgets: Search = function* (object, variant, graph) {
  const selector = budgetOf(object)?.selector;
  const node = mapAt(object.tree, "spec", "selector");
  if (selector !== undefined) yield* withoutPods(selector, node, node?.at ?? object.at, placeOf(object, variant), graph);
};

export const podsOfPolicy: Search = function* (object, variant, graph) {
  const policy = policyOf(object);
  const found =
    policy === undefined ? [] : withoutPods(policy.selector, policy.selectorNode, policy.selectorAt, placeOf(object, variant), graph);
  // A policy that begins to hold closes what is open today: somebody has to want that now.
  for (const it of found) yield { ...it, fixes: () => it.fixes().map((fix) => ({ ...fix, certain: false })) };
};

/** Peers of the policy's own namespace: those of others are seldom in the same files. */
export const peersOfPolicy: Search = function* (object, variant, graph) {
  for (const { pods, node, namespaces, at } of policyOf(object)?.peers ?? [])
    if (namespaces === undefined) yield* withoutPods(pods, node, at, placeOf(object, variant), graph);
};

export const servicesOfRoute: Search = function* (object, variant, graph) {
  for (const { service, namespace, at } of backendsOf(object)) {
    const place = { ...placeOf(object, variant), namespace };
    if (objectsNamed("Service", service, place, graph).length > 0 || mayBeMade(service, place, graph)) continue;
    const fixes = () => misspeltName(at, service, "Service", place, graph);
    yield { at, target: `Service ${service}`, known: hasObjects("Service", place, graph), fixes };
  }
};

export const workloadOfScaler: Search = function* (object, variant, graph) {
  const scaler = autoscalerOf(object);
  if (scaler?.target === undefined || !isKnownTarget(scaler.target.type)) return;
  const { type, name, at } = scaler.target;
  const place = placeOf(object, variant);
  if (targetOf(scaler, variant, graph) !== undefined || mayBeMade(name, place, graph)) return;
  yield { at, target: `${type} ${name}`, known: hasPods(place, graph), fixes: () => misspeltName(at, name, type, place, graph) };
};

export const servicesOfMonitor: Search = function* (object, variant, graph) {
  if (object.type !== "ServiceMonitor" || groupOf(object.apiVersion) !== "monitoring.coreos.com") return;
  const node = mapAt(object.tree, "spec", "selector");
  const selector = selectorOf(node);
  if (node === undefined || selector === undefined || isEmpty(selector)) return;
  // What the cluster itself runs is in nobody's files.
  if (selector.labels.get("provider") === "kubernetes") return;
  const names = itemsAt(object.tree, "spec", "namespaceSelector", "matchNames").flatMap((it) => textAt(it) ?? []);
  const any = isTrue(object.tree, "spec", "namespaceSelector", "any");
  const places = any ? [undefined] : names.length > 0 ? names : [object.namespace];
  const services = places.flatMap((namespace) => objectsAt("Service", { ...placeOf(object, variant), namespace }, graph));
  if (services.some((it) => matches(selector, new Map(Object.entries(it.labels))))) return;
  if (names.length > 0 && names.every((it) => it === "kube-system")) return;
  yield {
    at: node.at,
    target: `Services with ${inWords(selector)}`,
    fixes: () => {
      const labels = services.map((it) => new Map(Object.entries(it.labels)));
      return misspeltLabel(mapAt(node, "matchLabels"), selector, labels);
    },
    known: places.some((namespace) => any || hasObjects("Service", { ...placeOf(object, variant), namespace }, graph)),
  };
};

export const accountOfPods: Search = function* (object, variant, graph) {
  const pod = podOf(object);
  const account = pod && serviceAccountOf(pod);
  if (account === undefined || account.name === "default") return;
  const place = placeOf(object, variant);
  if (objectsNamed("ServiceAccount", account.name, place, graph).length > 0 || mayBeMade(account.name, place, graph)) return;
  const fixes = () => misspeltName(account.at, account.name, "ServiceAccount", place, graph);
  yield { at: account.at, target: `ServiceAccount ${account.name}`, known: hasObjects("ServiceAccount", place, graph), fixes };
};
