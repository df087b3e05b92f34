import { mapAt, mapsAt } from "../../graph/kubernetes/names.ts";
import { type MapNode, numberAt, textAt } from "../../model/index.ts";
import { podRule } from "./families.ts";
import { insert, listed } from "./objects.ts";

export const topologySpreadInvalid = podRule({
  id: "k8s-topology-spread-invalid",
  title: "Spread constraints are ones that hold",
  why: "The API server refuses a pod whose constraint is incomplete; one without a selector spreads nothing.",
  remedy:
    "Say `maxSkew` (1 or more), `topologyKey`, `whenUnsatisfiable` (DoNotSchedule or ScheduleAnyway) and a `labelSelector` for the pods themselves.",
  silent: "Nothing.",
  area: "reliability",
  covers: ["k8s-topology-spread-invalid"],
  sources: ["https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/"],
  default: true,
  says: "{object} has a spread constraint with {what}: it is refused, or spreads nothing.",
  weight: "error",
  fix: { title: "Select the pods themselves", certain: true },
  find: ({ spec, labels }) =>
    mapsAt(spec, "topologySpreadConstraints").flatMap((it) => {
      const what = faultsOf(it);
      if (what.length === 0) return [];
      // A constraint without a selector is for no pod; what it is written beside are the pods that it can be meant for.
      const bare = what.length === 1 && !it.entries.has("labelSelector") && labels.size > 0;
      const steps = bare ? { steps: [insert(it.at, "labelSelector", { matchLabels: Object.fromEntries(labels) })] } : {};
      return [{ at: it.at, what: listed(what), ...steps }];
    }),
  good: [
    {
      title: "A whole one",
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
      title: "No topology, and no room",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    metadata: {labels: {app: api}}
    spec:
      topologySpreadConstraints:
        - {maxSkew: 0, whenUnsatisfiable: Maybe, labelSelector: {matchLabels: {app: api}}}
      containers:
        - name: api
          image: "shop/api:1.2"
`,
      },
      says: [
        "Deployment api has a spread constraint with maxSkew below 1, no topologyKey and whenUnsatisfiable other than DoNotSchedule or ScheduleAnyway: it is refused, or spreads nothing.",
      ],
    },
    {
      title: "For no pods",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    metadata: {labels: {app: api}}
    spec:
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: DoNotSchedule
      containers:
        - name: api
          image: "shop/api:1.2"
`,
      },
      says: ["Deployment api has a spread constraint with no labelSelector: it is refused, or spreads nothing."],
      fixed: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    metadata: {labels: {app: api}}
    spec:
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: DoNotSchedule
          labelSelector:
            matchLabels:
              app: api
      containers:
        - name: api
          image: "shop/api:1.2"
`,
      },
    },
  ],
});

function faultsOf(constraint: MapNode): readonly string[] {
  const faults: string[] = [];
  if (!((numberAt(constraint, "maxSkew") ?? 0) >= 1)) faults.push("maxSkew below 1");
  if ((numberAt(constraint, "minDomains") ?? 1) < 1) faults.push("minDomains below 1");
  if ((textAt(constraint, "topologyKey") ?? "") === "") faults.push("no topologyKey");
  if (!["DoNotSchedule", "ScheduleAnyway"].includes(textAt(constraint, "whenUnsatisfiable") ?? ""))
    faults.push("whenUnsatisfiable other than DoNotSchedule or ScheduleAnyway");
  if (mapAt(constraint, "labelSelector") === undefined) faults.push("no labelSelector");
  return faults;
}
