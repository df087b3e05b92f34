import { groupOf, mapsAt } from "../../graph/kubernetes/names.ts";
import { itemsAt, type KubernetesObject, type MapNode, type Node, textAt } from "../../model/index.ts";

/** What the cluster, or whoever runs it, makes for itself. */
export const isSystem = (name: string): boolean => /^(?:system|gce|eks|aks-service):/.test(name);

export const isRights = ({ apiVersion }: KubernetesObject): boolean => /^rbac\.authorization\.k8s\.io$/.test(groupOf(apiVersion));

export const rulesOf = ({ tree }: KubernetesObject): readonly MapNode[] => mapsAt(tree, "rules");

export const wordsIn = (rule: Node, field: string): readonly string[] => itemsAt(rule, field).flatMap((it) => textAt(it) ?? []);

/** The verbs that together are as good as all of them. */
const every = ["get", "list", "watch", "create", "update", "patch", "delete"];

/** Everything, to everything. */
export const isUnlimited = (rule: MapNode): boolean => {
  const verbs = wordsIn(rule, "verbs");
  return (
    wordsIn(rule, "apiGroups").includes("*") &&
    wordsIn(rule, "resources").includes("*") &&
    (verbs.includes("*") || every.every((it) => verbs.includes(it)))
  );
};
