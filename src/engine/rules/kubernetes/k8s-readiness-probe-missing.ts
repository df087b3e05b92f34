import { mapAt } from "../../graph/kubernetes/names.ts";
import { isKnative, podKinds, podOf, portsOf, runsOn } from "../../graph/kubernetes/pods.ts";
import { isServed } from "../../graph/kubernetes/services.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { inVariants, listed } from "./objects.ts";
import { isAgent } from "./stores.ts";

export const readinessProbeMissing = rule({
  id: "k8s-readiness-probe-missing",
  title: "A container that is called says when it is ready",
  why: "A pod without a readiness probe gets traffic as soon as its process starts, and keeps it while it cannot answer: every rollout costs some failed calls.",
  remedy: "Add a `readinessProbe` that asks what a caller would ask, without asking other services.",
  silent:
    "Pods that no Service selects, jobs, init containers, sidecars that declare no port beside a container that does, and Knative, which asks by itself. Agents that run on every node weigh less. Where no Service is in these files at all it weighs less: one may stand elsewhere.",
  area: "reliability",
  covers: ["k8s-readiness-probe-missing"],
  sources: ["https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: {
    served: "A Service sends to {object} before it can answer: no readinessProbe in {containers}.",
    unknown: "Nothing says when {object} can answer: no readinessProbe in {containers}.",
  },
  severity: (requirements) => unlessPrototype("warning", requirements),
  check: (object, graph) =>
    inVariants(object, graph, function* (variant) {
      const pod = podOf(object);
      if (pod === undefined || !runsOn(pod) || isKnative(object)) return;
      const running = pod.containers.filter((it) => !it.init);
      const listening = running.filter((it) => portsOf(it).length > 0);
      const silent = (listening.length > 0 ? listening : running).filter((it) => mapAt(it.node, "readinessProbe") === undefined);
      const [first, ...rest] = silent.map((it) => it.at);
      const served = isServed(pod, variant, graph);
      if (first === undefined || served === "no") return;
      const params = { containers: listed(silent.map((it) => it.name)) };
      yield served === "here"
        ? { message: "served" as const, params, cause: "", at: [first, ...rest], ...(isAgent(pod) && { severity: "note" as const }) }
        : { message: "unknown" as const, params, cause: "", at: [first, ...rest], severity: "note" as const };
    }),
  good: [
    {
      title: "A probe, and a worker that nobody calls",
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
          readinessProbe: {httpGet: {path: /ready, port: 8080}}
---
apiVersion: v1
kind: Service
metadata: {name: api}
spec: {selector: {app: api}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: worker}
spec:
  template:
    metadata: {labels: {app: worker}}
    spec:
      containers:
        - name: worker
          image: "shop/api:1.2"
`,
      },
    },
  ],
  bad: [
    {
      title: "Behind a Service",
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
          ports: [{containerPort: 8080}]
        - name: logs
          image: "fluent/fluent-bit:3.1.4"
---
apiVersion: v1
kind: Service
metadata: {name: api}
spec: {selector: {app: api}, ports: [{port: 80}]}
`,
      },
      says: ["A Service sends to Deployment api before it can answer: no readinessProbe in api."],
    },
    {
      title: "No Service in these files",
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
      says: ["Nothing says when Deployment api can answer: no readinessProbe in api."],
    },
  ],
});
