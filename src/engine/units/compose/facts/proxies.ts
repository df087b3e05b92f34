import type { EvidenceId } from "../../../model/index.ts";
import { itemsAt } from "../../../model/index.ts";
import type { Link } from "../../facts/link.ts";
import { pairsAt } from "./fields.ts";
import type { Member } from "./links.ts";

/**
 * Reverse proxies that take their routes from those they serve: Traefik's and Caddy's labels, nginx-proxy's VIRTUAL_HOST.
 * Only where the proxy is in the project, and only where the route is said.
 */
export function* proxiedBy(members: ReadonlyMap<string, Member>): Iterable<Link> {
  const all = [...members.values()];
  const proxies = (technology: string): readonly Member[] => all.filter((it) => it.nature.technology?.name === technology);
  const traefik = proxies("Traefik");
  const nginx = proxies("nginx-proxy");
  const caddy = proxies("caddy-docker-proxy");
  if (traefik.length + nginx.length + caddy.length === 0) return;
  for (const member of all) {
    for (const [gateways, route] of [
      [traefik, traefikRoute(member)],
      [nginx, nginxRoute(member)],
      [caddy, caddyRoute(member)],
    ] as const) {
      if (route === undefined) continue;
      for (const gateway of gateways) if (gateway !== member) yield link(gateway, member, route);
    }
  }
}

interface Route {
  readonly at: EvidenceId;
  readonly where: string;
  readonly port: number | undefined;
  readonly scheme: string | undefined;
}

const link = (gateway: Member, { service }: Member, { at, where, port, scheme }: Route): Link => ({
  from: gateway.service.name,
  to: { service: service.name },
  at,
  where,
  host: service.name,
  port,
  scheme,
  sure: true,
  because: undefined,
  deed: undefined,
  name: "",
  proxy: true,
});

const labels = ({ service }: Member) => [...pairsAt(service.value, "labels"), ...pairsAt(service.value, "deploy", "labels")];

function traefikRoute(member: Member): Route | undefined {
  const said = labels(member).filter((it) => /^traefik\./i.test(it.name));
  const enable = said.find((it) => /^traefik\.enable$/i.test(it.name));
  if (enable !== undefined && /^false$/i.test(enable.value ?? "")) return undefined;
  // An own dashboard is served by Traefik itself: `service=api@internal`.
  const rule = said.find((it) =>
    /^traefik\.(?:http|tcp|udp)\.routers\.[^.]+\.(?:rule|entrypoints)$|^traefik\.(?:[\w-]+\.)?frontend\.rule$/i.test(it.name),
  );
  const server = said.find((it) =>
    /^traefik\.(?:http|tcp|udp)\.services\.[^.]+\.loadbalancer\.server\.port$|^traefik\.(?:[\w-]+\.)?port$/i.test(it.name),
  );
  const at = rule ?? server ?? enable;
  if (at === undefined || (rule !== undefined && said.some((it) => /\.service$/i.test(it.name) && /@internal$/.test(it.value ?? ""))))
    return undefined;
  const scheme = said.find((it) => /\.loadbalancer\.server\.scheme$/i.test(it.name))?.value;
  const transport = /^traefik\.(tcp|udp)\./i.exec(at.name)?.[1]?.toLowerCase();
  return { at: at.at, where: `label ${at.name}`, port: portIn(server?.value), scheme: scheme ?? transport ?? "http" };
}

function nginxRoute({ service }: Member): Route | undefined {
  const host = service.environment.find((it) => /^VIRTUAL_HOST(?:_MULTIPORTS)?$/.test(it.name) && it.value !== "");
  if (host === undefined) return undefined;
  const value = (name: string): string | undefined => service.environment.find((it) => it.name === name)?.value;
  return { at: host.at, where: `environment ${host.name}`, port: portIn(value("VIRTUAL_PORT")), scheme: value("VIRTUAL_PROTO") ?? "http" };
}

function caddyRoute(member: Member): Route | undefined {
  const proxy = labels(member).find((it) => /^caddy(?:_\d+)?\.(?:[\w*/.@-]+\.)?reverse_proxy$/i.test(it.name));
  if (proxy === undefined) return undefined;
  return {
    at: proxy.at,
    where: `label ${proxy.name}`,
    port: portIn(/upstreams(?:\s+https?)?\s+(\d+)/.exec(proxy.value ?? "")?.[1]),
    scheme: "http",
  };
}

const portIn = (text: string | undefined): number | undefined => (/^\d{1,5}$/.test(text ?? "") ? Number(text) : undefined);

/** `links` and `external_links`: a far end by its name, said in so many words. */
export function* linkedBy({ service }: Member, members: ReadonlyMap<string, Member>): Iterable<Link> {
  for (const field of ["links", "external_links"] as const) {
    for (const item of itemsAt(service.value, field)) {
      if (item.kind !== "scalar" || item.text === "") continue;
      const name = item.text.split(":")[0] ?? "";
      // A container outside the project, unless the name is one of its own services.
      const to = members.has(name) ? { service: name } : { unknown: name };
      if (field === "links" && "unknown" in to) continue;
      yield {
        from: service.name,
        to,
        at: item.at,
        where: field === "links" ? "link" : "external link",
        host: name,
        port: undefined,
        scheme: undefined,
        sure: true,
        because: undefined,
        deed: undefined,
        name: "",
      };
    }
  }
}
