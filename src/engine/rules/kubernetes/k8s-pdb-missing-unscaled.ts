import { budgetsFor } from "../../graph/kubernetes/budgets.ts";
import { isReplicated, podKinds, podOf, replicasOf } from "../../graph/kubernetes/pods.ts";
import { autoscalersOf } from "../../graph/kubernetes/scaling.ts";
import { rule } from "../rule.ts";
import { inVariants } from "./objects.ts";

export const pdbMissingUnscaled = rule({
  id: "k8s-pdb-missing-unscaled",
  title: "Workloads without a stated number have a budget as well",
  why: "A workload that does not say how many pods it has may be scaled by hand or by something outside these files; then nothing keeps its replicas from being drained at once.",
  remedy: "Say `replicas`, and add a PodDisruptionBudget with `maxUnavailable: 1`.",
  silent:
    "Workloads that say a number or that an autoscaler of these files scales: `k8s-pdb-missing` asks these. Off unless asked for: most of them run once.",
  area: "reliability",
  covers: ["k8s-pdb-missing"],
  sources: ["https://kubernetes.io/docs/tasks/run-application/configure-pdb/"],
  default: false,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: { none: "{object} does not say how many pods it has, and has no PodDisruptionBudget." },
  severity: () => "note",
  check: (object, graph) =>
    inVariants(object, graph, function* (variant) {
      const pod = podOf(object);
      if (pod === undefined || !isReplicated(object) || replicasOf(object) !== undefined) return;
      if (autoscalersOf(object, variant, graph).length > 0 || budgetsFor(pod, variant, graph).length > 0) return;
      yield { message: "none" as const, at: [object.at] };
    }),
  good: [
    {
      title: "A budget",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: api
          image: "shop/api:1.2"
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: api}
spec: {maxUnavailable: 1, selector: {matchLabels: {app: api}}}
`,
      },
    },
  ],
  bad: [
    {
      title: "None",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: api
          image: "shop/api:1.2"
`,
      },
      says: ["Deployment api does not say how many pods it has, and has no PodDisruptionBudget."],
    },
  ],
});
