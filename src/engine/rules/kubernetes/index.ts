import type { Rule } from "../rule.ts";
import { claimUndefined } from "./k8s-claim-undefined.ts";
import { configRefUndefined } from "./k8s-config-ref-undefined.ts";
import { hpaAndStaticReplicas } from "./k8s-hpa-and-static-replicas.ts";
import { hpaMaxNotAboveMin } from "./k8s-hpa-max-not-above-min.ts";
import { hpaMinReplicasLow } from "./k8s-hpa-min-replicas-low.ts";
import { hpaTargetElsewhere } from "./k8s-hpa-target-elsewhere.ts";
import { hpaTargetMissing } from "./k8s-hpa-target-missing.ts";
import { hpaWithoutRequests } from "./k8s-hpa-without-requests.ts";
import { ingressNoService } from "./k8s-ingress-no-service.ts";
import { ingressServiceElsewhere } from "./k8s-ingress-service-elsewhere.ts";
import { networkPolicyNoTarget } from "./k8s-networkpolicy-no-target.ts";
import { networkPolicyPeerDangling } from "./k8s-networkpolicy-peer-dangling.ts";
import { networkPolicyPeerElsewhere } from "./k8s-networkpolicy-peer-elsewhere.ts";
import { networkPolicyTargetElsewhere } from "./k8s-networkpolicy-target-elsewhere.ts";
import { pdbBlocksEviction } from "./k8s-pdb-blocks-eviction.ts";
import { pdbMinExceedsHpaMin } from "./k8s-pdb-min-exceeds-hpa-min.ts";
import { pdbNoTarget } from "./k8s-pdb-no-target.ts";
import { probePortNotExposed } from "./k8s-probe-port-not-exposed.ts";
import { roleUndefined } from "./k8s-role-undefined.ts";
import { rwoMultiReplica } from "./k8s-rwo-multi-replica.ts";
import { rwoRollingUpdate } from "./k8s-rwo-rolling-update.ts";
import { selectorMismatch } from "./k8s-selector-mismatch.ts";
import { serviceAccountElsewhere } from "./k8s-service-account-elsewhere.ts";
import { serviceAccountUndefined } from "./k8s-service-account-undefined.ts";
import { serviceNoPods } from "./k8s-service-no-pods.ts";
import { servicePodsElsewhere } from "./k8s-service-pods-elsewhere.ts";
import { serviceTargetPortMismatch } from "./k8s-service-targetport-mismatch.ts";
import { serviceMonitorDangling } from "./k8s-servicemonitor-dangling.ts";
import { serviceMonitorServiceElsewhere } from "./k8s-servicemonitor-service-elsewhere.ts";
import { statefulSetNoHeadlessService } from "./k8s-statefulset-no-headless-service.ts";

/** Rules about Kubernetes objects, by id. */
export const kubernetesRules: readonly Rule[] = [
  claimUndefined,
  configRefUndefined,
  hpaAndStaticReplicas,
  hpaMaxNotAboveMin,
  hpaMinReplicasLow,
  hpaTargetElsewhere,
  hpaTargetMissing,
  hpaWithoutRequests,
  ingressNoService,
  ingressServiceElsewhere,
  networkPolicyNoTarget,
  networkPolicyPeerDangling,
  networkPolicyPeerElsewhere,
  networkPolicyTargetElsewhere,
  pdbBlocksEviction,
  pdbMinExceedsHpaMin,
  pdbNoTarget,
  probePortNotExposed,
  roleUndefined,
  rwoMultiReplica,
  rwoRollingUpdate,
  selectorMismatch,
  serviceAccountElsewhere,
  serviceAccountUndefined,
  serviceNoPods,
  servicePodsElsewhere,
  serviceTargetPortMismatch,
  serviceMonitorDangling,
  serviceMonitorServiceElsewhere,
  statefulSetNoHeadlessService,
];
