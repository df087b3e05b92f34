import { saidOf } from "../../graph/kubernetes/resources.ts";
import { containerRule } from "./families.ts";

export const cpuLimitMissing = containerRule({
  id: "k8s-cpu-limit-missing",
  title: "Processor time has a limit",
  why: "Where tenants share nodes, a container without a limit may take all idle processor time, and its speed differs from day to day.",
  remedy: "Say `resources.limits.cpu`.",
  silent: "Off unless asked for: a limit throttles a container while its node is idle, so most teams are better off with requests alone.",
  area: "performance",
  covers: ["k8s-cpu-limit-missing"],
  sources: ["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"],
  default: false,
  says: "{object} has no limit for processor time ({containers}).",
  weight: "note",
  init: true,
  find: (container, pod) => (saidOf(container, pod, "limits", "cpu") === undefined ? {} : undefined),
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
          resources: {limits: {cpu: 500m}}
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
`,
      },
      says: ["Deployment api has no limit for processor time (api)."],
    },
  ],
});
