/** Islands smaller than this are put into rows; larger ones have a shape of their own. */
const mostInIsland = 3;
/** Fewer than this stand well side by side. */
const leastIslands = 4;

interface Standing {
  readonly key: string;
  /** Where it stands, as a key. */
  readonly site: string;
}

/**
 * Boxes that no arrow joins with the rest would stand in one endless line. Pairs of boxes, one to come after the other, that make
 * rows of them.
 */
export function rowsOf(
  boxes: readonly Standing[],
  ties: readonly { readonly from: string; readonly to: string }[],
): readonly { readonly from: string; readonly to: string }[] {
  const siteOf = new Map(boxes.map(({ key, site }) => [key, site]));
  const bySite = new Map<string, (readonly string[])[]>();
  for (const island of islands(boxes, ties)) {
    const site = siteOf.get(island[0] ?? "") ?? "";
    if (island.length > mostInIsland || site === "" || island.some((it) => siteOf.get(it) !== site)) continue;
    bySite.set(site, [...(bySite.get(site) ?? []), island]);
  }
  return [...bySite.values()].filter((it) => it.length >= leastIslands).flatMap((it) => chained(it));
}

/** Sets of boxes that arrows join, each in the order of its arrows as far as there is one. */
function islands(
  boxes: readonly Standing[],
  ties: readonly { readonly from: string; readonly to: string }[],
): readonly (readonly string[])[] {
  const near = new Map<string, string[]>(boxes.map(({ key }) => [key, []]));
  const reached = new Set<string>();
  for (const { from, to } of ties) {
    if (!near.has(from) || !near.has(to)) continue;
    near.get(from)?.push(to);
    near.get(to)?.push(from);
    reached.add(to);
  }
  const seen = new Set<string>();
  const found: string[][] = [];
  // What nobody reaches comes first, so that the last box of an island is one that arrows end at.
  for (const start of [...boxes].sort((a, b) => Number(reached.has(a.key)) - Number(reached.has(b.key)))) {
    if (seen.has(start.key)) continue;
    const island: string[] = [];
    const open = [start.key];
    seen.add(start.key);
    for (let key = open.shift(); key !== undefined; key = open.shift()) {
      island.push(key);
      for (const it of near.get(key) ?? []) {
        if (!seen.has(it)) open.push(it);
        seen.add(it);
      }
    }
    found.push(island);
  }
  return found;
}

function chained(all: readonly (readonly string[])[]): readonly { readonly from: string; readonly to: string }[] {
  const length = Math.max(2, Math.round(Math.sqrt(0.7 * all.reduce((sum, it) => sum + it.length, 0))));
  const links: { from: string; to: string }[] = [];
  let last: string | undefined;
  let here = 0;
  for (const island of [...all].sort((a, b) => b.length - a.length)) {
    if (last !== undefined && here + island.length <= length) links.push({ from: last, to: island[0] ?? "" });
    else here = 0;
    here += island.length;
    last = island.at(-1);
  }
  return links;
}
