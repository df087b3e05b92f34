import { compile, type Drawing, type Flowchart, type Group, type Node, type Shape, systemOf } from "../../engine/index.ts";
import type { Changes, ComponentRow, ConnectionRow } from "./changes.ts";

type State = "added" | "removed" | "altered" | "same";

/** The changes as a picture: what came, went and changed, and the neighbours it touches. */
export function chartOf(changes: Changes, base: string): Pick<Drawing, "view" | "mermaid" | "chart"> {
  const { components, connections, after } = changes;
  const renamed = new Set<string>(changes.renamed.map((it) => it.to));
  const states = new Map<string, State>([
    ...components.added.map((it) => [it.id, "added"] as const),
    ...components.removed.map((it) => [it.id, "removed"] as const),
    ...components.changed.map(({ now }) => [now.id, "altered"] as const),
    ...[...renamed].map((it) => [it, "altered"] as const),
  ]);
  const keyOf = ({ from, to, style }: ConnectionRow): string => `${from}>${to}>${style}`;
  const tied = new Map<string, State>([
    ...connections.added.map((it) => [keyOf(it), "added"] as const),
    ...connections.removed.map((it) => [keyOf(it), "removed"] as const),
    ...connections.changed.map(({ now }) => [keyOf(now), "altered"] as const),
  ]);
  const ties = [...after.connections, ...connections.removed].filter(
    (it) => tied.has(keyOf(it)) || states.has(it.from) || states.has(it.to),
  );
  const shown = new Set<string>([...states.keys(), ...ties.flatMap((it) => [it.from, it.to])]);
  const boxes = [...after.components, ...components.removed].filter((it) => shown.has(it.id)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const ids = new Map<string, `n${number}`>(boxes.map((it, at) => [it.id, `n${at + 1}`]));
  const systems = [...new Set(boxes.map((it) => systemOf(it.id)))];
  const chart: Flowchart = {
    direction: "TB",
    title: `Changes since ${base}`,
    description: "Green came, red went, amber changed.",
    items: systems.map(
      (system, at): Group => ({
        id: `g${at + 1}`,
        title: system,
        classes: ["system"],
        items: boxes
          .filter((it) => systemOf(it.id) === system)
          .map((it) => nodeOf(it, ids.get(it.id) ?? "n0", states.get(it.id) ?? "same")),
      }),
    ),
    links: ties.flatMap((it, at) => {
      const [from, to] = [ids.get(it.from), ids.get(it.to)];
      if (from === undefined || to === undefined) return [];
      const state = tied.get(keyOf(it));
      return [
        {
          id: `e${at + 1}` as const,
          from,
          to,
          label: it.protocol ?? it.style,
          dotted: it.strength === "inferred",
          classes: state === undefined ? [] : [state],
        },
      ];
    }),
  };
  return { view: "compare", chart, mermaid: compile(chart) };
}

const shapes: Readonly<Record<string, Shape>> = {
  database: "cylinder",
  cache: "cylinder",
  search: "cylinder",
  storage: "cylinder",
  broker: "pipe",
  gateway: "hexagon",
  person: "pill",
};

const nodeOf = (it: ComponentRow, id: `n${number}`, state: State): Node => ({
  id,
  lines: [it.name, [it.kind, it.technology, it.version].filter((word) => word !== null).join(" ")],
  shape: shapes[it.kind] ?? "box",
  classes: [it.kind, ...(it.standing === "inside" ? [] : [it.standing]), ...(state === "same" ? [] : [state])],
});
