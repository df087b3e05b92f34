import { rule } from "../rule.ts";
import { dangling, podsOfBudgets } from "./dangling.ts";

export const pdbNoTarget = rule({
  id: "k8s-pdb-no-target",
  title: "A disruption budget protects pods that are there",
  why: "A budget that selects no pod protects none: the workload it was written for is drained whole.",
  remedy: "Give the selector the labels of the pod template.",
  silent: "Namespaces without any workload in these files, and pods that an operator makes of an object that is here.",
  area: "reliability",
  covers: [],
  sources: ["https://kubernetes.io/docs/tasks/run-application/configure-pdb/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["PodDisruptionBudget"],
  messages: { none: "{object} protects {target}, and there are none." },
  severity: () => "warning",
  check: (object, graph) => dangling(object, graph, podsOfBudgets, "none"),
  good: [
    {
      title: "The labels of the template",
      files: {
        "k8s/api.yaml": `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: api}
spec:
  maxUnavailable: 1
  selector: {matchExpressions: [{key: app, operator: In, values: [api, web]}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec: {replicas: 3, template: {metadata: {labels: {app: api}}, spec: {containers: [{name: api, image: "shop/api:1.2"}]}}}
`,
      },
    },
  ],
  bad: [
    {
      title: "Labels that nothing has",
      files: {
        "k8s/api.yaml": `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: api}
spec:
  maxUnavailable: 1
  selector: {matchLabels: {app: shop-api}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec: {replicas: 3, template: {metadata: {labels: {app: api}}, spec: {containers: [{name: api, image: "shop/api:1.2"}]}}}
`,
      },
      says: ["PodDisruptionBudget api protects pods with app=shop-api, and there are none."],
    },
    {
      title: "A typing error",
      files: {
        "k8s/app.yaml": `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: orders}
spec: {maxUnavailable: 1, selector: {matchLabels: {app: ordesr}}}
---
apiVersion: v1
kind: Pod
metadata:
  name: orders
  labels: {app: orders}
spec:
  containers:
    - name: orders
      image: "shop/orders:1.2"
`,
      },
      says: ["PodDisruptionBudget orders protects pods with app=ordesr, and there are none."],
      fixed: {
        "k8s/app.yaml": `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: orders}
spec: {maxUnavailable: 1, selector: {matchLabels: {app: orders}}}
---
apiVersion: v1
kind: Pod
metadata:
  name: orders
  labels: {app: orders}
spec:
  containers:
    - name: orders
      image: "shop/orders:1.2"
`,
      },
    },
  ],
});
