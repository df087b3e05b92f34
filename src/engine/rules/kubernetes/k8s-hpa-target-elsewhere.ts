import { autoscalerTypes } from "../../graph/kubernetes/scaling.ts";
import { workloadOfScaler } from "./dangling.ts";
import { elsewhere } from "./elsewhere.ts";

export const hpaTargetElsewhere = elsewhere({
  id: "k8s-hpa-target-elsewhere",
  title: "The workload of an autoscaler stands in the same files",
  area: "scalability",
  covers: "k8s-hpa-target-missing",
  kinds: autoscalerTypes,
  search: workloadOfScaler,
  alone: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}, maxReplicas: 5}
`,
  together: `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec: {template: {spec: {containers: [{name: api, image: "shop/api:1.2"}]}}}
`,
  says: "HorizontalPodAutoscaler api names Deployment api, of which these files hold none.",
});
