import type { Graph } from "../../graph/graph.ts";
import { titleOf } from "../../graph/kubernetes/names.ts";
import { podOf } from "../../graph/kubernetes/pods.ts";
import { type ServicePort, servicePortsOf, servicesBefore } from "../../graph/kubernetes/services.ts";
import {
  type ComponentRef,
  type EvidenceId,
  holdsIn,
  type KubernetesObject,
  type NonEmpty,
  nameOf,
  textAt,
  type VariantId,
} from "../../model/index.ts";
import { type RuleFix, rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { listed } from "./objects.ts";

export const k8sWrongPort = rule({
  id: "k8s-wrong-port",
  title: "Workloads call a port that the Service has",
  why: "A Service passes on the ports it lists and no other, also when the container listens on it: a call to any other port hangs until it times out.",
  remedy: "Call a port of the Service, or add the port to it.",
  silent:
    "Headless Services (their name leads to the pods themselves), workloads without a Service in these files, and addresses without a port.",
  area: "reliability",
  covers: ["x-client-port-mismatch"],
  sources: ["https://kubernetes.io/docs/concepts/services-networking/service/"],
  default: true,
  scope: "use",
  messages: { other: "{from} calls port {port} of {to}, and {services} has {ports}." },
  severity: (requirements) => unlessPrototype("error", requirements),
  *check(use, graph) {
    const { from, to, port } = use;
    if (port === undefined || !to.startsWith("component:")) return;
    const wrong: { variant: VariantId; proof: NonEmpty<EvidenceId>; services: readonly KubernetesObject[] }[] = [];
    for (const { in: where, ground } of use.exists) {
      // What code says holds whatever is deployed, and its port may be another variant's.
      if (where === "all" || ground.by !== "evidence" || !ground.proof.every((it) => isDeclared(it, graph))) continue;
      for (const variant of where) {
        const services = servicesOf(to as ComponentRef, variant, graph);
        if (services.length === 0 || services.some((it) => isHeadless(it) || servicePortsOf(it).some(({ number }) => number === port)))
          continue;
        wrong.push({ variant, proof: ground.proof, services });
      }
    }
    const [first, ...others] = wrong;
    if (first === undefined) return;
    const ports = first.services.flatMap(servicePortsOf);
    yield {
      message: "other",
      params: {
        from: nameOf(from),
        port,
        to: nameOf(to),
        services: listed(first.services.map(titleOf)),
        ports: listed(ports.map(({ number }) => String(number))),
      },
      cause: `${nameOf(from)} ${nameOf(to)} ${port}`,
      about: [from, to],
      in: [first.variant, ...others.map(({ variant }) => variant)],
      at: [first.proof[0], ...first.proof.slice(1), ...ports.map(({ at }) => at)],
      fixes: isWritten(from, graph) ? onlyPort(first.proof, nameOf(to), port, ports) : [],
    };
  },
  good: [
    {
      title: "The Service's port, whatever the container's is",
      files: {
        "k8s/shop.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "shop/web:1.2", env: [{name: API_URL, value: "http://api:80"}, {name: DB_URL, value: "postgres://db:5432/app"}]}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: "shop/api:1.2", ports: [{containerPort: 3000}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: api}
spec: {selector: {app: api}, ports: [{port: 80, targetPort: 3000}]}
`,
      },
    },
  ],
  bad: [
    {
      title: "The container's port",
      files: {
        "k8s/shop.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "shop/web:1.2", env: [{name: API_URL, value: "http://api:3000"}]}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: "shop/api:1.2", ports: [{containerPort: 3000}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: api}
spec: {selector: {app: api}, ports: [{port: 80, targetPort: 3000}]}
`,
      },
      says: ["web calls port 3000 of api, and Service api has 80."],
      fixed: {
        "k8s/shop.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "shop/web:1.2", env: [{name: API_URL, value: "http://api:80"}]}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: "shop/api:1.2", ports: [{containerPort: 3000}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: api}
spec: {selector: {app: api}, ports: [{port: 80, targetPort: 3000}]}
`,
      },
    },
  ],
});

/** The Services that lead to a component's pods. */
const servicesOf = (component: ComponentRef, variant: VariantId, graph: Graph): readonly KubernetesObject[] => [
  ...new Set(
    graph
      .resourcesOf(component)
      .filter((it) => it.kind === "kubernetes-object" && holdsIn(it.in, variant))
      .flatMap((it) => (it.kind === "kubernetes-object" ? (podOf(it) ?? []) : []))
      .flatMap((pod) => servicesBefore(pod, variant, graph)),
  ),
];

const isDeclared = (id: EvidenceId, graph: Graph): boolean => {
  const evidence = graph.evidence(id);
  return evidence?.reader === "kubernetes" && evidence.strength === "declared";
};

const isHeadless = ({ tree }: KubernetesObject): boolean => textAt(tree, "spec", "clusterIP") === "None";

/** An address that says the Service by name and the port behind it, where the Service has one port: no other can be meant. */
function onlyPort(
  [at, ...more]: NonEmpty<EvidenceId>,
  name: string,
  port: number,
  [only, second]: readonly ServicePort[],
): readonly RuleFix[] {
  if (only?.number === undefined || second !== undefined || more.length > 0) return [];
  const title = `Call port ${only.number}`;
  return [{ title, certain: true, steps: [{ do: "replace-text", at, from: `${name}:${port}`, value: `${name}:${only.number}` }] }];
}

/** Written by hand, and not by templates. */
const isWritten = (from: ComponentRef, graph: Graph): boolean =>
  graph.resourcesOf(from).every((it) => it.kind !== "kubernetes-object" || it.rendered === undefined);
