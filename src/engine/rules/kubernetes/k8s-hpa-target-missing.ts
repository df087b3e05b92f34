import { autoscalerTypes } from "../../graph/kubernetes/scaling.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { dangling, workloadOfScaler } from "./dangling.ts";

export const hpaTargetMissing = rule({
  id: "k8s-hpa-target-missing",
  title: "An autoscaler scales a workload that is there",
  why: "An autoscaler whose target does not exist reports an error in its own status and nowhere else: under load nothing is scaled.",
  remedy: "Name the workload in `scaleTargetRef` by its kind and name, in the same namespace.",
  silent: "Namespaces without any workload in these files, and targets of kinds that an operator brings.",
  area: "scalability",
  covers: ["k8s-hpa-target-missing"],
  sources: [
    "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/",
    "https://keda.sh/docs/latest/reference/scaledobject-spec/",
  ],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: autoscalerTypes,
  messages: { missing: "{object} scales {target}, which is not there." },
  severity: (requirements) => unlessPrototype("error", requirements),
  check: (object, graph) => dangling(object, graph, workloadOfScaler, "missing"),
  good: [
    {
      title: "A Deployment, and a kind of an operator",
      files: {
        "k8s/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec: {template: {spec: {containers: [{name: api, image: "shop/api:1.2"}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
  maxReplicas: 5
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: cache, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: example.com/v1, kind: Cache, name: cache}
  maxReplicas: 5
`,
      },
    },
  ],
  bad: [
    {
      title: "Another name, and another namespace",
      files: {
        "k8s/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec: {template: {spec: {containers: [{name: api, image: "shop/api:1.2"}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop-api}
  maxReplicas: 5
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: worker, namespace: shop}
spec:
  scaleTargetRef: {name: worker}
`,
      },
      says: [
        "HorizontalPodAutoscaler api scales Deployment shop-api, which is not there.",
        "ScaledObject worker scales Deployment worker, which is not there.",
      ],
    },
    {
      title: "A typing error",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: orders}
spec: {template: {metadata: {labels: {app: orders}}, spec: {containers: [{name: orders, image: "shop/orders:1.2", resources: {requests: {cpu: 100m}}}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: orders}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: ordres
  maxReplicas: 5
`,
      },
      says: ["HorizontalPodAutoscaler orders scales Deployment ordres, which is not there."],
      fixed: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: orders}
spec: {template: {metadata: {labels: {app: orders}}, spec: {containers: [{name: orders, image: "shop/orders:1.2", resources: {requests: {cpu: 100m}}}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: orders}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: orders
  maxReplicas: 5
`,
      },
    },
  ],
});
