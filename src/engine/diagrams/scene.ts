import type { Graph } from "../graph/graph.ts";
import {
  type Component,
  type ComponentRef,
  type Evidence,
  type EvidenceId,
  holdsIn,
  type Kind,
  type Ref,
  type Standing,
  type SystemId,
  type Use,
  type Values,
  type VariantId,
} from "../model/index.ts";
import type { DrawOptions } from "./diagram.ts";

/** One thing to draw: a component, or several that share a box. */
export interface Thing {
  readonly key: string;
  readonly system: SystemId;
  readonly members: readonly Component[];
  readonly name: string;
  readonly kind: Kind;
  readonly technology: string | undefined;
  readonly standing: Standing;
  /** What it is, in words, where its kind does not say it. */
  readonly what?: string;
  /** Asked for by name: it keeps a box of its own. */
  readonly focused: boolean;
}

/** Everything that runs from one thing to another, drawn as one arrow. */
export interface Tie {
  readonly from: string;
  readonly to: string;
  readonly uses: readonly Use[];
  /** No proof is declared, stated or measured. */
  readonly dotted: boolean;
}

/** What a picture is to show, before boxes and arrows. */
export interface Scene {
  readonly systems: readonly SystemId[];
  /** The variant each system is seen in; none where the system has none. */
  readonly variants: ReadonlyMap<SystemId, VariantId>;
  readonly things: readonly Thing[];
  readonly ties: readonly Tie[];
  /** Whether a proof holds where one looks: one thing that several variants have is proved by a file in each of them. */
  readonly proves: (id: EvidenceId) => boolean;
}

/** The one value that holds in a variant (or, without one, the first that anybody says). */
export function valueIn<T>(values: Values<T>, variant: VariantId | undefined): T | undefined {
  return (variant === undefined ? values[0] : values.find((it) => holdsIn(it.in, variant)))?.value;
}

/** All values that hold in a variant, each once, as they are said. */
export function valuesIn<T>(values: Values<T>, variant: VariantId | undefined): readonly T[] {
  return values.filter((it) => variant === undefined || holdsIn(it.in, variant)).map((it) => it.value);
}

/** What of an architecture the options ask for: the components and uses of some systems, each in one variant, near the focus. */
export function scene(graph: Graph, systems: readonly SystemId[], options: DrawOptions): Scene {
  const variants = variantsOf(graph, systems, options);
  const focus = new Set<string>(options.focus ?? []);
  const things = systems.flatMap((system) => {
    const variant = variants.get(system);
    return graph
      .components(system)
      .filter((it) => existsIn(it, variant))
      .map((it) => thing(graph, it, variant, focus));
  });
  const seen = [...variants.values()];
  const proves = (id: EvidenceId): boolean => seen.length === 0 || seen.some((it) => holdsIn(graph.evidence(id)?.in ?? "all", it));
  const ties = tiesAmong(graph, things, variants, proves);
  return nearFocus({ systems, variants, things, ties, proves }, options.hops ?? 1);
}

function variantsOf(graph: Graph, systems: readonly SystemId[], options: DrawOptions): ReadonlyMap<SystemId, VariantId> {
  const variants = new Map<SystemId, VariantId>();
  for (const system of systems) {
    const all = graph.variants(system);
    const chosen =
      all.find((it) => it.id === options.variant) ??
      all.find((it) => options.shown?.includes(it.id)) ??
      all.find((it) => it.main) ??
      all[0];
    if (chosen !== undefined) variants.set(system, chosen.id);
  }
  return variants;
}

const existsIn = (it: { readonly exists: Values<true> }, variant: VariantId | undefined): boolean =>
  variant === undefined || it.exists.some((said) => holdsIn(said.in, variant));

function thing(graph: Graph, component: Component, variant: VariantId | undefined, focus: ReadonlySet<string>): Thing {
  return {
    key: component.id,
    system: component.system,
    members: [component],
    name: component.name,
    kind: graph.kind(component, variant),
    technology: valueIn(component.technology, variant),
    standing: component.standing,
    focused: focus.has(component.id),
  };
}

function tiesAmong(
  graph: Graph,
  things: readonly Thing[],
  variants: ReadonlyMap<SystemId, VariantId>,
  proves: Scene["proves"],
): readonly Tie[] {
  const shown = new Map(things.map((it) => [it.key, it]));
  const uses = new Map<string, { readonly from: string; readonly to: string; readonly uses: Use[] }>();
  const add = (from: string, to: string, use: Use): void => {
    if (from === to || !shown.has(from) || !shown.has(to)) return;
    const key = `${from}>${to}`;
    const known = uses.get(key);
    if (known === undefined) uses.set(key, { from, to, uses: [use] });
    else known.uses.push(use);
  };
  for (const { system, key } of things) {
    for (const use of graph.usesFrom(key as ComponentRef)) {
      const to = graph.component(use.to)?.id;
      if (to === undefined || !existsIn(use, variants.get(system))) continue;
      if (use.through === undefined || !shown.has(use.through)) add(use.from, to, use);
      else {
        add(use.from, use.through, use);
        add(use.through, to, use);
      }
    }
  }
  return [...uses.values()].map((it) => ({ ...it, dotted: inferredOnly(graph, it.uses, proves) }));
}

/** The proofs of something, each once, in the order they are given: those that hold where one looks, if any does. */
export function proofOf(said: Values<unknown>, proves: Scene["proves"] = () => true): readonly EvidenceId[] {
  const all = [...new Set(said.flatMap((it) => (it.ground.by === "evidence" ? it.ground.proof : [])))];
  const here = all.filter(proves);
  return here.length === 0 ? all : here;
}

function inferredOnly(graph: Graph, uses: readonly Use[], proves: Scene["proves"]): boolean {
  const proof = uses
    .flatMap((it) => proofOf(it.exists, proves))
    .map((it) => graph.evidence(it))
    .filter((it): it is Evidence => it !== undefined);
  return proof.length > 0 && proof.every((it) => it.strength === "inferred");
}

/** Only what is within some hops of the focus, in either direction; everything when nothing that is shown has the focus. */
function nearFocus(all: Scene, hops: number): Scene {
  let reached = new Set(all.things.filter((it) => it.focused).map((it) => it.key));
  if (reached.size === 0) return all;
  for (let hop = 0; hop < hops; hop++) {
    const next = new Set(reached);
    for (const { from, to } of all.ties) {
      if (reached.has(from)) next.add(to);
      if (reached.has(to)) next.add(from);
    }
    reached = next;
  }
  return {
    ...all,
    things: all.things.filter((it) => reached.has(it.key)),
    ties: all.ties.filter((it) => reached.has(it.from) && reached.has(it.to)),
  };
}

/** The systems that a focus lies in. */
export const systemsOf = (graph: Graph, focus: readonly Ref[]): readonly SystemId[] => [
  ...new Set(focus.map((it) => graph.component(it)?.system).filter((it) => it !== undefined)),
];
