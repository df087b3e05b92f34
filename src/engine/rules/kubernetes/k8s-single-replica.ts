import { mapAt } from "../../graph/kubernetes/names.ts";
import { podKinds, podOf, replicasOf } from "../../graph/kubernetes/pods.ts";
import { claimsOf } from "../../graph/kubernetes/references.ts";
import { autoscalersOf } from "../../graph/kubernetes/scaling.ts";
import { isServed } from "../../graph/kubernetes/services.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { inVariants, perhaps, set } from "./objects.ts";
import { isStore } from "./stores.ts";

export const singleReplica = rule({
  id: "k8s-single-replica",
  title: "What is called runs more than once",
  why: "One pod is a single point of failure: a node that is drained, or fails, takes the service away until another pod has started.",
  remedy: "Run two replicas, on two nodes; a third only where 99.95 % or more is promised.",
  silent:
    "Pods that no Service selects, stores (another pod of a database is no replica), pods with a volume for one node, workloads that an autoscaler scales, and kinds that run on every node. Where no number is said and no Service is in these files, nothing is known.",
  area: "reliability",
  covers: ["k8s-single-replica"],
  sources: ["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#replicas"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: { one: "{object} runs one replica: whatever takes its node away takes it away." },
  severity: ({ slo, ...stated }) => unlessPrototype((slo?.availability ?? 0) >= 99.9 ? "warning" : "note", stated),
  check: (object, graph) =>
    inVariants(object, graph, function* (variant) {
      const pod = podOf(object);
      if (pod === undefined || !single.has(object.type) || isStore(pod) || autoscalersOf(object, variant, graph).length > 0) return;
      const said = mapAt(object.tree, "spec")?.entries.get("replicas");
      const served = isServed(pod, variant, graph);
      if ((replicasOf(object) ?? 1) !== 1 || served === "no" || (served === "unknown" && said === undefined)) return;
      if (claimsOf(pod).length > 0) return;
      const fixes = said === undefined ? [] : perhaps("Run two replicas", set(said.at, 2));
      yield { message: "one" as const, at: [said?.at ?? object.at], fixes };
    }),
  good: [
    {
      title: "Two, a store, one that is scaled",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 2
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
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: db
          image: "redis:7.4"
`,
      },
    },
  ],
  bad: [
    {
      title: "One behind a Service",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 1
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
      says: ["Deployment api runs one replica: whatever takes its node away takes it away."],
    },
  ],
});

const single: ReadonlySet<string> = new Set(["Deployment", "DeploymentConfig", "Rollout"]);
