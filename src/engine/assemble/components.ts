import {
  type ComponentRef,
  type Correction,
  componentRef,
  type Mark,
  type SystemId,
  storeKinds,
  type UnitComponent,
  type UnitFacts,
  type UnitId,
} from "../model/index.ts";
import { bareName } from "./names.ts";
import { familyOf } from "./systems.ts";

/** Which components of a system's units are one, and what each is called. */
export interface Components {
  readonly refs: ReadonlyMap<UnitId, ReadonlyMap<string, ComponentRef>>;
  /** Why several are one, by component. */
  readonly merged: ReadonlyMap<ComponentRef, readonly { readonly names: readonly string[]; readonly reason: string }[]>;
  /** Names that reach a component: its own, its aliases, names in DNS, what its code calls itself. Lower case. */
  readonly names: ReadonlyMap<string, ComponentRef>;
}

interface Node {
  readonly unit: UnitFacts;
  readonly component: UnitComponent;
}

/** Several nodes that are one component. No two of one unit, unless a person says so. */
interface Cluster {
  readonly nodes: Node[];
  readonly merged: { names: readonly string[]; reason: string }[];
}

/**
 * Joins the components of a system's units, the surest reason first: the same name; what builds them; the image they run; what
 * their code calls itself; the same name but for affixes; the one store of a technology on either side. `corrections` of this system
 * come before all of it.
 */
export function componentsOf(system: SystemId, units: readonly UnitFacts[], corrections: readonly Correction[]): Components {
  const nodes: Node[] = units.flatMap((unit) => unit.components.map((component) => ({ unit, component })));
  const clusterOf = new Map<Node, Cluster>(nodes.map((it) => [it, { nodes: [it], merged: [] }]));
  const apart = differentNames(corrections);

  const unite = (a: Node | undefined, b: Node | undefined, reason: string, forced = false): void => {
    if (a === undefined || b === undefined) return;
    const [one, other] = [clusterOf.get(a), clusterOf.get(b)];
    if (one === undefined || other === undefined || one === other) return;
    if (!forced && (shareUnit(one, other) || saidApart(one, other, apart))) return;
    one.nodes.push(...other.nodes);
    one.merged.push(...other.merged, { names: [a.component.name, b.component.name], reason });
    for (const it of other.nodes) clusterOf.set(it, one);
  };

  for (const it of corrections) {
    if (it.do !== "same") continue;
    const [first, ...others] = it.names.map((name) => nodes.find((node) => calls(node, name, system)));
    for (const other of others) unite(first, other, "A correction says that they are the same.", true);
  }
  // What a product's file is called after its product is no name of anybody's.
  for (const [, same] of groupedBy(nodes, ({ unit, component }) =>
    unit.describes && component.weak ? [] : [component.name.toLowerCase()],
  )) {
    for (const it of same.slice(1)) unite(same[0], it, "They have the same name.");
  }
  for (const kind of ["dockerfile", "folder", "image"] as const) {
    const reason = {
      dockerfile: "One Dockerfile builds both.",
      folder: "Both are made from the same folder.",
      image: "Both run the same image.",
    }[kind];
    for (const [, same] of groupedBy(nodes, ({ component }) => marksOf(component, kind))) pairUp(same, unite, reason);
  }
  // A file is mounted by itself or with a folder above it: the longest path that only one is started with says whose it is.
  const mounted = [...groupedBy(nodes, ({ component }) => marksOf(component, "mount"))].sort(([a], [b]) => b.length - a.length);
  for (const [path, same] of mounted) {
    const [only, ...more] = same.filter(({ unit }) => !unit.describes);
    const others = same.filter(({ unit }) => unit.describes);
    if (only === undefined || more.some((it) => clusterOf.get(it) !== clusterOf.get(only))) continue;
    for (const it of others) if (agree(only, it)) unite(only, it, `It is started with ${path}.`);
  }
  const byName = new Map(nodes.map((it) => [it.component.name.toLowerCase(), it]));
  const byImage = new Map(
    nodes.flatMap((it) => marksOf(it.component, "image").map((image) => [image.slice(image.lastIndexOf("/") + 1), it] as const)),
  );
  for (const [value, same] of groupedBy(nodes, ({ component }) => marksOf(component, "package").map((it) => it.toLowerCase()))) {
    for (const it of same) {
      unite(byName.get(value) ?? same[0], it, `Its code calls itself ${value}.`);
      unite(byImage.get(value), it, `Its image is called as its code, ${value}.`);
    }
  }
  for (const [, same] of groupedBy(nodes, ({ component }) => (component.standing === "inside" ? [bareName(component.name, system)] : []))) {
    const alone = onePerUnit(same);
    for (const it of alone.slice(1)) if (agree(alone[0], it)) unite(alone[0], it, "They have the same name but for what is added to it.");
  }
  for (const [technology, same] of groupedBy(nodes, storeTechnology)) {
    const alone = onePerUnit(same).filter((it) => !it.unit.describes);
    for (const it of alone.slice(1)) {
      if (alone[0] && familyOf(it.unit) !== familyOf(alone[0].unit)) unite(alone[0], it, `Each is the only ${technology} where it runs.`);
    }
  }
  return withOtherNames(named(system, nodes, clusterOf), system, corrections);
}

/** A name that nothing here has, of which a person says whose it is: whoever is called by it means that one. */
function withOtherNames(components: Components, system: SystemId, corrections: readonly Correction[]): Components {
  const same = corrections.flatMap((it) =>
    it.do === "same" ? [it.names.filter((name) => !name.includes("/") || name.startsWith(`${system}/`)).map(shortName)] : [],
  );
  if (same.length === 0) return components;
  const names = new Map(components.names);
  for (const those of same) {
    const ref = those.map((it) => names.get(it)).find((it) => it !== undefined);
    if (ref !== undefined) for (const it of those) if (!names.has(it)) names.set(it, ref);
  }
  return { ...components, names };
}

const marksOf = (component: UnitComponent, kind: Mark["kind"]): readonly string[] =>
  (component.marks ?? []).filter((it) => it.kind === kind).map((it) => it.value);

function groupedBy(nodes: readonly Node[], keysOf: (node: Node) => readonly string[]): ReadonlyMap<string, readonly Node[]> {
  const groups = new Map<string, Node[]>();
  for (const node of nodes) {
    for (const key of new Set(keysOf(node))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [node]);
      else group.push(node);
    }
  }
  return groups;
}

/** Those that are the only one of their unit. */
function onePerUnit(nodes: readonly Node[]): readonly Node[] {
  const counts = new Map<UnitFacts, number>();
  for (const { unit } of nodes) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  return nodes.filter(({ unit }) => counts.get(unit) === 1);
}

/** What builds or runs them is the same: one each → they are one; where several are started from it, what describes it joins the first. */
function pairUp(same: readonly Node[], unite: (a: Node | undefined, b: Node | undefined, reason: string) => void, reason: string): void {
  const alone = onePerUnit(same);
  const started = alone.filter(({ unit }) => !unit.describes);
  for (const it of started.slice(1)) if (agree(started[0], it)) unite(started[0], it, reason);
  const first = started[0] ?? same.find(({ unit }) => !unit.describes) ?? alone[0];
  for (const it of same.filter(({ unit }) => unit.describes)) unite(first, it, reason);
}

const shareUnit = (a: Cluster, b: Cluster): boolean => {
  const units = new Set(a.nodes.map(({ unit }) => unit));
  return b.nodes.some(({ unit }) => units.has(unit));
};

function differentNames(corrections: readonly Correction[]): ReadonlySet<string> {
  const pairs = corrections.flatMap((it) => (it.do === "different" ? it.names.flatMap((a) => it.names.map((b) => pair(a, b))) : []));
  return new Set(pairs);
}
const pair = (a: string, b: string): string => `${shortName(a)}\n${shortName(b)}`;
const saidApart = (a: Cluster, b: Cluster, apart: ReadonlySet<string>): boolean =>
  apart.size > 0 && a.nodes.some((x) => b.nodes.some((y) => apart.has(pair(x.component.name, y.component.name))));

/** `billing` of `clinic/billing`; lower case. */
const shortName = (name: string): string => name.slice(name.indexOf("/") + 1).toLowerCase();

const calls = ({ component }: Node, name: string, system: SystemId): boolean =>
  component.name.toLowerCase() === shortName(name) && (!name.includes("/") || name.startsWith(`${system}/`));

/** Two that are known to be of different technologies are not one. */
function agree(a: Node | undefined, b: Node): boolean {
  const [one, other] = [a, b].map((it) => new Set(it?.component.technology.map(({ value }) => value)));
  return one === undefined || other === undefined || one.size === 0 || other.size === 0 || [...one].some((it) => other.has(it));
}

function storeTechnology({ component }: Node): readonly string[] {
  const isStore = component.standing === "inside" && component.kind.some(({ value }) => storeKinds.has(value));
  return isStore ? component.technology.map(({ value }) => value) : [];
}

/** The names and ids of the clusters: each is called as the unit calls it that has most to say. */
function named(system: SystemId, nodes: readonly Node[], clusterOf: ReadonlyMap<Node, Cluster>): Components {
  const refs = new Map<UnitId, Map<string, ComponentRef>>();
  const names = new Map<string, ComponentRef>();
  const merged = new Map<ComponentRef, readonly { names: readonly string[]; reason: string }[]>();
  const refOf = new Map<Cluster, ComponentRef>();
  const started = nodes.some(
    ({ unit, component }) =>
      !unit.describes && component.standing === "inside" && (component.own === true || component.technology.length === 0),
  );
  const told = nodes.some(({ component }) => component.standing === "inside" && !component.faint);
  // Nodes are in the order of their units' say, so the first of a cluster names it.
  for (const node of nodes) {
    const cluster = clusterOf.get(node) as Cluster;
    if (started && cluster.nodes.every(({ component }) => component.weak)) continue;
    if (told && cluster.nodes.every(({ component }) => component.faint)) continue;
    let ref = refOf.get(cluster);
    if (ref === undefined) {
      const free = [node.component.name, node.component.key.replaceAll("/", ".")].find((it) => !names.has(it.toLowerCase()));
      ref = componentRef(system, free ?? `${node.component.key.replaceAll("/", ".")}.${refOf.size}`);
      refOf.set(cluster, ref);
      names.set(ref.slice(ref.indexOf("/") + 1).toLowerCase(), ref);
      if (cluster.merged.length > 0) merged.set(ref, cluster.merged);
    }
    const own = refs.get(node.unit.unit) ?? new Map<string, ComponentRef>();
    refs.set(node.unit.unit, own.set(node.component.key, ref));
  }
  // An alias never takes a name that is somebody's own.
  for (const node of nodes) {
    const ref = refOf.get(clusterOf.get(node) as Cluster);
    if (ref === undefined) continue;
    const { name, aliases, marks = [] } = node.component;
    const others = [
      name,
      ...aliases.map(({ value }) => value),
      ...marks.filter(({ kind }) => kind === "dns" || kind === "package").map(({ value }) => value),
    ];
    for (const other of others) if (!names.has(other.toLowerCase())) names.set(other.toLowerCase(), ref);
  }
  return { refs, merged, names };
}
