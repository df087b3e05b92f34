import { type KubernetesObject, textAt } from "../../model/index.ts";
import type { Graph } from "../graph.ts";
import { groupOf, mapAt, textsAt } from "./names.ts";
import { matches, type Selector } from "./selectors.ts";
import { keys } from "./words.ts";
import { isAt, type Place } from "./workloads.ts";

/** Groups of APIs whose objects no pods, Services or accounts are made of. */
const own =
  /^(?:|apps|batch|autoscaling|policy|extensions|.*\.k8s\.io|serving\.knative\.dev|keda\.sh|cert-manager\.io|.*\.istio\.io|traefik\..*|kyverno\.io|external-secrets\.io|bitnami\.com|argoproj\.io|.*\.openshift\.io)$/;
const watching: ReadonlySet<string> = new Set(["ServiceMonitor", "PodMonitor", "PrometheusRule", "Probe", "ScrapeConfig"]);

/** Whether an operator may make pods, Services or Secrets of it. */
export const isCustom = ({ apiVersion, type }: Pick<KubernetesObject, "apiVersion" | "type">): boolean =>
  !own.test(groupOf(apiVersion)) && !watching.has(type);

/** Objects that an operator may make pods, Services or Secrets of. */
export const customObjects = (place: Place, graph: Graph): readonly KubernetesObject[] =>
  graph.objectsUnder([keys.custom], place.system).filter((it) => isAt(it, place));

/**
 * Whether an operator may make what a selector looks for: its object has those labels itself or for its pods, it is called what a
 * label asks for, or the label is in the operator's own domain (`strimzi.io/cluster`).
 */
export const isMadeByOperator = (selector: Selector, place: Place, graph: Graph): boolean =>
  customObjects(place, graph).some(
    (it) =>
      matches(selector, new Map(Object.entries(it.labels))) ||
      matches(selector, textsAt(it.tree, "spec", "podMetadata", "labels")) ||
      matches(selector, textsAt(mapAt(it.tree, "spec", "template"), "metadata", "labels")) ||
      [...selector.labels].some(
        ([key, value]) => value === it.name || value === it.type.toLowerCase() || sameDomain(key, groupOf(it.apiVersion)),
      ),
  );

const sameDomain = (label: string, group: string): boolean => {
  const domain = label.includes("/") ? label.slice(0, label.indexOf("/")) : "";
  return domain !== "" && (group === domain || group.endsWith(`.${domain}`) || domain.endsWith(`.${group}`));
};

/** Whether an operator may make an object of that name: its own is called so, or its name begins it (`orders-db` → `orders-db-rw`). */
export const mayBeMade = (name: string, place: Place, graph: Graph): boolean =>
  customObjects(place, graph).some(
    (it) => name === it.name || name.startsWith(`${it.name}-`) || textAt(it.tree, "spec", "secretName") === name,
  );
