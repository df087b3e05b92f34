import { textAt } from "../../model/index.ts";
import { podRule } from "./families.ts";
import { remove } from "./objects.ts";
import { isAgent } from "./stores.ts";

export const hostNetwork = podRule({
  id: "k8s-host-network",
  title: "Pods have a network of their own",
  why: "It reaches what listens on the node for itself alone, takes the node's ports, and no network policy holds it.",
  remedy: "Leave `hostNetwork` out. Use a Service to be reached.",
  silent: "Agents that run on every node (a DaemonSet) weigh less: looking after the node is what they are for.",
  area: "security",
  covers: ["k8s-host-network"],
  sources: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/"],
  default: true,
  says: "{object} shares the network of its node.",
  weight: "warning",
  fix: { title: "Keep it apart from the node", certain: false },
  find(pod) {
    const said = pod.spec?.entries.get("hostNetwork");
    if (said === undefined || textAt(said.value) !== "true") return [];
    return [{ at: said.at, steps: [remove(said.at)], ...(isAgent(pod) && { severity: "note" as const }) }];
  },
  good: [
    {
      title: "Its own",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    spec:
      containers:
        - name: api
          image: "shop/api:1.2"
`,
      },
    },
  ],
  bad: [
    {
      title: "The node's",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    spec:
      hostNetwork: true
      containers:
        - name: api
          image: "shop/api:1.2"
`,
      },
      says: ["Deployment api shares the network of its node."],
    },
  ],
});
