import { mapAt } from "../../graph/kubernetes/names.ts";
import { mayBeMade } from "../../graph/kubernetes/operators.ts";
import { replicasOf } from "../../graph/kubernetes/pods.ts";
import { isService } from "../../graph/kubernetes/services.ts";
import { hasObjects, objectsNamed, placeOf } from "../../graph/kubernetes/workloads.ts";
import { type KubernetesObject, textAt } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { inVariants } from "./objects.ts";

export const statefulSetNoHeadlessService = rule({
  id: "k8s-statefulset-no-headless-service",
  title: "A StatefulSet has a headless Service that names its pods",
  why: "The stable names of a StatefulSet's pods (`db-0.db`) come from the headless Service in `serviceName`. Without it they do not resolve, and members of a cluster cannot find each other.",
  remedy: "Add a Service with `clusterIP: None` that selects the pods, and name it in `serviceName`.",
  silent:
    "Namespaces without any Service in these files, unless `serviceName` is missing altogether. One replica has nobody to find, and weighs less.",
  area: "reliability",
  covers: ["k8s-statefulset-no-headless-service"],
  sources: ["https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["StatefulSet"],
  messages: {
    unnamed: "{object} says no serviceName: its pods have no stable names.",
    missing: "{object} takes its pods' names from Service {service}, which is not there.",
    proxied: "{object} takes its pods' names from Service {service}, which is not headless (clusterIP: None): they do not resolve.",
  },
  severity: () => "warning",
  check: (object, graph) =>
    inVariants(object, graph, function* (variant) {
      if (object.type !== "StatefulSet") return;
      const spec = mapAt(object.tree, "spec");
      const said = spec?.entries.get("serviceName");
      const service = textAt(said?.value) ?? "";
      const place = placeOf(object, variant);
      if (said === undefined || service === "") {
        if (spec !== undefined) yield { message: "unnamed" as const, at: [object.at] };
        return;
      }
      const found = objectsNamed("Service", service, place, graph).filter(isService);
      const params = { service };
      const alone = (replicasOf(object) ?? 1) < 2 && { severity: "note" as const };
      if (found.length === 0 && hasObjects("Service", place, graph) && !mayBeMade(service, place, graph))
        yield { message: "missing" as const, params, at: [said.at], ...alone };
      const [first] = found;
      if (first !== undefined && !found.some(isHeadless)) yield { message: "proxied" as const, params, at: [said.at, first.at], ...alone };
    }),
  good: [
    {
      title: "A headless Service",
      files: {
        "k8s/db.yaml": `apiVersion: v1
kind: Service
metadata: {name: db}
spec: {clusterIP: None, selector: {app: db}, ports: [{port: 5432}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec: {serviceName: db, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: "postgres:16.4"}]}}}
`,
      },
    },
  ],
  bad: [
    {
      title: "One with an address of its own, another name, none",
      files: {
        "k8s/db.yaml": `apiVersion: v1
kind: Service
metadata: {name: db}
spec: {selector: {app: db}, ports: [{port: 5432}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec: {serviceName: db}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: cache}
spec: {serviceName: cache-headless}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: queue}
spec: {replicas: 3}
`,
      },
      says: [
        "StatefulSet db takes its pods' names from Service db, which is not headless (clusterIP: None): they do not resolve.",
        "StatefulSet cache takes its pods' names from Service cache-headless, which is not there.",
        "StatefulSet queue says no serviceName: its pods have no stable names.",
      ],
    },
  ],
});

const isHeadless = (service: KubernetesObject): boolean => textAt(service.tree, "spec", "clusterIP") === "None";
