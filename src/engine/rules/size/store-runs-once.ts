import type { Graph } from "../../graph/graph.ts";
import type { Component } from "../../model/index.ts";
import { listed } from "../kubernetes/objects.ts";
import { rule } from "../rule.ts";
import { aboutParts, mainVariants, partsOf, replicasIn, usersOf } from "./parts.ts";

export const storeRunsOnce = rule({
  id: "store-runs-once",
  title: "What replicas rest on does not run once",
  why: "Replicas of a service are no use while the store that all of them need is away: whatever takes its one machine takes them all.",
  remedy:
    "Use a store that its provider keeps up, or an operator that runs a second one and moves over (CloudNativePG, Percona); or say that the service need not be up more often than its store.",
  silent:
    "Stores that somebody else runs, caches, stores that say more than one replica, custom resources of operators, and services that run once.",
  area: "reliability",
  covers: ["x-single-instance-store"],
  sources: [
    "https://cloudnative-pg.io/documentation/current/",
    "https://kubernetes.io/docs/tasks/run-application/run-replicated-stateful-application/",
  ],
  default: true,
  scope: "system",
  messages: { once: "{store} runs once, and {users} {run} more than once on it: when it goes, all of them go." },
  severity: () => "note",
  *check(system, graph) {
    for (const variant of mainVariants(system, graph))
      for (const store of partsOf(system, variant, graph)) {
        const kind = graph.kind(store, variant.id);
        if ((kind !== "database" && kind !== "broker") || replicasIn(variant, store) > 1 || !isWorkload(store, graph)) continue;
        const users = usersOf(store, variant, graph).filter((it) => replicasIn(variant, it) > 1);
        if (users.length === 0) continue;
        const names = users.map((it) => it.name).sort();
        const params = { store: store.name, users: listed(names), run: names.length === 1 ? "runs" : "run" };
        yield* aboutParts("once", [store, ...users], variant, params, store.name);
      }
  },
  good: [
    {
      title: "The service runs once, too",
      files: {
        "k8s/all.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 1
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: "shop/api:1.2", env: [{name: DB_URL, value: "postgres://db:5432/shop"}]}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: "postgres:17"}]}
---
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {clusterIP: None, selector: {app: db}, ports: [{port: 5432}]}
`,
      },
    },
  ],
  bad: [
    {
      title: "Three replicas, one database",
      files: {
        "k8s/all.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 3
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: "shop/api:1.2", env: [{name: DB_URL, value: "postgres://db:5432/shop"}]}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: "postgres:17"}]}
---
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {clusterIP: None, selector: {app: db}, ports: [{port: 5432}]}
`,
      },
      says: ["db runs once, and api runs more than once on it: when it goes, all of them go."],
    },
  ],
});

/** Run here, by a workload of these files. */
const isWorkload = ({ id }: Component, graph: Graph): boolean =>
  graph.resourcesOf(id).some((it) => it.kind === "kubernetes-object" && (it.type === "StatefulSet" || it.type === "Deployment"));
