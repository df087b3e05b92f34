import type { Graph } from "../graph/graph.ts";
import type { SystemId } from "../model/index.ts";
import type { Diagram, DrawOptions } from "./diagram.ts";
import { fold } from "./fold.ts";
import { picture } from "./picture.ts";
import { type Scene, scene } from "./scene.ts";
import { chosenSystems } from "./systems.ts";
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
      title: titleOf(graph, whole),
      omitted: whatIsMissing(whole, folded, others, options),
    });
  },
};

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

function titleOf(graph: Graph, { systems, variants }: Scene): string {
  const [first] = systems;
  if (systems.length !== 1 || first === undefined) return systems.length === 0 ? "Containers" : `Containers of ${systems.length} systems`;
  const variant = graph.variant(variants.get(first) ?? "");
  return `Containers of ${first}${variant === undefined || variant.main ? "" : ` (${variant.title})`}`;
}
