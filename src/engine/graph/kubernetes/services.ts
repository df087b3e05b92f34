import { type EvidenceId, type KubernetesObject, numberAt, textAt, type VariantId } from "../../model/index.ts";
import type { Graph } from "../graph.ts";
import { selecting } from "./lists.ts";
import { groupOf, mapAt, mapsAt } from "./names.ts";
import { type ContainerPort, type Pod, portsOf } from "./pods.ts";
import { isEmpty, plainSelectorOf, type Selector } from "./selectors.ts";
import { isAt, type Place, placeOf, podsSelected } from "./workloads.ts";

/** One of the core, not of Knative or a cloud. */
export const isService = ({ type, apiVersion }: KubernetesObject): boolean => type === "Service" && groupOf(apiVersion) === "";

export interface ServicePort {
  readonly at: EvidenceId;
  /** The whole entry: where a `targetPort` can be added. */
  readonly entryAt: EvidenceId;
  readonly name: string | undefined;
  readonly number: number | undefined;
  readonly protocol: string;
  /** A number, or the name of a port of the containers; where none is said it is the port itself. */
  readonly target: number | string | undefined;
  readonly targetAt: EvidenceId | undefined;
}

export function servicePortsOf(service: KubernetesObject): readonly ServicePort[] {
  return mapsAt(service.tree, "spec", "ports").map((it) => {
    const number = numberAt(it, "port");
    const said = textAt(it, "targetPort");
    return {
      at: it.entries.get("port")?.at ?? it.at,
      entryAt: it.at,
      name: textAt(it, "name"),
      number,
      protocol: textAt(it, "protocol") ?? "TCP",
      target: numberAt(it, "targetPort") ?? (said === undefined || said === "" ? number : said),
      targetAt: it.entries.get("targetPort")?.at,
    };
  });
}

/** What a Service selects; `undefined` where somebody else supplies its endpoints. */
export function serviceSelectorOf(service: KubernetesObject): Selector | undefined {
  if (textAt(service.tree, "spec", "type") === "ExternalName") return undefined;
  const selector = plainSelectorOf(mapAt(service.tree, "spec", "selector"));
  return selector === undefined || isEmpty(selector) ? undefined : selector;
}

export const podsBehind = (service: KubernetesObject, variant: VariantId, graph: Graph): readonly Pod[] => {
  const selector = serviceSelectorOf(service);
  return selector === undefined ? [] : podsSelected(selector, placeOf(service, variant), graph);
};

/** The ports of a pod's containers, each with the name or number it is found by. */
export const podPorts = (pod: Pod): readonly ContainerPort[] => pod.containers.filter((it) => !it.init).flatMap(portsOf);

const taking = selecting((service) => (isService(service) ? { service, selector: serviceSelectorOf(service) } : undefined));

/** The Services in front of a pod. */
export function servicesBefore(pod: Pod, variant: VariantId, graph: Graph): readonly KubernetesObject[] {
  const place = placeOf(pod.workload, variant);
  return taking(graph.objects("Service", pod.workload.system), pod)
    .map((it) => it.service)
    .filter((it) => isAt(it, place));
}

/** Whether the files hold Services at all: where they hold none, one may stand elsewhere in front of any pod. */
export const hasServices = ({ system, variant }: Place, graph: Graph): boolean =>
  graph.objects("Service", system).some((it) => isService(it) && isAt(it, { system, variant, namespace: undefined }));

/** Somebody reaches the pod through a Service, or may: no Service is in the files. */
export const isServed = (pod: Pod, variant: VariantId, graph: Graph): "here" | "unknown" | "no" => {
  if (servicesBefore(pod, variant, graph).length > 0) return "here";
  return hasServices(placeOf(pod.workload, variant), graph) ? "no" : "unknown";
};
