import { type EvidenceId, type KubernetesObject, numberAt, type SystemId, textAt, type VariantId } from "../../model/index.ts";
import type { Graph } from "../graph.ts";
import { groupOf, mapAt, mapsAt } from "./names.ts";
import { type ContainerPort, type Pod, portsOf } from "./pods.ts";
import { isEmpty, plainSelectorOf, type Selector } from "./selectors.ts";
import { keys } from "./words.ts";
import { placeOf, podsSelected, selecting, takes } from "./workloads.ts";

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
  /** The port of every node that leads to it; `undefined` = the cluster chooses, or none does. */
  readonly nodePort: number | undefined;
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
      nodePort: numberAt(it, "nodePort"),
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

/** The Services in front of a pod. */
export const servicesBefore = (pod: Pod, variant: VariantId, graph: Graph): readonly KubernetesObject[] =>
  selecting("Service", pod, variant, graph).filter((it) => {
    const selector = isService(it) ? serviceSelectorOf(it) : undefined;
    return selector !== undefined && takes(selector, pod);
  });

/** Whether the files hold Services at all: where they hold none, one may stand elsewhere in front of any pod. */
const hasServices = (variant: VariantId, system: SystemId, graph: Graph): boolean =>
  [variant, undefined].some((it) => graph.hasUnder(keys.there("Service", it), system));

/** Somebody reaches the pod through a Service, or may: no Service is in the files. */
export const isServed = (pod: Pod, variant: VariantId, graph: Graph): "here" | "unknown" | "no" => {
  if (servicesBefore(pod, variant, graph).length > 0) return "here";
  return hasServices(variant, pod.workload.system, graph) ? "no" : "unknown";
};
