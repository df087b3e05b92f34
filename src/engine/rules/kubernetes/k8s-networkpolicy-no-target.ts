import { rule } from "../rule.ts";
import { dangling, podsOfPolicy } from "./dangling.ts";

export const networkPolicyNoTarget = rule({
  id: "k8s-networkpolicy-no-target",
  title: "A network policy applies to pods that are there",
  why: "A policy that selects no pod isolates none: what it was written to protect is open to the whole cluster, and looks protected.",
  remedy: "Give `podSelector` the labels of the pod template.",
  silent: "Policies for every pod of a namespace, namespaces without any workload in these files, and pods that an operator makes.",
  area: "security",
  covers: ["k8s-networkpolicy-no-target"],
  sources: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["NetworkPolicy"],
  messages: { none: "{object} applies to {target}, and there are none: it protects nothing." },
  severity: () => "warning",
  check: (object, graph) => dangling(object, graph, podsOfPolicy, "none"),
  good: [
    {
      title: "For one workload, and for all",
      files: {
        "k8s/db.yaml": `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db}
spec: {podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny}
spec: {podSelector: {}, policyTypes: [Ingress]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec: {template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: "postgres:16.4"}]}}}
`,
      },
    },
  ],
  bad: [
    {
      title: "Labels that nothing has",
      files: {
        "k8s/db.yaml": `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db}
spec:
  podSelector: {matchLabels: {app: database}}
  policyTypes: [Ingress]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec: {template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: "postgres:16.4"}]}}}
`,
      },
      says: ["NetworkPolicy db applies to pods with app=database, and there are none: it protects nothing."],
    },
    {
      title: "A typing error, which is no matter of course: the policy would begin to hold",
      files: {
        "k8s/app.yaml": `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: orders}
spec: {podSelector: {matchLabels: {app: ordesr}}}
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
      says: ["NetworkPolicy orders applies to pods with app=ordesr, and there are none: it protects nothing."],
    },
  ],
});
