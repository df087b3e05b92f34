import { splitVersion } from "./item.ts";

/** Kinds that the API server of Kubernetes itself has, as far as lists in them are merged: where their pods stand. */
const podAt: Readonly<Record<string, string>> = {
  "/Pod": "spec",
  "/PodTemplate": "template.spec",
  "/ReplicationController": "spec.template.spec",
  "apps/Deployment": "spec.template.spec",
  "apps/ReplicaSet": "spec.template.spec",
  "apps/DaemonSet": "spec.template.spec",
  "apps/StatefulSet": "spec.template.spec",
  "batch/Job": "spec.template.spec",
  "batch/CronJob": "spec.jobTemplate.spec.template.spec",
};

/** Groups of the API whose objects' metadata are merged as such; what an operator defines is replaced list by list. */
const ownGroup =
  /^(?:|apps|batch|autoscaling|policy|extensions|(?:networking|rbac\.authorization|storage|scheduling|admissionregistration|apiregistration|apiextensions|certificates|coordination|discovery|events|flowcontrol\.apiserver|node)\.k8s\.io)$/;

const pod: Readonly<Record<string, readonly string[]>> = {
  containers: ["name"],
  initContainers: ["name"],
  ephemeralContainers: ["name"],
  volumes: ["name"],
  imagePullSecrets: ["name"],
  hostAliases: ["ip"],
  topologySpreadConstraints: ["topologyKey", "whenUnsatisfiable"],
};
const container: Readonly<Record<string, readonly string[]>> = {
  env: ["name"],
  ports: ["containerPort", "protocol"],
  volumeMounts: ["mountPath"],
  volumeDevices: ["devicePath"],
};
const whole: Readonly<Record<string, readonly string[]>> = {
  "/Service spec.ports": ["port", "protocol"],
  "/ServiceAccount secrets": ["name"],
  "admissionregistration.k8s.io/MutatingWebhookConfiguration webhooks": ["name"],
  "admissionregistration.k8s.io/ValidatingWebhookConfiguration webhooks": ["name"],
  "storage.k8s.io/CSINode spec.drivers": ["name"],
};

/**
 * By which fields the items of a list are told apart when a patch meets it: of `containers` the name, of a container's ports number and
 * protocol. Empty: the items are plain and those that are missing are added; `undefined`: a patch's list takes the place of the list.
 */
export function mergeKeysOf(apiVersion: string, kind: string, path: readonly string[]): readonly string[] | undefined {
  const field = path.at(-1) ?? "";
  const { group } = splitVersion(apiVersion);
  const holder = path.slice(0, -1).join(".");
  const type = `${group}/${kind}`;
  const found = whole[`${type} ${path.join(".")}`];
  if (found !== undefined) return found;
  if (
    (field === "finalizers" || field === "ownerReferences") &&
    (holder === "metadata" || holder.endsWith(".metadata")) &&
    ownGroup.test(group)
  )
    return field === "finalizers" ? [] : ["uid"];
  const spec = podAt[type];
  if (spec === undefined || !holder.startsWith(spec)) return undefined;
  if (holder === spec) return pod[field];
  const inPod = holder.slice(spec.length + 1);
  return inPod === "containers" || inPod === "initContainers" || inPod === "ephemeralContainers" ? container[field] : undefined;
}
