import { autoscalerOf } from "../../graph/kubernetes/scaling.ts";
import { rule } from "../rule.ts";
import { about, perhaps, set } from "./objects.ts";

export const hpaMinReplicasLow = rule({
  id: "k8s-hpa-min-replicas-low",
  title: "An autoscaler leaves more than one replica",
  why: "In quiet hours one pod is left: a node that fails or is drained takes all of it away until another pod has started.",
  remedy: "Say `minReplicas: 2` where nobody may notice that a node goes.",
  silent:
    "Autoscalers that do not say it, and KEDA's, which may go down to none on purpose. Two are enough: a third is asked for only where a promise of 99.95 % or more is stated.",
  area: "reliability",
  covers: ["k8s-hpa-min-replicas-low"],
  sources: ["https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["HorizontalPodAutoscaler"],
  messages: { one: "{object} goes down to {least}: then one pod that goes takes {share} away." },
  severity: ({ slo }) => ((slo?.availability ?? 0) >= 99.9 ? "warning" : "note"),
  *check(object, graph) {
    const scaler = object.type === "HorizontalPodAutoscaler" ? autoscalerOf(object) : undefined;
    if (scaler?.least === undefined || scaler.leastAt === undefined) return;
    const floor = (graph.requirements().slo?.availability ?? 0) >= 99.95 ? 3 : 2;
    if (scaler.least >= floor) return;
    yield about(object, {
      message: "one",
      params: { least: scaler.least, share: scaler.least < 2 ? "everything" : "half" },
      at: [scaler.leastAt],
      fixes: perhaps(`Leave at least ${floor}`, set(scaler.leastAt, floor)),
    });
  },
  good: [
    {
      title: "Two",
      files: {
        "k8s/api.yaml": `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}, minReplicas: 2, maxReplicas: 5}
`,
      },
    },
  ],
  bad: [
    {
      title: "One",
      files: {
        "k8s/api.yaml": `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}, minReplicas: 1, maxReplicas: 5}
`,
      },
      says: ["HorizontalPodAutoscaler api goes down to 1: then one pod that goes takes everything away."],
    },
  ],
});
