import type { CodeToken } from "../../syntax/code/tokens.ts";
import { chainOf, textOf, textsOf, type Value } from "../../syntax/code/value.ts";
import { expressionsOf } from "../../syntax/code/values.ts";
import type { ColumnDefinition, Constraint, Range, SqlDeed } from "../../syntax/sql/statement.ts";
import { column, constraint, createTable, index, type ScriptBuilder } from "./script.ts";

/** What the model says of an entity, gathered from its blocks: one for its properties, one for its relations. */
interface Entity {
  readonly range: Range;
  table: string;
  readonly columns: Map<string, { name: string; type: string; notNull: boolean; counts: boolean; range: Range }>;
  readonly keys: { kind: "primary" | "unique" | "index"; columns: readonly string[]; range: Range }[];
  readonly relations: { columns: readonly string[]; target: string; range: Range }[];
  /** Owned by another entity, or a view: no table of its own. */
  hidden: boolean;
}

/** The tables of a model snapshot: `modelBuilder.Entity("Shop.Order", b => { … })`. */
export function snapshotDeeds(tokens: readonly CodeToken[], script: ScriptBuilder): void {
  const entities = new Map<string, Entity>();
  const expressions = expressionsOf(tokens, "csharp");
  for (let at = 0; at < tokens.length; ) {
    if (tokens[at]?.text !== "modelBuilder" || tokens[at + 1]?.text !== ".") {
      at++;
      continue;
    }
    const { value, next } = expressions.at(at);
    at = next;
    for (const call of chainOf(value)) {
      const name = textOf(call.args[0]);
      const block = call.args[1];
      if (!/(?:^|\.)Entity$/.test(call.name) || name === undefined || block?.kind !== "block") continue;
      const entity = entities.get(name) ?? opened(name, call);
      entities.set(name, entity);
      blockSays(block.tokens, block.parameter ?? "b", entity);
    }
  }
  for (const it of entities.values()) if (!it.hidden && it.columns.size > 0) script.operation(it.range, deedsOf(it, entities));
}

const lastPart = (name: string): string => name.slice(name.lastIndexOf(".") + 1);
const opened = (name: string, { start, end }: Range): Entity => ({
  range: { start, end },
  table: lastPart(name),
  columns: new Map(),
  keys: [],
  relations: [],
  hidden: false,
});

/** A statement on the parameter at a time; blocks inside (owned types) are theirs. */
function blockSays(tokens: readonly CodeToken[], parameter: string, entity: Entity): void {
  const expressions = expressionsOf(tokens, "csharp");
  for (let at = 0; at < tokens.length; ) {
    if (tokens[at]?.text !== parameter || tokens[at + 1]?.text !== ".") {
      at++;
      continue;
    }
    const { value, next } = expressions.at(at);
    at = next;
    statementSays(value, entity);
  }
}

function statementSays(value: Value, entity: Entity): void {
  const chain = chainOf(value);
  const [first] = chain;
  if (first === undefined) return;
  const kind = lastPart(first.name);
  const texts = first.args.flatMap((it) => textsOf(it) ?? []);
  const range: Range = { start: first.start, end: value.end };
  const later = (name: string): Value | undefined => chain.find((it) => it.name === name)?.args[0];
  switch (kind) {
    case "Property": {
      const [property] = texts;
      if (property === undefined) return;
      const type = textOf(later("HasColumnType")) ?? first.generic?.replace("?", "").toLowerCase() ?? "";
      const notNull =
        chain.some((it) => it.name === "IsRequired") ||
        /^(?:int|long|short|bool|decimal|double|float|byte|DateTime|DateTimeOffset|Guid)$/.test(first.generic ?? "");
      const counts = chain.some((it) => it.name === "ValueGeneratedOnAdd") && /^(?:int|long|short)$/.test(first.generic ?? "");
      entity.columns.set(property, { name: textOf(later("HasColumnName")) ?? property, type, notNull, counts, range });
      return;
    }
    case "HasKey":
      entity.keys.push({ kind: "primary", columns: texts, range });
      return;
    case "HasAlternateKey":
      entity.keys.push({ kind: "unique", columns: texts, range });
      return;
    case "HasIndex":
      entity.keys.push({ kind: chain.some((it) => it.name === "IsUnique") ? "unique" : "index", columns: texts, range });
      return;
    case "ToTable": {
      const [name, schema] = texts;
      if (name !== undefined) entity.table = schema === undefined || schema === "dbo" || schema === "public" ? name : `${schema}.${name}`;
      else entity.hidden = true;
      return;
    }
    case "ToView":
      entity.hidden = true;
      return;
    case "HasOne": {
      const foreign = chain.find((it) => it.name === "HasForeignKey");
      const columns = foreign?.args.flatMap((it) => textsOf(it) ?? []) ?? [];
      const [target] = texts;
      // `HasForeignKey("Shop.Address", "OrderId")` of one-to-one names the entity that has it first.
      const own = columns.length > 1 && columns[0]?.includes(".") ? columns.slice(1) : columns;
      if (target !== undefined && own.length > 0) entity.relations.push({ columns: own, target, range });
      return;
    }
    default:
  }
}

function deedsOf(entity: Entity, entities: ReadonlyMap<string, Entity>): readonly SqlDeed[] {
  const stored = (property: string): string => entity.columns.get(property)?.name ?? property;
  const columns: ColumnDefinition[] = [...entity.columns.values()].map((it) =>
    column(it.range, it.name, it.type, { notNull: it.notNull, counts: it.counts }),
  );
  const constraints: Constraint[] = entity.keys.flatMap((it) =>
    it.kind === "index" || it.columns.length === 0 ? [] : [constraint(it.range, it.kind, it.columns.map(stored))],
  );
  for (const it of entity.relations) {
    const target = entities.get(it.target);
    const key = target?.keys.find(({ kind }) => kind === "primary")?.columns.map((one) => target.columns.get(one)?.name ?? one);
    constraints.push(
      constraint(it.range, "foreign", it.columns.map(stored), {
        references: { table: target?.table ?? lastPart(it.target), columns: key ?? [] },
      }),
    );
  }
  const indexes = entity.keys
    .filter((it) => it.kind === "index" && it.columns.length > 0)
    .map(
      (it): SqlDeed => ({ do: "create index", table: entity.table, index: index(it.columns.map(stored)), ifNotExists: false, ...it.range }),
    );
  return [createTable(entity.range, entity.table, columns, constraints), ...indexes];
}
