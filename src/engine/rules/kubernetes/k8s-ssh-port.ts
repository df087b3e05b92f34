import { podKinds, podOf, portsOf } from "../../graph/kubernetes/pods.ts";
import { rule } from "../rule.ts";
import { about } from "./objects.ts";

export const sshPort = rule({
  id: "k8s-ssh-port",
  title: "Containers are not logged into over SSH",
  why: "An SSH server in a container is a second way in, with keys and updates of its own, past every right that the cluster gives and logs.",
  remedy: "Use `kubectl exec`, and let the image run one program.",
  silent:
    "Ports with another number: servers whose work is SSH (git, SFTP) mostly listen on 2222 or say so on purpose with an ignore comment.",
  area: "security",
  covers: ["k8s-ssh-port"],
  sources: ["https://kubernetes.io/docs/tasks/debug/debug-application/get-shell-running-container/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: { ssh: "{object} listens for SSH on port 22: a way in that the cluster neither grants nor logs." },
  severity: () => "warning",
  *check(object) {
    const ports = (podOf(object)?.containers ?? []).flatMap(portsOf).filter((it) => it.number === 22 && it.protocol === "TCP");
    const [first, ...rest] = ports.map((it) => it.node.at);
    if (first !== undefined) yield about(object, { message: "ssh", at: [first, ...rest] });
  },
  good: [
    {
      title: "Another port",
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
          ports: [{containerPort: 2222}]
`,
      },
    },
  ],
  bad: [
    {
      title: "Port 22",
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
          ports: [{containerPort: 22}]
`,
      },
      says: ["Deployment api listens for SSH on port 22: a way in that the cluster neither grants nor logs."],
    },
  ],
});
