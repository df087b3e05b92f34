import { mapAt } from "../../graph/kubernetes/names.ts";
import { isService } from "../../graph/kubernetes/services.ts";
import { textAt } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { about, perhaps, set } from "./objects.ts";

export const serviceNodeport = rule({
  id: "k8s-service-nodeport",
  title: "What is reached from outside goes through a door",
  why: "A NodePort is open on every node of the cluster, past the ingress, its TLS and its limits, on a port from 30000 up.",
  remedy: "Use ClusterIP behind an Ingress or a Gateway, or a LoadBalancer.",
  silent: "LoadBalancers, which have node ports by themselves.",
  area: "security",
  covers: ["k8s-service-nodeport"],
  sources: ["https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["Service"],
  messages: { open: "{object} is open on every node of the cluster, past any ingress." },
  severity: () => "note",
  *check(object) {
    const type = isService(object) ? mapAt(object.tree, "spec")?.entries.get("type") : undefined;
    if (type === undefined || textAt(type.value) !== "NodePort") return;
    yield about(object, { message: "open", at: [type.at], fixes: perhaps("Keep it inside the cluster", set(type.at, "ClusterIP")) });
  },
  good: [
    {
      title: "Inside",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: Service
metadata: {name: api}
spec: {selector: {app: api}, ports: [{port: 80}]}
`,
      },
    },
  ],
  bad: [
    {
      title: "On every node",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: Service
metadata: {name: api}
spec:
  type: NodePort
  ports: [{port: 80}]
`,
      },
      says: ["Service api is open on every node of the cluster, past any ingress."],
    },
  ],
});
