import { isTrue, mapAt } from "../../graph/kubernetes/names.ts";
import { containerRule } from "./families.ts";

export const readonlyRootfs = containerRule({
  id: "k8s-readonly-rootfs",
  title: "Containers do not write to their image",
  why: "What writes into its own file system keeps state that is lost with the pod, and can be changed by whoever breaks in.",
  remedy: "Say `readOnlyRootFilesystem: true`, and mount an emptyDir where it writes.",
  silent: "Off unless asked for.",
  area: "security",
  covers: ["k8s-readonly-rootfs"],
  sources: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
  default: false,
  says: "{object} writes to its own image ({containers}).",
  weight: "note",
  init: true,
  find({ node }) {
    const context = mapAt(node, "securityContext");
    return isTrue(context, "readOnlyRootFilesystem")
      ? undefined
      : { at: context?.entries.get("readOnlyRootFilesystem")?.at ?? context?.at ?? node.entries.get("name")?.at ?? node.at };
  },
  good: [
    {
      title: "Read only",
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
          securityContext: {readOnlyRootFilesystem: true}
`,
      },
    },
  ],
  bad: [
    {
      title: "Writable",
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
`,
      },
      says: ["Deployment api writes to its own image (api)."],
    },
  ],
});
