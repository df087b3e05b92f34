import { isKnative, podKinds, podOf } from "../../graph/kubernetes/pods.ts";
import { defaultOf } from "../../graph/kubernetes/resources.ts";
import { rule } from "../rule.ts";
import { saysNothing } from "./families.ts";
import { inVariants, listed } from "./objects.ts";

export const resourcesMissing = rule({
  id: "k8s-resources-missing",
  title: "Containers say what they need",
  why: "A container that says neither what it needs nor what it may take is put on any node, however full, and is the first to be killed when memory runs out there.",
  remedy: "Say `resources.requests` for cpu and memory, and a limit for memory.",
  silent: "Knative, and namespaces with a LimitRange of these files that gives defaults.",
  area: "reliability",
  covers: ["k8s-memory-limit-missing", "k8s-memory-request-missing", "k8s-cpu-request-missing"],
  sources: ["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: { none: "{object} says neither what it needs nor what it may take of cpu and memory ({containers})." },
  severity: () => "note",
  check: (object, graph) =>
    inVariants(object, graph, function* (variant) {
      const pod = podOf(object);
      if (pod === undefined || isKnative(object) || defaultOf(object, variant, "requests", "memory", graph) !== undefined) return;
      const silent = pod.containers.filter((it) => saysNothing(it, pod));
      const [first, ...rest] = silent.map((it) => it.at);
      if (first === undefined) return;
      yield { message: "none" as const, params: { containers: listed(silent.map((it) => it.name)) }, at: [first, ...rest] };
    }),
  good: [
    {
      title: "Requests and a limit",
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
          resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {memory: 128Mi}}
`,
      },
    },
    {
      title: "A LimitRange",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: LimitRange
metadata: {name: usual}
spec: {limits: [{type: Container, default: {memory: 256Mi}, defaultRequest: {cpu: 100m, memory: 128Mi}}]}
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
      title: "An init container, in a workload without a name",
      files: {
        "k8s/app.yaml": `apiVersion: batch/v1
kind: CronJob
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          initContainers: [{name: migrate, image: "shop/migrate:1.2"}]
          containers:
            - name: report
              image: "shop/report:1.2"
              resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {memory: 128Mi}}
`,
      },
      says: ["CronJob without a name says neither what it needs nor what it may take of cpu and memory (migrate)."],
    },
    {
      title: "Nothing",
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
      says: ["Deployment api says neither what it needs nor what it may take of cpu and memory (api)."],
    },
  ],
});
