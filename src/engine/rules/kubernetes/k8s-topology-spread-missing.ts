import { mapsAt } from "../../graph/kubernetes/names.ts";
import { isReplicated, podKinds, podOf, replicasOf } from "../../graph/kubernetes/pods.ts";
import { rule } from "../rule.ts";
import { about, spread } from "./objects.ts";

export const topologySpreadMissing = rule({
  id: "k8s-topology-spread-missing",
  title: "Replicas say how they are spread",
  why: "Without constraints of its own a workload is spread by a default of the cluster, which may lose a zone’s worth of replicas at once.",
  remedy: "Add `topologySpreadConstraints` over zones and nodes.",
  silent:
    "Workloads that say one replica, and kinds that run on every node. Off unless asked for: `k8s-anti-affinity-missing` accepts either way of spreading.",
  area: "reliability",
  covers: ["k8s-topology-spread-missing"],
  sources: ["https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/"],
  default: false,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: { none: "{object} has no topologySpreadConstraints." },
  severity: () => "note",
  *check(object) {
    const pod = podOf(object);
    if (pod?.spec === undefined || !isReplicated(object) || (replicasOf(object) ?? 2) < 2) return;
    if (mapsAt(pod.spec, "topologySpreadConstraints").length === 0)
      yield about(object, { message: "none", at: [object.at], fixes: spread(pod) });
  },
  good: [
    {
      title: "Constraints",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    metadata: {labels: {app: api}}
    spec:
      topologySpreadConstraints:
        - {maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: api}}}
      containers:
        - name: api
          image: "shop/api:1.2"
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
      says: ["Deployment api has no topologySpreadConstraints."],
      fixed: {
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
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              app: api
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              app: api
`,
      },
    },
  ],
});
