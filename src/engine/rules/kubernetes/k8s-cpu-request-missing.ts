import { resourceRule } from "./families.ts";

export const cpuRequestMissing = resourceRule({
  id: "k8s-cpu-request-missing",
  title: "Processor time is requested",
  why: "Processor time is shared by what is requested. What requests none gets what is left over, and an autoscaler that goes by it has nothing to go by.",
  remedy: "Say `resources.requests.cpu`.",
  silent:
    "Containers that say nothing at all (`k8s-resources-missing`), init containers, and namespaces with a LimitRange that gives one. A limit without a request sets all of it aside, which is a note.",
  area: "scalability",
  covers: ["k8s-cpu-request-missing"],
  sources: ["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"],
  default: true,
  says: "{object} requests no processor time ({containers}): under load it gets what the others leave.",
  weight: "note",
  side: "requests",
  resource: "cpu",
  reserves: "{object} says how much processor time it may take and not how much it needs ({containers}): all of it is set aside.",
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
          resources: {requests: {memory: 128Mi}, limits: {memory: 128Mi}}
`,
      },
      says: ["Deployment api requests no processor time (api): under load it gets what the others leave."],
    },
  ],
});
