import type { EvidenceId, SqlColumn, SqlKey } from "../../model/index.ts";
import type { ColumnDefinition, Constraint, SqlDeed } from "../../syntax/sql/statement.ts";

/** A table while its statements are run. */
export interface Table {
  name: string;
  readonly at: EvidenceId;
  readonly file: string;
  readonly columns: Map<string, MadeColumn>;
  keys: MadeKey[];
  derived: boolean;
}
/** `at`: its own place. `by`: the deed that last made it. */
type MadeColumn = SqlColumn & { readonly at: EvidenceId; readonly by: EvidenceId };
type MadeKey = SqlKey & { readonly by: EvidenceId };

/** The tables as they are after the statements so far. Names count without regard to their case, as all dialects have it. */
export interface Tables {
  get(name: string): Table | undefined;
  all(): Iterable<Table>;
  /** `place` gives the anchor of a part of the statement: `users.email`, a key's columns. */
  run(deed: SqlDeed, at: EvidenceId, file: string, place: (words: string, range: { start: number; end: number }) => EvidenceId): void;
}

const lower = (text: string): string => text.toLowerCase();

export const columnSaid = (it: ColumnDefinition): SqlColumn => ({
  name: it.name,
  type: it.type,
  notNull: it.notNull,
  default: it.default,
  counts: it.counts,
  ...(it.generated && { generated: it.generated }),
  constraints: it.constraints.map(({ kind }) => kind),
});

export function openTables(): Tables {
  const tables = new Map<string, Table>();
  /** Indexes belong to a table, but are dropped by their own name. */
  const indexes = new Map<string, string>();

  const addKey = (table: Table, it: Constraint, at: EvidenceId, by: EvidenceId): void => {
    if (it.kind === "check" || it.kind === "exclude") return;
    // An index that is there becomes the constraint.
    const own = it.usingIndex ? table.keys.find(({ kind, name }) => kind === "unique" && name !== undefined) : undefined;
    if (own !== undefined) table.keys = table.keys.map((key) => (key === own ? { ...key, kind: it.kind as SqlKey["kind"], at, by } : key));
    else
      table.keys.push({
        kind: it.kind,
        ...(it.name !== undefined && { name: it.name }),
        columns: it.columns.map((one) => stored(table, one)),
        ...(it.references && { references: it.references }),
        partial: false,
        at,
        by,
      });
    if (it.kind === "primary") for (const name of it.columns) change(table, name, { notNull: true });
  };
  /** Django's operations name fields: the column of one that refers to another table has `_id` behind it. */
  const stored = (table: Table, name: string): string => {
    const key = lower(name);
    return table.columns.has(key) || !table.columns.has(`${key}_id`) ? name : `${name}_id`;
  };
  const change = (table: Table, name: string, news: Partial<MadeColumn>): void => {
    const before = table.columns.get(lower(name));
    if (before !== undefined) table.columns.set(lower(name), { ...before, ...news });
  };
  /** Keys of other tables that refer to one: it, or a column of it, is called otherwise now. */
  const referAgain = (table: string, news: (references: NonNullable<SqlKey["references"]>) => NonNullable<SqlKey["references"]>): void => {
    for (const other of tables.values())
      if (other.keys.some((it) => it.references !== undefined && lower(it.references.table) === lower(table)))
        other.keys = other.keys.map((it) =>
          it.references !== undefined && lower(it.references.table) === lower(table) ? { ...it, references: news(it.references) } : it,
        );
  };
  const renameIn = (table: Table, from: string, to: string, at: EvidenceId): void => {
    if (!table.columns.has(lower(from))) return;
    const before = [...table.columns];
    table.columns.clear();
    for (const [key, it] of before)
      table.columns.set(key === lower(from) ? lower(to) : key, key === lower(from) ? { ...it, name: to, at, by: at } : it);
    const renamed = (it: string | undefined): string | undefined => (it !== undefined && lower(it) === lower(from) ? to : it);
    table.keys = table.keys.map((key) => ({ ...key, columns: key.columns.map(renamed) }));
    referAgain(table.name, (it) => ({ ...it, columns: it.columns.map((one) => (lower(one) === lower(from) ? to : one)) }));
  };

  return {
    get: (name) => tables.get(lower(name)),
    all: () => tables.values(),
    run(deed, at, file, place) {
      if (!("table" in deed) || deed.table === undefined) {
        if (deed.do === "drop index") {
          const owner = tables.get(indexes.get(lower(deed.name)) ?? "");
          if (owner) owner.keys = owner.keys.filter(({ name }) => name === undefined || lower(name) !== lower(deed.name));
        }
        return;
      }
      const table = tables.get(lower(deed.table));
      const addColumn = (to: Table, column: ColumnDefinition): void => {
        const own = place(`${deed.table}.${column.name}`, column);
        to.columns.set(lower(column.name), { ...columnSaid(column), at: own, by: at });
        for (const it of column.constraints) addKey(to, it, own, at);
      };
      if (deed.do === "create table") {
        if (deed.temporary || (table !== undefined && deed.ifNotExists)) return;
        const made: Table = { name: deed.table, at, file, columns: new Map(), keys: [], derived: deed.derived };
        for (const column of deed.columns) addColumn(made, column);
        for (const it of deed.constraints) addKey(made, it, place(`${deed.table} ${it.kind} (${it.columns.join(", ")})`, it), at);
        tables.set(lower(deed.table), made);
        return;
      }
      if (table === undefined) return;
      switch (deed.do) {
        case "drop table":
          tables.delete(lower(deed.table));
          break;
        case "rename table":
          tables.delete(lower(deed.table));
          table.name = deed.to;
          tables.set(lower(deed.to), table);
          referAgain(deed.table, (it) => ({ ...it, table: deed.to }));
          break;
        case "add column":
          if (!table.columns.has(lower(deed.column.name))) addColumn(table, deed.column);
          break;
        case "drop column":
          table.columns.delete(lower(deed.column));
          table.keys = table.keys.filter(({ columns }) => !columns.some((it) => it !== undefined && lower(it) === lower(deed.column)));
          break;
        case "rename column":
          renameIn(table, deed.column, deed.to, at);
          break;
        case "change column": {
          const { constraints: _, name: _name, ...said } = columnSaid(deed.definition);
          change(table, deed.column, { ...said, at, by: at });
          break;
        }
        case "change type":
          change(table, deed.column, { type: deed.type, at, by: at });
          break;
        case "set not null":
        case "drop not null":
          change(table, deed.column, { notNull: deed.do === "set not null", at, by: at });
          break;
        case "add constraint":
          addKey(table, deed.constraint, at, at);
          break;
        case "drop constraint":
          table.keys = table.keys.filter((it) =>
            deed.kind === "primary"
              ? it.kind !== "primary"
              : it.name === undefined
                ? !isUsualName(it, table, deed.name)
                : lower(it.name) !== lower(deed.name ?? ""),
          );
          break;
        case "attach partition": {
          const part = tables.get(lower(deed.partition));
          if (part !== undefined) part.derived = true;
          break;
        }
        case "create index": {
          const { name, columns, unique, partial, method } = deed.index;
          table.keys.push({
            kind: unique ? "unique" : "index",
            ...(name !== undefined && { name }),
            columns: columns.map((it) => it && stored(table, it)),
            partial,
            ...(method && { method }),
            at,
            by: at,
          });
          if (name !== undefined) indexes.set(lower(name), lower(deed.table));
          break;
        }
        case "drop index":
          table.keys = table.keys.filter(({ name }) => name === undefined || lower(name) !== lower(deed.name));
          break;
        default:
      }
    },
  };
}

/** PostgreSQL names what nobody named: `users_pkey`, `users_email_key`, `orders_user_id_fkey`. */
function isUsualName(key: SqlKey, table: Table, name: string | undefined): boolean {
  const ending = key.kind === "primary" ? "pkey" : key.kind === "foreign" ? "fkey" : "key";
  const columns = key.kind === "primary" ? [] : key.columns;
  return name !== undefined && lower(name) === lower([table.name, ...columns, ending].join("_"));
}
