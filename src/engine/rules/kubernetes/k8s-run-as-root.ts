import { isTrue, mapAt } from "../../graph/kubernetes/names.ts";
import { textAt } from "../../model/index.ts";
import { containerRule } from "./families.ts";

export const runAsRoot = containerRule({
  id: "k8s-run-as-root",
  title: "Containers do not run as root",
  why: "Root in a container is root of what it mounts, and of the node once it breaks out.",
  remedy: "Say `runAsNonRoot: true`, and a user in the image.",
  silent:
    "Containers that run as a user with a number, which their own context or the pod's says. Off unless asked for: the user of the image is not known here.",
  area: "security",
  covers: ["k8s-run-as-root"],
  sources: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
  default: false,
  says: "{object} may run {containers} as root.",
  weight: "note",
  init: true,
  find({ node }, { spec }) {
    const [own, shared] = [mapAt(node, "securityContext"), mapAt(spec, "securityContext")];
    const user = textAt(own, "runAsUser") ?? textAt(shared, "runAsUser");
    const nonRoot = textAt(own, "runAsNonRoot") ?? textAt(shared, "runAsNonRoot");
    const windows = isTrue(own, "windowsOptions", "hostProcess");
    const isUser = user === undefined ? nonRoot === "true" : Number(user) > 0;
    return isUser || windows ? undefined : { at: own?.entries.get("runAsUser")?.at ?? own?.at ?? node.entries.get("name")?.at ?? node.at };
  },
  good: [
    {
      title: "Another user, and nobody in particular",
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
          securityContext: {runAsUser: 1000}
        - name: b
          image: "shop/api:1.2"
          securityContext: {runAsNonRoot: true}
`,
      },
    },
  ],
  bad: [
    {
      title: "Root",
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
          securityContext: {runAsUser: 0}
`,
      },
      says: ["Deployment api may run api as root."],
    },
  ],
});
