import { type EvidenceId, equal, type Node, type UnitFacts } from "../../model/index.ts";
import type { KubernetesFile } from "../../readers/kubernetes.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import { claimedFiles } from "../kustomize/graph.ts";
import { placesIn } from "../places.ts";
import type { Library, Unit, UnitKind } from "../unit.ts";
import { factsOf } from "./facts/facts.ts";
import { groupsOf, type PlainFile, runsIn } from "./groups.ts";
import { type Layer, layerName, layersOf, titleOf } from "./layers.ts";
import type { Manifest, Rendering } from "./manifest.ts";
import { manifestsIn } from "./nodes.ts";
import { deployedSystem } from "./system.ts";

/** Manifests that are applied as they stand. */
export interface ManifestsUnit extends Unit {
  readonly kind: "manifests";
  readonly system: UnitFacts["system"];
  readonly variants: readonly Pick<Rendering, "id" | "title" | "environment" | "files">[];
}

/** Plain Kubernetes manifests: which files are one system (groups.ts), and its variants (layers.ts). */
export const manifestsUnits: UnitKind<ManifestsUnit> = {
  id: "manifests",
  title: "Kubernetes manifests",
  discover,
  render,
};

function discover(library: Library): readonly ManifestsUnit[] {
  const files = plainFiles(library);
  const counts = new Map<string, number>();
  for (const { path } of files)
    for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  const filesUnder = (folder: string): number => counts.get(folder) ?? 0;
  return groupsOf(files).map((group): ManifestsUnit => {
    const paths = group.map((it) => it.path);
    const layers = [...variantsOf(group)].sort((a, b) => rank(a) - rank(b) || depthOf(a) - depthOf(b) || weight(b) - weight(a));
    const variants = layers.map((it) => {
      const id = layerName(it, filesUnder);
      return { id, title: titleOf(it, id), environment: it.environment, files: it.files.map(({ path }) => path) };
    });
    return {
      id: `unit:manifests:${variants[0]?.id ?? ""}`,
      kind: "manifests",
      files: paths,
      system: deployedSystem(paths, library),
      variants,
    };
  });
}

/** Where nothing runs (definitions, rights, examples of an operator's resources), nobody chooses between variants. */
const variantsOf = (group: readonly PlainFile[]): readonly Layer[] =>
  group.some(runsIn) ? layersOf(group) : [{ own: group, files: group, environment: undefined }];

/** What is meant for everybody stands nearest to the root. */
const depthOf = ({ own }: Layer): number => Math.min(...own.map((it) => it.path.split("/").length));

const ranks: Readonly<Record<string, number>> = { production: 0, staging: 1, development: 2, test: 3 };
const rank = ({ environment }: Layer): number => (environment === undefined ? 0 : (ranks[environment] ?? 1));
/** The variant that defines most is the whole; the others are excerpts. */
const weight = ({ files }: Layer): number => files.reduce((sum, { body }) => sum + body.objects.length, 0);

function plainFiles(library: Library): readonly PlainFile[] {
  const files: PlainFile[] = [];
  const claimed = claimedFiles(library);
  for (const { file, body } of library.of("kubernetes")) {
    const kubernetes = body as KubernetesFile;
    if (kubernetes.objects.length > 0 && !claimed.has(file) && !isOfChart(file, library)) files.push({ path: file, body: kubernetes });
  }
  return files;
}

/** Under `templates` or `crds` of a chart: Helm decides what becomes of it. */
function isOfChart(file: string, library: Library): boolean {
  for (let folder = folderOf(file); folder !== ""; folder = folderOf(folder)) {
    const name = baseName(folder);
    if (name !== "templates" && name !== "crds") continue;
    const above = folderOf(folder);
    if (library.exists(above === "" ? "Chart.yaml" : `${above}/Chart.yaml`)) return true;
  }
  return false;
}

/** What a unit came to, for the next time: of thousands of objects one is edited. */
interface Rendered {
  readonly unit: ManifestsUnit;
  readonly manifests: ReadonlyMap<string, readonly Manifest[]>;
  readonly facts: UnitFacts;
}
const rendered = new WeakMap<Library, Map<string, Rendered>>();

function render(unit: ManifestsUnit, library: Library): UnitFacts {
  const memory = rendered.get(library) ?? new Map<string, Rendered>();
  rendered.set(library, memory);
  const before = memory.get(unit.id);
  const bodies = new Map<string, KubernetesFile>();
  for (const file of unit.files) {
    const facts = library.facts(file).find((it) => it.reader === "kubernetes");
    if (facts !== undefined) bodies.set(file, facts.body as KubernetesFile);
  }
  const manifests = new Map([...bodies].map(([file, body]) => [file, unchanged(manifestsIn(file, body), before?.manifests.get(file))]));
  const yaml = new Map([...bodies].map(([file, body]) => [file, body.yaml]));
  const places = placesIn(yaml, () => [...manifests.values()].flat().flatMap((it) => [...placesOfTree(it.tree)]));
  const isSame =
    before !== undefined && equal(before.unit, unit) && unit.files.every((it) => before.manifests.get(it) === manifests.get(it));
  const facts = isSame ? { ...before.facts, places } : factsOf(unit.id, unit.system, renderingsOf(unit, manifests, places));
  memory.set(unit.id, { unit, manifests, facts });
  return facts;
}

/** Objects that say what they said stay the same objects: what was found out about them holds. */
function unchanged(now: readonly Manifest[], before: readonly Manifest[] | undefined): readonly Manifest[] {
  if (before === undefined || now === before) return now;
  const known = new Map(before.map((it) => [it.at, it]));
  const kept = now.map((it) => {
    const was = known.get(it.at);
    return was !== undefined && equal(was, it) ? was : it;
  });
  return kept.length === before.length && kept.every((it, index) => it === before[index]) ? before : kept;
}

function renderingsOf(
  unit: ManifestsUnit,
  manifests: ReadonlyMap<string, readonly Manifest[]>,
  places: Rendering["places"],
): readonly Rendering[] {
  return unit.variants.map(({ id, title, environment, files }): Rendering => {
    const objects = files.flatMap((file) => manifests.get(file) ?? []);
    // What is wrong in a file the reader has told already.
    return { id, origin: "manifests", title, environment, files, objects, problems: [], places };
  });
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
