import type { ComponentRef, EvidenceId } from "../../model/index.ts";
import type { Arrow, Box } from "../diagram.ts";
import type { Group, Link, Node } from "../mermaid.ts";
import { orientation } from "../orientation.ts";
import { classesOf, isInside, shapeOf, tier } from "../picture.ts";
import { proofOf, type Scene, type Thing, type Tie } from "../scene.ts";
import { aboutBox, arrowLabel, boxLines } from "../words.ts";
import { clients, type Extra, lines, type Placement, type Site, some, type Wire } from "./plan.ts";
import { rowsOf } from "./rows.ts";

/** Everything a picture of a deployment has, before it has ids. */
export interface Setting {
  /** Things share a box where they had to; their `system` is the site they stand at, as `siteKey` writes it. */
  readonly scene: Scene;
  readonly placements: ReadonlyMap<ComponentRef, Placement>;
  readonly extras: readonly Extra[];
  readonly wires: readonly Wire[];
}

export const siteKey = (site: Site): string => site.join("\n");
const siteOf = (key: string): Site => (key === "" ? [] : key.split("\n"));

interface Item {
  readonly key: string;
  readonly site: Site;
  readonly tier: number;
  readonly node: Omit<Node, "id">;
  readonly box: Omit<Box, "id">;
}

/** Boxes in their sites, and the arrows among them. Same setting, same text. */
export function drawn({ scene, placements, extras, wires }: Setting): {
  readonly items: readonly (Node | Group)[];
  readonly links: readonly Link[];
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  readonly rows: readonly { readonly from: `n${number}`; readonly to: `n${number}` }[];
  readonly direction: "TB" | "LR";
} {
  const arrowsOf = [...scene.ties.map((it) => tied(it, scene.proves)), ...joined(wires)];
  const ends = new Set(arrowsOf.flatMap(({ from, to }) => [from, to]));
  const world: readonly Item[] = ends.has(clients) ? [outsiders(arrowsOf)] : [];
  const items = [...world, ...scene.things.map((it) => thingItem(it, placements, scene.proves)), ...extras.map(extraItem)].sort(
    (a, b) => order(siteKey(a.site), siteKey(b.site)) || a.tier - b.tier || order(a.key, b.key),
  );
  const ids = new Map(items.map(({ key }, at) => [key, `n${at + 1}` as const]));
  const idOf = (key: string): `n${number}` => ids.get(key) ?? "n0";
  const place = new Map(items.map(({ key }, at) => [key, at]));
  const shown = arrowsOf
    .filter(({ from, to }) => ids.has(from) && ids.has(to))
    .sort((a, b) => (place.get(a.from) ?? 0) - (place.get(b.from) ?? 0) || (place.get(a.to) ?? 0) - (place.get(b.to) ?? 0));
  const arrows = shown.map(
    (it, at): Arrow => ({ id: `e${at + 1}`, from: idOf(it.from), to: idOf(it.to), label: it.label, dotted: it.dotted, proof: it.proof }),
  );
  const rows = rowsOf(
    items.map(({ key, site }) => ({ key, site: siteKey(site) })),
    shown,
  );
  return {
    direction: orientation(
      items.map(({ key }) => key),
      [...shown, ...rows],
    ),
    rows: rows.map(({ from, to }) => ({ from: idOf(from), to: idOf(to) })),
    items: grouped(items, idOf),
    links: arrows.map((it, at) => ({ ...it, id: `e${at + 1}` as const, from: it.from as `n${number}`, to: it.to as `n${number}` })),
    boxes: items.map(({ key, box }) => ({ ...box, id: idOf(key) })),
    arrows,
  };
}

/** Sites as groups in groups, each where its first box comes. */
function grouped(items: readonly Item[], idOf: (key: string) => `n${number}`): readonly (Node | Group)[] {
  let groups = 0;
  const within = (members: readonly Item[], depth: number): (Node | Group)[] => {
    const made: (Node | Group)[] = [];
    const inner = new Map<string, Item[]>();
    for (const it of members) {
      const title = it.site[depth];
      if (title === undefined) made.push({ id: idOf(it.key), ...it.node });
      else inner.set(title, [...(inner.get(title) ?? []), it]);
    }
    for (const [title, those] of inner) {
      groups++;
      made.push({ id: `g${groups}`, title, classes: ["site"], items: within(those, depth + 1) });
    }
    return made;
  };
  return within(items, 0);
}

function thingItem(thing: Thing, placements: ReadonlyMap<ComponentRef, Placement>, proves: Scene["proves"]): Item {
  const [member, ...others] = thing.members;
  const placement = member === undefined || others.length > 0 ? undefined : placements.get(member.id);
  const names =
    others.length === 0
      ? []
      : [
          some(
            thing.members.map(({ name }) => name),
            4,
          ),
        ];
  const about = placement === undefined ? aboutBox(thing, undefined) : [...placement.lines].join(", ");
  const proofs = thing.members.map((it) => placements.get(it.id)?.proof ?? proofOf(it.exists, proves));
  return {
    key: thing.key,
    site: siteOf(thing.system),
    tier: 1 + tier(thing),
    node: {
      lines: placement === undefined ? lines(...boxLines(thing, undefined), ...names) : lines(thing.name, ...placement.lines),
      shape: shapeOf(thing),
      classes: classesOf(thing),
    },
    box: {
      ref: others.length === 0 ? member?.id : undefined,
      name: thing.name,
      about: placement === undefined || isInside(thing) ? about : aboutBox(thing, undefined),
      proof: [...new Set(proofs.flat())],
    },
  };
}

const extraItem = ({ key, what, site, name, lines: words, proof, missing }: Extra): Item => ({
  key,
  site,
  tier: what === "way in" ? 1 : 9,
  node: {
    lines: lines(name, ...words),
    shape: what === "way in" ? "hexagon" : "cylinder",
    classes: [what === "way in" ? "gateway" : "storage", ...(missing === true ? ["unknown"] : [])],
  },
  box: { ref: undefined, name, about: words.join(", "), proof },
});

/** Whoever comes from outside: proved by all that lets somebody in. */
const outsiders = (arrows: readonly Drawn[]): Item => ({
  key: clients,
  site: [],
  tier: 0,
  node: { lines: ["Clients", "from outside"], shape: "pill", classes: ["person"] },
  box: {
    ref: undefined,
    name: "Clients",
    about: "whoever comes from outside",
    proof: [...new Set(arrows.filter(({ from }) => from === clients).flatMap(({ proof }) => proof))],
  },
});

interface Drawn {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly dotted: boolean;
  readonly proof: readonly EvidenceId[];
}

const tied = ({ from, to, uses, dotted }: Tie, proves: Scene["proves"]): Drawn => ({
  from,
  to,
  // That somebody calls is what an arrow says by itself.
  label: arrowLabel(uses).replace(/^calls$/, ""),
  dotted,
  proof: [...new Set(uses.flatMap((it) => proofOf(it.exists, proves)))],
});

/** Wires between the same two boxes are one arrow that says what each of them says. */
function joined(wires: readonly Wire[]): readonly Drawn[] {
  const all = new Map<string, Wire[]>();
  for (const wire of wires) all.set(`${wire.from}>${wire.to}`, [...(all.get(`${wire.from}>${wire.to}`) ?? []), wire]);
  return [...all.values()].flatMap((those) => {
    const [first] = those;
    if (first === undefined) return [];
    const labels = [...new Set(those.map(({ label }) => label).filter((it) => it !== ""))];
    return [
      { from: first.from, to: first.to, label: some(labels), dotted: false, proof: [...new Set(those.flatMap(({ proof }) => proof))] },
    ];
  });
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
