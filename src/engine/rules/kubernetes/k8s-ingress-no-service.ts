import type { Graph } from "../../graph/graph.ts";
import { type Backend, backendsOf, miswordedIn, routeTypes } from "../../graph/kubernetes/routes.ts";
import { type ServicePort, servicePortsOf } from "../../graph/kubernetes/services.ts";
import { objectsNamed, placeOf } from "../../graph/kubernetes/workloads.ts";
import type { KubernetesObject, VariantId } from "../../model/index.ts";
import { type RuleFix, rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { dangling, servicesOfRoute } from "./dangling.ts";
import { about, certainly, inVariants, listed, set } from "./objects.ts";

export const ingressNoService = rule({
  id: "k8s-ingress-no-service",
  title: "A route leads to a Service and a port that are there",
  why: "An Ingress or HTTPRoute is accepted whatever it names. Requests for that path get a 503 (or the controller's default page) until somebody looks.",
  remedy: "Name the Service as it is called, and one of its own ports (`port`, not `targetPort` or the container's port).",
  silent:
    "Namespaces without any Service in these files, backends that are no Services (a bucket, another controller's resource), and Services that an operator makes.",
  area: "reliability",
  covers: ["k8s-ingress-no-service"],
  sources: ["https://kubernetes.io/docs/concepts/services-networking/ingress/", "https://gateway-api.sigs.k8s.io/api-types/httproute/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: routeTypes,
  messages: {
    service: "{object} leads to {target}, which is not there.",
    port: "{object} leads to port {port} of Service {service}, which has {ports}.",
    words: "{object} says serviceName {service}, which networking.k8s.io/v1 does not know (it says service.name): the path leads nowhere.",
  },
  severity: (requirements) => unlessPrototype("error", requirements),
  *check(object, graph) {
    for (const { at, service } of miswordedIn(object))
      yield about(object, { message: "words", params: { service }, cause: service, at: [at] });
    yield* dangling(object, graph, servicesOfRoute, "service");
    yield* inVariants(object, graph, function* (variant) {
      for (const backend of backendsOf(object)) {
        const ports = portsBehind(backend, object, variant, graph);
        if (ports === undefined || ports.some((it) => it.number === backend.port || it.name === backend.port)) continue;
        const { service, port = "", portAt, at } = backend;
        const words = ports.length === 0 ? "none" : listed(ports.map((it) => String(it.name ?? it.number)));
        yield {
          message: "port" as const,
          params: { service, port, ports: words },
          cause: `${service}:${port}`,
          at: [portAt ?? at, ...ports.map((it) => it.at)],
          fixes: onlyPort(backend, ports),
        };
      }
    });
  },
  good: [
    {
      title: "By number and by name, in both versions",
      files: {
        "k8s/web.yaml": `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec:
  defaultBackend: {service: {name: web, port: {number: 80}}}
  rules:
    - http:
        paths:
          - path: /api
            pathType: Prefix
            backend: {service: {name: api, port: {name: http}}}
---
apiVersion: networking.k8s.io/v1beta1
kind: Ingress
metadata: {name: old}
spec:
  backend: {serviceName: web, servicePort: 80}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: api}
spec:
  rules:
    - backendRefs: [{name: api, port: 8080}]
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: ExternalName, externalName: web.example.com, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: api}
spec:
  ports: [{name: http, port: 8080}]
`,
      },
    },
  ],
  bad: [
    {
      title: "Another name, and the words of an old version",
      files: {
        "k8s/web.yaml": `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec:
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend: {service: {name: frontend, port: {number: 80}}}
          - path: /old
            pathType: Prefix
            backend: {serviceName: api, servicePort: 80}
---
apiVersion: v1
kind: Service
metadata: {name: api}
spec:
  ports: [{port: 80, targetPort: 3000}]
`,
      },
      says: [
        "Ingress web leads to Service frontend, which is not there.",
        "Ingress web says serviceName api, which networking.k8s.io/v1 does not know (it says service.name): the path leads nowhere.",
      ],
    },
    {
      title: "The container's port",
      files: {
        "k8s/web.yaml": `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: api}
spec:
  rules:
    - backendRefs:
        - name: api
          port: 3000
---
apiVersion: v1
kind: Service
metadata: {name: api}
spec:
  ports: [{port: 80, targetPort: 3000}]
`,
      },
      says: ["HTTPRoute api leads to port 3000 of Service api, which has 80."],
      fixed: {
        "k8s/web.yaml": `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: api}
spec:
  rules:
    - backendRefs:
        - name: api
          port: 80
---
apiVersion: v1
kind: Service
metadata: {name: api}
spec:
  ports: [{port: 80, targetPort: 3000}]
`,
      },
    },
  ],
});

/** The ports of the Service, where there is just one of that name and the backend says a port. */
function portsBehind(backend: Backend, route: KubernetesObject, variant: VariantId, graph: Graph): readonly ServicePort[] | undefined {
  if (backend.port === undefined) return undefined;
  const services = objectsNamed("Service", backend.service, { ...placeOf(route, variant), namespace: backend.namespace }, graph);
  const [service] = services;
  return service === undefined || services.length > 1 ? undefined : servicePortsOf(service);
}

/** A Service with one port can be meant with no other. */
function onlyPort({ port, portAt }: Backend, [first, second]: readonly ServicePort[]): readonly RuleFix[] {
  const right = typeof port === "number" ? first?.number : (first?.name ?? first?.number);
  if (portAt === undefined || right === undefined || second !== undefined || typeof right !== typeof port) return [];
  return certainly(`Lead to port ${right}`, set(portAt, right));
}
