import { isTrue } from "../../graph/kubernetes/names.ts";
import { podKinds, podOf, portsOf } from "../../graph/kubernetes/pods.ts";
import { numberAt, textAt } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { about, listed, perhaps, remove } from "./objects.ts";
import { isAgent } from "./stores.ts";

export const hostPort = rule({
  id: "k8s-host-port",
  title: "Pods do not claim ports of their node",
  why: "A port of the node is there once: of several replicas one runs on each node, and the next one waits for a node that is free.",
  remedy: "Leave `hostPort` out, and use a Service.",
  silent:
    "Agents that run on every node (a DaemonSet), and pods that share the node's network, whose ports are its own anyway (`k8s-host-network`).",
  area: "scalability",
  covers: ["k8s-host-port"],
  sources: ["https://kubernetes.io/docs/concepts/configuration/overview/#services"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: { claims: "{object} claims port {ports} of its node: one replica a node, and no more." },
  severity: () => "note",
  *check(object) {
    const pod = podOf(object);
    if (pod === undefined || isAgent(pod) || isTrue(pod.spec, "hostNetwork")) return;
    const said = pod.containers
      .flatMap((it) => portsOf(it).flatMap(({ node }) => node.entries.get("hostPort") ?? []))
      .filter((it) => (numberAt(it.value) ?? 0) > 0);
    const [first, ...rest] = said.map((it) => it.at);
    if (first === undefined) return;
    const params = { ports: listed(said.map((it) => textAt(it.value) ?? "")) };
    yield about(object, {
      message: "claims",
      params,
      at: [first, ...rest],
      fixes: perhaps("Leave the node's ports free", remove(first), ...rest.map(remove)),
    });
  },
  good: [
    {
      title: "None",
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
          ports: [{containerPort: 80}]
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
          ports: [{containerPort: 80, hostPort: 80}]
`,
      },
      says: ["Deployment api claims port 80 of its node: one replica a node, and no more."],
    },
  ],
});
