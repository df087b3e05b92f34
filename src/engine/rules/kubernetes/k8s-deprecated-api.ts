import { mapAt } from "../../graph/kubernetes/names.ts";
import { removedApi } from "../../knowledge/kubernetes.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { about, certainly, set } from "./objects.ts";

export const deprecatedApi = rule({
  id: "k8s-deprecated-api",
  title: "Objects are of an API that clusters know",
  why: "The API server refuses an object of a version that was removed: the deployment stops at it, mostly on the day of an upgrade.",
  remedy: "Say the version that took its place, and what it wants said differently.",
  silent: "Versions that still work, however old.",
  area: "operability",
  covers: ["k8s-deprecated-api"],
  sources: ["https://kubernetes.io/docs/reference/using-api/deprecation-guide/"],
  default: true,
  scope: "resource:kubernetes-object",
  messages: {
    moved: "{object} is of {version}, which clusters from {removed} on refuse: say {instead}.",
    gone: "{object} is of {version}, which clusters from {removed} on refuse, and nothing takes its place.",
  },
  severity: (requirements) => unlessPrototype("error", requirements),
  *check(object) {
    const old = removedApi(object.apiVersion, object.type);
    if (old === undefined) return;
    const at = object.tree.entries.get("apiVersion")?.at ?? object.at;
    const { removed, instead } = old;
    // `apps/v1` wants a selector, which the versions before it made up.
    const same = old.same || (instead === "apps/v1" && mapAt(object.tree, "spec", "selector") !== undefined);
    const budget = instead === "policy/v1" && (mapAt(object.tree, "spec", "selector")?.entries.size ?? 0) > 0;
    yield about(object, {
      message: instead === undefined ? "gone" : "moved",
      params: { version: object.apiVersion, removed, instead: instead ?? "" },
      at: [at],
      fixes: instead !== undefined && (same || budget) ? certainly(`Say ${instead}`, set(at, instead)) : [],
    });
  },
  good: [
    {
      title: "Versions of today",
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
apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec: {schedule: "0 3 * * *"}
`,
      },
    },
  ],
  bad: [
    {
      title: "Removed, and the same otherwise",
      files: {
        "k8s/app.yaml": `apiVersion: batch/v1beta1
kind: CronJob
metadata: {name: report}
spec: {schedule: "0 3 * * *", startingDeadlineSeconds: 300}
`,
      },
      says: ["CronJob report is of batch/v1beta1, which clusters from 1.25 on refuse: say batch/v1."],
      fixed: {
        "k8s/app.yaml": `apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec: {schedule: "0 3 * * *", startingDeadlineSeconds: 300}
`,
      },
    },
    {
      title: "Removed, and other words",
      files: {
        "k8s/app.yaml": `apiVersion: extensions/v1beta1
kind: Ingress
metadata: {name: web}
spec: {backend: {serviceName: web, servicePort: 80}}
---
apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata: {name: strict}
`,
      },
      says: [
        "Ingress web is of extensions/v1beta1, which clusters from 1.22 on refuse: say networking.k8s.io/v1.",
        "PodSecurityPolicy strict is of policy/v1beta1, which clusters from 1.25 on refuse, and nothing takes its place.",
      ],
    },
  ],
});
