import type { Diagram } from "./diagram.ts";
import { fold, merged } from "./fold.ts";
import { picture } from "./picture.ts";
import { scene, type Thing } from "./scene.ts";

/** C4's system context: each system as one box, with the people who use it and what it needs from outside. */
export const context: Diagram = {
  id: "context",
  title: "System context",
  description: "Each system as one box, with people and outside systems around it",
  draw(graph, options) {
    const systems = graph
      .systems()
      .map((it) => it.id)
      .filter((it) => options.system === undefined || it === options.system);
    const all = scene(graph, systems, options);
    const isPart = (it: Thing): boolean => it.standing === "inside" && it.kind !== "person" && it.kind !== "external";
    const wholes = systems.flatMap((system) => {
      const parts = all.things.filter((it) => it.system === system && isPart(it));
      return parts.length === 0 ? [] : [whole(system, parts)];
    });
    const wholeOf = new Map(wholes.map((it) => [it.system, it.key]));
    const boxOf = new Map(all.things.map((it) => [it.key, isPart(it) ? (wholeOf.get(it.system) ?? it.key) : it.key]));
    const outlined = {
      ...all,
      things: [...wholes, ...all.things.filter((it) => !isPart(it))],
      ties: merged(all.ties, (key) => boxOf.get(key) ?? key),
    };
    const folded = fold(outlined);
    const hidden = outlined.things.length - folded.things.length;
    const title = options.system === undefined ? "System context" : `Context of ${options.system}`;
    return picture(folded, {
      view: "context",
      title,
      omitted: hidden === 0 ? undefined : `${hidden} more boxes share one with others; choose one system to see them.`,
    });
  },
};

function whole(system: string, parts: readonly Thing[]): Thing {
  return {
    key: `system:${system}`,
    system,
    members: parts.flatMap((it) => it.members),
    name: system,
    what: `System · ${parts.length} component${parts.length === 1 ? "" : "s"}`,
    kind: "service",
    technology: undefined,
    standing: "inside",
    focused: false,
  };
}
