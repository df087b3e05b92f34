import { type ContainerPort, isKnative, type Pod } from "../../graph/kubernetes/pods.ts";
import { isService, podPorts, podsBehind, type ServicePort, servicePortsOf } from "../../graph/kubernetes/services.ts";
import { textAt } from "../../model/index.ts";
import { type RuleFix, rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { certainly, insert, inVariants, listed, set } from "./objects.ts";

export const serviceTargetPortMismatch = rule({
  id: "k8s-service-targetport-mismatch",
  title: "A Service sends to a port that its pods have",
  why: "A Service finds its pods by labels and then sends to a port nobody listens on: the endpoints look healthy, and every call is refused.",
  remedy: "Let `targetPort` be the name, or the number, of a port that the container declares.",
  silent:
    "Numbers where the pods declare no port at all (declaring them is optional), headless Services for numbers (clients connect to the pods themselves), and Services whose pods are not here.",
  area: "reliability",
  covers: ["x-service-targetport-mismatch", "k8s-service-no-pods"],
  sources: ["https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["Service"],
  messages: {
    name: "{object} sends port {port} to {target}, and no port of {workload} is called so ({ports}): calls are refused.",
    number: "{object} sends port {port} to {target}, and {workload} declares {ports}.",
  },
  severity: (requirements) => unlessPrototype("error", requirements),
  check: (object, graph) =>
    inVariants(object, graph, function* (variant) {
      if (!isService(object)) return;
      const pods = podsBehind(object, variant, graph).filter((it) => it.containers.length > 0 && !isKnative(it.workload));
      if (pods.length === 0) return;
      const headless = textAt(object.tree, "spec", "clusterIP") === "None";
      for (const port of servicePortsOf(object)) {
        if (port.target === undefined || pods.some((it) => has(it, port, headless))) continue;
        const [pod] = pods as [Pod, ...Pod[]];
        const ports = podPorts(pod);
        yield {
          message: typeof port.target === "number" ? ("number" as const) : ("name" as const),
          params: {
            port: port.name ?? port.number ?? "",
            target: port.target,
            workload: `${pod.workload.type} ${pod.workload.name}`,
            ports:
              ports.length === 0 ? "it declares none" : listed(ports.map((it) => [it.number, it.name].filter((word) => word).join(" "))),
          },
          cause: String(port.name ?? port.number),
          at: [port.targetAt ?? port.at, ...ports.map((it) => it.node.at)],
          fixes: onlyPort(port, pods),
          ...(typeof port.target === "number" && { severity: "warning" as const }),
        };
      }
    }),
  good: [
    {
      title: "By name, by number, the port itself, and nothing declared",
      files: {
        "k8s/api.yaml": `apiVersion: v1
kind: Service
metadata: {name: api}
spec:
  selector: {app: api}
  ports: [{name: web, port: 80, targetPort: http}, {name: metrics, port: 9090}]
---
apiVersion: v1
kind: Pod
metadata: {name: api, labels: {app: api}}
spec: {containers: [{name: api, ports: [{name: http, containerPort: 8080}, {containerPort: 9090}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 3000}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: web, image: "shop/web:1.2"}]}
`,
      },
    },
  ],
  bad: [
    {
      title: "A number that was changed in one of two places, and a name of nothing",
      files: {
        "k8s/api.yaml": `apiVersion: v1
kind: Service
metadata: {name: api}
spec:
  selector: {app: api}
  ports:
    - {name: web, port: 80, targetPort: 3000}
    - {name: rpc, port: 9000, targetPort: grpc}
---
apiVersion: v1
kind: Pod
metadata: {name: api, labels: {app: api}}
spec: {containers: [{name: api, ports: [{name: http, containerPort: 8080}, {name: admin, containerPort: 9901}]}]}
`,
      },
      says: [
        "Service api sends port web to 3000, and Pod api declares 8080 http and 9901 admin.",
        "Service api sends port rpc to grpc, and no port of Pod api is called so (8080 http and 9901 admin): calls are refused.",
      ],
    },
    {
      title: "One port on either side",
      files: {
        "k8s/api.yaml": `apiVersion: v1
kind: Service
metadata: {name: api}
spec:
  selector: {app: api}
  ports:
    - port: 80
---
apiVersion: v1
kind: Pod
metadata: {name: api, labels: {app: api}}
spec: {containers: [{name: api, ports: [{containerPort: 8080}]}]}
`,
      },
      says: ["Service api sends port 80 to 80, and Pod api declares 8080."],
      fixed: {
        "k8s/api.yaml": `apiVersion: v1
kind: Service
metadata: {name: api}
spec:
  selector: {app: api}
  ports:
    - port: 80
      targetPort: 8080
---
apiVersion: v1
kind: Pod
metadata: {name: api, labels: {app: api}}
spec: {containers: [{name: api, ports: [{containerPort: 8080}]}]}
`,
      },
    },
  ],
});

function has(pod: Pod, { target }: ServicePort, headless: boolean): boolean {
  const ports = podPorts(pod);
  if (typeof target === "string") return ports.some((it) => it.name === target);
  return headless || ports.length === 0 || ports.some((it) => it.number === target);
}

/** One port in all its pods: no other can be meant. */
function onlyPort(port: ServicePort, pods: readonly Pod[]): readonly RuleFix[] {
  const words = new Map<number | string, ContainerPort>();
  for (const it of pods.flatMap(podPorts)) {
    const word = it.name ?? it.number;
    if (word !== undefined) words.set(word, it);
  }
  const [target] = words.keys();
  if (target === undefined || words.size !== 1) return [];
  const title = `Send to ${target}`;
  return port.targetAt === undefined
    ? certainly(title, insert(port.entryAt, "targetPort", target))
    : certainly(title, set(port.targetAt, target));
}
