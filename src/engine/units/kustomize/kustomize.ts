import { kustomizationNames } from "../../knowledge/files.ts";
import { type EvidenceId, fileOf, type Node, type UnitFacts } from "../../model/index.ts";
import { folderOf } from "../../syntax/paths.ts";
import type { YamlFile } from "../../syntax/yaml/tree.ts";
import { factsOf } from "../kubernetes/facts/facts.ts";
import type { Manifest, Rendering } from "../kubernetes/manifest.ts";
import { deployedSystem } from "../kubernetes/system.ts";
import { workloadOf } from "../kubernetes/workload.ts";
import { placesIn } from "../places.ts";
import type { Library, Unit, UnitKind } from "../unit.ts";
import { built } from "./accumulate.ts";
import { type Overlay, overlaysIn } from "./discover.ts";
import { manifestOf } from "./manifests.ts";
import { yamlOf } from "./source.ts";

/** Overlays of one system. */
export interface KustomizeUnit extends Unit {
  readonly kind: "kustomize";
  readonly system: UnitFacts["system"];
  readonly overlays: readonly Omit<Overlay, "objects">[];
}

/** Kustomizations, built as `kubectl kustomize` builds them: which are deployed and which are variants of one system is in discover.ts. */
export const kustomizeUnits: UnitKind<KustomizeUnit> = {
  id: "kustomize",
  title: "Kustomize",
  discover(library) {
    if (library.of("kustomize").length === 0) return [];
    return overlaysIn(library).map((group): KustomizeUnit => {
      const files = new Set(group.flatMap((it) => [...it.files, ...it.files.flatMap(besides)]));
      return {
        id: `unit:kustomize:${group[0].id}`,
        kind: "kustomize",
        system: deployedSystem(
          group.flatMap((it) => [it.id, ...it.objects]),
          library,
        ),
        overlays: group.map(({ objects: _, ...it }) => it),
        files: [...files],
      };
    });
  },
  render,
};

/** The other names a kustomization may have beside one: it is built another way when such a file comes. */
const besides = (file: string): readonly string[] => {
  const folder = folderOf(file);
  const isOne = kustomizationNames.some((it) => file === it || file.endsWith(`/${it}`));
  return isOne ? kustomizationNames.map((it) => (folder === "" ? it : `${folder}/${it}`)) : [];
};

function render(unit: KustomizeUnit, library: Library): UnitFacts {
  const yaml = new Map<string, YamlFile>();
  const know = (file: string): void => {
    const parsed = yaml.has(file) ? undefined : yamlOf(file, library);
    if (parsed !== undefined) yaml.set(file, parsed);
  };
  for (const it of unit.overlays) for (const file of it.files) know(file);
  const renderings: Rendering[] = [];
  const places = placesIn(yaml, () => renderings.flatMap((it) => it.objects.flatMap(({ tree }) => [...placesOfTree(tree)])));
  for (const { id, title, environment, files, folder } of unit.overlays) {
    const { items, log } = built(folder, library);
    for (const file of log.reads.keys()) know(file);
    const objects = items.map(manifestOf);
    for (const it of objects) know(fileOf(it.at));
    renderings.push({
      id,
      origin: "kustomize",
      title,
      environment,
      files,
      objects,
      problems: log.problems,
      places,
      ...(log.partial && { partial: true as const }),
    });
  }
  return factsOf(unit.id, unit.system, inOrder(renderings));
}

const ranks: Readonly<Record<string, number>> = { production: 0, staging: 2, development: 3, test: 4 };
const rank = ({ environment }: Rendering): number => (environment === undefined ? 1 : (ranks[environment] ?? 2));
const weight = ({ objects }: Rendering): number => objects.filter((it: Manifest) => workloadOf(it) !== undefined).length;

/**
 * The main variant first. Of the overlays that run at least half as many workloads as the largest one it is the one whose folder says
 * production; then one whose folder says no environment, then staging, development, test. Of several the one nearest to the root, then
 * the one that runs most, then the first by name.
 */
function inOrder(renderings: readonly Rendering[]): readonly Rendering[] {
  const largest = Math.max(0, ...renderings.map(weight));
  const isPart = (it: Rendering): number => (weight(it) * 2 >= largest ? 0 : 1);
  const depth = ({ id }: Rendering): number => id.split("/").length;
  return [...renderings].sort(
    (a, b) => isPart(a) - isPart(b) || rank(a) - rank(b) || depth(a) - depth(b) || weight(b) - weight(a) || (a.id < b.id ? -1 : 1),
  );
}

function* placesOfTree(node: Node): Iterable<EvidenceId> {
  yield node.at;
  if (node.kind === "seq") for (const it of node.items) yield* placesOfTree(it);
  if (node.kind === "map")
    for (const { at, value } of node.entries.values()) {
      yield at;
      yield* placesOfTree(value);
    }
}
