import type { Seen } from "./diagrams/diagram.ts";
import type { Graph } from "./graph/graph.ts";
import { type Finding, holdsIn, type SystemId, type Variant, type VariantId } from "./model/index.ts";

/** The variants of a system that is drawn, and which of them it is: what a picker offers. */
export interface VariantChoice {
  readonly system: SystemId;
  readonly shown: VariantId;
  readonly variants: readonly Pick<Variant, "id" | "title" | "environment" | "main">[];
}

/** The variant a system is looked at in: the one that somebody chose, as long as there is one, else its main one. */
export function shownIn(graph: Graph, system: SystemId, shown: readonly VariantId[] = []): VariantId | undefined {
  const all = graph.variants(system);
  return shown.find((it) => all.some(({ id }) => id === it)) ?? all.find(({ main }) => main)?.id;
}

export const choicesOf = (graph: Graph, seen: readonly Seen[]): readonly VariantChoice[] =>
  seen.map(({ system, variant }) => ({
    system,
    shown: variant,
    variants: graph.variants(system).map(({ id, title, environment, main }) => ({ id, title, environment, main })),
  }));

/**
 * In which variants a finding holds, in words, where that is not all of them; and whether it holds in none of those that are looked
 * at, so that it is told after those that do.
 */
export function whereItHolds(
  { in: where }: Pick<Finding, "in">,
  graph: Graph,
  shown: readonly VariantId[] = [],
): { readonly where?: string; readonly elsewhere?: true } {
  if (where === "all") return {};
  const variants = where.flatMap((it) => graph.variant(it) ?? []);
  const systems = [...new Set(variants.map(({ system }) => system))];
  const [system, ...others] = systems;
  if (system === undefined) return {};
  const everywhere = others.length === 0 && graph.variants(system).every(({ id }) => where.includes(id));
  const seen = systems.some((it) => {
    const variant = shownIn(graph, it, shown);
    return variant === undefined || holdsIn(where, variant);
  });
  const titles = variants.map(({ title }) => title);
  const named = titles.length <= 3 ? titles.join(", ") : `${titles.slice(0, 2).join(", ")} and ${titles.length - 2} more`;
  return {
    ...(everywhere ? {} : { where: `only in ${named}` }),
    ...(seen ? {} : { elsewhere: true as const }),
  };
}
