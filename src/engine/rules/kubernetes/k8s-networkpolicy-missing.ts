import { isTrue } from "../../graph/kubernetes/names.ts";
import { isKnative, podKinds, podOf, runsOn } from "../../graph/kubernetes/pods.ts";
import { policiesFor } from "../../graph/kubernetes/policies.ts";
import { rule } from "../rule.ts";
import { inVariants } from "./objects.ts";

export const networkpolicyMissing = rule({
  id: "k8s-networkpolicy-missing",
  title: "Pods are reached by, and reach, what they need",
  why: "Without a policy every pod of the cluster can connect to every other: who breaks into one tries them all.",
  remedy: "Add NetworkPolicies that select the pods and say both sides, ingress and egress.",
  silent:
    "Pods that share the network of their node, which no policy holds, and jobs. Off unless asked for: whether the cluster enforces policies cannot be seen here.",
  area: "security",
  covers: ["k8s-networkpolicy-missing", "k8s-networkpolicy-misconfigured"],
  sources: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/"],
  default: false,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: { open: "No network policy says for {object} {open}." },
  severity: () => "note",
  check: (object, graph) =>
    inVariants(object, graph, function* (variant) {
      const pod = podOf(object);
      if (pod === undefined || !runsOn(pod) || isKnative(object) || isTrue(pod.spec, "hostNetwork")) return;
      const policies = policiesFor(pod, variant, graph);
      const open = [
        ...(policies.some((it) => it.ingress) ? [] : ["who may connect to it"]),
        ...(policies.some((it) => it.egress) ? [] : ["what it may connect to"]),
      ];
      if (open.length > 0)
        yield { message: "open" as const, params: { open: open.join(" or ") }, at: [object.at, ...policies.map((it) => it.object.at)] };
    }),
  good: [
    {
      title: "Both sides",
      files: {
        "k8s/app.yaml": `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api}
spec: {podSelector: {matchLabels: {app: api}}, policyTypes: [Ingress, Egress]}
---
apiVersion: apps/v1
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
    },
  ],
  bad: [
    {
      title: "One side",
      files: {
        "k8s/app.yaml": `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api}
spec: {podSelector: {matchLabels: {app: api}}, policyTypes: [Ingress]}
---
apiVersion: apps/v1
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
      says: ["No network policy says for Deployment api what it may connect to."],
    },
  ],
});
