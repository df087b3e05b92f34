import type { Kind } from "../model/index.ts";
import type { Scene, Thing, Tie } from "./scene.ts";

/** Beyond this many boxes nobody reads a picture, and Mermaid needs seconds for it. */
export const mostBoxes = 40;

/** What stands together in one box, as a key; `undefined` = it keeps its own. */
type Likeness = (thing: Thing, scene: Scene) => string | undefined;

/** Kinds that serve the running of a system more than its work: the first to share a box. */
const supporting: ReadonlySet<Kind> = new Set<Kind>(["monitoring", "infra", "config", "discovery", "job"]);

/** The ways of folding, from the one that loses least to the one that loses most; each asks for at least so many of a kind. */
const ways: readonly { readonly least: number; readonly alike: Likeness }[] = [
  { least: 3, alike: sameNeighbours },
  { least: 2, alike: (it) => (supporting.has(it.kind) ? it.kind : undefined) },
  { least: 3, alike: (it) => (it.standing === "inside" ? undefined : it.standing) },
  { least: 2, alike: (it) => (it.standing === "inside" ? familyName(it) : undefined) },
  { least: 2, alike: (it) => `${it.standing}/${it.kind}/${it.technology}` },
  { least: 2, alike: (it) => `${it.standing}/${it.kind}` },
  { least: 2, alike: () => "all" },
];

/** A scene with at most `limit` things: what is alike shares a box, what is asked for by name keeps its own. */
export function fold(scene: Scene, limit = mostBoxes): Scene {
  let now = scene;
  for (const { least, alike } of ways) {
    if (now.things.length <= limit) return now;
    now = foldBy(now, limit, least, alike);
  }
  // So many systems that even one box each is too much: the largest stay.
  if (now.things.length <= limit) return now;
  const kept = [...now.things]
    .sort((a, b) => Number(b.focused) - Number(a.focused) || b.members.length - a.members.length || order(a.key, b.key))
    .slice(0, limit);
  const keys = new Set(kept.map((it) => it.key));
  return {
    ...now,
    things: now.things.filter((it) => keys.has(it.key)),
    ties: now.ties.filter((it) => keys.has(it.from) && keys.has(it.to)),
  };
}

function foldBy(scene: Scene, limit: number, least: number, alike: Likeness): Scene {
  const groups = new Map<string, Thing[]>();
  for (const thing of scene.things) {
    const key = thing.focused ? undefined : alike(thing, scene);
    if (key === undefined) continue;
    const id = `${thing.system}\n${key}`;
    groups.set(id, [...(groups.get(id) ?? []), thing]);
  }
  const folded = new Map<string, Thing>();
  let left = scene.things.length;
  const largestFirst = [...groups].filter(([, it]) => it.length >= least).sort(([a, x], [b, y]) => y.length - x.length || order(a, b));
  for (const [, things] of largestFirst) {
    if (left <= limit) break;
    const box = together(things);
    for (const it of things) folded.set(it.key, box);
    left -= things.length - 1;
  }
  return {
    ...scene,
    things: [...new Set(scene.things.map((it) => folded.get(it.key) ?? it))],
    ties: merged(scene.ties, (key) => folded.get(key)?.key ?? key),
  };
}

/** One box for several things. */
function together(things: readonly Thing[]): Thing {
  const members = things.flatMap((it) => it.members);
  const [first] = things as readonly [Thing, ...Thing[]];
  const common = <T>(of: (thing: Thing) => T): T | undefined => (things.every((it) => of(it) === of(first)) ? of(first) : undefined);
  const technology = common((it) => it.technology);
  const kind = common((it) => it.kind);
  const family = common(familyName);
  return {
    key: `fold:${first.key}`,
    system: first.system,
    members,
    name: `${members.length} ${family === undefined ? plural(kind, technology) : `${family} components`}`,
    kind: kind ?? "service",
    technology,
    standing: common((it) => it.standing) ?? "inside",
    focused: false,
  };
}

const plurals: Readonly<Partial<Record<Kind, string>>> = {
  person: "people",
  gateway: "gateways",
  frontend: "front ends",
  service: "services",
  function: "functions",
  job: "jobs",
  database: "databases",
  cache: "caches",
  search: "search engines",
  storage: "storages",
  broker: "brokers",
  identity: "identity providers",
  external: "outside systems",
};
const plural = (kind: Kind | undefined, technology: string | undefined): string =>
  [technology, (kind && plurals[kind]) ?? (kind === undefined ? "components" : `${kind} components`)].filter(Boolean).join(" ");

/** Arrows after folding: those within a box are gone, those between the same two boxes are one. */
export function merged(ties: readonly Tie[], boxOf: (key: string) => string): readonly Tie[] {
  const all = new Map<string, Tie>();
  for (const tie of ties) {
    const from = boxOf(tie.from);
    const to = boxOf(tie.to);
    if (from === to) continue;
    const known = all.get(`${from}>${to}`);
    all.set(`${from}>${to}`, { from, to, uses: [...(known?.uses ?? []), ...tie.uses], dotted: tie.dotted && (known?.dotted ?? true) });
  }
  return [...all.values()];
}

/** Same kind, same technology, same neighbours: replicas in all but name. */
function sameNeighbours(thing: Thing, { ties }: Scene): string {
  const around = ties.flatMap((it) => (it.from === thing.key ? [`>${it.to}`] : it.to === thing.key ? [`<${it.from}`] : []));
  return JSON.stringify([thing.standing, thing.kind, thing.technology, around.sort()]);
}

/** `order` for `order-api`, `order-worker`, `order-db`: what teams call a bounded context. */
function familyName({ members }: Thing): string | undefined {
  const families = new Set(members.map((it) => /^(\p{L}[\p{L}\p{N}]+)[-_.]/u.exec(it.name)?.[1]));
  return families.size === 1 ? [...families][0] : undefined;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
