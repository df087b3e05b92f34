import { autoscalerOf, autoscalerTypes } from "../../graph/kubernetes/scaling.ts";
import { rule } from "../rule.ts";
import { about, certainly, set } from "./objects.ts";

export const hpaMaxNotAboveMin = rule({
  id: "k8s-hpa-max-not-above-min",
  title: "An autoscaler has room to scale",
  why: "With as many pods at most as at least there is nothing to scale: it looks elastic, and stands still under load. With fewer at most the API server refuses it.",
  remedy: "Raise `maxReplicas`, or drop the autoscaler and say `replicas`.",
  silent: "Autoscalers whose bounds are not said.",
  area: "scalability",
  covers: ["k8s-hpa-max-not-above-min"],
  sources: ["https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: autoscalerTypes,
  messages: { none: "{object} goes from {least} to {most} replicas: it never scales." },
  severity: () => "warning",
  *check(object) {
    const scaler = autoscalerOf(object);
    if (scaler?.most === undefined || scaler.mostAt === undefined) return;
    const least = scaler.least ?? (object.type === "ScaledObject" ? 0 : 1);
    if (scaler.most > least) return;
    const at = scaler.leastAt === undefined ? ([scaler.mostAt] as const) : ([scaler.mostAt, scaler.leastAt] as const);
    const { most, mostAt, leastAt } = scaler;
    // Above each other the wrong way round: the API server refuses it, so nothing runs by it yet.
    const swapped = leastAt !== undefined && most < least && most > 1;
    const fixes = swapped ? certainly("Put the bounds the other way round", set(mostAt, least), set(leastAt, most)) : [];
    yield about(object, { message: "none", params: { least, most }, at, fixes });
  },
  good: [
    {
      title: "From two to five",
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
      title: "From three to three",
      files: {
        "k8s/api.yaml": `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}, minReplicas: 3, maxReplicas: 3}
`,
      },
      says: ["HorizontalPodAutoscaler api goes from 3 to 3 replicas: it never scales."],
    },
    {
      title: "The wrong way round",
      files: {
        "k8s/app.yaml": `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
  minReplicas: 10
  maxReplicas: 2
`,
      },
      says: ["HorizontalPodAutoscaler api goes from 10 to 2 replicas: it never scales."],
      fixed: {
        "k8s/app.yaml": `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
  minReplicas: 2
  maxReplicas: 10
`,
      },
    },
  ],
});
