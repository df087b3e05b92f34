import type { ComposeAddress } from "../../../model/index.ts";
import type { Address } from "../../../syntax/addresses/addresses.ts";
import { isIp, isLocal, isPlaceholder, looksPublic } from "../../../syntax/addresses/hosts.ts";
import { implausible, isCodeHost, isName, isSelf } from "../../facts/hosts.ts";
import type { Link } from "../../facts/link.ts";
import type { Mention } from "../../facts/mentions.ts";
import type { Nature } from "../../facts/nature.ts";
import type { Project, Service } from "../project.ts";
import { mentionsOf } from "./mentions.ts";
import type { Names } from "./networks.ts";
import type { Described } from "./service.ts";

/** One service of a variant with what was read from its lines. */
export interface Member {
  readonly service: Service;
  readonly described: Described;
  readonly nature: Nature;
}

export interface Linked {
  readonly links: readonly Link[];
  readonly addresses: readonly ComposeAddress[];
}

/** What a variant's links are looked up in. */
export interface Around {
  readonly project: Project;
  readonly names: Names;
  readonly members: ReadonlyMap<string, Member>;
  /** Whether a name is somebody's in another variant: then it is not unknown, only absent here. */
  readonly elsewhere: (host: string) => boolean;
}

/** Every far end that a service's values name, and what became of each. */
export function linksOf({ service, nature }: Member, around: Around): Linked {
  const links: Link[] = [];
  const addresses = new Map<string, ComposeAddress>();
  for (const mention of mentionsOf(service, around.project)) {
    for (const address of mention.addresses) {
      links.push(...reach(service.name, mention, address, around));
      const row = rowOf(service.name, mention, address, around, nature);
      if (row !== undefined) addresses.set(`${row.at} ${row.host} ${row.port ?? ""}`, row);
    }
  }
  return { links, addresses: [...addresses.values()] };
}

function reach(from: string, mention: Mention, address: Address, around: Around): readonly Link[] {
  const { host, port, scheme, form } = address;
  const rest = { from, at: mention.at, where: mention.where, host, port, scheme, deed: mention.says.deed, name: mention.name };
  const sure = { ...rest, sure: true, because: undefined };
  if (isLocal(host))
    return published(from, mention, port, around).map((service) => ({
      ...rest,
      port: undefined,
      to: { service },
      sure: false,
      because: `port ${port} is published by ${service}`,
    }));
  const answer = around.names.resolve(from, host);
  if (answer?.by === "service") {
    const services = answer.services.filter((it) => it !== from && around.members.has(it));
    if (services.length === 0 || !plausible(address, services, around)) return [];
    return answer.shared
      ? services.map((it) => behind(it, port, from, around)).map((service) => linked(rest, service, mention.waits))
      : services.map((service) => ({ ...rest, to: { service }, sure: false, because: `they share no network` }));
  }
  if (answer?.by === "host") {
    const somewhere = answer.address ?? "";
    return mention.outward && !/^(?:host-gateway|127\.|::1$|0\.0\.0\.0)/.test(somewhere) ? [{ ...sure, to: { outside: host } }] : [];
  }
  if (isIp(host) || isPlaceholder(host) || around.elsewhere(host)) return [];
  if (looksPublic(host))
    return mention.outward && !isCodeHost(host) && !isSelf(host, from) ? [{ ...sure, to: { outside: host.toLowerCase() } }] : [];
  // A name without a dot, or of a private zone: somebody's, and nobody here answers to it.
  const telling = mention.telling || (form === "url" && mention.where.startsWith("environment") && !mention.says.own);
  return telling && isName(host) && !(form === "pair" && implausible(port)) ? [{ ...sure, to: { unknown: host } }] : [];
}

const linked = (rest: Omit<Link, "to" | "sure" | "because">, service: string, waits: boolean): Link => ({
  ...rest,
  to: { service },
  sure: !waits,
  because: waits ? "it is only waited for" : undefined,
});

/** `image:16` and `12:30` look like host and port; a far end has a port of its own or one that services use. */
function plausible({ form, port }: Address, services: readonly string[], around: Around): boolean {
  if (form !== "pair" || !implausible(port)) return true;
  return services.some((it) => port !== undefined && listens(around.members.get(it), port));
}

export function listens(member: Member | undefined, port: number): boolean {
  if (member === undefined) return false;
  const { described, nature } = member;
  return (
    described.ports.some((it) => it.target === port) ||
    described.expose.includes(port) ||
    nature.technology?.port === port ||
    nature.technology?.also[port] !== undefined
  );
}

/** Behind one name may stand several services with one network between them: the one that listens there is meant. */
function behind(service: string, port: number | undefined, from: string, { names, members }: Around): string {
  if (port === undefined || listens(members.get(service), port)) return service;
  return names.mates(service).find((it) => it !== from && it !== service && listens(members.get(it), port)) ?? service;
}

/** Who is reached at `localhost`: a mate on the same network stack, or who publishes the port on the machine. */
function published(from: string, mention: Mention, port: number | undefined, { names, members }: Around): readonly string[] {
  if (port === undefined) return [];
  if (mention.fromOutside || names.onHost(from)) {
    const found = [...members.values()].filter(({ described }) => described.ports.some((it) => it.published === String(port)));
    return found.map((it) => it.service.name).filter((it) => it !== from);
  }
  const mates = names.mates(from).filter((it) => it !== from && listens(members.get(it), port));
  return listens(members.get(from), port) ? [] : mates.slice(0, 1);
}

function rowOf(
  from: string,
  mention: Mention,
  address: Address,
  { names, elsewhere, members }: Around,
  nature: Nature,
): ComposeAddress | undefined {
  const { host, port, scheme, form } = address;
  if (isLocal(host) || isIp(host) || isPlaceholder(host)) return undefined;
  const answer = names.resolve(from, host);
  const base = { at: mention.at, where: mention.where, host, ...(port !== undefined && { port }), ...(scheme !== undefined && { scheme }) };
  if (answer?.by === "host") return undefined;
  if (answer?.by === "service") {
    if (answer.services.includes(from)) return undefined;
    if (form === "pair" && !plausible(address, answer.services, { names, elsewhere, members } as Around)) return undefined;
    const [service] = answer.services;
    return answer.shared && service !== undefined ? { ...base, service, near: [] } : { ...base, near: [] };
  }
  // A name with a dot may be answered by another name server; one that says nothing of a host may be no host at all.
  if (host.includes(".") || !isName(host) || nature.kind === "external") return undefined;
  const telling = mention.telling || (form === "url" && mention.where.startsWith("environment") && !mention.says.own);
  return telling && !(form === "pair" && implausible(port)) ? { ...base, near: names.near(from, host) } : undefined;
}
