import type { Graph } from "../graph/graph.ts";
import type { SystemId } from "../model/index.ts";
import type { Diagram, DrawOptions } from "./diagram.ts";
import { fold, mostBoxes } from "./fold.ts";
import { picture } from "./picture.ts";
import { type Scene, scene, systemsOf } from "./scene.ts";
import { listed } from "./words.ts";

/** C4's container diagram: what runs, what keeps data, what lies outside, and who opens a connection to whom. */
export const containers: Diagram = {
  id: "containers",
  title: "Containers",
  description: "What runs, what keeps data, what lies outside, and who talks to whom",
  draw(graph, options) {
    const { systems, others } = chosenSystems(graph, options);
    const whole = scene(graph, systems, options);
    const folded = fold(whole);
    return picture(folded, {
      view: "containers",
      title: titleOf(graph, systems, options),
      omitted: whatIsMissing(whole, folded, others, options),
    });
  },
};

/** Several systems share a picture while it stays readable; otherwise it shows the largest, and the others are named. */
function chosenSystems(graph: Graph, options: DrawOptions): { systems: readonly SystemId[]; others: readonly SystemId[] } {
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

function whatIsMissing(whole: Scene, folded: Scene, others: readonly SystemId[], options: DrawOptions): string | undefined {
  const said: string[] = [];
  const shared = folded.things.filter((it) => it.members.length > 1);
  const inside = shared.reduce((sum, it) => sum + it.members.length, 0);
  if (inside > 0)
    said.push(
      `${inside} of ${whole.things.length} components share ${shared.length === 1 ? "a box" : `${shared.length} boxes`}; focus on one to see it with its neighbours.`,
    );
  const gone = whole.things.length - folded.things.reduce((sum, it) => sum + it.members.length, 0);
  if (gone > 0) said.push(`${gone} more components are not shown; choose one system.`);
  if (others.length > 0) said.push(`Also in this workspace: ${listed(others)}. Choose a system to see it.`);
  const lost = (options.focus ?? []).filter((it) => !whole.things.some((thing) => thing.key === it));
  if (lost.length > 0) said.push(`Not found here: ${listed(lost.map((it) => it.slice(it.indexOf("/") + 1)))}.`);
  return said.length === 0 ? undefined : said.join(" ");
}

function titleOf(graph: Graph, systems: readonly SystemId[], options: DrawOptions): string {
  const variant = options.variant === undefined ? undefined : graph.variant(options.variant);
  const where = variant === undefined || variant.main ? "" : ` (${variant.title})`;
  const [first] = systems;
  if (systems.length === 1 && first !== undefined) return `Containers of ${first}${where}`;
  return systems.length === 0 ? "Containers" : `Containers of ${systems.length} systems`;
}
