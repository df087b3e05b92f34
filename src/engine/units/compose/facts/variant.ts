import type { ComposeAddress } from "../../../model/index.ts";
import type { Link } from "../../facts/link.ts";
import { spokenTo } from "../../facts/spoken.ts";
import { startOrderTells } from "../../facts/uses.ts";
import type { Project } from "../project.ts";
import { type Around, linksOf, type Member } from "./links.ts";
import { natureOf } from "./nature.ts";
import type { Names } from "./networks.ts";
import { linkedBy, proxiedBy } from "./proxies.ts";
import { type Described, describe } from "./service.ts";

/** One variant, read: its services and everything between them. */
export interface ReadVariant {
  readonly project: Project;
  readonly names: Names;
  readonly members: ReadonlyMap<string, Member>;
  readonly links: readonly Link[];
  readonly addresses: ReadonlyMap<string, readonly ComposeAddress[]>;
}

/** `elsewhere`: whether a host is a name of some other variant. */
export function readVariant(project: Project, names: Names, elsewhere: (host: string) => boolean): ReadVariant {
  const members = membersOf(project);
  const around: Around = { project, names, members, elsewhere };
  const links: Link[] = [];
  const addresses = new Map<string, readonly ComposeAddress[]>();
  for (const member of members.values()) {
    const linked = linksOf(member, around);
    addresses.set(member.service.name, linked.addresses);
    links.push(...linked.links);
    links.push(...linkedBy(member, members));
  }
  links.push(...proxiedBy(members));
  const known = knownBetter(members, links);
  links.push(...startOrder(known, links));
  return { project, names, members: known, links, addresses };
}

function membersOf(project: Project): ReadonlyMap<string, Member> {
  const described = new Map<string, Described>([...project.services.values()].map((it) => [it.name, describe(it, project)]));
  const awaited = new Set(
    [...described.values()].flatMap((it) =>
      it.dependsOn.filter((on) => on.condition === "service_completed_successfully").map((on) => on.service),
    ),
  );
  return new Map(
    [...project.services.values()].map((service) => {
      const own = described.get(service.name) as Described;
      return [service.name, { service, described: own, nature: natureOf(service, own, awaited) }];
    }),
  );
}

function knownBetter(members: ReadonlyMap<string, Member>, links: readonly Link[]): ReadonlyMap<string, Member> {
  const better = spokenTo((name) => members.get(name)?.nature, links);
  if (better.size === 0) return members;
  return new Map([...members].map(([name, it]) => [name, { ...it, nature: better.get(name) ?? it.nature }]));
}

/** Start order, where nothing better connects the two in either direction. */
function* startOrder(members: ReadonlyMap<string, Member>, links: readonly Link[]): Iterable<Link> {
  const connected = new Set(links.flatMap(({ from, to }) => ("service" in to ? [`${from}\n${to.service}`, `${to.service}\n${from}`] : [])));
  for (const { service, described, nature } of members.values()) {
    for (const { service: name, at, condition } of described.dependsOn) {
      const target = members.get(name);
      if (target === undefined || name === service.name || condition === "service_completed_successfully") continue;
      if (connected.has(`${service.name}\n${name}`)) continue;
      if (!startOrderTells({ name: service.name, ...nature }, { name, ...target.nature })) continue;
      yield {
        from: service.name,
        to: { service: name },
        at,
        where: "depends_on",
        host: name,
        port: undefined,
        scheme: undefined,
        sure: false,
        because: "start order only",
        deed: undefined,
        name: "",
      };
    }
  }
}
