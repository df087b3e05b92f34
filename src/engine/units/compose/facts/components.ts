import { imageNameOf } from "../../../knowledge/images.ts";
import { itemsAt, type Mark, type Port, textAt, type UnitComponent } from "../../../model/index.ts";
import { type Gathered, openGathering } from "../../facts/components.ts";
import type { Ledger } from "../../facts/ledger.ts";
import type { Project } from "../project.ts";
import { pathFrom } from "./fields.ts";
import type { Member } from "./links.ts";
import { aliasesOf } from "./networks.ts";
import { replicasOf } from "./service.ts";
import type { ReadVariant } from "./variant.ts";

/** One component for each service name over all variants, and one for each third party. */
export function componentsOf(variants: readonly ReadVariant[], ledger: Ledger): readonly UnitComponent[] {
  const gathering = openGathering();
  for (const { project, members, links } of variants) {
    for (const member of members.values())
      gatherService(gathering.about(member.service.name, member.service.name, "inside"), member, project, ledger);
    gathering.outside(links, project.id);
  }
  return gathering.rows();
}

function gatherService(into: Gathered, member: Member, project: Project, ledger: Ledger): void {
  const { service, described, nature } = member;
  const variant = project.id;
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
  for (const mark of [...marksOf(described, nature.technology !== undefined), ...mountsOf(member, project)])
    into.marks.set(`${mark.kind} ${mark.value}`, mark);
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

/** Files and folders of the workspace that it is started with: what configures it lies there. The whole workspace says nothing. */
function* mountsOf({ service, described }: Member, project: Project): Iterable<Mark> {
  for (const { type, source = "", at } of described.mounts) {
    const path = type === "bind" ? pathFrom(service.folder, source) : "";
    if (path !== "" && !/^(?:[/~$]|\.\.|[a-z]:)/i.test(path)) yield { kind: "mount", value: path, at };
  }
  for (const item of itemsAt(service.value, "configs")) {
    const entry = project.configs.get(textAt(item) ?? textAt(item, "source") ?? "");
    const file = entry && textAt(entry.value, "file");
    if (file !== undefined) yield { kind: "mount", value: pathFrom(project.folder, file), at: item.at };
  }
}
