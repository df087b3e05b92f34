import { resourceRule } from "./families.ts";

export const memoryLimitMissing = resourceRule({
  id: "k8s-memory-limit-missing",
  title: "Memory has a limit",
  why: "A leak in one container takes the memory of its node, and the kernel then kills whatever it likes there.",
  remedy: "Say `resources.limits.memory`, mostly as much as is requested.",
  silent: "Containers that say nothing at all (`k8s-resources-missing`), init containers, and namespaces with a LimitRange that gives one.",
  area: "reliability",
  covers: ["k8s-memory-limit-missing"],
  sources: ["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"],
  default: true,
  says: "{object} has no limit for memory ({containers}): a leak takes its node down.",
  weight: "note",
  side: "limits",
  resource: "memory",
  good: [
    {
      title: "A limit",
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
  ],
  bad: [
    {
      title: "A request alone",
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
          resources: {requests: {cpu: 100m, memory: 128Mi}}
`,
      },
      says: ["Deployment api has no limit for memory (api): a leak takes its node down."],
    },
  ],
});
