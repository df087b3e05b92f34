import { mapAt } from "../../graph/kubernetes/names.ts";
import { podOf } from "../../graph/kubernetes/pods.ts";
import { claimsOf } from "../../graph/kubernetes/references.ts";
import { isServed } from "../../graph/kubernetes/services.ts";
import { textAt } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { inVariants, perhaps, set } from "./objects.ts";

export const noRollingUpdate = rule({
  id: "k8s-no-rolling-update",
  title: "A rollout keeps the service up",
  why: "With `Recreate` all pods are stopped before the first new one starts: every deployment is an outage.",
  remedy: "Leave the strategy at RollingUpdate.",
  silent: "Deployments that no Service selects, and those with a volume that only one node can mount, for which stopping first is right.",
  area: "reliability",
  covers: ["k8s-no-rolling-update"],
  sources: ["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["Deployment", "DeploymentConfig"],
  messages: { stops: "{object} is rolled out by {type}: each deployment is an outage." },
  severity: () => "note",
  check: (object, graph) =>
    inVariants(object, graph, function* (variant) {
      const pod = podOf(object);
      const strategy = mapAt(object.tree, "spec", "strategy");
      const type = textAt(strategy, "type");
      if (pod === undefined || strategy === undefined || type === undefined || !["Deployment", "DeploymentConfig"].includes(object.type))
        return;
      if (type === "RollingUpdate" || type === "Rolling" || claimsOf(pod).length > 0 || isServed(pod, variant, graph) === "no") return;
      const at = strategy.entries.get("type")?.at ?? strategy.at;
      yield { message: "stops" as const, params: { type }, at: [at], fixes: perhaps("Replace pods one by one", set(at, "RollingUpdate")) };
    }),
  good: [
    {
      title: "The usual strategy, and a volume",
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
---
apiVersion: v1
kind: Service
metadata: {name: api}
spec: {selector: {app: api}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: db}
spec:
  strategy: {type: Recreate}
  template:
    metadata: {labels: {app: api}}
    spec:
      volumes: [{name: d, persistentVolumeClaim: {claimName: d}}]
      containers:
        - name: db
          image: "shop/api:1.2"
`,
      },
    },
  ],
  bad: [
    {
      title: "Stopped first",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  strategy: {type: Recreate}
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: api
          image: "shop/api:1.2"
---
apiVersion: v1
kind: Service
metadata: {name: api}
spec: {selector: {app: api}, ports: [{port: 80}]}
`,
      },
      says: ["Deployment api is rolled out by Recreate: each deployment is an outage."],
    },
  ],
});
