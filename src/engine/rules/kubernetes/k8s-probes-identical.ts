import { mapAt } from "../../graph/kubernetes/names.ts";
import { runsOn } from "../../graph/kubernetes/pods.ts";
import { type MapNode, type Node, numberAt } from "../../model/index.ts";
import { containerRule } from "./families.ts";

export const probesIdentical = containerRule({
  id: "k8s-probes-identical",
  title: "A container that is busy is not restarted for it",
  why: "With one check for both, a pod that should only be spared traffic for a while is killed instead, and its load falls on the others.",
  remedy: "Let the liveness probe ask something simpler, or be more patient (`failureThreshold`).",
  silent: "Pods whose liveness probe waits longer than the readiness probe, and containers that run once.",
  area: "reliability",
  covers: ["k8s-probes-identical"],
  sources: ["https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/"],
  default: true,
  says: "{object} is restarted on the check that takes it out of traffic, and as soon ({containers}).",
  weight: "note",
  init: false,
  find({ node }, pod) {
    const [ready, alive] = [mapAt(node, "readinessProbe"), mapAt(node, "livenessProbe")];
    if (ready === undefined || alive === undefined || !runsOn(pod)) return undefined;
    const same = ways.some((way) => shape(mapAt(ready, way)) !== undefined && shape(mapAt(ready, way)) === shape(mapAt(alive, way)));
    return same && patience(alive) <= patience(ready) ? { at: alive.at } : undefined;
  },
  good: [
    {
      title: "A more patient one",
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
          readinessProbe: {httpGet: {path: /, port: 80}}
          livenessProbe: {httpGet: {path: /, port: 80}, failureThreshold: 10}
`,
      },
    },
  ],
  bad: [
    {
      title: "The same twice",
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
          readinessProbe: {httpGet: {path: /, port: 80}}
          livenessProbe: {httpGet: {path: /, port: 80}}
`,
      },
      says: ["Deployment api is restarted on the check that takes it out of traffic, and as soon (api)."],
    },
  ],
});

const ways = ["httpGet", "tcpSocket", "exec", "grpc"];

/** What is asked, whatever the order of its keys. */
function shape(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (node.kind === "scalar") return node.text;
  if (node.kind === "seq") return `[${node.items.map(shape).join()}]`;
  return `{${[...node.entries]
    .map(([name, { value }]) => `${name}:${shape(value)}`)
    .sort()
    .join()}}`;
}

/** Seconds until it is given up. */
const patience = (probe: MapNode): number =>
  (numberAt(probe, "initialDelaySeconds") ?? 0) + (numberAt(probe, "periodSeconds") ?? 10) * (numberAt(probe, "failureThreshold") ?? 3);
