import { mapAt, mapsAt, textsAt } from "../../graph/kubernetes/names.ts";
import { podOf, runsOn } from "../../graph/kubernetes/pods.ts";
import { rule } from "../rule.ts";
import { about } from "./objects.ts";

export const nakedPod = rule({
  id: "k8s-naked-pod",
  title: "Pods belong to something that replaces them",
  why: "A Pod by itself is gone for good when its node is: nothing starts it elsewhere, and it cannot be rolled out.",
  remedy: "Use a Deployment (or a Job, if it is to run once).",
  silent: "Pods that run once, Helm hooks and tests, pods of kube-system and what an operator owns.",
  area: "reliability",
  covers: ["k8s-naked-pod"],
  sources: ["https://kubernetes.io/docs/concepts/configuration/overview/#naked-pods-vs-replicasets-deployments-and-jobs"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["Pod"],
  messages: { naked: "{object} is made by nothing that would replace it: when its node goes, it is gone." },
  severity: () => "note",
  *check(object) {
    const pod = object.type === "Pod" ? podOf(object) : undefined;
    if (pod?.spec === undefined || !runsOn(pod) || object.namespace === "kube-system") return;
    const metadata = mapAt(object.tree, "metadata");
    if (mapsAt(metadata, "ownerReferences").length > 0 || textsAt(metadata, "annotations").has("helm.sh/hook")) return;
    yield about(object, { message: "naked", at: [object.at] });
  },
  good: [
    {
      title: "A Deployment, and a pod that runs once",
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
apiVersion: v1
kind: Pod
metadata: {name: once}
spec: {restartPolicy: Never, containers: [{name: once, image: "busybox:1.36"}]}
`,
      },
    },
  ],
  bad: [
    {
      title: "A Pod that runs on",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: Pod
metadata: {name: api}
spec: {containers: [{name: api, image: "shop/api:1.2"}]}
`,
      },
      says: ["Pod api is made by nothing that would replace it: when its node goes, it is gone."],
    },
  ],
});
