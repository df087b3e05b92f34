/** What is known of the APIs of Kubernetes beyond their names. */

export interface Removed {
  /** The version whose API server knows it no more. */
  readonly removed: string;
  /** What to say instead; `undefined` = there is no such object any more. */
  readonly instead: string | undefined;
  /** The object can stay as it is under the new version. */
  readonly same: boolean;
}

const row = (removed: string, instead: string | undefined, same = false): Removed => ({ removed, instead, same });

/** By "apiVersion kind", or by "apiVersion" alone where all of it is gone. https://kubernetes.io/docs/reference/using-api/deprecation-guide/ */
const removed: Readonly<Record<string, Removed>> = {
  "extensions/v1beta1 Ingress": row("1.22", "networking.k8s.io/v1"),
  "extensions/v1beta1 NetworkPolicy": row("1.16", "networking.k8s.io/v1", true),
  "extensions/v1beta1 PodSecurityPolicy": row("1.16", undefined),
  "extensions/v1beta1": row("1.16", "apps/v1"),
  "apps/v1beta1": row("1.16", "apps/v1"),
  "apps/v1beta2": row("1.16", "apps/v1"),
  "networking.k8s.io/v1beta1": row("1.22", "networking.k8s.io/v1"),
  "networking.k8s.io/v1beta1 IngressClass": row("1.22", "networking.k8s.io/v1", true),
  "batch/v2alpha1": row("1.21", "batch/v1", true),
  "batch/v1beta1": row("1.25", "batch/v1", true),
  "policy/v1beta1 PodDisruptionBudget": row("1.25", "policy/v1"),
  "policy/v1beta1 PodSecurityPolicy": row("1.25", undefined),
  "autoscaling/v2beta1": row("1.25", "autoscaling/v2"),
  "autoscaling/v2beta2": row("1.26", "autoscaling/v2", true),
  "rbac.authorization.k8s.io/v1alpha1": row("1.22", "rbac.authorization.k8s.io/v1", true),
  "rbac.authorization.k8s.io/v1beta1": row("1.22", "rbac.authorization.k8s.io/v1", true),
  "apiextensions.k8s.io/v1beta1": row("1.22", "apiextensions.k8s.io/v1"),
  "apiregistration.k8s.io/v1beta1": row("1.22", "apiregistration.k8s.io/v1", true),
  "admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration": row("1.22", "admissionregistration.k8s.io/v1"),
  "admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration": row("1.22", "admissionregistration.k8s.io/v1"),
  "scheduling.k8s.io/v1alpha1": row("1.22", "scheduling.k8s.io/v1", true),
  "scheduling.k8s.io/v1beta1": row("1.22", "scheduling.k8s.io/v1", true),
  "storage.k8s.io/v1beta1 CSIDriver": row("1.22", "storage.k8s.io/v1", true),
  "storage.k8s.io/v1beta1 CSINode": row("1.22", "storage.k8s.io/v1", true),
  "storage.k8s.io/v1beta1 StorageClass": row("1.22", "storage.k8s.io/v1", true),
  "storage.k8s.io/v1beta1 VolumeAttachment": row("1.22", "storage.k8s.io/v1", true),
  "storage.k8s.io/v1beta1 CSIStorageCapacity": row("1.27", "storage.k8s.io/v1", true),
  "coordination.k8s.io/v1beta1": row("1.22", "coordination.k8s.io/v1", true),
  "certificates.k8s.io/v1beta1 CertificateSigningRequest": row("1.22", "certificates.k8s.io/v1"),
  "discovery.k8s.io/v1beta1": row("1.25", "discovery.k8s.io/v1"),
  "events.k8s.io/v1beta1": row("1.25", "events.k8s.io/v1"),
  "node.k8s.io/v1beta1": row("1.25", "node.k8s.io/v1", true),
  "flowcontrol.apiserver.k8s.io/v1beta1": row("1.26", "flowcontrol.apiserver.k8s.io/v1"),
  "flowcontrol.apiserver.k8s.io/v1beta2": row("1.29", "flowcontrol.apiserver.k8s.io/v1"),
  "flowcontrol.apiserver.k8s.io/v1beta3": row("1.32", "flowcontrol.apiserver.k8s.io/v1"),
};

/** Whether no supported cluster takes an object under its version, and what is said instead. */
export const removedApi = (apiVersion: string, kind: string): Removed | undefined =>
  own(removed, `${apiVersion} ${kind}`) ?? own(removed, apiVersion);

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** The fields that an object's part can have. Kinds and parts that are not here are not judged. */
export const fieldsOf: Readonly<Record<string, ReadonlySet<string>>> = {
  container: words(`name image command args workingDir ports envFrom env resources resizePolicy restartPolicy restartPolicyRules
    volumeMounts volumeDevices livenessProbe readinessProbe startupProbe lifecycle terminationMessagePath terminationMessagePolicy
    imagePullPolicy securityContext stdin stdinOnce tty`),
  pod: words(`volumes initContainers containers ephemeralContainers restartPolicy terminationGracePeriodSeconds activeDeadlineSeconds
    dnsPolicy nodeSelector serviceAccountName serviceAccount automountServiceAccountToken nodeName hostNetwork hostPID hostIPC
    shareProcessNamespace securityContext imagePullSecrets hostname subdomain affinity schedulerName tolerations hostAliases
    priorityClassName priority dnsConfig readinessGates runtimeClassName enableServiceLinks preemptionPolicy overhead
    topologySpreadConstraints setHostnameAsFQDN os hostUsers schedulingGates resourceClaims resources hostnameOverride workloadRef`),
  Deployment: words("replicas selector template strategy minReadySeconds revisionHistoryLimit paused progressDeadlineSeconds rollbackTo"),
  StatefulSet: words(`replicas selector template volumeClaimTemplates serviceName podManagementPolicy updateStrategy revisionHistoryLimit
    minReadySeconds persistentVolumeClaimRetentionPolicy ordinals`),
  DaemonSet: words("selector template updateStrategy minReadySeconds revisionHistoryLimit templateGeneration"),
  ReplicaSet: words("replicas selector template minReadySeconds"),
  Job: words(`parallelism completions activeDeadlineSeconds podFailurePolicy successPolicy backoffLimit backoffLimitPerIndex maxFailedIndexes
    selector manualSelector template ttlSecondsAfterFinished completionMode suspend podReplacementPolicy managedBy`),
  CronJob: words(`schedule timeZone startingDeadlineSeconds concurrencyPolicy suspend jobTemplate successfulJobsHistoryLimit
    failedJobsHistoryLimit`),
  Service: words(`ports selector clusterIP clusterIPs type externalIPs sessionAffinity loadBalancerIP loadBalancerSourceRanges externalName
    externalTrafficPolicy healthCheckNodePort publishNotReadyAddresses sessionAffinityConfig ipFamilies ipFamilyPolicy ipFamily
    allocateLoadBalancerNodePorts loadBalancerClass internalTrafficPolicy trafficDistribution topologyKeys`),
  HorizontalPodAutoscaler: words("scaleTargetRef minReplicas maxReplicas metrics behavior targetCPUUtilizationPercentage"),
  PodDisruptionBudget: words("minAvailable maxUnavailable selector unhealthyPodEvictionPolicy"),
  NetworkPolicy: words("podSelector ingress egress policyTypes"),
  Ingress: words("ingressClassName defaultBackend backend tls rules"),
  PersistentVolumeClaim: words(`accessModes selector resources volumeName storageClassName volumeMode dataSource dataSourceRef
    volumeAttributesClassName`),
};

/** Values of fields that take one of a few words. */
export const valuesOf: Readonly<Record<string, ReadonlySet<string>>> = {
  restartPolicy: words("Always OnFailure Never"),
  imagePullPolicy: words("Always IfNotPresent Never"),
  dnsPolicy: words("ClusterFirst ClusterFirstWithHostNet Default None"),
  type: words("ClusterIP NodePort LoadBalancer ExternalName"),
  protocol: words("TCP UDP SCTP"),
  concurrencyPolicy: words("Allow Forbid Replace"),
  podManagementPolicy: words("OrderedReady Parallel"),
};
