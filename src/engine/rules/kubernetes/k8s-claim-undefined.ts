import { mayBeMade } from "../../graph/kubernetes/operators.ts";
import { podKinds, podOf } from "../../graph/kubernetes/pods.ts";
import { claimsOf } from "../../graph/kubernetes/references.ts";
import { hasObjects, objectsNamed, placeOf } from "../../graph/kubernetes/workloads.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { misspeltName } from "./near.ts";
import { inVariants } from "./objects.ts";

const kind = "PersistentVolumeClaim";

export const claimUndefined = rule({
  id: "k8s-claim-undefined",
  title: "The volume claims that pods mount are there",
  why: "A pod whose claim does not exist stays pending: nothing starts, and only its events say why.",
  remedy: "Add the PersistentVolumeClaim, or name the one that is there.",
  silent: "Claim templates of a StatefulSet, and namespaces without any claim in these files.",
  area: "reliability",
  covers: [],
  sources: ["https://kubernetes.io/docs/concepts/storage/persistent-volumes/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: { missing: "{object} mounts PersistentVolumeClaim {name}, which is not there: its pods stay pending." },
  severity: (requirements) => unlessPrototype("error", requirements),
  check: (object, graph) =>
    inVariants(object, graph, function* (variant) {
      const pod = podOf(object);
      const place = placeOf(object, variant);
      for (const { name, at } of pod === undefined ? [] : claimsOf(pod)) {
        if (objectsNamed(kind, name, place, graph).length > 0 || !hasObjects(kind, place, graph)) continue;
        if (!mayBeMade(name, place, graph))
          yield { message: "missing" as const, params: { name }, cause: name, at: [at], fixes: misspeltName(at, name, kind, place, graph) };
      }
    }),
  good: [
    {
      title: "A claim that is there",
      files: {
        "k8s/db.yaml": `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
apiVersion: v1
kind: Pod
metadata: {name: db}
spec:
  containers: [{name: db, image: "postgres:16.4"}]
  volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
`,
      },
    },
  ],
  bad: [
    {
      title: "Another name",
      files: {
        "k8s/db.yaml": `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
apiVersion: v1
kind: Pod
metadata: {name: db}
spec:
  containers: [{name: db, image: "postgres:16.4"}]
  volumes: [{name: data, persistentVolumeClaim: {claimName: db-data}}]
`,
      },
      says: ["Pod db mounts PersistentVolumeClaim db-data, which is not there: its pods stay pending."],
    },
    {
      title: "A typing error",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: uploads}
spec: {accessModes: [ReadWriteMany]}
---
apiVersion: v1
kind: Pod
metadata:
  name: api
  labels: {app: api}
spec:
  volumes:
    - name: files
      persistentVolumeClaim: {claimName: uplaods} # what people send
  containers:
    - name: api
      image: "shop/api:1.2"
`,
      },
      says: ["Pod api mounts PersistentVolumeClaim uplaods, which is not there: its pods stay pending."],
      fixed: {
        "k8s/app.yaml": `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: uploads}
spec: {accessModes: [ReadWriteMany]}
---
apiVersion: v1
kind: Pod
metadata:
  name: api
  labels: {app: api}
spec:
  volumes:
    - name: files
      persistentVolumeClaim: {claimName: uploads} # what people send
  containers:
    - name: api
      image: "shop/api:1.2"
`,
      },
    },
  ],
});
