import { budgetsFor, leastOf } from "../../graph/kubernetes/budgets.ts";
import { isReplicated, podKinds, podOf } from "../../graph/kubernetes/pods.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { inVariants } from "./objects.ts";

export const pdbMissing = rule({
  id: "k8s-pdb-missing",
  title: "Replicas are not all drained at once",
  why: "When nodes are drained (an upgrade of the cluster), every pod on them is evicted. Without a budget all replicas may go at the same time.",
  remedy: "Add a PodDisruptionBudget with `maxUnavailable: 1` that selects the pods.",
  silent: "Workloads that run once or do not say how often (`k8s-pdb-missing-unscaled` asks these), and kinds that run on every node.",
  area: "reliability",
  covers: ["k8s-pdb-missing"],
  sources: ["https://kubernetes.io/docs/tasks/run-application/configure-pdb/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: { none: "{object} runs {replicas} replicas and has no PodDisruptionBudget: drained nodes may take all of them at once." },
  severity: ({ slo, ...stated }) => unlessPrototype((slo?.availability ?? 0) >= 99.9 ? "warning" : "note", stated),
  check: (object, graph) =>
    inVariants(object, graph, function* (variant) {
      const pod = podOf(object);
      const least = pod && isReplicated(object) ? leastOf(pod, variant, graph) : undefined;
      if (pod === undefined || least === undefined || least.replicas < 2 || budgetsFor(pod, variant, graph).length > 0) return;
      yield { message: "none" as const, params: { replicas: least.replicas }, at: [object.at, least.at] };
    }),
  good: [
    {
      title: "A budget",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 3
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
  replicas: 3
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: api
          image: "shop/api:1.2"
`,
      },
      says: ["Deployment api runs 3 replicas and has no PodDisruptionBudget: drained nodes may take all of them at once."],
    },
  ],
});
