import { mapAt, mapsAt } from "../../graph/kubernetes/names.ts";
import { textAt } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { about, listed } from "./objects.ts";

export const hpaMetricIncomplete = rule({
  id: "k8s-hpa-metric-incomplete",
  title: "A metric of an autoscaler is whole",
  why: "An Object metric without its metric, target or object is refused, or measures nothing.",
  remedy: "Say `metric`, `target` and `describedObject`.",
  silent: "Other kinds of metrics, and versions of the API before v2beta2. Off unless asked for.",
  area: "scalability",
  covers: ["k8s-hpa-metric-incomplete"],
  sources: [
    "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale-walkthrough/#autoscaling-on-metrics-not-related-to-kubernetes-objects",
  ],
  default: false,
  scope: "resource:kubernetes-object",
  kinds: ["HorizontalPodAutoscaler"],
  messages: { missing: "{object} goes by an object's metric without {missing}." },
  severity: () => "warning",
  *check(object) {
    if (object.type !== "HorizontalPodAutoscaler" || /v1$|v2beta1$/.test(object.apiVersion)) return;
    for (const metric of mapsAt(object.tree, "spec", "metrics")) {
      if (textAt(metric, "type") !== "Object") continue;
      const source = mapAt(metric, "object");
      const missing = ["metric", "target", "describedObject"].filter((it) => mapAt(source, it) === undefined);
      const at = source?.at ?? metric.at;
      if (missing.length > 0) yield about(object, { message: "missing", params: { missing: listed(missing) }, cause: at, at: [at] });
    }
  },
  good: [
    {
      title: "A whole one",
      files: {
        "k8s/app.yaml": `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api}
spec:
  maxReplicas: 5
  metrics: [{type: Object, object: {metric: {name: rps}, describedObject: {kind: Ingress, name: web}, target: {type: Value, value: 10k}}}]
`,
      },
    },
  ],
  bad: [
    {
      title: "A part of one",
      files: {
        "k8s/app.yaml": `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api}
spec:
  maxReplicas: 5
  metrics: [{type: Object, object: {metric: {name: rps}}}]
`,
      },
      says: ["HorizontalPodAutoscaler api goes by an object's metric without target and describedObject."],
    },
  ],
});
