import { titleOf } from "../../graph/kubernetes/names.ts";
import { podOf } from "../../graph/kubernetes/pods.ts";
import { type Resource, requestOf } from "../../graph/kubernetes/resources.ts";
import { autoscalerOf, autoscalerTypes, targetOf } from "../../graph/kubernetes/scaling.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { inVariants, listed } from "./objects.ts";

export const hpaWithoutRequests = rule({
  id: "k8s-hpa-without-requests",
  title: "What is scaled by its use says what it needs",
  why: "Utilisation is a share of what a container requests. Where one of its containers requests none, the autoscaler has no number to go by and never scales.",
  remedy: "Give every container of the target a request for that resource.",
  silent:
    "Requests that follow from a limit or from a LimitRange of the namespace, metrics that are no share of a request, and targets that are not here.",
  area: "scalability",
  covers: ["x-hpa-without-requests"],
  sources: ["https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#how-does-a-horizontalpodautoscaler-work"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: autoscalerTypes,
  messages: { none: "{object} scales {target} by its use of {resource}, with no request for it in {containers}: it never scales." },
  severity: (requirements) => unlessPrototype("error", requirements),
  check: (object, graph) =>
    inVariants(object, graph, function* (variant) {
      const scaler = autoscalerOf(object);
      const target = scaler && targetOf(scaler, variant, graph);
      const pod = target && podOf(target);
      if (scaler === undefined || target === undefined || pod === undefined) return;
      for (const { resource, container, at } of scaler.utilisation) {
        const measured = pod.containers.filter((it) => !it.init && (container === undefined || it.name === container));
        const bare = measured.filter((it) => requestOf(it, pod, variant, resource as Resource, graph) === undefined);
        const [first, ...rest] = bare.map((it) => it.at);
        if (first === undefined) continue;
        const params = { target: titleOf(target), resource, containers: listed(bare.map((it) => it.name)) };
        yield { message: "none" as const, params, cause: resource, at: [at, first, ...rest] };
      }
    }),
  good: [
    {
      title: "A request, a limit, a LimitRange",
      files: {
        "k8s/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    spec:
      containers:
        - {name: api, image: "shop/api:1.2", resources: {requests: {cpu: 100m}}}
        - {name: proxy, image: "envoyproxy/envoy:v1.31.0", resources: {limits: {cpu: 100m}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
  maxReplicas: 5
  metrics:
    - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}
    - {type: Resource, resource: {name: memory, target: {type: Utilization, averageUtilization: 70}}}
---
apiVersion: v1
kind: LimitRange
metadata: {name: usual}
spec: {limits: [{type: Container, defaultRequest: {memory: 128Mi}}]}
`,
      },
    },
  ],
  bad: [
    {
      title: "A sidecar without a request",
      files: {
        "k8s/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    spec:
      containers:
        - {name: api, image: "shop/api:1.2", resources: {requests: {cpu: 100m}}}
        - {name: proxy, image: "envoyproxy/envoy:v1.31.0"}
---
apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
metadata: {name: api}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
  maxReplicas: 5
  targetCPUUtilizationPercentage: 70
`,
      },
      says: ["HorizontalPodAutoscaler api scales Deployment api by its use of cpu, with no request for it in proxy: it never scales."],
    },
  ],
});
