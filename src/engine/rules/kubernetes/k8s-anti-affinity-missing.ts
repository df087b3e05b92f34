import { leastOf } from "../../graph/kubernetes/budgets.ts";
import { mapAt, mapsAt } from "../../graph/kubernetes/names.ts";
import { isReplicated, type Pod, podKinds, podOf } from "../../graph/kubernetes/pods.ts";
import { matches, selectorOf } from "../../graph/kubernetes/selectors.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { inVariants, spread } from "./objects.ts";

export const antiAffinityMissing = rule({
  id: "k8s-anti-affinity-missing",
  title: "Replicas are spread over nodes",
  why: "Replicas that land on one node fail together. The scheduler spreads them only as far as its default goes, which is a preference that a full node overrules.",
  remedy: "Add `topologySpreadConstraints` over `kubernetes.io/hostname` (or a zone), or a podAntiAffinity, for the labels of the pods.",
  silent:
    "Workloads that run once or do not say how often, and kinds that run on every node. A rule that is written for other labels than the pods have counts as none.",
  area: "reliability",
  covers: ["k8s-anti-affinity-missing"],
  sources: [
    "https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/",
    "https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/",
  ],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: { none: "{object} runs {replicas} replicas that may all land on one node." },
  severity: ({ slo, ...stated }) => unlessPrototype((slo?.availability ?? 0) >= 99.9 ? "warning" : "note", stated),
  check: (object, graph) =>
    inVariants(object, graph, function* (variant) {
      const pod = podOf(object);
      const least = pod && isReplicated(object) ? leastOf(pod, variant, graph) : undefined;
      if (pod === undefined || least === undefined || least.replicas < 2 || isSpread(pod)) return;
      yield { message: "none" as const, params: { replicas: least.replicas }, at: [object.at, least.at], fixes: spread(pod) };
    }),
  good: [
    {
      title: "Spread over nodes",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 3
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
      title: "Nothing is said",
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
      says: ["Deployment api runs 3 replicas that may all land on one node."],
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

/** By constraints, or by an anti-affinity, that is for these very pods. */
function isSpread({ spec, labels }: Pod): boolean {
  const affinity = mapAt(spec, "affinity", "podAntiAffinity");
  const terms = [
    ...mapsAt(affinity, "requiredDuringSchedulingIgnoredDuringExecution"),
    ...mapsAt(affinity, "preferredDuringSchedulingIgnoredDuringExecution").flatMap((it) => mapAt(it, "podAffinityTerm") ?? []),
    ...mapsAt(spec, "topologySpreadConstraints"),
  ];
  return terms.some((it) => {
    const selector = selectorOf(mapAt(it, "labelSelector"));
    return mapAt(it, "labelSelector") === undefined || (selector !== undefined && matches(selector, labels));
  });
}
