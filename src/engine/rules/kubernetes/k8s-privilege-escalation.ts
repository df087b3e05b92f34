import { mapAt } from "../../graph/kubernetes/names.ts";
import { textAt } from "../../model/index.ts";
import { containerRule } from "./families.ts";
import { insert, set } from "./objects.ts";

export const privilegeEscalation = containerRule({
  id: "k8s-privilege-escalation",
  title: "A process gets no more rights than its container",
  why: "A setuid program in the image makes root of a process that is not, unless the container forbids it.",
  remedy: "Say `allowPrivilegeEscalation: false`.",
  silent: "Off unless asked for.",
  area: "security",
  covers: ["k8s-privilege-escalation"],
  sources: ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
  default: false,
  says: "{object} lets processes of {containers} gain rights.",
  weight: "note",
  fix: { title: "Forbid it", certain: true },
  init: true,
  find({ node }) {
    const context = mapAt(node, "securityContext");
    const said = context?.entries.get("allowPrivilegeEscalation");
    if (textAt(said?.value) === "false") return undefined;
    if (said !== undefined) return { at: said.at, steps: [set(said.at, false)] };
    const name = "securityContext";
    const step =
      context === undefined
        ? insert(node.at, name, { allowPrivilegeEscalation: false })
        : insert(context.at, "allowPrivilegeEscalation", false);
    return node.entries.has(name) && context === undefined ? {} : { steps: [step] };
  },
  good: [
    {
      title: "Forbidden",
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
          securityContext: {allowPrivilegeEscalation: false}
`,
      },
    },
  ],
  bad: [
    {
      title: "Not forbidden",
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
`,
      },
      says: ["Deployment api lets processes of api gain rights."],
      fixed: {
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
          securityContext: {runAsUser: 1000, allowPrivilegeEscalation: false}
`,
      },
    },
  ],
});
