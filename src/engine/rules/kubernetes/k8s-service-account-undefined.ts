import { podKinds } from "../../graph/kubernetes/pods.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { accountOfPods, dangling } from "./dangling.ts";

export const serviceAccountUndefined = rule({
  id: "k8s-service-account-undefined",
  title: "The account that pods act as is there",
  why: "Pods of an account that does not exist are refused: the workload stays at zero pods, and says so only in its events.",
  remedy: "Add the ServiceAccount, or name the one that is there.",
  silent: "The account `default`, which every namespace has, and namespaces without any ServiceAccount in these files.",
  area: "reliability",
  covers: ["k8s-service-account-undefined"],
  sources: ["https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: { missing: "{object} acts as {target}, which is not there: its pods are not created." },
  severity: (requirements) => unlessPrototype("error", requirements),
  check: (object, graph) => dangling(object, graph, accountOfPods, "missing"),
  good: [
    {
      title: "One that is there, and the default",
      files: {
        "k8s/api.yaml": `apiVersion: v1
kind: ServiceAccount
metadata: {name: api}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec: {template: {spec: {serviceAccountName: api, containers: [{name: api, image: "shop/api:1.2"}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {spec: {serviceAccountName: default, containers: [{name: web, image: "shop/web:1.2"}]}}}
`,
      },
    },
  ],
  bad: [
    {
      title: "Another name",
      files: {
        "k8s/api.yaml": `apiVersion: v1
kind: ServiceAccount
metadata: {name: api}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec:
  jobTemplate: {spec: {template: {spec: {serviceAccountName: reports, containers: [{name: report, image: "shop/api:1.2"}]}}}}
`,
      },
      says: ["CronJob report acts as ServiceAccount reports, which is not there: its pods are not created."],
    },
    {
      title: "A typing error",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: ServiceAccount
metadata: {name: orders}
---
apiVersion: v1
kind: Pod
metadata:
  name: orders
  labels: {app: orders}
spec:
  serviceAccountName: order
  containers:
    - name: orders
      image: "shop/orders:1.2"
`,
      },
      says: ["Pod orders acts as ServiceAccount order, which is not there: its pods are not created."],
      fixed: {
        "k8s/app.yaml": `apiVersion: v1
kind: ServiceAccount
metadata: {name: orders}
---
apiVersion: v1
kind: Pod
metadata:
  name: orders
  labels: {app: orders}
spec:
  serviceAccountName: orders
  containers:
    - name: orders
      image: "shop/orders:1.2"
`,
      },
    },
  ],
});
