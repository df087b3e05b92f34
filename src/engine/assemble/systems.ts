import type { Mark, UnitFacts, Variant } from "../model/index.ts";
import { bareName } from "./names.ts";

/** Units that are one system, in the order in which they have a say: what starts it, nearest to the root first, then what describes it. */
export interface Group {
  readonly units: readonly UnitFacts[];
  readonly name: string;
  readonly folder: string;
  readonly reason: string;
}

/**
 * Which units are one system. Those that start something are taken nearest to the root first; one joins a group
 * - that builds one of the same images (or, in folders above each other or deployed another way, runs one), or
 * - that it shares names with: most of the smaller one's, at least two or three, as another way to deploy (Compose beside Kubernetes).
 * Two Compose projects that only use the same names stay apart; manifests for another cluster, with nearly all names alike, do not.
 * What developers work in (a dev container) is one more way to start what is there, and has its say last. What describes (a schema, a
 * Dockerfile, code) goes where its image, folder or name is started, else to the nearest group above it.
 */
export function groupsOf(units: Iterable<UnitFacts>): readonly Group[] {
  const all = [...units].filter((it) => it.corrections === undefined).sort(bySay);
  const groups: Growing[] = [];
  const index = new Map<string, Set<Growing>>();
  const add = (group: Growing, unit: UnitFacts): void => {
    group.units.push(unit);
    if (unit.describes) return;
    group.families.add(familyOf(unit));
    for (const key of keysOf(unit)) {
      if (key.startsWith("name:")) group.names.add(key);
      index.set(key, (index.get(key) ?? new Set()).add(group));
    }
    for (const mark of unit.components.flatMap((it) => it.marks ?? []))
      if (mark.kind === "mount" && mark.value !== "") index.set(markKey(mark), (index.get(markKey(mark)) ?? new Set()).add(group));
  };
  const open = (unit: UnitFacts, folder = unit.system.folder): Growing => {
    const group: Growing = { units: [], ...unit.system, folder, names: new Set(), families: new Set() };
    groups.push(group);
    return group;
  };

  const starting = all.filter((it) => !it.describes);
  for (const unit of starting.filter((it) => !isWorkbench(it) && !isCloud(it))) add(bestFor(unit, index) ?? open(unit), unit);
  for (const unit of starting.filter(isCloud)) add(bestFor(unit, index) ?? madeFor(unit, groups) ?? open(unit), unit);
  for (const unit of starting.filter(isWorkbench)) {
    const home = bestFor(unit, index) ?? above(unit.system.folder, groups) ?? nearestByNames(unit, groups);
    add(home ?? open(unit), unit);
  }
  const leftOver = new Map<string, Growing>();
  for (const unit of all.filter((it) => it.describes)) {
    let group = startedBy(unit, index) ?? above(unit.system.folder, groups) ?? beside(unit, groups);
    if (group === undefined) {
      // A contract that nobody serves here is no system: all such are the workspace's.
      const folder = onlyDescribes(unit) ? "" : unit.system.folder;
      const key = `${folder}\n${unit.system.name}`;
      group = leftOver.get(key) ?? open(unit, folder);
      leftOver.set(key, group);
    }
    add(group, unit);
  }
  return groups;
}

/** What a cloud is asked for: the machines and stores that the team's code runs on and uses. */
const isCloud = (unit: UnitFacts): boolean => clouds.has(familyOf(unit));
const clouds: ReadonlySet<string> = new Set(["terraform", "cloudformation", "serverless"]);

/**
 * Whom the resources of a cloud are for: what is started in the nearest folder above or below. Stores and queues alone are for the only
 * system there is, wherever they lie.
 */
function madeFor(unit: UnitFacts, groups: readonly Growing[]): Growing | undefined {
  const others = groups.filter((it) => [...it.families].some((family) => !clouds.has(family)));
  const below = others.filter((it) => contains(unit.system.folder, it.folder));
  const near = above(unit.system.folder, others) ?? (below.length === 1 ? below[0] : undefined);
  if (near !== undefined) return near;
  return others.length === 1 && !unit.components.some((it) => it.own) ? others[0] : undefined;
}

const isWorkbench = ({ system }: UnitFacts): boolean => /(?:^|\/)\.devcontainer(?:\/|$)/i.test(system.folder);

/** The group that starts most of the same names, or the only one. */
function nearestByNames(unit: UnitFacts, groups: readonly Growing[]): Growing | undefined {
  const names = keysOf(unit).filter((it) => it.startsWith("name:"));
  const shared = (group: Growing): number => names.filter((it) => group.names.has(it)).length;
  const [best] = [...groups].sort((a, b) => shared(b) - shared(a));
  return best !== undefined && (shared(best) > 0 || groups.length === 1) ? best : undefined;
}

const onlyDescribes = ({ components, entities = [] }: UnitFacts): boolean => components.length === 0 && entities.length === 0;

interface Growing extends Group {
  readonly units: UnitFacts[];
  /** Keys of the names it starts. */
  readonly names: Set<string>;
  readonly families: Set<string>;
}

/** What is applied as it stands says more than a chart, which waits for somebody's values. */
const ranks: Readonly<Record<Variant["origin"], number>> = {
  compose: 0,
  kustomize: 1,
  manifests: 2,
  helm: 3,
  terraform: 4,
  cloudformation: 4,
  serverless: 4,
  profile: 5,
};
const rankOf = (unit: UnitFacts): number => (unit.variants[0] === undefined ? 9 : ranks[unit.variants[0].origin]);
export const depthOf = (folder: string): number => (folder === "" ? 0 : folder.split("/").length);
const bySay = (a: UnitFacts, b: UnitFacts): number =>
  depthOf(a.system.folder) - depthOf(b.system.folder) || rankOf(a) - rankOf(b) || (a.unit < b.unit ? -1 : 1);

/** Ways to deploy that stand beside each other; within one of them the same names twice are two systems. */
export function familyOf(unit: UnitFacts): string {
  const origin = unit.variants[0]?.origin ?? "profile";
  return origin === "kustomize" || origin === "helm" || origin === "manifests" ? "kubernetes" : origin;
}

const markKey = ({ kind, value }: Mark): string => `${kind}:${value}`;

/** What a unit can be recognised by: what it builds, and the names of what it starts. A project that builds "." says nothing with it. */
function keysOf(unit: UnitFacts): readonly string[] {
  const inside = unit.components.filter((it) => it.standing === "inside");
  return [
    ...new Set(
      inside.flatMap((it) => [
        `name:${bareName(it.name, unit.system.name)}`,
        ...(it.marks ?? []).filter((mark) => isBuild(mark) && mark.value !== "").map(markKey),
      ]),
    ),
  ];
}

const isBuild = ({ kind }: Mark): boolean => kind === "dockerfile" || kind === "folder" || kind === "image";

interface Match {
  built: number;
  images: number;
  names: number;
}

function bestFor(unit: UnitFacts, index: ReadonlyMap<string, ReadonlySet<Growing>>): Growing | undefined {
  const keys = keysOf(unit);
  const named = keys.filter((it) => it.startsWith("name:")).length;
  const matches = new Map<Growing, Match>();
  for (const key of keys) {
    for (const group of index.get(key) ?? []) {
      const match = matches.get(group) ?? { built: 0, images: 0, names: 0 };
      if (key.startsWith("name:")) match.names++;
      else if (key.startsWith("image:")) match.images++;
      else match.built++;
      matches.set(group, match);
    }
  }
  const joining = [...matches].filter(
    ([group, match]) => match.built > 0 || sharesImages(unit, group, match.images) || sharesNames(unit, group, match.names, named),
  );
  joining.sort(([, a], [, b]) => b.built - a.built || b.images - a.images || b.names - a.names);
  return joining[0]?.[0];
}

/** Two projects may run one image and still be two systems: one of them has to lie above the other, or deploy it another way. */
const sharesImages = (unit: UnitFacts, group: Growing, shared: number): boolean =>
  shared > 0 && (!group.families.has(familyOf(unit)) || related(unit, group));

const related = (unit: UnitFacts, group: Growing): boolean =>
  contains(unit.system.folder, group.folder) || contains(group.folder, unit.system.folder);

function sharesNames(unit: UnitFacts, group: Growing, shared: number, named: number): boolean {
  const smaller = Math.min(named, group.names.size);
  // Manifests of the same things for another cluster are one more way to deploy them, and so is one that names nothing new beside them;
  // two Compose projects are two systems.
  // Two of one folder with the same names are its environments; elsewhere they are two systems that are built alike.
  if (group.families.has(familyOf(unit)) && isCloud(unit))
    return unit.system.folder === group.folder && shared >= 2 && shared * 3 >= smaller * 2;
  if (group.families.has(familyOf(unit)))
    return familyOf(unit) === "kubernetes" && related(unit, group) && ((shared >= 3 && shared * 3 >= smaller * 2) || shared === named);
  if (shared * 2 < smaller) return false;
  return related(unit, group) ? shared >= 2 || shared === named : shared >= 3;
}

const contains = (folder: string, other: string): boolean => folder === "" || other === folder || other.startsWith(`${folder}/`);

/** The group that starts most of what a unit describes. */
function startedBy(unit: UnitFacts, index: ReadonlyMap<string, ReadonlySet<Growing>>): Growing | undefined {
  const counts = new Map<Growing, number>();
  const count = (key: string, weight: number): void => {
    for (const group of index.get(key) ?? []) counts.set(group, (counts.get(group) ?? 0) + weight);
  };
  for (const component of unit.components) {
    for (const mark of component.marks ?? []) {
      if (mark.kind === "package") count(`name:${bareName(mark.value, unit.system.name)}`, 2);
      else if (mark.value !== "") count(markKey(mark), 4);
    }
    count(`name:${bareName(component.name, unit.system.name)}`, 1);
  }
  // What is built from a folder above holds it too.
  const folders = [
    unit.system.folder,
    ...unit.components.flatMap((it) => (it.marks ?? []).filter(({ kind }) => kind === "folder").map(({ value }) => value)),
  ];
  for (const it of new Set(folders))
    for (let folder = it; folder !== ""; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")))) count(`folder:${folder}`, 4);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/**
 * What speaks for the whole workspace belongs to what the workspace starts, if that is one system. A sign that is no box beside what
 * is started makes no system of its own: it goes to the system that lies nearest.
 */
function beside(unit: UnitFacts, groups: readonly Growing[]): Growing | undefined {
  const started = groups.filter((it) => !it.units.every((one) => one.describes));
  if (unit.system.folder === "" && started.length === 1) return started[0];
  const own = unit.components.filter((it) => it.standing === "inside");
  if (!own.some((it) => it.weak) || own.some((it) => !it.weak)) return undefined;
  const place =
    own.flatMap((it) =>
      (it.marks ?? []).filter(({ kind }) => kind === "mount" || (it.faint && kind === "folder")).map(({ value }) => value),
    )[0] ?? unit.system.folder;
  const shared = ({ folder }: Growing): number => {
    const [a, b] = [place.split("/"), folder.split("/")];
    const end = a.findIndex((it, index) => it !== b[index]);
    return end < 0 ? a.length : end;
  };
  return started.reduce<Growing | undefined>((best, it) => (best === undefined || shared(it) > shared(best) ? it : best), undefined);
}

/** The group in the nearest folder above. */
function above(folder: string, groups: readonly Growing[]): Growing | undefined {
  const around = groups.filter((it) => contains(it.folder, folder) && !it.units.every((unit) => unit.describes));
  return around.sort((a, b) => depthOf(b.folder) - depthOf(a.folder))[0];
}
