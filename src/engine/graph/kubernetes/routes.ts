import { type EvidenceId, type KubernetesObject, type MapNode, numberAt, textAt } from "../../model/index.ts";
import { groupOf, mapAt, mapsAt } from "./names.ts";

/** A Service that something outside the cluster is led to. */
export interface Backend {
  readonly at: EvidenceId;
  readonly service: string;
  readonly namespace: string | undefined;
  /** By number or by name; `undefined` = none is said. */
  readonly port: number | string | undefined;
  readonly portAt: EvidenceId | undefined;
}

/** A backend that is written in the words of another version of its API, which the server drops or refuses. */
export interface Misworded {
  readonly at: EvidenceId;
  readonly service: string;
}

/** Kinds that lead to Services, by the group of their API. */
export const routeTypes: readonly string[] = ["Ingress", "HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute", "IngressRoute"];

export const isRoute = ({ type, apiVersion }: KubernetesObject): boolean => {
  const group = groupOf(apiVersion);
  if (type === "Ingress") return group === "networking.k8s.io" || group === "extensions";
  if (type === "IngressRoute") return /^traefik\./.test(group);
  return routeTypes.includes(type) && group === "gateway.networking.k8s.io";
};

export function backendsOf(route: KubernetesObject): readonly Backend[] {
  if (!isRoute(route)) return [];
  if (route.type === "Ingress") return ingressBackends(route).flatMap((it) => ("portAt" in it ? it : []));
  if (route.type === "IngressRoute")
    return mapsAt(route.tree, "spec", "routes").flatMap((it) =>
      mapsAt(it, "services")
        .filter((service) => (textAt(service, "kind") ?? "Service") === "Service" && !(textAt(service, "name") ?? "@").includes("@"))
        .map((service) => reference(service, route)),
    );
  return mapsAt(route.tree, "spec", "rules").flatMap((rule) =>
    mapsAt(rule, "backendRefs")
      .filter(
        (it) => (textAt(it, "kind") ?? "Service") === "Service" && (textAt(it, "group") ?? "") === "" && textAt(it, "name") !== undefined,
      )
      .map((it) => reference(it, route)),
  );
}

export const miswordedIn = (route: KubernetesObject): readonly Misworded[] =>
  route.type === "Ingress" && isRoute(route) ? ingressBackends(route).flatMap((it) => ("portAt" in it ? [] : it)) : [];

const reference = (node: MapNode, route: KubernetesObject): Backend => ({
  at: node.entries.get("name")?.at ?? node.at,
  service: textAt(node, "name") ?? "",
  namespace: textAt(node, "namespace") ?? route.namespace,
  port: numberAt(node, "port") ?? textAt(node, "port"),
  portAt: node.entries.get("port")?.at,
});

/** The default one and one a path. */
function ingressBackends(route: KubernetesObject): readonly (Backend | Misworded)[] {
  const spec = mapAt(route.tree, "spec");
  const paths = mapsAt(spec, "rules").flatMap((it) => mapsAt(it, "http", "paths"));
  const all = [mapAt(spec, "defaultBackend"), mapAt(spec, "backend"), ...paths.map((it) => mapAt(it, "backend"))];
  return all.flatMap((it) => (it === undefined ? [] : ingressBackend(it, route)));
}

function ingressBackend(node: MapNode, route: KubernetesObject): readonly (Backend | Misworded)[] {
  const old = textAt(node, "serviceName");
  const service = mapAt(node, "service");
  const name = textAt(service, "name");
  if (service !== undefined && name !== undefined) {
    const port = mapAt(service, "port");
    const at = port?.entries.get("number") ?? port?.entries.get("name");
    return [
      {
        at: service.entries.get("name")?.at ?? service.at,
        service: name,
        namespace: route.namespace,
        port: numberAt(port, "number") ?? textAt(port, "name"),
        portAt: at?.at,
      },
    ];
  }
  if (old === undefined) return [];
  const at = node.entries.get("serviceName")?.at ?? node.at;
  if (route.apiVersion === "networking.k8s.io/v1") return [{ at, service: old }];
  return [
    {
      at,
      service: old,
      namespace: route.namespace,
      port: numberAt(node, "servicePort") ?? textAt(node, "servicePort"),
      portAt: node.entries.get("servicePort")?.at,
    },
  ];
}
