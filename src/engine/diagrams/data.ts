import type { Entity } from "../model/index.ts";
import { type Chosen, chosenTables, type Home, type Reference } from "./data/tables.ts";
import type { Arrow, Box, Diagram, DrawOptions } from "./diagram.ts";
import { compileEntities, type EntityBox, type Flowchart, type LinkId, type Node, type NodeId, type Relation } from "./mermaid.ts";
import { proofOf } from "./scene.ts";
import { listed } from "./words.ts";

/** The data model, a store at a time: tables with their columns and keys, and which refers to which. */
export const data: Diagram = {
  id: "data",
  title: "Data model",
  description: "Tables with their columns and keys, store by store, and which refers to which",
  draw(graph, options) {
    const chosen = chosenTables(graph, options);
    const tables = chosen.homes.flatMap((home) => home.tables.map((table) => ({ home, table })));
    const ids = new Map<string, NodeId>(tables.map(({ table }, index) => [table.id, `n${index + 1}`]));
    const idOf = (ref: string): NodeId => ids.get(ref) ?? "n0";
    const several = chosen.homes.length > 1;
    const boxes = tables.map(({ home, table }) => entityBox(table, idOf(table.id), tables.length, several ? home : undefined));
    const relations = chosen.references.map((it, index) => relationOf(it, `e${index + 1}`, idOf));
    const title = titleOf(chosen, options);
    const description = `${tables.length} tables and ${relations.length} relations${guessedWords(relations)}.`;
    return {
      view: "data",
      title,
      mermaid: compileEntities({ title, description, tables: boxes, relations }),
      chart: chartOf(chosen.homes, boxes, relations, title, description),
      boxes: tables.map(({ home, table }, index) => boxOf(table, home, boxes[index] as EntityBox)),
      arrows: relations.map((it, index) => arrowOf(it, chosen.references[index] as Reference)),
      system: chosen.homes.length === 1 ? chosen.homes[0]?.system : options.system,
      variant: undefined,
      omitted: whatIsMissing(chosen, tables.length),
    };
  },
};

const guessedWords = (relations: readonly Relation[]): string => {
  const guessed = relations.filter((it) => it.dotted).length;
  return guessed === 0 ? "" : `, ${guessed} of them by the names of columns only`;
};

/** The more tables, the fewer columns each: keys stay. */
const roomFor = (tables: number): number => (tables <= 8 ? 24 : tables <= 20 ? 14 : 8);

function entityBox(table: Entity, id: NodeId, tables: number, home: Home | undefined): EntityBox {
  const rows = table.columns.map(({ name, type }) => ({
    type,
    name,
    keys: keysOf(table, name),
  }));
  const room = roomFor(tables);
  const first =
    rows.length <= room
      ? rows
      : [...rows.filter((it) => it.keys.length > 0), ...rows.filter((it) => it.keys.length === 0)].slice(0, room - 1);
  const shown = rows.filter((it) => first.includes(it));
  const rest = rows.length - shown.length;
  return {
    id,
    name: home === undefined ? table.name : `${home.name} · ${table.name}`,
    rows: rest === 0 ? shown : [...shown, { type: "", name: `and_${rest}_more`, keys: [] }],
  };
}

function keysOf({ keys }: Entity, column: string): EntityBox["rows"][number]["keys"] {
  const isIn = (kind: string): boolean =>
    keys.some((it) => it.kind === kind && it.columns.some((one) => one.toLowerCase() === column.toLowerCase()));
  const isAlone = keys.some(
    (it) => it.kind === "unique" && it.columns.length === 1 && it.columns[0]?.toLowerCase() === column.toLowerCase(),
  );
  return [
    ...(isIn("primary") ? (["PK"] as const) : []),
    ...(isIn("foreign") ? (["FK"] as const) : []),
    ...(isAlone ? (["UK"] as const) : []),
  ];
}

const relationOf = ({ from, to, columns, single, required, guessed }: Reference, id: LinkId, idOf: (ref: string) => NodeId): Relation => ({
  id,
  from: idOf(from),
  to: idOf(to),
  label: columns.join(", "),
  single,
  required,
  dotted: guessed,
});

function boxOf(table: Entity, home: Home, { id, name, rows }: EntityBox): Box {
  const proofs = new Map(table.columns.map((it) => [it.name, it.at]));
  const count = table.columns.length;
  const where = home.store === undefined ? "store not known" : `in ${home.name}`;
  return {
    id,
    ref: table.id,
    name,
    about: `Table, ${count} ${count === 1 ? "column" : "columns"}, ${where}`,
    proof: proofOf(table.exists),
    rows: rows.map((it) => {
      const proof = proofs.get(it.name);
      return { name: it.name, proof: proof === undefined ? [] : [proof] };
    }),
  };
}

const arrowOf = ({ id, from, to, label, dotted }: Relation, { proof }: Reference): Arrow => ({
  id,
  from,
  to,
  label,
  dotted,
  proof: proof === undefined ? [] : [proof],
});

/** The same without Mermaid: a boundary around each store. */
function chartOf(
  homes: readonly Home[],
  boxes: readonly EntityBox[],
  relations: readonly Relation[],
  title: string,
  description: string,
): Flowchart {
  let next = 0;
  const groups = homes.map((home, index) => ({
    id: `g${index + 1}` as const,
    title: home.store === undefined ? `${home.name} (store not known)` : home.name,
    classes: ["system"],
    items: home.tables.map((table): Node => {
      const box = boxes[next++] as EntityBox;
      const rows = box.rows.map((it) => [it.name, it.type, it.keys.join(" ")].filter((word) => word !== "").join("  "));
      return { id: box.id, lines: [table.name, ...rows], shape: "table", classes: ["database"] };
    }),
  }));
  const links = relations.map(({ id, from, to, label, dotted }) => ({ id, from, to, label, dotted }));
  return { direction: "LR", title, description, items: groups, links };
}

function titleOf({ homes }: Chosen, { system }: DrawOptions): string {
  const [first] = homes;
  if (homes.length === 1 && first !== undefined) return `Data of ${first.name}`;
  return system === undefined ? "Data model" : `Data of ${system}`;
}

function whatIsMissing({ homes, others, hidden }: Chosen, shown: number): string | undefined {
  const said: string[] = [];
  if (hidden > 0)
    said.push(
      `${hidden} of ${hidden + shown} tables are not shown, those with the fewest relations; focus on one to see it with its neighbours.`,
    );
  if (others.length > 0) {
    const names = [...others].sort((a, b) => b.tables.length - a.tables.length).map((it) => `${it.name} (${it.tables.length})`);
    said.push(`Tables of other stores: ${listed(names)}. Focus on a store to see them.`);
  }
  const reasons = new Set(homes.filter((it) => it.store === undefined).flatMap(({ tables }) => tables[0]?.storeBecause ?? []));
  if (reasons.size > 0) said.push(`Which store they live in is not known: ${[...reasons].slice(0, 2).join(" ")}`);
  return said.length === 0 ? undefined : said.join(" ");
}
