import { mapAt } from "../../graph/kubernetes/names.ts";
import { textAt } from "../../model/index.ts";
import { containerRule } from "./families.ts";
import { remove } from "./objects.ts";
import { isAgent } from "./stores.ts";

export const privileged = containerRule({
  id: "k8s-privileged",
  title: "Containers are not privileged",
  why: "A privileged container has every right of root on its node: whoever breaks into it has the node, and from there the cluster.",
  remedy: "Leave `privileged` out, and add the one capability that is needed.",
  silent: "Agents that run on every node (a DaemonSet) weigh less.",
  area: "security",
  covers: ["k8s-privileged"],
  sources: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/"],
  default: true,
  says: "{object} runs {containers} privileged: as root of its node.",
  weight: "warning",
  fix: { title: "Take the privilege away", certain: false },
  init: true,
  find({ node }, pod) {
    const context = mapAt(node, "securityContext");
    // What Windows calls a privileged container.
    const said = context?.entries.get("privileged") ?? mapAt(context, "windowsOptions")?.entries.get("hostProcess");
    if (said === undefined || textAt(said.value) !== "true") return undefined;
    return { at: said.at, steps: [remove(said.at)], ...(isAgent(pod) && { severity: "note" as const }) };
  },
  good: [
    {
      title: "Not said, or false",
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
          securityContext: {privileged: false}
`,
      },
    },
  ],
  bad: [
    {
      title: "A host process of Windows",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: setup}
spec:
  selector: {matchLabels: {app: setup}}
  template:
    metadata: {labels: {app: setup}}
    spec:
      initContainers:
        - {name: prepare, image: "shop/prepare:1.2", securityContext: {windowsOptions: {hostProcess: true}}}
      containers:
        - {name: setup, image: "shop/setup:1.2"}
`,
      },
      says: ["Deployment setup runs prepare privileged: as root of its node."],
    },
    {
      title: "Privileged",
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
          securityContext: {privileged: true}
`,
      },
      says: ["Deployment api runs api privileged: as root of its node."],
    },
  ],
});
