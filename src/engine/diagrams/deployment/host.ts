import type { Graph } from "../../graph/graph.ts";
import {
  type ComponentRef,
  type ComposePort,
  type ComposeService,
  type EvidenceId,
  holdsIn,
  type SystemId,
  type VariantId,
} from "../../model/index.ts";
import { clients, type Extra, imageWords, lines, type Placement, type Plan, type Site, some, type Wire } from "./plan.ts";

/** More ways of belonging to networks than this make a puzzle of the picture: then each box says its own. */
const mostNetworks = 6;

/** What Compose starts on one machine: networks around services, the ports it opens, the volumes it keeps. */
export function planHost(graph: Graph, system: SystemId, variant: VariantId): Plan {
  const services = graph
    .resources("compose-service", system)
    .filter((it): it is Started => it.component !== undefined && holdsIn(it.in, variant));
  const siteOf = sitesOf(graph, services, system, variant);
  const placements = new Map<ComponentRef, Placement>();
  const wires: Wire[] = [];
  for (const service of services) {
    placements.set(service.component, { site: siteOf(service), lines: linesOf(service), proof: [service.at] });
    const open = service.ports.filter(isOpen);
    if (open.length > 0)
      wires.push({ from: clients, to: service.component, label: some(open.map(portWords)), proof: open.map(({ at }) => at) });
  }
  const kept = volumesOf(graph, services, system, variant);
  return { placements, extras: kept.extras, wires: [...wires, ...kept.wires], namespaces: [] };
}

type Started = ComposeService & { readonly component: ComponentRef };

/** The host of a project, and in it the networks a service belongs to. Two services talk only where they share one. */
function sitesOf(graph: Graph, services: readonly Started[], system: SystemId, variant: VariantId): (service: Started) => Site {
  const networks = new Map(
    graph
      .resources("compose-network", system)
      .filter((it) => holdsIn(it.in, variant))
      .map((it) => [it.name, it]),
  );
  const wordsOf = (name: string): string => {
    const network = networks.get(name);
    return network?.external === true ? `${name} (external)` : network?.internal === true ? `${name} (internal)` : name;
  };
  const byName = new Map(services.map((it) => [it.name, it]));
  const networkOf = (service: Started, hops = 0): string => {
    const mode = service.networkMode?.value;
    if (mode === "host") return "the host's network";
    if (mode === "none") return "no network";
    const shared = /^service:(.+)$/.exec(mode ?? "")?.[1];
    const other = shared === undefined ? undefined : byName.get(shared);
    if (other !== undefined && hops < 8) return networkOf(other, hops + 1);
    return service.networks.length === 0 ? "" : `network ${[...service.networks].sort().map(wordsOf).join(" + ")}`;
  };
  const all = new Set(services.map((it) => networkOf(it)));
  // One network that nobody had to name divides nothing.
  const divides = all.size <= mostNetworks && !(all.size === 1 && (all.has("network default") || all.has("")));
  return (service) => {
    const host = `Docker host · Compose project ${service.project}`;
    const network = networkOf(service);
    return divides && network !== "" ? [host, network] : [host];
  };
}

function linesOf(service: Started): readonly string[] {
  const { image, build, replicas, ports, profiles, mounts, restart } = service;
  const paths = mounts.filter(({ type, source }) => type === "bind" && source !== undefined);
  const docker = paths.some(({ source }) => /docker\.sock$/.test(source ?? ""));
  const closed = ports.filter((it) => !isOpen(it) && it.published !== undefined);
  const from =
    build === undefined
      ? imageWords(image?.value ?? "")
      : `built from ${build.context === "" || build.context === "." ? "the root" : build.context}`;
  return lines(
    replicas === 1 ? from : `${from} × ${replicas}`,
    closed.length === 0 ? undefined : `${some(closed.map(portWords))} on this machine only`,
    profiles.length === 0 ? undefined : `profile ${some(profiles)}`,
    docker ? "controls Docker" : paths.length === 0 ? undefined : `mounts ${paths.length} path${paths.length === 1 ? "" : "s"} of the host`,
    restart?.value === "no" ? "not restarted" : undefined,
  );
}

/** Reachable from other machines. */
const isOpen = ({ hostIp, published }: ComposePort): boolean =>
  published !== undefined && !/^(?:127\.|::1$|\[::1\]$|localhost$)/.test(hostIp ?? "");

const portWords = ({ published, target, protocol }: ComposePort): string =>
  `${published === undefined ? "" : `:${published}`}${target === undefined || String(target) === published ? "" : ` → ${target}`}${protocol === "udp" ? " udp" : ""}`;

function volumesOf(
  graph: Graph,
  services: readonly Started[],
  system: SystemId,
  variant: VariantId,
): { readonly extras: readonly Extra[]; readonly wires: readonly Wire[] } {
  const declared = new Map(
    graph
      .resources("compose-volume", system)
      .filter((it) => holdsIn(it.in, variant))
      .map((it) => [it.name, it]),
  );
  const extras = new Map<string, Extra & { readonly proof: EvidenceId[] }>();
  const wires: Wire[] = [];
  for (const service of services) {
    for (const mount of service.mounts) {
      if (mount.type !== "volume" || mount.source === undefined || mount.source === "") continue;
      const volume = declared.get(mount.source);
      const key = `volume ${service.project} ${mount.source}`;
      const known = extras.get(key) ?? {
        key,
        what: "storage" as const,
        site: [`Docker host · Compose project ${service.project}`],
        name: mount.source,
        lines: lines(
          ["Volume", volume?.external === true ? "external" : "", volume?.driver ?? ""].filter((it) => it !== "").join(" · "),
          volume?.device === undefined ? undefined : volume.device.value,
        ),
        proof: volume === undefined ? [] : [volume.at],
      };
      known.proof.push(mount.at);
      extras.set(key, known);
      wires.push({ from: service.component, to: key, label: mount.readOnly ? `reads · ${mount.target}` : mount.target, proof: [mount.at] });
    }
  }
  return { extras: [...extras.values()], wires };
}
