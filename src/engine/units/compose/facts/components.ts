import { imageNameOf } from "../../../knowledge/images.ts";
import { schemeNamed } from "../../../knowledge/schemes.ts";
import type { Kind, Mark, NonEmpty, Port, Said, UnitComponent, VariantId } from "../../../model/index.ts";
import { type Ledger, openSayings, type Sayings } from "../../facts/ledger.ts";
import { pathFrom } from "./fields.ts";
import type { Link, Member } from "./links.ts";
import { aliasesOf } from "./networks.ts";
import { replicasOf } from "./service.ts";
import type { ReadVariant } from "./variant.ts";

/** What the variants say about one component, being gathered. */
interface Gathered {
  readonly name: string;
  readonly standing: UnitComponent["standing"];
  readonly exists: Sayings<true>;
  readonly kind: Sayings<Kind>;
  readonly technology: Sayings<string>;
  readonly version: Sayings<string>;
  readonly replicas: Sayings<number>;
  readonly aliases: Sayings<string>;
  readonly ports: Sayings<Port>;
  readonly marks: Map<string, Mark>;
}

/** The key of a far end that no service of the project is. */
export const outsideKey = (host: string): string => `outside:${host}`;

/** One component for each service name over all variants, and one for each third party. */
export function componentsOf(variants: readonly ReadVariant[], ledger: Ledger): readonly UnitComponent[] {
  const gathered = new Map<string, Gathered>();
  const about = (key: string, name: string, standing: UnitComponent["standing"]): Gathered => {
    const known = gathered.get(key) ?? empty(name, standing);
    gathered.set(key, known);
    return known;
  };
  for (const { project, members, links } of variants) {
    for (const member of members.values())
      gatherService(about(member.service.name, member.service.name, "inside"), member, project.id, ledger);
    for (const link of links)
      if ("outside" in link.to) gatherOutside(about(outsideKey(link.to.outside), link.to.outside, "outside"), link, project.id);
  }
  return [...gathered].map(([key, it]): UnitComponent => {
    const marks = [...it.marks.values()];
    return {
      key,
      name: it.name,
      standing: it.standing,
      aliases: it.aliases.values(),
      kind: it.kind.values(),
      technology: it.technology.values(),
      version: it.version.values(),
      owner: [],
      replicas: it.replicas.values(),
      ports: it.ports.values(),
      exists: it.exists.values() as unknown as NonEmpty<Said<true>>,
      ...(marks.length > 0 && { marks }),
    };
  });
}

const empty = (name: string, standing: UnitComponent["standing"]): Gathered => ({
  name,
  standing,
  exists: openSayings(),
  kind: openSayings(),
  technology: openSayings(),
  version: openSayings(),
  replicas: openSayings(),
  aliases: openSayings(),
  ports: openSayings(),
  marks: new Map(),
});

function gatherService(into: Gathered, { service, described, nature }: Member, variant: VariantId, ledger: Ledger): void {
  const { name } = service;
  const definitions = service.definitions.length > 0 ? service.definitions : [service.at];
  for (const at of definitions) ledger.note(at, `service ${name}`, variant);
  into.exists.say(true, variant, ...definitions);

  const at = ledger.note(nature.at, nature.says, variant);
  into.kind.say(nature.kind, variant, at);
  if (nature.technology !== undefined) into.technology.say(nature.technology.name, variant, at);
  if (nature.version !== undefined) into.version.say(nature.version, variant, at);

  const replicas = replicasOf(service);
  if (replicas !== undefined) {
    const said = `${replicas.count} ${replicas.count === 1 ? "replica" : "replicas"} of ${name}`;
    into.replicas.say(replicas.count, variant, ledger.note(replicas.at, said, variant));
  }
  for (const { value, at: where } of aliasesOf(service)) {
    if (value !== name) into.aliases.say(value, variant, ledger.note(where, `${name} is also called ${value}`, variant));
  }
  for (const { at: where, target, protocol, published, hostIp } of described.ports) {
    if (target === undefined) continue;
    const port: Port = { number: target, protocol, published: { port: published ?? "", ...(hostIp !== undefined && { host: hostIp }) } };
    // Without a host port one is chosen when it starts: open all the same, on a number nobody knows.
    into.ports.say(
      port,
      variant,
      ledger.note(where, `${name} publishes ${target}${published === undefined ? "" : ` as ${published}`}`, variant),
    );
  }
  const expose = service.value.entries.get("expose");
  for (const number of described.expose) {
    if (expose === undefined || described.ports.some((it) => it.target === number)) continue;
    into.ports.say({ number, protocol: "tcp" }, variant, ledger.note(expose.at, `${name} exposes ${described.expose.join(", ")}`, variant));
  }
  for (const mark of marksOf(described, nature.technology !== undefined)) into.marks.set(`${mark.kind} ${mark.value}`, mark);
}

/** By what code and manifests elsewhere recognise it; an image everybody runs is no sign. */
function* marksOf({ build, image }: Member["described"], common: boolean): Iterable<Mark> {
  if (build !== undefined && !/^[a-z][\w+.-]*:|^git@|^[/~$]/i.test(build.context)) {
    yield { kind: "folder", value: build.context, at: build.at };
    yield { kind: "dockerfile", value: pathFrom(build.context, build.dockerfile ?? "Dockerfile"), at: build.at };
  }
  if (image === undefined || (common && build === undefined) || image.templated) return;
  const repository = imageNameOf(image.value)?.repository;
  if (repository !== undefined) yield { kind: "image", value: repository, at: image.at };
}

function gatherOutside(into: Gathered, { at, scheme }: Link, variant: VariantId): void {
  into.exists.say(true, variant, at);
  into.kind.say("external", variant, at);
  const technology = scheme === undefined ? undefined : schemeNamed(scheme)?.technology;
  if (technology !== undefined) into.technology.say(technology, variant, at);
}
