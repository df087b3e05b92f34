import type { FieldSpec } from "./fields.ts";

/** The fields kustomize knows by itself; `configurations` of a kustomization add to them. */
export interface Fields {
  readonly names: readonly Naming[];
  readonly namePrefix: readonly FieldSpec[];
  readonly nameSuffix: readonly FieldSpec[];
  readonly namespace: readonly FieldSpec[];
  readonly commonLabels: readonly FieldSpec[];
  readonly labels: readonly FieldSpec[];
  readonly templateLabels: readonly FieldSpec[];
  readonly commonAnnotations: readonly FieldSpec[];
  readonly varReference: readonly FieldSpec[];
  readonly images: readonly FieldSpec[];
  readonly replicas: readonly FieldSpec[];
}

/** Fields that hold the name of an object of a kind. */
export interface Naming {
  readonly kind: string;
  readonly group?: string;
  readonly version?: string;
  readonly in: readonly FieldSpec[];
}

const podAt: Readonly<Record<string, string>> = {
  Pod: "spec",
  PodTemplate: "template/spec",
  Deployment: "spec/template/spec",
  ReplicaSet: "spec/template/spec",
  DaemonSet: "spec/template/spec",
  StatefulSet: "spec/template/spec",
  ReplicationController: "spec/template/spec",
  Job: "spec/template/spec",
  CronJob: "spec/jobTemplate/spec/template/spec",
};
const readers = ["Pod", "PodTemplate", "Deployment", "ReplicaSet", "DaemonSet", "StatefulSet", "Job", "CronJob"];
const mounters = ["Pod", "StatefulSet", "Deployment", "ReplicationController", "CronJob", "Job", "DaemonSet"];

/** A field of the pods of each of some kinds. */
const inPods = (kinds: readonly string[], ...paths: readonly string[]): readonly FieldSpec[] =>
  kinds.flatMap((kind) => paths.map((path) => ({ kind, path: `${podAt[kind]}/${path}` })));

/** One field of each of some kinds, as words: `Ingress spec/tls/secretName`. */
const each = (...lines: readonly string[]): readonly FieldSpec[] =>
  lines.map((line) => {
    const [kind = "", path = "", group] = line.split(" ");
    return { kind, path, ...(group !== undefined && { group }) };
  });

const rbac = "rbac.authorization.k8s.io";
const admission = "admissionregistration.k8s.io";

const names: readonly Naming[] = [
  ...["Deployment", "ReplicationController", "ReplicaSet", "StatefulSet"].map((kind) => ({
    kind,
    in: each("HorizontalPodAutoscaler spec/scaleTargetRef/name"),
  })),
  {
    kind: "ConfigMap",
    version: "v1",
    in: [
      ...inPods(
        readers,
        "volumes/configMap/name",
        "volumes/projected/sources/configMap/name",
        "containers/env/valueFrom/configMapKeyRef/name",
        "initContainers/env/valueFrom/configMapKeyRef/name",
        "containers/envFrom/configMapRef/name",
        "initContainers/envFrom/configMapRef/name",
      ),
      ...each(
        "Node spec/configSource/configMap",
        "Role rules/resourceNames",
        "ClusterRole rules/resourceNames",
        "Ingress metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap",
      ),
    ],
  },
  {
    kind: "Secret",
    version: "v1",
    in: [
      ...inPods(
        readers,
        "volumes/secret/secretName",
        "volumes/projected/sources/secret/name",
        "containers/env/valueFrom/secretKeyRef/name",
        "initContainers/env/valueFrom/secretKeyRef/name",
        "containers/envFrom/secretRef/name",
        "initContainers/envFrom/secretRef/name",
        "imagePullSecrets/name",
      ),
      ...each(
        "Ingress spec/tls/secretName",
        "Ingress metadata/annotations/ingress.kubernetes.io\\/auth-secret",
        "Ingress metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret",
        "Ingress metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret",
        "ServiceAccount imagePullSecrets/name",
        "StorageClass parameters/secretName",
        "StorageClass parameters/adminSecretName",
        "StorageClass parameters/userSecretName",
        "StorageClass parameters/secretRef",
        "Role rules/resourceNames",
        "ClusterRole rules/resourceNames",
        "Service spec/template/spec/containers/env/valueFrom/secretKeyRef/name serving.knative.dev",
        "PersistentVolume spec/azureFile/secretName",
      ),
    ],
  },
  {
    kind: "Service",
    version: "v1",
    in: each(
      "StatefulSet spec/serviceName apps",
      "Ingress spec/rules/http/paths/backend/serviceName",
      "Ingress spec/backend/serviceName",
      "Ingress spec/rules/http/paths/backend/service/name",
      "Ingress spec/defaultBackend/service/name",
      "APIService spec/service/name apiregistration.k8s.io",
      `ValidatingWebhookConfiguration webhooks/clientConfig/service ${admission}`,
      `MutatingWebhookConfiguration webhooks/clientConfig/service ${admission}`,
    ),
  },
  { kind: "Role", group: rbac, in: each(`RoleBinding roleRef/name ${rbac}`) },
  { kind: "ClusterRole", group: rbac, in: each(`RoleBinding roleRef/name ${rbac}`, `ClusterRoleBinding roleRef/name ${rbac}`) },
  {
    kind: "ServiceAccount",
    version: "v1",
    in: [...each(`RoleBinding subjects ${rbac}`, `ClusterRoleBinding subjects ${rbac}`), ...inPods(mounters, "serviceAccountName")],
  },
  { kind: "PersistentVolumeClaim", version: "v1", in: inPods(mounters, "volumes/persistentVolumeClaim/claimName") },
  { kind: "PersistentVolume", version: "v1", in: each("PersistentVolumeClaim spec/volumeName", "ClusterRole rules/resourceNames") },
  {
    kind: "StorageClass",
    version: "v1",
    group: "storage.k8s.io",
    in: each(
      "PersistentVolume spec/storageClassName",
      "PersistentVolumeClaim spec/storageClassName",
      "StatefulSet spec/volumeClaimTemplates/spec/storageClassName",
    ),
  },
  { kind: "PriorityClass", version: "v1", group: "scheduling.k8s.io", in: inPods(mounters, "priorityClassName") },
  { kind: "ValidatingAdmissionPolicy", group: admission, in: each(`ValidatingAdmissionPolicyBinding spec/policyName ${admission}`) },
];

const made = (kind: string | undefined, path: string, group?: string, version?: string): FieldSpec => ({
  path,
  create: true,
  ...(kind !== undefined && { kind }),
  ...(group !== undefined && { group }),
  ...(version !== undefined && { version }),
});

/** What pods are made with, kind by kind. */
const templates = (what: "labels" | "annotations"): readonly FieldSpec[] => [
  made("ReplicationController", `spec/template/metadata/${what}`, undefined, "v1"),
  made("Deployment", `spec/template/metadata/${what}`),
  made("ReplicaSet", `spec/template/metadata/${what}`),
  made("DaemonSet", `spec/template/metadata/${what}`),
  made("StatefulSet", `spec/template/metadata/${what}`, what === "labels" ? "apps" : undefined),
  made("Job", `spec/template/metadata/${what}`, "batch"),
  made("CronJob", `spec/jobTemplate/metadata/${what}`, "batch"),
  made("CronJob", `spec/jobTemplate/spec/template/metadata/${what}`, "batch"),
];

const spreading = ["Deployment", "StatefulSet"].flatMap((kind) =>
  [
    "affinity/podAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels",
    "affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels",
    "affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels",
    "affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels",
    "topologySpreadConstraints/labelSelector/matchLabels",
  ].map((path) => ({ kind, group: "apps", path: `spec/template/spec/${path}` })),
);

const substituted = ["CronJob", "DaemonSet", "Deployment", "Job", "Pod", "ReplicaSet", "StatefulSet"];

/** As kustomize has them built in. */
export const builtIn: Fields = {
  names,
  namePrefix: [{ path: "metadata/name" }],
  nameSuffix: [{ path: "metadata/name" }],
  namespace: [
    made("Namespace", "metadata/name", "", "v1"),
    made("APIService", "spec/service/namespace", "apiregistration.k8s.io"),
    { kind: "CustomResourceDefinition", group: "apiextensions.k8s.io", path: "spec/conversion/webhook/clientConfig/service/namespace" },
  ],
  commonLabels: [
    made(undefined, "metadata/labels"),
    made("Service", "spec/selector", undefined, "v1"),
    made("ReplicationController", "spec/selector", undefined, "v1"),
    made("Deployment", "spec/selector/matchLabels"),
    made("ReplicaSet", "spec/selector/matchLabels"),
    made("DaemonSet", "spec/selector/matchLabels"),
    made("StatefulSet", "spec/selector/matchLabels", "apps"),
    ...spreading,
    ...each(
      "Job spec/selector/matchLabels batch",
      "CronJob spec/jobTemplate/spec/selector/matchLabels batch",
      "PodDisruptionBudget spec/selector/matchLabels policy",
      "NetworkPolicy spec/podSelector/matchLabels networking.k8s.io",
      "NetworkPolicy spec/ingress/from/podSelector/matchLabels networking.k8s.io",
      "NetworkPolicy spec/egress/to/podSelector/matchLabels networking.k8s.io",
    ),
    ...templates("labels"),
    made("StatefulSet", "spec/volumeClaimTemplates[]/metadata/labels", "apps"),
  ],
  labels: [],
  templateLabels: templates("labels"),
  commonAnnotations: [made(undefined, "metadata/annotations"), ...templates("annotations")],
  varReference: [
    ...inPods(
      substituted,
      ...["containers", "initContainers"].flatMap((it) =>
        ["args", "command", "env/value", "volumeMounts/mountPath"].map((path) => `${it}/${path}`),
      ),
      "volumes/nfs/server",
    ),
    ...each(
      "Deployment spec/template/metadata/annotations",
      "Ingress spec/rules/host",
      "Ingress spec/tls/hosts",
      "Ingress spec/tls/secretName",
      "Service spec/ports/port",
      "Service spec/ports/targetPort",
      "StatefulSet spec/volumeClaimTemplates/spec/nfs/server",
      "PersistentVolume spec/nfs/server",
    ),
    { path: "metadata/labels" },
    { path: "metadata/annotations" },
  ],
  images: ["spec", "spec/template/spec"].flatMap((it) => [
    made(undefined, `${it}/containers[]/image`),
    made(undefined, `${it}/initContainers[]/image`),
  ]),
  replicas: ["Deployment", "ReplicationController", "ReplicaSet", "StatefulSet"].map((kind) => made(kind, "spec/replicas")),
};
