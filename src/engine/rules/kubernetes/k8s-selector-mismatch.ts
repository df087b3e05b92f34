import { mapAt } from "../../graph/kubernetes/names.ts";
import { podKinds, podOf } from "../../graph/kubernetes/pods.ts";
import { inWords, isEmpty, matches } from "../../graph/kubernetes/selectors.ts";
import { rule } from "../rule.ts";
import { about, certainly, insert, set } from "./objects.ts";

export const selectorMismatch = rule({
  id: "k8s-selector-mismatch",
  title: "A workload selects the pods that it makes",
  why: "The API server refuses a workload whose selector does not match its own template: it is not deployed at all.",
  remedy: "Give the template the labels of the selector. The selector itself cannot be changed once it is applied.",
  silent: "Jobs, whose selector is made by the system, and templates that are not there.",
  area: "reliability",
  covers: ["k8s-selector-mismatch"],
  sources: ["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: { mismatch: "{object} selects pods with {selector}, and its own template makes none of these: it is refused." },
  severity: () => "error",
  *check(object) {
    const pod = podOf(object);
    const template = mapAt(object.tree, "spec", "template");
    if (pod?.selector === undefined || template === undefined || isEmpty(pod.selector) || object.type === "Job") return;
    if (matches(pod.selector, pod.labels)) return;
    const labels = mapAt(template, "metadata", "labels");
    const at = mapAt(object.tree, "spec", "selector")?.at ?? object.at;
    const steps = [...pod.selector.labels].flatMap(([key, value]) => {
      const there = labels?.entries.get(key);
      if (labels === undefined || pod.labels.get(key) === value) return [];
      return [there === undefined ? insert(labels.at, key, value) : set(there.at, value)];
    });
    const [first, ...rest] = steps;
    // Labels that others find the pods by are changed by a person.
    const changes = steps.some((it) => it.do === "set");
    yield about(object, {
      message: "mismatch",
      params: { selector: inWords(pod.selector) },
      at: labels === undefined ? [at] : [at, labels.at],
      fixes: first === undefined || changes ? [] : certainly("Give the template these labels", first, ...rest),
    });
  },
  good: [
    {
      title: "More labels than are asked for",
      files: {
        "k8s/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  selector: {matchLabels: {app: api}, matchExpressions: [{key: tier, operator: Exists}]}
  template:
    metadata: {labels: {app: api, tier: backend}}
    spec: {containers: [{name: api, image: "shop/api:1.2"}]}
`,
      },
    },
  ],
  bad: [
    {
      title: "A label is missing",
      files: {
        "k8s/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector:
    matchLabels:
      app: api
      tier: backend
  template:
    metadata:
      labels:
        app: api
    spec:
      containers: [{name: api, image: "shop/api:1.2"}]
`,
      },
      says: ["Deployment api selects pods with app=api, tier=backend, and its own template makes none of these: it is refused."],
      fixed: {
        "k8s/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  selector:
    matchLabels:
      app: api
      tier: backend
  template:
    metadata:
      labels:
        app: api
        tier: backend
    spec:
      containers: [{name: api, image: "shop/api:1.2"}]
`,
      },
    },
  ],
});
