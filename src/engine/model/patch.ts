import { type Architecture, type Table, type Tables, tables } from "./architecture.ts";
import type { Component } from "./component.ts";
import { equal } from "./equal.ts";
import type { Problem } from "./evidence.ts";
import type { ComponentRef } from "./ids.ts";

/**
 * What it takes to get from one architecture to another. ONE type for compare, for proposals and for "what changed just now".
 * `rename` moves a component to another id and takes along whatever points at it.
 */
export type Change =
  | { readonly [T in Table]: { readonly do: "add"; readonly table: T; readonly item: Tables[T] } }[Table]
  | { readonly do: "remove"; readonly table: Table; readonly id: string }
  | { readonly do: "set"; readonly table: Table; readonly id: string; readonly field: string; readonly value: unknown }
  | { readonly do: "rename"; readonly from: ComponentRef; readonly to: ComponentRef }
  | { readonly do: "set-problems"; readonly problems: readonly Problem[] };
export type Patch = readonly Change[];

type Row = Readonly<Record<string, unknown>>;
type Rows = ReadonlyMap<string, Row>;
const rowsOf = (architecture: Architecture, table: Table): Rows => architecture[table] as unknown as Rows;

/**
 * The patch from `before` to `after`: matched by id, then a component that vanished is matched with a new one that lists its
 * name among its aliases, and that is a rename. `apply(before, compare(before, after))` equals `after`.
 */
export function compare(before: Architecture, after: Architecture): Patch {
  const patch: Change[] = renames(before, after);
  const from = patch.length > 0 ? apply(before, patch) : before;
  for (const table of tables) {
    const old = rowsOf(from, table);
    const now = rowsOf(after, table);
    if (old === now) continue;
    for (const id of old.keys()) if (!now.has(id)) patch.push({ do: "remove", table, id });
    for (const [id, row] of now) {
      const was = old.get(id);
      if (was === undefined) patch.push({ do: "add", table, item: row } as unknown as Change);
      else if (was !== row) patch.push(...fields(table, id, was, row));
    }
  }
  if (!equal(from.problems, after.problems)) patch.push({ do: "set-problems", problems: after.problems });
  return patch;
}

function fields(table: Table, id: string, was: Row, row: Row): Change[] {
  const names = new Set([...Object.keys(was), ...Object.keys(row)]);
  return [...names]
    .filter((field) => !equal(was[field], row[field]))
    .map((field) => ({ do: "set" as const, table, id, field, value: row[field] }));
}

function renames(before: Architecture, after: Architecture): Change[] {
  const gone = [...before.components.values()].filter((it) => !after.components.has(it.id));
  if (gone.length === 0) return [];
  const fresh = [...after.components.values()].filter((it) => !before.components.has(it.id));
  const patch: Change[] = [];
  const taken = new Set<ComponentRef>();
  for (const old of gone) {
    const next = fresh.find((it) => !taken.has(it.id) && it.system === old.system && knownAs(it, old));
    if (next === undefined) continue;
    taken.add(next.id);
    patch.push({ do: "rename", from: old.id, to: next.id });
  }
  return patch;
}

/** The new component answers to the old one's name, or the old one answered to the new one's. */
const knownAs = (next: Component, old: Component): boolean =>
  next.aliases.some((it) => it.value === old.name) || old.aliases.some((it) => it.value === next.name);

/** `architecture` with `patch` applied; changes to ids that do not exist are left out. Shares what did not change. */
export function apply(architecture: Architecture, patch: Patch): Architecture {
  if (patch.length === 0) return architecture;
  const next: Record<string, Map<string, Row> | readonly Problem[]> = { ...architecture } as never;
  const writable = (table: Table): Map<string, Row> => {
    if (next[table] === (architecture[table] as unknown)) next[table] = new Map(rowsOf(architecture, table));
    return next[table] as Map<string, Row>;
  };
  for (const change of patch) {
    switch (change.do) {
      case "add":
        writable(change.table).set(change.item.id, change.item as unknown as Row);
        break;
      case "remove":
        writable(change.table).delete(change.id);
        break;
      case "set": {
        const row = (next[change.table] as Rows).get(change.id);
        if (row === undefined) break;
        const { [change.field]: _, ...rest } = row;
        writable(change.table).set(change.id, change.value === undefined ? rest : { ...rest, [change.field]: change.value });
        break;
      }
      case "rename":
        rename(next as unknown as Architecture, writable, change.from, change.to);
        break;
      case "set-problems":
        next["problems"] = change.problems;
        break;
    }
  }
  return next as unknown as Architecture;
}

function rename(now: Architecture, writable: (table: Table) => Map<string, Row>, from: ComponentRef, to: ComponentRef): void {
  const component = now.components.get(from);
  if (component === undefined) return;
  const components = writable("components");
  components.delete(from);
  components.set(to, { ...component, id: to, name: to.slice(to.indexOf("/") + 1) } as unknown as Row);
  const pointing: readonly Table[] = ["uses", "resources", "endpoints", "topics", "entities"];
  for (const table of pointing) {
    for (const [id, row] of rowsOf(now, table)) {
      if (!Object.values(row).includes(from)) continue;
      const moved = Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value === from ? to : value]));
      // A use's id ends in the ref it reaches.
      const movedId = table === "uses" && id.endsWith(`->${from}`) ? `${id.slice(0, -from.length)}${to}` : id;
      const rows = writable(table);
      if (movedId !== id) rows.delete(id);
      rows.set(movedId, { ...moved, id: movedId });
    }
  }
}
