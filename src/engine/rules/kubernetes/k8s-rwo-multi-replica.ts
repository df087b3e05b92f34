import { mostOf } from "../../graph/kubernetes/budgets.ts";
import { podKinds, podOf } from "../../graph/kubernetes/pods.ts";
import { claimsOf, isSingleNode } from "../../graph/kubernetes/references.ts";
import { objectsNamed, placeOf } from "../../graph/kubernetes/workloads.ts";
import { rule } from "../rule.ts";
import { inVariants } from "./objects.ts";

export const rwoMultiReplica = rule({
  id: "k8s-rwo-multi-replica",
  title: "A volume for one node is mounted by one replica",
  why: "A ReadWriteOnce volume is attached to one node. Replicas that land on another wait for it for ever, and those that share the node write over each other.",
  remedy:
    "Run one replica, use a StatefulSet with `volumeClaimTemplates` (a volume each), or a ReadWriteMany volume if the program can share it.",
  silent: "Claim templates of a StatefulSet, claims mounted read-only, and claims that are not here.",
  area: "data",
  covers: ["x-rwo-multi-replica"],
  sources: ["https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: { shared: "{object} runs up to {replicas} replicas that mount claim {claim}, which only one node at a time can have." },
  severity: () => "warning",
  check: (object, graph) =>
    inVariants(object, graph, function* (variant) {
      const pod = podOf(object);
      const most = pod && mostOf(pod, variant, graph);
      if (pod === undefined || most === undefined || most.replicas < 2) return;
      for (const { name, at, readOnly } of claimsOf(pod)) {
        const claim = objectsNamed("PersistentVolumeClaim", name, placeOf(object, variant), graph)[0];
        if (readOnly || claim === undefined || !isSingleNode(claim)) continue;
        yield { message: "shared" as const, params: { replicas: most.replicas, claim: name }, cause: name, at: [at, most.at, claim.at] };
      }
    }),
  good: [
    {
      title: "One replica, a volume each, a shared volume",
      files: {
        "k8s/store.yaml": `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: files}
spec: {accessModes: [ReadWriteMany]}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: index}
spec: {accessModes: [ReadWriteOnce]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec: {replicas: 3, template: {spec: {volumes: [{name: files, persistentVolumeClaim: {claimName: files}}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: search}
spec: {replicas: 1, template: {spec: {volumes: [{name: index, persistentVolumeClaim: {claimName: index}}]}}}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  replicas: 3
  volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce]}}]
`,
      },
    },
  ],
  bad: [
    {
      title: "Three replicas and one disk",
      files: {
        "k8s/api.yaml": `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: uploads}
spec: {accessModes: [ReadWriteOnce]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 3
  template: {spec: {volumes: [{name: uploads, persistentVolumeClaim: {claimName: uploads}}]}}
`,
      },
      says: ["Deployment api runs up to 3 replicas that mount claim uploads, which only one node at a time can have."],
    },
  ],
});
