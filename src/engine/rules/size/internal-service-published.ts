import type { Graph } from "../../graph/graph.ts";
import { podOf } from "../../graph/kubernetes/pods.ts";
import { backendsOf, routeTypes } from "../../graph/kubernetes/routes.ts";
import { isService, servicesBefore } from "../../graph/kubernetes/services.ts";
import { objectsAt, placeOf } from "../../graph/kubernetes/workloads.ts";
import {
  type Component,
  type EvidenceId,
  holdsIn,
  type KubernetesObject,
  textAt,
  type Variant,
  type VariantId,
} from "../../model/index.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { calledBy } from "./calls.ts";
import { mainVariants, partsOf } from "./parts.ts";

export const internalServicePublished = rule({
  id: "internal-service-published",
  title: "What only services call is not open to everybody",
  why: "A service behind a gateway rests on what the gateway does for it: who is asking, how often, over TLS. A second door beside the gateway leads past all of that, and nobody looks at it.",
  remedy:
    "Take the published port (the NodePort, the Ingress) away: inside, services reach it by name. For one's own browser bind it to 127.0.0.1.",
  silent:
    "Gateways and frontends; services that no gateway or published service of these files calls; systems with a frontend in the browser that may call it directly; ports bound to one address; gRPC and admin ports of products; development variants, and all but the main one.",
  area: "security",
  covers: ["x-internal-service-published"],
  sources: [
    "https://cheatsheetseries.owasp.org/cheatsheets/Microservices_Security_Cheat_Sheet.html",
    "https://microservices.io/patterns/apigateway.html",
  ],
  default: true,
  scope: "system",
  messages: { open: "{service} is called by {callers}, and is published beside {door} as well: whoever reaches it passes {door} by." },
  severity: (requirements) => unlessPrototype("warning", requirements),
  *check(system, graph) {
    for (const variant of mainVariants(system, graph)) {
      const parts = partsOf(system, variant, graph);
      if (parts.some((it) => graph.kind(it, variant.id) === "frontend")) continue;
      const calls = new Map(parts.map((it) => [it, calledBy(it, variant, graph)]));
      const doors = parts.filter((it) => graph.kind(it, variant.id) === "gateway" && openingsOf(it, variant, graph).length > 0);
      for (const part of parts) {
        if (graph.kind(part, variant.id) !== "service" || !isOwn(part)) continue;
        const door = doors.find((it) => calls.get(it)?.includes(part.id) === true);
        const [first, ...rest] = door === undefined ? [] : openingsOf(part, variant, graph);
        if (door === undefined || first === undefined) continue;
        const callers = parts.filter((it) => calls.get(it)?.includes(part.id) === true).map((it) => it.name);
        yield {
          message: "open",
          params: { service: part.name, callers: callers.sort().join(", "), door: door.name },
          cause: part.name,
          about: [part.id, door.id],
          in: [variant.id],
          at: [first, ...rest],
        };
      }
    }
  },
  good: [
    {
      title: "Only the gateway is published",
      files: {
        "compose.yaml": `services:
  gateway:
    image: nginx:1.29
    ports: ["80:80"]
    environment: {ORDERS_URL: "http://orders:8080"}
  orders:
    build: orders
    expose: ["8080"]
`,
      },
    },
    {
      title: "For this machine alone",
      files: {
        "compose.yaml": `services:
  gateway:
    image: traefik:v3.1
    ports: ["80:80"]
    environment: {ORDERS_URL: "http://orders:8080"}
  orders:
    build: orders
    ports: ["127.0.0.1:8080:8080"]
`,
      },
    },
    {
      title: "A service that the gateway does not stand before",
      files: {
        "compose.yaml": `services:
  gateway:
    image: nginx:1.29
    ports: ["80:80"]
    environment: {ORDERS_URL: "http://orders:8080"}
  orders:
    build: orders
  hooks:
    build: hooks
    ports: ["9000:9000"]
    environment: {ORDERS_URL: "http://orders:8080"}
`,
      },
    },
    {
      title: "No gateway: the service is the door",
      files: {
        "compose.yaml": `services:
  api:
    build: api
    ports: ["80:8080"]
    environment: {ORDERS_URL: "http://orders:8080"}
  orders:
    build: orders
    ports: ["8081:8080"]
`,
      },
    },
  ],
  bad: [
    {
      title: "A port beside the gateway",
      files: {
        "compose.yaml": `services:
  gateway:
    image: nginx:1.29
    ports: ["80:80"]
    environment: {ORDERS_URL: "http://orders:8080"}
  orders:
    build: orders
    ports: ["8081:8080"]
`,
      },
      says: ["orders is called by gateway, and is published beside gateway as well: whoever reaches it passes gateway by."],
    },
    {
      title: "Long syntax, and a second caller",
      files: {
        "compose.yaml": `services:
  edge:
    image: kong:3.9
    ports: ["443:8443"]
    environment: {ORDERS_URL: "http://orders:8080", STOCK_URL: "http://stock:8080"}
  orders:
    build: orders
    environment: {STOCK_URL: "http://stock:8080"}
  stock:
    build: stock
    ports:
      - target: 8080
        published: "9001"
`,
      },
      says: ["stock is called by edge, orders, and is published beside edge as well: whoever reaches it passes edge by."],
    },
    {
      title: "A NodePort behind a gateway",
      files: {
        "k8s/all.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: gateway}
spec:
  selector: {matchLabels: {app: gateway}}
  template:
    metadata: {labels: {app: gateway}}
    spec: {containers: [{name: gateway, image: "envoyproxy/envoy:v1.32.0", env: [{name: ORDERS_URL, value: "http://orders:8080"}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: gateway}
spec: {type: LoadBalancer, selector: {app: gateway}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: orders}
spec:
  selector: {matchLabels: {app: orders}}
  template:
    metadata: {labels: {app: orders}}
    spec: {containers: [{name: orders, image: "shop/orders:1.2"}]}
---
apiVersion: v1
kind: Service
metadata: {name: orders}
spec: {type: NodePort, selector: {app: orders}, ports: [{port: 8080}]}
`,
      },
      says: ["orders is called by gateway, and is published beside gateway as well: whoever reaches it passes gateway by."],
    },
  ],
});

const isOwn = ({ technology }: Component): boolean => technology.length === 0;

/** Where a part is open to whoever reaches the machine or the cluster. */
function openingsOf(part: Component, variant: Variant, graph: Graph): readonly EvidenceId[] {
  return graph
    .resourcesOf(part.id)
    .filter((it) => holdsIn(it.in, variant.id))
    .flatMap((it) => {
      if (it.kind === "compose-service") return it.ports.filter(({ hostIp }) => hostIp === undefined || isAny(hostIp)).map(({ at }) => at);
      const pod = it.kind === "kubernetes-object" ? podOf(it) : undefined;
      return pod === undefined ? [] : servicesBefore(pod, variant.id, graph).flatMap((service) => openingOf(service, variant.id, graph));
    });
}

const isAny = (hostIp: string): boolean => /^(?:0\.0\.0\.0|\[?::\]?|\*)$/.test(hostIp);

function openingOf(service: KubernetesObject, variant: VariantId, graph: Graph): readonly EvidenceId[] {
  const type = isService(service) ? textAt(service.tree, "spec", "type") : undefined;
  if (type === "NodePort" || type === "LoadBalancer") return [service.at];
  const place = placeOf(service, variant);
  return routeTypes
    .flatMap((it) => objectsAt(it, place, graph))
    .flatMap(backendsOf)
    .filter((it) => it.service === service.name)
    .map(({ at }) => at);
}
