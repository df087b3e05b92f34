import { resourceRule } from "./families.ts";

export const memoryRequestMissing = resourceRule({
  id: "k8s-memory-request-missing",
  title: "Memory is requested",
  why: "The scheduler counts what is requested. What requests no memory is put on full nodes, and evicted first.",
  remedy: "Say `resources.requests.memory`.",
  silent:
    "Containers that say nothing at all (`k8s-resources-missing`), init containers, and namespaces with a LimitRange that gives one. A limit without a request sets all of it aside, which is a note.",
  area: "scalability",
  covers: ["k8s-memory-request-missing"],
  sources: ["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"],
  default: true,
  says: "{object} requests no memory ({containers}): it is put on full nodes and evicted first.",
  weight: "note",
  side: "requests",
  resource: "memory",
  reserves: "{object} says how much memory it may take and not how much it needs ({containers}): all of it is set aside.",
  good: [
    {
      title: "A request",
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
      title: "None",
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
          resources: {requests: {cpu: 100m}}
`,
      },
      says: ["Deployment api requests no memory (api): it is put on full nodes and evicted first."],
    },
    {
      title: "A limit stands in for it",
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
          resources: {limits: {memory: 2Gi}, requests: {cpu: 100m}}
`,
      },
      says: ["Deployment api says how much memory it may take and not how much it needs (api): all of it is set aside."],
    },
  ],
});
