import { mapAt, titleOf } from "../../graph/kubernetes/names.ts";
import { isReplicated, podKinds } from "../../graph/kubernetes/pods.ts";
import { autoscalersOf } from "../../graph/kubernetes/scaling.ts";
import { numberAt } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { certainly, inVariants, remove } from "./objects.ts";

export const hpaAndStaticReplicas = rule({
  id: "k8s-hpa-and-static-replicas",
  title: "An autoscaler alone says how many replicas run",
  why: "Every deployment that carries `replicas` sets the number back, under load from ten pods to three, until the autoscaler has noticed.",
  remedy: "Leave `replicas` out of what an autoscaler scales.",
  silent: "`replicas: 0`, which switches a workload and its autoscaler off.",
  area: "scalability",
  covers: ["k8s-hpa-and-static-replicas"],
  sources: [
    "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling",
  ],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: { both: "{object} says {replicas} replicas, and {scaler} scales it: every deployment sets the number back." },
  severity: () => "warning",
  check: (object, graph) =>
    inVariants(object, graph, function* (variant) {
      const said = isReplicated(object) ? mapAt(object.tree, "spec")?.entries.get("replicas") : undefined;
      const replicas = numberAt(said?.value);
      if (said === undefined || replicas === undefined || replicas === 0) return;
      const [scaler] = autoscalersOf(object, variant, graph);
      if (scaler === undefined) return;
      yield {
        message: "both" as const,
        params: { replicas, scaler: titleOf(scaler.object) },
        at: [said.at, scaler.object.at],
        fixes: certainly("Leave the number to the autoscaler", remove(said.at)),
      };
    }),
  good: [
    {
      title: "The autoscaler's bounds alone",
      files: {
        "k8s/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec: {template: {spec: {containers: [{name: api, image: "shop/api:1.2"}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}, minReplicas: 2, maxReplicas: 5}
`,
      },
    },
  ],
  bad: [
    {
      title: "Both say a number",
      files: {
        "k8s/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 3
  template: {spec: {containers: [{name: api, image: "shop/api:1.2"}]}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}, minReplicas: 2, maxReplicas: 5}
`,
      },
      says: ["Deployment api says 3 replicas, and HorizontalPodAutoscaler api scales it: every deployment sets the number back."],
      fixed: {
        "k8s/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  template: {spec: {containers: [{name: api, image: "shop/api:1.2"}]}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}, minReplicas: 2, maxReplicas: 5}
`,
      },
    },
  ],
});
