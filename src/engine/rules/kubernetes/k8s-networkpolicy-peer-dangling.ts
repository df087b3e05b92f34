import { rule } from "../rule.ts";
import { dangling, peersOfPolicy } from "./dangling.ts";

export const networkPolicyPeerDangling = rule({
  id: "k8s-networkpolicy-peer-dangling",
  title: "The peers that a network policy lets through are there",
  why: "A policy refuses everyone it does not name. A peer with labels that no pod has is nobody, so the caller it was meant for is refused.",
  remedy: "Give the peer the labels of the pod template that calls, or is called.",
  silent: "Peers in other namespaces, addresses, namespaces without any workload in these files, and pods that an operator makes.",
  area: "reliability",
  covers: ["k8s-networkpolicy-peer-dangling"],
  sources: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["NetworkPolicy"],
  messages: { none: "{object} lets {target} through, and there are none." },
  severity: () => "warning",
  check: (object, graph) => dangling(object, graph, peersOfPolicy, "none"),
  good: [
    {
      title: "A caller that is there, and one of another namespace",
      files: {
        "k8s/db.yaml": `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db}
spec:
  podSelector: {}
  ingress:
    - from:
        - podSelector: {matchLabels: {app: api}}
        - podSelector: {matchLabels: {app: prometheus}}
          namespaceSelector: {matchLabels: {name: monitoring}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec: {template: {metadata: {labels: {app: api}}, spec: {containers: [{name: api, image: "shop/api:1.2"}]}}}
`,
      },
    },
  ],
  bad: [
    {
      title: "A caller under an old name",
      files: {
        "k8s/db.yaml": `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db}
spec:
  podSelector: {}
  ingress:
    - from:
        - podSelector: {matchLabels: {app: backend}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec: {template: {metadata: {labels: {app: api}}, spec: {containers: [{name: api, image: "shop/api:1.2"}]}}}
`,
      },
      says: ["NetworkPolicy db lets pods with app=backend through, and there are none."],
    },
    {
      title: "A typing error",
      files: {
        "k8s/app.yaml": `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: orders}
spec:
  podSelector: {}
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: gatway
---
apiVersion: v1
kind: Pod
metadata:
  name: gateway
  labels: {app: gateway}
spec:
  containers:
    - name: gateway
      image: "shop/gateway:1.2"
`,
      },
      says: ["NetworkPolicy orders lets pods with app=gatway through, and there are none."],
      fixed: {
        "k8s/app.yaml": `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: orders}
spec:
  podSelector: {}
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: gateway
---
apiVersion: v1
kind: Pod
metadata:
  name: gateway
  labels: {app: gateway}
spec:
  containers:
    - name: gateway
      image: "shop/gateway:1.2"
`,
      },
    },
  ],
});
