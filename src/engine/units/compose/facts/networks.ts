import { nearest } from "../../../knowledge/near.ts";
import { entriesAt, itemsAt, textAt } from "../../../model/index.ts";
import type { Project, Service } from "../project.ts";
import { isScalar, pairsAt, wordsAt } from "./fields.ts";
import { networksOf } from "./service.ts";

/** Who answers to a name, asked from inside one service's container. */
export type Answer =
  /** `shared`: on a network both are on; else the name is somebody's, and does not reach him from here. */
  | { readonly by: "service"; readonly services: readonly string[]; readonly shared: boolean }
  /** `extra_hosts` or an external link say where it is, outside the project. */
  | { readonly by: "host"; readonly address: string | undefined }
  | undefined;

export interface Names {
  resolve(from: string, host: string): Answer;
  /** Names that reach somebody from there and look alike, best first. */
  near(from: string, host: string): readonly string[];
  /** Services that share one network stack with it, itself among them. */
  mates(service: string): readonly string[];
  /** Whether the name is somebody's in this variant, wherever it is asked from. */
  knows(host: string): boolean;
  /** It uses the network of the machine that runs it. */
  onHost(service: string): boolean;
}

interface Holder {
  readonly service: string;
  readonly networks: readonly string[];
}

const mostComparisons = 200_000;

/** The name service of a project, by the rules of Compose. */
export function namesOf(project: Project): Names {
  const owners = new Map([...project.services.keys()].map((name) => [name, ownerOf(name, project)]));
  const networks = new Map([...project.services.values()].map((it) => [it.name, networksOf(it)]));
  const networksFrom = (service: string): readonly string[] => networks.get(owners.get(service) ?? service) ?? [];
  const stacks = new Map<string, string[]>();
  for (const [name, owner] of owners) {
    const stack = stacks.get(owner);
    if (stack === undefined) stacks.set(owner, [name]);
    else stack.push(name);
  }
  let comparisons = 0;
  const holders = new Map<string, Holder[]>();
  const hold = (name: string, holder: Holder): void => {
    const key = name.toLowerCase();
    const list = holders.get(key);
    if (list === undefined) holders.set(key, [holder]);
    else if (!list.some((it) => it.service === holder.service)) list.push(holder);
  };

  for (const service of project.services.values()) {
    // What shares another one's network has no name of its own in it.
    const own = owners.get(service.name) === service.name ? (networks.get(service.name) ?? []) : [];
    hold(service.name, { service: service.name, networks: own });
  }
  for (const service of project.services.values()) {
    const own = owners.get(service.name) === service.name ? (networks.get(service.name) ?? []) : [];
    for (const { value, network } of aliasesOf(service))
      hold(value, { service: service.name, networks: network === undefined ? own : [network] });
  }

  const links = new Map([...project.services.values()].map((it) => [it.name, linkNamesOf(it)]));
  const extra = new Map([...project.services.values()].map((it) => [it.name, extraHostsOf(it)]));

  const resolve = (from: string, host: string): Answer => {
    const name = host.toLowerCase().replace(/\.$/, "");
    const at = owners.get(from) ?? from;
    const said = extra.get(at)?.get(name) ?? extra.get(from)?.get(name);
    if (said !== undefined) return { by: "host", address: said };
    const linked = links.get(from)?.get(name);
    if (linked !== undefined)
      return project.services.has(linked) ? { by: "service", services: [linked], shared: true } : { by: "host", address: undefined };
    const candidates = holders.get(name) ?? holders.get(shortened(name, project)) ?? [];
    if (candidates.length === 0) return undefined;
    const here = new Set(networksFrom(from));
    const reachable = candidates.filter((it) => it.service === from || it.networks.some((network) => here.has(network)));
    const chosen = reachable.length > 0 ? reachable : candidates;
    return { by: "service", services: chosen.map((it) => it.service), shared: reachable.length > 0 };
  };

  return {
    resolve,
    near(from, host) {
      // A file of thousands of services that name thousands of strangers gets no suggestions, and stays fast.
      comparisons += holders.size;
      if (comparisons > mostComparisons) return [];
      const here = new Set(networksFrom(from));
      const reachable = [...holders].filter(([, list]) =>
        list.some((it) => it.service !== from && it.networks.some((network) => here.has(network))),
      );
      return nearest(host.toLowerCase(), [...new Set([...reachable.map(([name]) => name), ...(links.get(from)?.keys() ?? [])])]);
    },
    mates: (service) => stacks.get(owners.get(service) ?? service) ?? [],
    knows(host) {
      const name = host.toLowerCase().replace(/\.$/, "");
      return holders.has(name) || holders.has(shortened(name, project));
    },
    onHost: (service) => textAt(project.services.get(owners.get(service) ?? service)?.value, "network_mode") === "host",
  };
}

/** Whose network a service uses: `network_mode: service:x` and `container:x`, step by step. */
function ownerOf(name: string, project: Project): string {
  const seen = new Set<string>();
  let at = name;
  while (!seen.has(at)) {
    seen.add(at);
    const [kind, other] = /^(service|container):(.+)$/.exec(textAt(project.services.get(at)?.value, "network_mode") ?? "")?.slice(1) ?? [];
    if (other === undefined) return at;
    const next =
      kind === "service" ? other : [...project.services.values()].find((it) => textAt(it.value, "container_name") === other)?.name;
    if (next === undefined || !project.services.has(next)) return at;
    at = next;
  }
  return name;
}

/** Other names of a service, with the network they hold in (`undefined` = on each of its own). */
export function* aliasesOf(service: Service) {
  for (const name of ["container_name", "hostname"]) {
    const node = service.value.entries.get(name)?.value;
    if (isScalar(node) && node.text !== "" && !node.templated) yield { value: node.text, at: node.at, network: undefined };
  }
  for (const [network, { value }] of entriesAt(service.value, "networks")) {
    for (const { text, at } of wordsAt(value, "aliases")) yield { value: text, at, network };
    for (const field of ["ipv4_address", "ipv6_address"]) {
      const node = value.kind === "map" ? value.entries.get(field)?.value : undefined;
      if (isScalar(node)) yield { value: node.text, at: node.at, network };
    }
  }
}

/** `tasks.db`, `clinic-db-1`, `clinic_db_1`, `db.clinic_back` → `db`. */
function shortened(name: string, project: Project): string {
  let short = name.replace(/^tasks\./, "");
  const own = project.name.toLowerCase();
  const dot = short.indexOf(".");
  if (dot > 0 && [...project.networks.keys(), "default"].some((it) => short.slice(dot + 1) === `${own}_${it}`)) short = short.slice(0, dot);
  for (const separator of ["-", "_"]) {
    const head = `${own}${separator}`;
    if (short.startsWith(head)) {
      const rest = short.slice(head.length).replace(/[-_]\d+$/, "");
      if (rest !== short.slice(head.length)) return rest;
    }
  }
  return short;
}

/** `links: [db:database]` → database is db, here. */
function linkNamesOf(service: Service): ReadonlyMap<string, string> {
  const links = new Map<string, string>();
  for (const field of ["links", "external_links"]) {
    for (const item of itemsAt(service.value, field)) {
      if (!isScalar(item)) continue;
      const [name = "", alias = name] = item.text.split(":");
      links.set(alias.toLowerCase(), name);
    }
  }
  return links;
}

function extraHostsOf(service: Service): ReadonlyMap<string, string> {
  const hosts = new Map<string, string>();
  for (const { name, value } of pairsAt(service.value, "extra_hosts")) {
    const colon = value === undefined ? name.indexOf(":") : -1;
    if (colon > 0) hosts.set(name.slice(0, colon).trim().toLowerCase(), name.slice(colon + 1).trim());
    else hosts.set(name.toLowerCase(), value ?? "");
  }
  for (const [name, { value }] of entriesAt(service.value, "extra_hosts")) if (value.kind === "seq") hosts.set(name.toLowerCase(), "");
  return hosts;
}
