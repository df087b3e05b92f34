import { type EvidenceId, itemsAt, type KubernetesObject, type MapNode, textAt, type VariantId } from "../../model/index.ts";
import type { Graph } from "../graph.ts";
import { groupOf, mapAt, mapsAt } from "./names.ts";
import type { Pod } from "./pods.ts";
import { type Selector, selectorOf } from "./selectors.ts";
import { selecting, takes } from "./workloads.ts";

export interface Peer {
  readonly side: "ingress" | "egress";
  readonly at: EvidenceId;
  readonly pods: Selector;
  /** The selector of the pods as it stands. */
  readonly node: MapNode;
  /** Of other namespaces; `undefined` = the policy's own. */
  readonly namespaces: Selector | undefined;
}

export interface NetworkPolicy {
  readonly object: KubernetesObject;
  readonly selector: Selector;
  readonly selectorAt: EvidenceId;
  readonly selectorNode: MapNode | undefined;
  readonly ingress: boolean;
  readonly egress: boolean;
  readonly peers: readonly Peer[];
}

/** One of Kubernetes itself; Calico and Cilium have kinds of their own. */
export function policyOf(object: KubernetesObject): NetworkPolicy | undefined {
  if (object.type !== "NetworkPolicy" || !["networking.k8s.io", "extensions"].includes(groupOf(object.apiVersion))) return undefined;
  const spec = mapAt(object.tree, "spec");
  if (spec === undefined) return undefined;
  const types = itemsAt(spec, "policyTypes").flatMap((it) => textAt(it) ?? []);
  const node = mapAt(spec, "podSelector");
  return {
    object,
    selector: selectorOf(node) ?? { labels: new Map(), expressions: [] },
    selectorAt: node?.at ?? object.at,
    selectorNode: node,
    ingress: types.length === 0 || types.includes("Ingress"),
    egress: types.length === 0 ? mapsAt(spec, "egress").length > 0 : types.includes("Egress"),
    peers: [
      ...mapsAt(spec, "ingress").flatMap((it) => mapsAt(it, "from").flatMap((peer) => peerOf(peer, "ingress"))),
      ...mapsAt(spec, "egress").flatMap((it) => mapsAt(it, "to").flatMap((peer) => peerOf(peer, "egress"))),
    ],
  };
}

function peerOf(node: MapNode, side: Peer["side"]): readonly Peer[] {
  const pods = mapAt(node, "podSelector");
  const selector = selectorOf(pods);
  if (pods === undefined || selector === undefined) return [];
  return [{ side, at: pods.at, pods: selector, node: pods, namespaces: selectorOf(mapAt(node, "namespaceSelector")) }];
}

/** The policies that take a pod. */
export const policiesFor = (pod: Pod, variant: VariantId, graph: Graph): readonly NetworkPolicy[] =>
  selecting("NetworkPolicy", pod, variant, graph)
    .flatMap((it) => policyOf(it) ?? [])
    .filter(({ selector }) => takes(selector, pod));
