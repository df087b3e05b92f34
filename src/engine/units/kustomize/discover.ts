import { environmentIn } from "../environments.ts";
import type { Library } from "../unit.ts";
import { closureOf, type Kustomization, kustomizationsIn } from "./graph.ts";

/** A kustomization that somebody builds, and no other one uses: a variant. */
export interface Overlay {
  readonly id: string;
  readonly folder: string;
  readonly title: string;
  readonly environment: string | undefined;
  readonly files: readonly string[];
  /** Files of objects that it is built from, wherever they are named. */
  readonly objects: ReadonlySet<string>;
}

/**
 * Which kustomizations are deployed, and which of them are variants of one system. A base is deployed only if no other kustomization
 * uses it, a component never. Two overlays are variants of one system if at least half of the files of objects that the smaller one is
 * built from are the other's too; what they share through components alone makes them none.
 */
export function overlaysIn(library: Library): readonly (readonly [Overlay, ...Overlay[]])[] {
  const all = kustomizationsIn(library);
  const used = new Set(
    [...all.values()].flatMap(({ folder, bases, components }) => [...bases, ...components].filter((it) => it !== folder)),
  );
  // In a circle every one is used by another: the first by name stands for it.
  const roots = [...all.values()].filter((it) => !it.component && (!used.has(it.folder) || isFirstOfCircle(it, all)));
  const overlays = roots.map((it) => overlayOf(it, all));
  return grouped(overlays);
}

function isFirstOfCircle({ folder }: Kustomization, all: ReadonlyMap<string, Kustomization>): boolean {
  const circle = closureOf(folder, all).filter((it) => closureOf(it.folder, all).some((one) => one.folder === folder));
  if (circle.length < 2) return false;
  const inside = new Set(circle.map((it) => it.folder));
  const outsiders = [...all.values()].some(
    (it) => !inside.has(it.folder) && [...it.bases, ...it.components].some((one) => inside.has(one)),
  );
  return !outsiders && circle.every((it) => folder <= it.folder);
}

function overlayOf({ file, folder }: Kustomization, all: ReadonlyMap<string, Kustomization>): Overlay {
  const closure = closureOf(folder, all);
  const files = new Set(closure.flatMap((it) => [it.file, ...it.objects, ...it.others]));
  const objects = new Set(closure.filter((it) => !it.component).flatMap((it) => it.objects));
  return { id: file, folder, title: folder === "" ? file : folder, environment: environmentOf(folder), files: [...files], objects };
}

/** What the name of its folder says, or of one above it; the nearest first. */
function environmentOf(folder: string): string | undefined {
  for (const it of folder.split("/").reverse()) {
    const found = environmentIn(it);
    if (found !== undefined) return found;
  }
  return undefined;
}

function grouped(overlays: readonly Overlay[]): readonly (readonly [Overlay, ...Overlay[]])[] {
  const holders = new Map<string, number[]>();
  const groups = overlays.map((_, index) => index);
  const rootOf = (index: number): number => {
    let at = index;
    while (groups[at] !== at) at = groups[at] ?? at;
    return at;
  };
  for (const [index, { objects }] of overlays.entries()) {
    const shared = new Map<number, number>();
    for (const file of objects) {
      const list = holders.get(file) ?? [];
      for (const other of list) shared.set(other, (shared.get(other) ?? 0) + 1);
      // One overlay of each group stands for it: a base of hundreds of overlays costs no comparison for each pair of them.
      holders.set(file, list);
    }
    for (const [other, count] of shared) {
      const smaller = Math.min(objects.size, overlays[other]?.objects.size ?? 0);
      if (count * 2 >= smaller) groups[Math.max(rootOf(index), rootOf(other))] = Math.min(rootOf(index), rootOf(other));
    }
    const mine = rootOf(index);
    for (const file of objects) {
      const list = holders.get(file) ?? [];
      if (list.filter((it) => rootOf(it) === mine).length < mostOfGroup) list.push(index);
    }
  }
  const byRoot = new Map<number, [Overlay, ...Overlay[]]>();
  for (const [index, overlay] of overlays.entries()) {
    const group = byRoot.get(rootOf(index));
    if (group === undefined) byRoot.set(rootOf(index), [overlay]);
    else group.push(overlay);
  }
  return [...byRoot.values()];
}
const mostOfGroup = 8;
