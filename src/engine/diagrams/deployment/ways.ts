import { mapAt, mapsAt } from "../../graph/kubernetes/names.ts";
import { backendsOf, isRoute } from "../../graph/kubernetes/routes.ts";
import { type EvidenceId, itemsAt, type KubernetesObject, type Node, textAt } from "../../model/index.ts";
import { lines, some } from "./plan.ts";

/** What leads from outside the cluster to Services. */
export interface Way {
  readonly object: KubernetesObject;
  readonly hosts: readonly string[];
  readonly lines: readonly string[];
  readonly targets: readonly Target[];
}
interface Target {
  readonly service: string;
  readonly namespace: string | undefined;
  /** What of the requests goes there: a path, as far as one is said. */
  readonly path: string | undefined;
  readonly at: EvidenceId;
}

/** An Ingress, a route of the Gateway API, of Traefik, of OpenShift or of Istio; `undefined` = it is none. */
export function wayOf(object: KubernetesObject): Way | undefined {
  if (isRoute(object)) return routed(object);
  const group = object.apiVersion.split("/")[0] ?? "";
  if (object.type === "Route" && group === "route.openshift.io") return openShift(object);
  if (object.type === "VirtualService" && group === "networking.istio.io") return istio(object);
  return undefined;
}

function routed(object: KubernetesObject): Way {
  const { tree, type, namespace } = object;
  const spec = mapAt(tree, "spec");
  const paths = pathsIn(object);
  const hosts = [
    ...mapsAt(spec, "rules").map((it) => textAt(it, "host")),
    ...textsIn(spec, "hostnames"),
    ...mapsAt(spec, "routes").flatMap((it) => hostsIn(textAt(it, "match") ?? "")),
  ].filter((it): it is string => it !== undefined && it !== "");
  const className = textAt(spec, "ingressClassName") ?? textAt(tree, "metadata", "annotations", "kubernetes.io/ingress.class");
  const gateways = mapsAt(spec, "parentRefs").flatMap((it) => textAt(it, "name") ?? []);
  const secured = type === "TLSRoute" || itemsAt(spec, "tls").length > 0 || mapAt(spec, "tls") !== undefined;
  return {
    object,
    hosts: [...new Set(hosts)],
    lines: lines(
      [type, className ?? "", gateways.length === 0 ? "" : `gateway ${some(gateways)}`, secured ? "TLS" : ""]
        .filter((it) => it !== "")
        .join(" · "),
    ),
    targets: backendsOf(object).map(({ service, namespace: other, at }) => ({
      service,
      namespace: other ?? namespace,
      path: paths.get(at),
      at,
    })),
  };
}

/** Which path leads to a backend, by the place where the backend is named. */
function pathsIn({ tree }: KubernetesObject): ReadonlyMap<EvidenceId, string> {
  const paths = new Map<EvidenceId, string>();
  for (const rule of mapsAt(tree, "spec", "rules")) {
    for (const path of mapsAt(rule, "http", "paths")) {
      const backend = mapAt(path, "backend");
      const at = mapAt(backend, "service")?.entries.get("name")?.at ?? backend?.entries.get("serviceName")?.at;
      const text = textAt(path, "path");
      if (at !== undefined && text !== undefined) paths.set(at, text);
    }
    const matched = mapsAt(rule, "matches").flatMap(
      (it) => textAt(it, "path", "value") ?? [textAt(it, "method", "service"), textAt(it, "method", "method")].filter(Boolean).join("/"),
    );
    for (const backend of mapsAt(rule, "backendRefs")) {
      const at = backend.entries.get("name")?.at;
      if (at !== undefined && matched.some((it) => it !== "")) paths.set(at, some(matched.filter((it) => it !== "")));
    }
  }
  for (const route of mapsAt(tree, "spec", "routes")) {
    const path = /Path(?:Prefix)?\(\s*[`'"]([^`'"]{1,200})/.exec(textAt(route, "match") ?? "")?.[1];
    for (const service of mapsAt(route, "services")) {
      const at = service.entries.get("name")?.at;
      if (at !== undefined && path !== undefined) paths.set(at, path);
    }
  }
  return paths;
}

/** The hosts in a rule of Traefik: Host(`a`, `b`). */
const hostsIn = (rule: string): readonly string[] =>
  [...rule.slice(0, 2000).matchAll(/Host(?:SNI)?\(([^)]{1,500})\)/g)].flatMap(([, list = ""]) =>
    list.split(",").map((it) => it.replace(/[`'"\s]/g, "")),
  );

function openShift(object: KubernetesObject): Way {
  const to = mapAt(object.tree, "spec", "to");
  const service = textAt(to, "name");
  const host = textAt(object.tree, "spec", "host");
  const secured = mapAt(object.tree, "spec", "tls") !== undefined;
  return {
    object,
    hosts: host === undefined ? [] : [host],
    lines: [secured ? "Route · TLS" : "Route"],
    targets:
      to === undefined || service === undefined
        ? []
        : [
            {
              service,
              namespace: object.namespace,
              path: textAt(object.tree, "spec", "path"),
              at: to.entries.get("name")?.at ?? to.at,
            },
          ],
  };
}

/** Only what comes through a gateway comes from outside; the rest is the mesh's own traffic. */
function istio(object: KubernetesObject): Way | undefined {
  const { tree, namespace } = object;
  const gateways = textsIn(mapAt(tree, "spec"), "gateways").filter((it) => it !== "mesh");
  if (gateways.length === 0) return undefined;
  const targets = ["http", "tcp", "tls"].flatMap((kind) =>
    mapsAt(tree, "spec", kind).flatMap((rule) => {
      const path = mapsAt(rule, "match").flatMap((it) => textAt(it, "uri", "prefix") ?? textAt(it, "uri", "exact") ?? [])[0];
      return mapsAt(rule, "route").flatMap((it): readonly Target[] => {
        const host = mapAt(it, "destination")?.entries.get("host");
        const [service = "", other] = (textAt(host?.value) ?? "").split(".");
        return host === undefined || service === "" ? [] : [{ service, namespace: other ?? namespace, path, at: host.at }];
      });
    }),
  );
  return {
    object,
    hosts: textsIn(mapAt(tree, "spec"), "hosts").filter((it) => it !== "*"),
    lines: [`VirtualService · gateway ${some(gateways.map((it) => it.split("/").at(-1) ?? it))}`],
    targets,
  };
}

const textsIn = (node: Node | undefined, name: string): readonly string[] => itemsAt(node, name).flatMap((it) => textAt(it) ?? []);
