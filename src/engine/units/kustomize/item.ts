import { type MapNode, nodeAt, textAt } from "../../model/index.ts";
import { scalar, withEntry, withText } from "./tree.ts";

/** What kustomize tells objects apart by. */
export interface Id {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** An object on its way through a kustomization. */
export interface Item {
  readonly tree: MapNode;
  /** What it was called before each change of its name or namespace, the first first. */
  readonly before: readonly Id[];
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
  /** Its name gets a hash of its content in the end: who made it said so. */
  readonly hashed: boolean;
  /** How a generated one meets another of its name. */
  readonly behavior: "create" | "merge" | "replace";
}

export const itemOf = (tree: MapNode): Item => ({
  tree,
  before: [],
  prefixes: [],
  suffixes: [],
  hashed: false,
  behavior: "create",
});

/** Group and version of an apiVersion: `apps/v1`, `v1`. */
export function splitVersion(apiVersion: string): { readonly group: string; readonly version: string } {
  const slash = apiVersion.indexOf("/");
  return slash < 0 ? { group: "", version: apiVersion } : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

const known = new WeakMap<MapNode, Id>();

/** What an object is called now. */
export function idOf({ tree }: Pick<Item, "tree">): Id {
  const before = known.get(tree);
  if (before !== undefined) return before;
  const id: Id = {
    ...splitVersion(textAt(tree, "apiVersion") ?? ""),
    kind: textAt(tree, "kind") ?? "",
    name: textAt(tree, "metadata", "name") ?? "",
    namespace: textAt(tree, "metadata", "namespace") ?? "",
  };
  known.set(tree, id);
  return id;
}

/** What it was called first. */
export const firstIdOf = (item: Item): Id => item.before[0] ?? idOf(item);

export const idsOf = (item: Item): readonly Id[] => (item.before.length === 0 ? [idOf(item)] : [...item.before, idOf(item)]);

/** From here on it may be called otherwise, and is still known by the name it has now. */
export const remembering = (item: Item): Item => ({ ...item, before: [...item.before, idOf(item)] });

const clusterWide: ReadonlySet<string> = new Set(
  `admissionregistration.k8s.io/MutatingWebhookConfiguration admissionregistration.k8s.io/ValidatingWebhookConfiguration
  admissionregistration.k8s.io/ValidatingAdmissionPolicy admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding
  apiextensions.k8s.io/CustomResourceDefinition apiregistration.k8s.io/APIService certificates.k8s.io/CertificateSigningRequest
  flowcontrol.apiserver.k8s.io/FlowSchema flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration networking.k8s.io/IngressClass
  node.k8s.io/RuntimeClass policy/PodSecurityPolicy rbac.authorization.k8s.io/ClusterRole rbac.authorization.k8s.io/ClusterRoleBinding
  scheduling.k8s.io/PriorityClass storage.k8s.io/CSIDriver storage.k8s.io/CSINode storage.k8s.io/StorageClass
  storage.k8s.io/VolumeAttachment /ComponentStatus /Namespace /Node /PersistentVolume`.split(/\s+/),
);

/** Of kinds that nobody knows kustomize takes for granted that they live in a namespace. */
export const isClusterWide = ({ group, kind }: Id): boolean => clusterWide.has(`${group}/${kind}`);

/** An object without a namespace is applied into `default` as far as kustomize tells objects apart. */
export const placeOf = (id: Id): string => (isClusterWide(id) ? "" : id.namespace === "" ? "default" : id.namespace);

export const keyOf = (id: Id): string => `${id.group}/${id.version}/${id.kind}/${placeOf(id)}/${id.name}`;

/** The same id with the words it goes by changed. */
export function renamed(item: Item, name: string): Item {
  const metadata = nodeAt(item.tree, "metadata");
  const entry = metadata?.kind === "map" ? metadata.entries.get("name") : undefined;
  if (entry?.value.kind !== "scalar") return { ...item, tree: withText(item.tree, ["metadata", "name"], name, item.tree.at) };
  if (metadata?.kind !== "map" || entry.value.text === name) return item;
  const value = { ...scalar(name, entry.value.at), written: entry.value.written ?? entry.value.text };
  const inner = withEntry(metadata, "name", value, entry.at);
  return { ...item, tree: withEntry(item.tree, "metadata", inner, item.tree.entries.get("metadata")?.at ?? inner.at) };
}
