import type { Kind } from "../model/index.ts";
import { storeKinds } from "../model/index.ts";
import type { Arrow, Box, Drawing, Seen } from "./diagram.ts";
import { compile, type Flowchart, type Group, type Link, type Node, type Shape } from "./mermaid.ts";
import { orientation } from "./orientation.ts";
import { proofOf, type Scene, type Thing, type Tie } from "./scene.ts";
import { aboutBox, arrowLabel, boxLines } from "./words.ts";

/** A scene as a drawing: a boundary around each system, everything outside beside it. Same scene, same text. */
export function picture(
  { systems, variants, things, ties, proves }: Scene,
  about: { readonly view: string; readonly title: string; readonly omitted: string | undefined },
): Drawing {
  const sorted = [...things].sort((a, b) => order(a.system, b.system) || tier(a) - tier(b) || order(a.key, b.key));
  const ids = new Map(sorted.map((it, index) => [it.key, `n${index + 1}` as const]));
  const idOf = (key: string): `n${number}` => ids.get(key) ?? "n0";
  const place = new Map(sorted.map((it, index) => [it.key, index]));
  const sortedTies = [...ties].sort(
    (a, b) => (place.get(a.from) ?? 0) - (place.get(b.from) ?? 0) || (place.get(a.to) ?? 0) - (place.get(b.to) ?? 0),
  );
  const links: readonly Link[] = sortedTies.map((tie, index) => ({
    id: `e${index + 1}`,
    from: idOf(tie.from),
    to: idOf(tie.to),
    label: arrowLabel(tie.uses),
    dotted: tie.dotted,
  }));
  const node = (thing: Thing): Node => ({
    id: idOf(thing.key),
    lines: boxLines(thing, variants.get(thing.system)),
    shape: shapeOf(thing),
    classes: classesOf(thing),
  });
  const groups: readonly Group[] = systems.map((system, index) => ({
    id: `g${index + 1}`,
    title: system,
    classes: ["system"],
    items: sorted.filter((it) => it.system === system && isInside(it)).map(node),
  }));
  const outside = sorted.filter((it) => !isInside(it)).map(node);
  const chart: Flowchart = {
    direction: orientation(
      sorted.map((it) => it.key),
      ties,
    ),
    title: about.title,
    description: describe(sorted, ties),
    items: [...groups.filter((it) => it.items.length > 0), ...outside],
    links,
  };
  return {
    ...about,
    mermaid: compile(chart),
    chart,
    boxes: sorted.map((it) => boxOf(it, idOf(it.key), variants.get(it.system), proves)),
    arrows: sortedTies.map((tie, index) => arrowOf(tie, links[index] as Link, proves)),
    system: systems.length === 1 ? systems[0] : undefined,
    variant: systems.length === 1 && systems[0] !== undefined ? variants.get(systems[0]) : undefined,
    seen: seenIn(variants),
  };
}

/** What a host is told about the variants that are drawn. */
export const seenIn = (variants: Scene["variants"]): readonly Seen[] => [...variants].map(([system, variant]) => ({ system, variant }));

export const isInside = (thing: Thing): boolean =>
  thing.what === undefined && thing.standing === "inside" && thing.kind !== "person" && thing.kind !== "external";

/** People above, then what they touch, then the work, then what keeps the data. */
export function tier(thing: Thing): number {
  if (thing.kind === "person") return 0;
  if (thing.standing !== "inside" || thing.kind === "external") return 6;
  if (thing.kind === "frontend") return 1;
  if (thing.kind === "gateway") return 2;
  return storeKinds.has(thing.kind) ? 4 : thing.kind === "monitoring" || thing.kind === "infra" ? 5 : 3;
}

const shapesByKind: Readonly<Partial<Record<Kind, Shape>>> = {
  person: "pill",
  frontend: "rounded",
  gateway: "hexagon",
  function: "rounded",
  job: "framed",
  database: "cylinder",
  cache: "cylinder",
  search: "cylinder",
  storage: "cylinder",
  broker: "pipe",
};

export function shapeOf(thing: Thing): Shape {
  if (thing.what !== undefined) return "box";
  if (thing.members.length > 1) return "stack";
  return shapesByKind[thing.kind] ?? "box";
}

export const classesOf = (thing: Thing): readonly string[] => [
  thing.what === undefined ? thing.kind : "whole",
  ...(thing.standing === "inside" ? [] : [thing.standing]),
  ...(thing.members.length > 1 && thing.what === undefined ? ["folded"] : []),
  ...(thing.focused ? ["focused"] : []),
  ...(thing.members.every((it) => it.exists.every((said) => said.ground.by === "proposal")) ? ["proposed"] : []),
];

function boxOf(thing: Thing, id: string, variant: string | undefined, proves: Scene["proves"]): Box {
  const [member] = thing.members;
  return {
    id,
    ref: thing.members.length === 1 ? member?.id : undefined,
    name: thing.name,
    about: aboutBox(thing, variant),
    proof: [...new Set(thing.members.flatMap((it) => proofOf(it.exists, proves)))],
  };
}

const arrowOf = (tie: Tie, { id, from, to, label, dotted }: Link, proves: Scene["proves"]): Arrow => ({
  id,
  from,
  to,
  label,
  dotted,
  proof: [...new Set(tie.uses.flatMap((it) => proofOf(it.exists, proves)))],
});

export function describe(things: readonly Thing[], ties: readonly Tie[]): string {
  const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
  const dotted = ties.filter((it) => it.dotted).length;
  return `${count(things.length, "component")} and ${count(ties.length, "connection")}${dotted === 0 ? "" : `, ${dotted} of them inferred only`}.`;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
