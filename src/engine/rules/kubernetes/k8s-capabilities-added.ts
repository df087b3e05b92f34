import { mapAt } from "../../graph/kubernetes/names.ts";
import { itemsAt, textAt } from "../../model/index.ts";
import { containerRule } from "./families.ts";
import { listed } from "./objects.ts";

export const capabilitiesAdded = containerRule({
  id: "k8s-capabilities-added",
  title: "Containers have no more rights than usual",
  why: "Some capabilities are root by another name: with SYS_ADMIN, SYS_PTRACE or NET_ADMIN a container reaches out of itself.",
  remedy: "Drop ALL, and add only what the program proves to need.",
  silent:
    "Capabilities that containers have anyway and that the baseline of the Pod Security Standards allows to add again after dropping ALL (NET_BIND_SERVICE, CHOWN and their like). What is not dropped is another question.",
  area: "security",
  covers: ["k8s-capabilities-added"],
  sources: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/"],
  default: true,
  says: "{object} adds {what} to what a container may do ({containers}).",
  weight: "warning",
  init: true,
  find({ node }) {
    const add = mapAt(node, "securityContext", "capabilities")?.entries.get("add");
    const names = itemsAt(add?.value).flatMap((it) => (textAt(it) ?? "").toUpperCase().replace(/^CAP_/, "") || []);
    const more = names.filter((it) => !usual.has(it));
    if (add === undefined || more.length === 0) return undefined;
    return { at: add.at, what: listed(more), ...(!more.some((it) => root.has(it)) && { severity: "note" as const }) };
  },
  good: [
    {
      title: "All dropped but one",
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
          securityContext: {capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}}
`,
      },
    },
  ],
  bad: [
    {
      title: "Root by another name",
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
          securityContext: {capabilities: {add: [SYS_ADMIN]}}
`,
      },
      says: ["Deployment api adds SYS_ADMIN to what a container may do (api)."],
    },
  ],
});

const usual: ReadonlySet<string> = new Set(
  "AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT".split(" "),
);
const root: ReadonlySet<string> = new Set(
  "ALL SYS_ADMIN SYS_PTRACE SYS_MODULE SYS_RAWIO SYS_BOOT NET_ADMIN DAC_READ_SEARCH BPF MAC_ADMIN MAC_OVERRIDE SYSLOG".split(" "),
);
