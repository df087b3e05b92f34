import type { Rule } from "../rule.ts";
import { antiAffinityMissing } from "./k8s-anti-affinity-missing.ts";
import { capabilitiesAdded } from "./k8s-capabilities-added.ts";
import { claimUndefined } from "./k8s-claim-undefined.ts";
import { configRefUndefined } from "./k8s-config-ref-undefined.ts";
import { containerPortsInvalid } from "./k8s-container-ports-invalid.ts";
import { cpuLimitMissing } from "./k8s-cpu-limit-missing.ts";
import { cpuRequestMissing } from "./k8s-cpu-request-missing.ts";
import { cronjobNoDeadline } from "./k8s-cronjob-no-deadline.ts";
import { cronjobRestartPolicy } from "./k8s-cronjob-restart-policy.ts";
import { debugEnabled } from "./k8s-debug-enabled.ts";
import { deprecatedApi } from "./k8s-deprecated-api.ts";
import { dockerSocket } from "./k8s-docker-socket.ts";
import { duplicateEnv } from "./k8s-duplicate-env.ts";
import { ephemeralStorageUnset } from "./k8s-ephemeral-storage-unset.ts";
import { fractionalCpuLimit } from "./k8s-fractional-cpu-limit.ts";
import { hostIpc } from "./k8s-host-ipc.ts";
import { hostNetwork } from "./k8s-host-network.ts";
import { hostPath } from "./k8s-host-path.ts";
import { hostPathWritable } from "./k8s-host-path-writable.ts";
import { hostPid } from "./k8s-host-pid.ts";
import { hostPort } from "./k8s-host-port.ts";
import { hpaAndStaticReplicas } from "./k8s-hpa-and-static-replicas.ts";
import { hpaMaxNotAboveMin } from "./k8s-hpa-max-not-above-min.ts";
import { hpaMetricIncomplete } from "./k8s-hpa-metric-incomplete.ts";
import { hpaMinReplicasLow } from "./k8s-hpa-min-replicas-low.ts";
import { hpaTargetElsewhere } from "./k8s-hpa-target-elsewhere.ts";
import { hpaTargetMissing } from "./k8s-hpa-target-missing.ts";
import { hpaWithoutRequests } from "./k8s-hpa-without-requests.ts";
import { imageLatest } from "./k8s-image-latest.ts";
import { ingressNoService } from "./k8s-ingress-no-service.ts";
import { ingressNoTls } from "./k8s-ingress-no-tls.ts";
import { ingressServiceElsewhere } from "./k8s-ingress-service-elsewhere.ts";
import { jobTtl } from "./k8s-job-ttl.ts";
import { livenessProbeMissing } from "./k8s-liveness-probe-missing.ts";
import { memoryLimitMissing } from "./k8s-memory-limit-missing.ts";
import { memoryRequestMissing } from "./k8s-memory-request-missing.ts";
import { nakedPod } from "./k8s-naked-pod.ts";
import { networkpolicyMissing } from "./k8s-networkpolicy-missing.ts";
import { networkPolicyNoTarget } from "./k8s-networkpolicy-no-target.ts";
import { networkPolicyPeerDangling } from "./k8s-networkpolicy-peer-dangling.ts";
import { networkPolicyPeerElsewhere } from "./k8s-networkpolicy-peer-elsewhere.ts";
import { networkPolicyTargetElsewhere } from "./k8s-networkpolicy-target-elsewhere.ts";
import { noRollingUpdate } from "./k8s-no-rolling-update.ts";
import { pdbBlocksEviction } from "./k8s-pdb-blocks-eviction.ts";
import { pdbMinExceedsHpaMin } from "./k8s-pdb-min-exceeds-hpa-min.ts";
import { pdbMissing } from "./k8s-pdb-missing.ts";
import { pdbMissingUnscaled } from "./k8s-pdb-missing-unscaled.ts";
import { pdbNoTarget } from "./k8s-pdb-no-target.ts";
import { pdbWithoutPolicy } from "./k8s-pdb-without-policy.ts";
import { privilegeEscalation } from "./k8s-privilege-escalation.ts";
import { privileged } from "./k8s-privileged.ts";
import { probePortNotExposed } from "./k8s-probe-port-not-exposed.ts";
import { probesIdentical } from "./k8s-probes-identical.ts";
import { rbacClusterAdmin } from "./k8s-rbac-cluster-admin.ts";
import { rbacWildcard } from "./k8s-rbac-wildcard.ts";
import { readinessProbeMissing } from "./k8s-readiness-probe-missing.ts";
import { readonlyRootfs } from "./k8s-readonly-rootfs.ts";
import { resourcesMissing } from "./k8s-resources-missing.ts";
import { roleUndefined } from "./k8s-role-undefined.ts";
import { runAsRoot } from "./k8s-run-as-root.ts";
import { rwoMultiReplica } from "./k8s-rwo-multi-replica.ts";
import { rwoRollingUpdate } from "./k8s-rwo-rolling-update.ts";
import { schemaInvalid } from "./k8s-schema-invalid.ts";
import { secretCommitted } from "./k8s-secret-committed.ts";
import { secretInConfigmap } from "./k8s-secret-in-configmap.ts";
import { secretInEnvValue } from "./k8s-secret-in-env-value.ts";
import { selectorMismatch } from "./k8s-selector-mismatch.ts";
import { serviceAccountElsewhere } from "./k8s-service-account-elsewhere.ts";
import { serviceAccountUndefined } from "./k8s-service-account-undefined.ts";
import { serviceExternalIp } from "./k8s-service-external-ip.ts";
import { serviceExternalLb } from "./k8s-service-external-lb.ts";
import { serviceNoPods } from "./k8s-service-no-pods.ts";
import { serviceNodeport } from "./k8s-service-nodeport.ts";
import { servicePodsElsewhere } from "./k8s-service-pods-elsewhere.ts";
import { serviceTargetPortMismatch } from "./k8s-service-targetport-mismatch.ts";
import { serviceMonitorDangling } from "./k8s-servicemonitor-dangling.ts";
import { serviceMonitorServiceElsewhere } from "./k8s-servicemonitor-service-elsewhere.ts";
import { singleReplica } from "./k8s-single-replica.ts";
import { sshPort } from "./k8s-ssh-port.ts";
import { statefulSetNoHeadlessService } from "./k8s-statefulset-no-headless-service.ts";
import { k8sStorePublished } from "./k8s-store-published.ts";
import { k8sStoreWithoutVolume } from "./k8s-store-without-volume.ts";
import { targetPortInvalid } from "./k8s-target-port-invalid.ts";
import { tlsVerifyDisabled } from "./k8s-tls-verify-disabled.ts";
import { topologySpreadInvalid } from "./k8s-topology-spread-invalid.ts";
import { topologySpreadMissing } from "./k8s-topology-spread-missing.ts";
import { k8sUnknownHost } from "./k8s-unknown-host.ts";
import { k8sWrongPort } from "./k8s-wrong-port.ts";
import { knativeNoTimeout } from "./knative-no-timeout.ts";

/** Rules about Kubernetes objects, by id. */
export const kubernetesRules: readonly Rule[] = [
  antiAffinityMissing,
  capabilitiesAdded,
  claimUndefined,
  configRefUndefined,
  containerPortsInvalid,
  cpuLimitMissing,
  cpuRequestMissing,
  cronjobNoDeadline,
  cronjobRestartPolicy,
  debugEnabled,
  deprecatedApi,
  dockerSocket,
  duplicateEnv,
  ephemeralStorageUnset,
  fractionalCpuLimit,
  hostIpc,
  hostNetwork,
  hostPathWritable,
  hostPath,
  hostPid,
  hostPort,
  hpaAndStaticReplicas,
  hpaMaxNotAboveMin,
  hpaMetricIncomplete,
  hpaMinReplicasLow,
  hpaTargetElsewhere,
  hpaTargetMissing,
  hpaWithoutRequests,
  imageLatest,
  ingressNoService,
  ingressNoTls,
  ingressServiceElsewhere,
  jobTtl,
  livenessProbeMissing,
  memoryLimitMissing,
  memoryRequestMissing,
  nakedPod,
  networkpolicyMissing,
  networkPolicyNoTarget,
  networkPolicyPeerDangling,
  networkPolicyPeerElsewhere,
  networkPolicyTargetElsewhere,
  noRollingUpdate,
  pdbBlocksEviction,
  pdbMinExceedsHpaMin,
  pdbMissingUnscaled,
  pdbMissing,
  pdbNoTarget,
  pdbWithoutPolicy,
  privilegeEscalation,
  privileged,
  probePortNotExposed,
  probesIdentical,
  rbacClusterAdmin,
  rbacWildcard,
  readinessProbeMissing,
  readonlyRootfs,
  resourcesMissing,
  roleUndefined,
  runAsRoot,
  rwoMultiReplica,
  rwoRollingUpdate,
  schemaInvalid,
  secretCommitted,
  secretInConfigmap,
  secretInEnvValue,
  selectorMismatch,
  serviceAccountElsewhere,
  serviceAccountUndefined,
  serviceExternalIp,
  serviceExternalLb,
  serviceNoPods,
  serviceNodeport,
  servicePodsElsewhere,
  serviceTargetPortMismatch,
  serviceMonitorDangling,
  serviceMonitorServiceElsewhere,
  singleReplica,
  sshPort,
  statefulSetNoHeadlessService,
  k8sStorePublished,
  k8sStoreWithoutVolume,
  targetPortInvalid,
  tlsVerifyDisabled,
  topologySpreadInvalid,
  topologySpreadMissing,
  k8sUnknownHost,
  k8sWrongPort,
  knativeNoTimeout,
];
