import { saidOf } from "../../graph/kubernetes/resources.ts";
import { containerRule } from "./families.ts";

export const ephemeralStorageUnset = containerRule({
  id: "k8s-ephemeral-storage-unset",
  title: "Local storage is requested and limited",
  why: "Logs and temporary files share the node's disk. Without a limit one container fills it, and every pod there is evicted.",
  remedy: "Say a request and a limit for `ephemeral-storage`.",
  silent: "Off unless asked for.",
  area: "reliability",
  covers: ["k8s-ephemeral-storage-unset"],
  sources: ["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#local-ephemeral-storage"],
  default: false,
  says: "{object} does not say both how much local storage it needs and how much it may take ({containers}).",
  weight: "note",
  init: true,
  find: (container, pod) =>
    (["requests", "limits"] as const).every((side) => saidOf(container, pod, side, "ephemeral-storage") !== undefined) ? undefined : {},
  good: [
    {
      title: "Both",
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
          resources: {requests: {ephemeral-storage: 1Gi}, limits: {ephemeral-storage: 2Gi}}
`,
      },
    },
  ],
  bad: [
    {
      title: "One",
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
          resources: {limits: {ephemeral-storage: 2Gi}}
`,
      },
      says: ["Deployment api does not say both how much local storage it needs and how much it may take (api)."],
    },
  ],
});
