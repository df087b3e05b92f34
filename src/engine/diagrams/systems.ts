import type { Graph } from "../graph/graph.ts";
import type { SystemId } from "../model/index.ts";
import type { DrawOptions } from "./diagram.ts";
import { mostBoxes } from "./fold.ts";
import { systemsOf } from "./scene.ts";

/** Several systems share a picture while it stays readable; otherwise it shows the largest, and the others are named. */
export function chosenSystems(
  graph: Graph,
  options: DrawOptions,
): { readonly systems: readonly SystemId[]; readonly others: readonly SystemId[] } {
  const all = graph.systems().map((it) => it.id);
  if (options.system !== undefined) return { systems: all.filter((it) => it === options.system), others: [] };
  const focused = systemsOf(graph, options.focus ?? []);
  if (focused.length > 0) return { systems: focused, others: [] };
  const ofVariant = options.variant === undefined ? undefined : graph.variant(options.variant)?.system;
  if (ofVariant !== undefined) return { systems: [ofVariant], others: [] };
  const size = (system: SystemId): number => graph.components(system).length;
  if (all.length <= 4 && all.reduce((sum, it) => sum + size(it), 0) <= mostBoxes) return { systems: all, others: [] };
  const [largest] = [...all].sort((a, b) => size(b) - size(a));
  return { systems: all.filter((it) => it === largest), others: all.filter((it) => it !== largest) };
}
