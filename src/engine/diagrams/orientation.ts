/** How a box and the way to the next one weigh in each direction, in pixels: labels are wide, so columns cost more than rows. */
const across = { TB: 230, LR: 130 };
const along = { TB: 160, LR: 330 };
/** Width to height of where pictures are looked at: between a slide and a panel beside an editor. */
const ideal = 4 / 3;

/** Top to bottom, unless the layers are so wide that left to right fills a page better. Ties that close a circle do not count. */
export function orientation(keys: readonly string[], ties: readonly { readonly from: string; readonly to: string }[]): "TB" | "LR" {
  const layers = layersOf(keys, ties);
  const depth = layers.length;
  const width = Math.max(1, ...layers);
  const misfit = (ratio: number): number => Math.abs(Math.log(ratio / ideal));
  return misfit((depth * along.LR) / (width * across.LR)) < misfit((width * across.TB) / (depth * along.TB)) ? "LR" : "TB";
}

/** How many boxes stand in each layer when each stands one below the lowest that reaches it. */
function layersOf(keys: readonly string[], ties: readonly { readonly from: string; readonly to: string }[]): number[] {
  const next = new Map<string, string[]>(keys.map((it) => [it, []]));
  for (const { from, to } of ties) next.get(from)?.push(to);
  const layer = new Map<string, number>();
  const finished: string[] = [];
  const state = new Map<string, "open" | "done">();
  const visit = (key: string): void => {
    if (state.has(key)) return;
    state.set(key, "open");
    for (const to of next.get(key) ?? []) visit(to);
    state.set(key, "done");
    finished.push(key);
  };
  for (const key of keys) visit(key);
  const rank = new Map(finished.reverse().map((key, index) => [key, index]));
  for (const key of finished) {
    const here = layer.get(key) ?? 0;
    layer.set(key, here);
    for (const to of next.get(key) ?? []) {
      if ((rank.get(to) ?? 0) > (rank.get(key) ?? 0)) layer.set(to, Math.max(layer.get(to) ?? 0, here + 1));
    }
  }
  const counts: number[] = [];
  for (const at of layer.values()) counts[at] = (counts[at] ?? 0) + 1;
  return counts;
}
