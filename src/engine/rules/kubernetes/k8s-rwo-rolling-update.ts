import { mostOf } from "../../graph/kubernetes/budgets.ts";
import { mapAt } from "../../graph/kubernetes/names.ts";
import { podOf } from "../../graph/kubernetes/pods.ts";
import { claimsOf, isSingleNode } from "../../graph/kubernetes/references.ts";
import { objectsNamed, placeOf } from "../../graph/kubernetes/workloads.ts";
import { textAt } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { certainly, insert, inVariants, perhaps, set } from "./objects.ts";

export const rwoRollingUpdate = rule({
  id: "k8s-rwo-rolling-update",
  title: "A new pod does not wait for the volume of the old one",
  why: "A rolling update starts the new pod before it stops the old one. On another node the new one waits for a volume that the old one holds, and the old one is kept until the new one is ready: the update never ends.",
  remedy: "Say `strategy: {type: Recreate}`, or use a StatefulSet, which stops before it starts.",
  silent:
    "Strategies that stop first (`maxSurge: 0`), claims that several nodes can mount, claims mounted read-only, and claims that are not here.",
  area: "reliability",
  covers: ["x-rwo-rolling-update"],
  sources: ["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["Deployment"],
  messages: {
    waits: "{object} rolls out a new pod beside the old one, and both want claim {claim}, which only one node at a time can have.",
  },
  severity: () => "warning",
  check: (object, graph) =>
    inVariants(object, graph, function* (variant) {
      const pod = podOf(object);
      const spec = mapAt(object.tree, "spec");
      if (object.type !== "Deployment" || pod === undefined || spec === undefined) return;
      const strategy = mapAt(spec, "strategy");
      const type = textAt(strategy, "type") ?? "RollingUpdate";
      if (type !== "RollingUpdate" || /^0%?$/.test(textAt(strategy, "rollingUpdate", "maxSurge") ?? "")) return;
      if ((mostOf(pod, variant, graph)?.replicas ?? 1) > 1) return;
      for (const { name, at, readOnly } of claimsOf(pod)) {
        const claim = objectsNamed("PersistentVolumeClaim", name, placeOf(object, variant), graph)[0];
        if (readOnly || claim === undefined || !isSingleNode(claim)) continue;
        const fixes =
          strategy === undefined
            ? certainly("Stop the old pod first", insert(spec.at, "strategy", { type: "Recreate" }))
            : perhaps("Stop the old pod first", set(strategy.at, { type: "Recreate" }));
        yield { message: "waits" as const, params: { claim: name }, cause: name, at: [at, strategy?.at ?? object.at, claim.at], fixes };
      }
    }),
  good: [
    {
      title: "Stopped first",
      files: {
        "k8s/search.yaml": `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: index}
spec: {accessModes: [ReadWriteOnce]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: search}
spec:
  strategy: {type: Recreate}
  template: {spec: {volumes: [{name: index, persistentVolumeClaim: {claimName: index}}]}}
`,
      },
    },
  ],
  bad: [
    {
      title: "The usual strategy",
      files: {
        "k8s/search.yaml": `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: index}
spec: {accessModes: [ReadWriteOnce]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: search}
spec:
  replicas: 1
  template: {spec: {volumes: [{name: index, persistentVolumeClaim: {claimName: index}}]}}
`,
      },
      says: [
        "Deployment search rolls out a new pod beside the old one, and both want claim index, which only one node at a time can have.",
      ],
      fixed: {
        "k8s/search.yaml": `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: index}
spec: {accessModes: [ReadWriteOnce]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: search}
spec:
  replicas: 1
  template: {spec: {volumes: [{name: index, persistentVolumeClaim: {claimName: index}}]}}
  strategy:
    type: Recreate
`,
      },
    },
  ],
});
