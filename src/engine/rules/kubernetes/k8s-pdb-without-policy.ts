import { mapAt } from "../../graph/kubernetes/names.ts";
import { rule } from "../rule.ts";
import { about, certainly, insert } from "./objects.ts";

export const pdbWithoutPolicy = rule({
  id: "k8s-pdb-without-policy",
  title: "A disruption budget says how many may go",
  why: "A budget that says neither `minAvailable` nor `maxUnavailable` protects nothing.",
  remedy: "Say `maxUnavailable: 1`.",
  silent: "Nothing.",
  area: "reliability",
  covers: ["k8s-pdb-without-policy"],
  sources: ["https://kubernetes.io/docs/tasks/run-application/configure-pdb/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["PodDisruptionBudget"],
  messages: { none: "{object} says neither minAvailable nor maxUnavailable: it protects nothing." },
  severity: () => "warning",
  *check(object) {
    const spec = object.type === "PodDisruptionBudget" ? mapAt(object.tree, "spec") : undefined;
    if (spec === undefined || spec.entries.has("minAvailable") || spec.entries.has("maxUnavailable")) return;
    yield about(object, {
      message: "none",
      at: [object.at],
      fixes: certainly("Let one pod go at a time", insert(spec.at, "maxUnavailable", 1)),
    });
  },
  good: [
    {
      title: "It says so",
      files: {
        "k8s/app.yaml": `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: api}
spec: {maxUnavailable: 1, selector: {matchLabels: {app: api}}}
`,
      },
    },
  ],
  bad: [
    {
      title: "It does not",
      files: {
        "k8s/app.yaml": `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: api
spec:
  selector:
    matchLabels: {app: api}
`,
      },
      says: ["PodDisruptionBudget api says neither minAvailable nor maxUnavailable: it protects nothing."],
      fixed: {
        "k8s/app.yaml": `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: api
spec:
  selector:
    matchLabels: {app: api}
  maxUnavailable: 1
`,
      },
    },
  ],
});
