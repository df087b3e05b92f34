import { imageNameOf } from "../../../knowledge/images.ts";
import { type Mark, nodeAt, numberAt, type UnitComponent, type VariantId } from "../../../model/index.ts";
import { type Gathered, openGathering, outsideKey } from "../../facts/components.ts";
import type { Ledger } from "../../facts/ledger.ts";
import type { Nature } from "../../facts/nature.ts";
import type { Runner, Service } from "../cluster.ts";
import { mainContainer } from "./nature.ts";
import type { ReadCluster } from "./variant.ts";

/** One component for each workload over all variants, and one for each third party. */
export function componentsOf(variants: readonly ReadCluster[], ledger: Ledger): readonly UnitComponent[] {
  const gathering = openGathering();
  for (const { cluster, natures, links, ports } of variants) {
    const variant = cluster.rendering.id;
    const reachedBy = servicesByRunner(cluster.services);
    for (const runner of cluster.runners) {
      const into = gathering.about(runner.key, runner.name, "inside");
      const nature = natures.get(runner.key);
      if (nature !== undefined) gather(into, runner, nature, variant, ledger);
      for (const { port, at, says } of ports.get(runner.key) ?? []) into.ports.say(port, variant, ledger.note(at, says, variant));
      for (const it of reachedBy.get(runner.key) ?? []) gatherNames(into, runner, it, variant, ledger);
      for (const name of runner.operated?.services ?? []) if (name !== runner.name) into.aliases.say(name, variant, runner.manifest.at);
    }
    gathering.outside(links, variant);
    for (const service of cluster.services) gatherExternal(gathering, service, variant, ledger);
  }
  return gathering.rows();
}

function servicesByRunner(services: readonly Service[]): ReadonlyMap<string, readonly Service[]> {
  const found = new Map<string, Service[]>();
  for (const service of services)
    for (const { key } of service.runners) {
      const list = found.get(key);
      if (list === undefined) found.set(key, [service]);
      else list.push(service);
    }
  return found;
}

function gather(into: Gathered, { name, manifest, workload, operated }: Runner, nature: Nature, variant: VariantId, ledger: Ledger): void {
  into.exists.say(true, variant, ledger.note(manifest.at, `${manifest.kind} ${manifest.name}`, variant));
  const at = ledger.note(nature.at, nature.says, variant);
  into.kind.say(nature.kind, variant, at);
  if (nature.technology !== undefined) into.technology.say(nature.technology.name, variant, at);
  if (nature.version !== undefined) into.version.say(nature.version, variant, at);
  const count = workload?.replicas?.count ?? (operated && numberAt(manifest.tree, ...operated.replicas));
  const place = workload?.replicas?.at ?? (operated && nodeAt(manifest.tree, ...operated.replicas)?.at);
  if (count !== undefined && place !== undefined && Number.isInteger(count))
    into.replicas.say(count, variant, ledger.note(place, `${count} ${count === 1 ? "replica" : "replicas"} of ${name}`, variant));
  if (manifest.name !== name) into.aliases.say(manifest.name, variant, manifest.at);
  if (workload === undefined) return;
  const image = mainContainer(workload, name)?.image;
  const repository = nature.technology !== undefined || image === undefined ? undefined : imageNameOf(image.value)?.repository;
  if (image !== undefined && repository !== undefined && isOwn(repository)) mark(into, { kind: "image", value: repository, at: image.at });
}

/** What everybody starts something of their own from is no sign of who it is. */
const isOwn = (repository: string): boolean =>
  !/(?:^|\/)(?:busybox|alpine|ubuntu|debian|centos|fedora|node|python|golang|ruby|openjdk|eclipse-temurin|amazoncorretto|php|bash|curl|pause|scratch|kubectl|git)$/.test(
    repository,
  ) && !/[${}<>]/.test(repository);

const mark = (into: Gathered, it: Mark): void => {
  into.marks.set(`${it.kind} ${it.value}`, it);
};

/** A Service's name reaches it: as an alias, and with the namespace everywhere in the cluster. */
function gatherNames(
  into: Gathered,
  { name, manifest: { namespace: own } }: Runner,
  { manifest, runners }: Service,
  variant: VariantId,
  ledger: Ledger,
): void {
  // What several answer to is nobody's name.
  if (runners.length > 1 && manifest.name !== name) return;
  const at = ledger.note(manifest.at, `Service ${manifest.name} leads to ${name}`, variant);
  if (manifest.name !== name) into.aliases.say(manifest.name, variant, at);
  const namespace = manifest.namespace ?? own;
  if (namespace === undefined) return;
  for (const end of ["", ".svc", ".svc.cluster.local"]) mark(into, { kind: "dns", value: `${manifest.name}.${namespace}${end}`, at });
}

/** A Service that stands for somebody outside is a name of his. */
function gatherExternal(gathering: ReturnType<typeof openGathering>, service: Service, variant: VariantId, ledger: Ledger): void {
  const { manifest, external, selects, runners } = service;
  if (runners.length > 0 || (selects && external === undefined) || (external === undefined && !hasEndpoints(service))) return;
  if (external !== undefined && /\.svc(?:\.|$)|^[^.]+$/.test(external)) return;
  const name = external?.toLowerCase() ?? manifest.name;
  const into = gathering.about(outsideKey(name), name, "outside");
  const at = ledger.note(
    manifest.at,
    external === undefined ? `Service ${manifest.name} leads to addresses outside` : `Service ${manifest.name} stands for ${external}`,
    variant,
  );
  into.exists.say(true, variant, at);
  into.kind.say("external", variant, at);
  if (name !== manifest.name) into.aliases.say(manifest.name, variant, at);
}

const hasEndpoints = ({ manifest, ports }: Service): boolean => ports.length > 0 && manifest.labels["component"] !== "apiserver";
