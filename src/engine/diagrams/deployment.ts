import type { Graph } from "../graph/graph.ts";
import type { ComponentRef, SystemId, VariantId } from "../model/index.ts";
import { planCluster } from "./deployment/cluster.ts";
import { drawn, siteKey } from "./deployment/drawing.ts";
import { planHost } from "./deployment/host.ts";
import { type Extra, type Plan, type Site, some, type Wire } from "./deployment/plan.ts";
import type { Diagram, Drawing, DrawOptions } from "./diagram.ts";
import { fold, mostBoxes } from "./fold.ts";
import { compile, type Flowchart } from "./mermaid.ts";
import { describe, isInside, seenIn } from "./picture.ts";
import { type Scene, scene } from "./scene.ts";
import { chosenSystems } from "./systems.ts";
import { listed } from "./words.ts";

/** More volumes than this are written into the boxes that mount them. */
const mostVolumes = 12;
const mostWays = 10;

/** One variant of a system, where it runs: hosts and networks, clusters and namespaces, what is kept, and how one gets in. */
export const deployment: Diagram = {
  id: "deployment",
  title: "Deployment",
  description: "Where one variant runs: hosts, clusters and namespaces, replicas, storage, and the way in",
  draw(graph, options) {
    const { systems, others } = chosenSystems(graph, options);
    const whole = scene(graph, systems, options);
    const plans = systems.flatMap((it) => planned(graph, it, whole, systems.length > 1));
    const placements = new Map(plans.flatMap((it) => [...it.placements]));
    const namespaces = [...new Set(plans.flatMap((it) => it.namespaces))];
    const placed = atSites(whole, placements);
    const near = inNamespace(
      placed,
      plans.flatMap((it) => it.extras),
      plans.flatMap((it) => it.wires),
      options.namespace,
    );
    const sized = rightSized(near);
    const { items, links, boxes, arrows, rows, direction } = drawn({ ...sized, placements });
    const title = titleOf(graph, whole, options);
    const chart: Flowchart = {
      direction,
      title,
      description: describe(sized.scene.things, sized.scene.ties),
      items,
      links,
      ...(rows.length > 0 ? { rows } : {}),
    };
    const only = systems.length === 1 ? systems[0] : undefined;
    return {
      view: "deployment",
      title,
      mermaid: compile(chart),
      chart,
      boxes,
      arrows,
      system: only,
      variant: only === undefined ? undefined : whole.variants.get(only),
      omitted: whatIsMissing(near.scene, sized, others, namespaces, options),
      seen: seenIn(whole.variants),
      ...(namespaces.length > 1 ? { parts: namespaces } : {}),
    } satisfies Drawing;
  },
};

/** Of a system without variants nothing says where it runs. */
function planned(graph: Graph, system: SystemId, { variants }: Scene, several: boolean): readonly Plan[] {
  const variant: VariantId | undefined = variants.get(system);
  if (variant === undefined) return [];
  return [planHost(graph, system, variant), planCluster(graph, system, variant)].map((it) => (several ? below(system, it) : it));
}

/** Of several systems each stands in a boundary of its own. */
const below = (system: SystemId, plan: Plan): Plan => ({
  ...plan,
  placements: new Map([...plan.placements].map(([key, it]) => [key, { ...it, site: [system, ...it.site] }])),
  extras: plan.extras.map((it) => ({ ...it, site: [system, ...it.site] })),
});

/** Each thing under the site it stands at: what shares a box later must share a site. */
function atSites(all: Scene, placements: Plan["placements"]): Scene {
  const site = (ref: string, inside: boolean): Site => placements.get(ref as ComponentRef)?.site ?? (inside ? [nowhere] : []);
  return { ...all, things: all.things.map((it) => ({ ...it, system: siteKey(site(it.key, isInside(it))) })) };
}
const nowhere = "No file here says where these run";

interface Near {
  readonly scene: Scene;
  readonly extras: readonly Extra[];
  readonly wires: readonly Wire[];
}

/** One namespace and who it talks to; all of them where none is asked for. */
function inNamespace(all: Scene, extras: readonly Extra[], wires: readonly Wire[], namespace: string | undefined): Near {
  const shown = new Set(all.things.map(({ key }) => key));
  const ends = new Set([...shown, ...extras.map(({ key }) => key)]);
  if (namespace === undefined) {
    const used = new Set(wires.flatMap(({ from, to }) => [from, to]));
    // With a focus, storage of what is not shown goes with it.
    const kept = extras.filter(
      (it) => it.what === "way in" || !used.has(it.key) || wires.some(({ from, to }) => to === it.key && shown.has(from)),
    );
    return { scene: all, extras: kept, wires: wires.filter(({ to }) => ends.has(to)) };
  }
  const isHere = (site: Site): boolean => site.at(-1) === `namespace ${namespace}`;
  const core = new Set(all.things.filter((it) => isHere(it.system.split("\n"))).map(({ key }) => key));
  const near = new Set(core);
  for (const { from, to } of all.ties) {
    if (core.has(from)) near.add(to);
    if (core.has(to)) near.add(from);
  }
  const led = new Set(wires.filter(({ to }) => core.has(to)).map(({ from }) => from));
  const kept = extras.filter((it) => isHere(it.site) || led.has(it.key));
  const left = new Set([...near, ...kept.map(({ key }) => key)]);
  return {
    scene: {
      ...all,
      things: all.things.filter((it) => near.has(it.key)),
      ties: all.ties.filter((it) => core.has(it.from) || core.has(it.to)).filter((it) => near.has(it.from) && near.has(it.to)),
    },
    extras: kept,
    wires: wires.filter(({ to }) => left.has(to)),
  };
}

interface Sized extends Near {
  /** Volumes that have no box of their own. */
  readonly volumes: number;
  readonly ways: number;
}

/** At most as many boxes as one can read: volumes go first, then ways in, then what is alike shares a box. */
function rightSized({ scene: all, extras, wires }: Near): Sized {
  const storage = extras.filter((it) => it.what === "storage");
  const ways = extras.filter((it) => it.what === "way in");
  const keepsStorage = storage.length <= mostVolumes && all.things.length + extras.length < mostBoxes;
  const shownWays = all.things.length + ways.length < mostBoxes ? ways : ways.slice(0, mostWays);
  const kept = keepsStorage ? [...shownWays, ...storage] : shownWays;
  const folded = fold(all, mostBoxes - 1 - kept.length);
  const boxOf = new Map(folded.things.flatMap((box) => box.members.map((it) => [it.id as string, box.key] as const)));
  const keys = new Set([...boxOf.values(), ...kept.map(({ key }) => key)]);
  return {
    scene: folded,
    extras: kept,
    wires: wires
      .map((it) => ({ ...it, from: boxOf.get(it.from) ?? it.from, to: boxOf.get(it.to) ?? it.to }))
      .filter(({ to }) => keys.has(to)),
    volumes: keepsStorage ? 0 : storage.length,
    ways: ways.length - shownWays.length,
  };
}

function whatIsMissing(
  all: Scene,
  { scene: folded, volumes, ways }: Sized,
  others: readonly SystemId[],
  namespaces: readonly string[],
  { namespace }: DrawOptions,
): string | undefined {
  const shared = folded.things.filter((it) => it.members.length > 1);
  const inside = shared.reduce((sum, it) => sum + it.members.length, 0);
  const gone = all.things.length - folded.things.reduce((sum, it) => sum + it.members.length, 0);
  const left = [
    inside === 0 ? "" : `${inside} of ${all.things.length} components share ${shared.length === 1 ? "a box" : `${shared.length} boxes`}`,
    gone === 0 ? "" : `${gone} components are left out`,
    volumes === 0 ? "" : `${volumes} volumes are left out`,
    ways === 0 ? "" : `${ways} more ways in are left out`,
  ].filter((it) => it !== "");
  const unknown = namespace !== undefined && !namespaces.includes(namespace);
  const said = [
    unknown ? `There is no namespace ${namespace} here.` : "",
    left.length === 0 ? "" : `${listedOf(left)}.`,
    (left.length > 0 || unknown) && namespaces.length > 1 ? `One namespace at a time shows more: ${some(namespaces, 6)}.` : "",
    others.length === 0 ? "" : `Also in this workspace: ${listed(others)}. Choose a system to see it.`,
  ].filter((it) => it !== "");
  return said.length === 0 ? undefined : said.join(" ");
}

const listedOf = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

function titleOf(graph: Graph, { systems, variants }: Scene, { namespace }: DrawOptions): string {
  const [first] = systems;
  if (systems.length !== 1 || first === undefined) return systems.length === 0 ? "Deployment" : `Deployment of ${systems.length} systems`;
  const variant = graph.variant(variants.get(first) ?? "");
  const where = [variant?.title ?? "", namespace === undefined ? "" : `namespace ${namespace}`].filter((it) => it !== "");
  return `Deployment of ${first}${where.length === 0 ? "" : ` (${where.join(", ")})`}`;
}
