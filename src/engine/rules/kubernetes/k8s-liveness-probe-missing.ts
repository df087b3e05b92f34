import { mapAt } from "../../graph/kubernetes/names.ts";
import { isKnative, runsOn } from "../../graph/kubernetes/pods.ts";
import { containerRule } from "./families.ts";

export const livenessProbeMissing = containerRule({
  id: "k8s-liveness-probe-missing",
  title: "A container that hangs is restarted",
  why: "A process that hangs keeps running: without a liveness probe nothing notices until a person does.",
  remedy: "Add a `livenessProbe` that asks the process itself, and nothing it depends on.",
  silent:
    "Jobs, pods that run once, init containers, and Knative. Off unless asked for: a wrong liveness probe restarts healthy pods under load, which is worse than none.",
  area: "reliability",
  covers: ["k8s-liveness-probe-missing"],
  sources: ["https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/"],
  default: false,
  says: "{object} stays as it is when it hangs: no livenessProbe in {containers}.",
  weight: "note",
  init: false,
  find: ({ node }, pod) => (runsOn(pod) && !isKnative(pod.workload) && mapAt(node, "livenessProbe") === undefined ? {} : undefined),
  good: [
    {
      title: "A probe",
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
          livenessProbe: {tcpSocket: {port: 8080}}
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
      says: ["Deployment api stays as it is when it hangs: no livenessProbe in api."],
    },
  ],
});
