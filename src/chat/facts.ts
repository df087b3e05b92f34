/** Questions to an overview that several answers ask: who is who, and who reaches whom. */
import type { ComponentLine, Overview } from "../protocol.ts";

/** A component, and the system it belongs to. */
export interface Member {
  readonly system: string;
  readonly line: ComponentLine;
}
/** A connection, seen from outside. */
export interface Link {
  readonly from: ComponentLine;
  readonly to: ComponentLine | undefined;
  readonly use: ComponentLine["uses"][number];
}

export const stores: ReadonlySet<ComponentLine["kind"]> = new Set<ComponentLine["kind"]>([
  "database",
  "cache",
  "search",
  "storage",
  "broker",
]);

export const members = (overview: Overview): readonly Member[] =>
  overview.systems.flatMap((system) => system.components.map((line) => ({ system: system.id, line })));

export const componentsOf = (overview: Overview): readonly ComponentLine[] => overview.systems.flatMap((it) => it.components);

export function linksOf(overview: Overview): readonly Link[] {
  const all = componentsOf(overview);
  const byRef = new Map<string, ComponentLine>(all.map((it) => [it.ref, it]));
  return all.flatMap((from) => from.uses.map((use) => ({ from, to: byRef.get(use.to), use })));
}

/** Everything that stops working when `of` does, nearest first: who reaches it, who reaches those, and so on. */
export function dependentsOf(
  overview: Overview,
  of: ComponentLine,
): readonly { readonly line: ComponentLine; readonly via: ComponentLine }[] {
  const into = grouped(linksOf(overview), (it) => it.use.to);
  const found = new Map<string, { readonly line: ComponentLine; readonly via: ComponentLine }>();
  for (let ring: readonly ComponentLine[] = [of]; ring.length > 0; ) {
    const next: ComponentLine[] = [];
    for (const via of ring) {
      for (const { from } of into.get(via.ref) ?? []) {
        if (from.ref === of.ref || found.has(from.ref)) continue;
        found.set(from.ref, { line: from, via });
        next.push(from);
      }
    }
    ring = next;
  }
  return [...found.values()];
}

/** The shortest chain of connections from one to the other; `undefined` = there is none. */
export function pathBetween(overview: Overview, from: ComponentLine, to: ComponentLine): readonly Link[] | undefined {
  const all = linksOf(overview);
  // A longer chain that is declared says more than a short one that is guessed.
  const declared = all.filter(({ use }) => !use.dotted);
  return shortest(declared, from, to) ?? shortest(all, from, to);
}

function shortest(links: readonly Link[], from: ComponentLine, to: ComponentLine): readonly Link[] | undefined {
  const out = grouped(links, (it) => it.from.ref);
  const came = new Map<string, Link>();
  for (let ring: readonly string[] = [from.ref]; ring.length > 0; ) {
    const next: string[] = [];
    for (const link of ring.flatMap((ref) => out.get(ref) ?? [])) {
      if (link.use.to === from.ref || came.has(link.use.to)) continue;
      came.set(link.use.to, link);
      next.push(link.use.to);
    }
    if (came.has(to.ref)) break;
    ring = next;
  }
  const path: Link[] = [];
  for (let at = came.get(to.ref); at !== undefined; at = at.from.ref === from.ref ? undefined : came.get(at.from.ref)) path.unshift(at);
  return path.length === 0 ? undefined : path;
}

/** In the order of their first members. */
export function grouped<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** "database, postgres 16". */
export function aboutOf({ kind, technology, version, standing }: ComponentLine): string {
  const made = technology === undefined ? undefined : [technology, version].filter((it) => it !== undefined).join(" ");
  const where = standing === "inside" ? undefined : standing === "outside" ? "outside this workspace" : "defined nowhere in this workspace";
  return [kind, made, where].filter((it) => it !== undefined).join(", ");
}
