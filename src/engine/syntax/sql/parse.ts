import { alterationsOf } from "./alter.ts";
import { columnOf } from "./columns.ts";
import { constraintAt } from "./constraints.ts";
import { type Cursor, columnsIn, cursorOn, itemsOf } from "./cursor.ts";
import type { Dialect } from "./dialect.ts";
import type { ColumnDefinition, Constraint, IndexDefinition, Range, SqlDeed } from "./statement.ts";
import { type RawStatement, statementsIn } from "./statements.ts";

/** What a text of SQL does, in order, and how much of it was understood. */
export interface SqlScript {
  readonly deeds: readonly SqlDeed[];
  readonly statements: number;
  /** Statements that define data and could not be made out. */
  readonly unclear: readonly Range[];
}

/** Reads any text; never throws, in time that follows its length. */
export function parseSql(text: string, dialect: Dialect): SqlScript {
  const deeds: SqlDeed[] = [];
  const unclear: Range[] = [];
  let statements = 0;
  for (const statement of statementsIn(text, dialect)) {
    statements++;
    for (const deed of deedsOf(statement)) {
      if (deed.do === "unclear") unclear.push({ start: deed.start, end: deed.end });
      else if (deed.do !== "other") deeds.push(deed);
    }
  }
  return { deeds, statements, unclear };
}

function deedsOf({ tokens, start, end }: RawStatement): readonly SqlDeed[] {
  const cursor = cursorOn(tokens);
  const range: Range = { start, end };
  const one = (deed: { readonly do: SqlDeed["do"]; readonly [key: string]: unknown }): readonly SqlDeed[] => [
    { ...deed, ...range } as SqlDeed,
  ];
  const verb = cursor.next()?.upper;
  switch (verb) {
    case "CREATE":
      return created(cursor, range);
    case "ALTER":
      if (cursor.take("TABLE") || cursor.take("FOREIGN", "TABLE")) return alterationsOf(cursor, range);
      return one({ do: "other" });
    case "DROP": {
      if (cursor.take("TABLE")) {
        const ifExists = cursor.take("IF", "EXISTS");
        return namesIn(cursor).flatMap((table) => one({ do: "drop table", table, ifExists }));
      }
      if (cursor.take("INDEX")) {
        const concurrently = cursor.take("CONCURRENTLY");
        const ifExists = cursor.take("IF", "EXISTS");
        return namesIn(cursor, (name, table) => ({ name, table })).flatMap(({ name, table }) =>
          one({ do: "drop index", name, ...(table && { table }), concurrently, ifExists }),
        );
      }
      if (cursor.take("DATABASE") || cursor.take("SCHEMA") || cursor.take("KEYSPACE")) {
        const ofSchema = tokens[1]?.upper === "SCHEMA";
        cursor.take("IF", "EXISTS");
        return one({ do: ofSchema ? "other" : "drop database", name: cursor.name() ?? "" });
      }
      return one({ do: "other" });
    }
    case "RENAME": {
      if (!cursor.take("TABLE")) return one({ do: "other" });
      const deeds: SqlDeed[] = [];
      do {
        const table = cursor.name();
        const to = cursor.take("TO") ? cursor.name() : undefined;
        deeds.push(table === undefined || to === undefined ? { ...range, do: "unclear" } : { ...range, do: "rename table", table, to });
      } while (cursor.sign(","));
      return deeds;
    }
    case "TRUNCATE":
      cursor.take("TABLE");
      cursor.take("ONLY");
      return one({ do: "truncate", tables: namesIn(cursor), cascade: tokens.some((it) => it.upper === "CASCADE" && it.kind === "word") });
    case "REINDEX": {
      let concurrently = option(cursor, "CONCURRENTLY");
      const what = cursor.next()?.upper ?? "";
      concurrently = cursor.take("CONCURRENTLY") || concurrently;
      return one({ do: "reindex", what, name: cursor.name() ?? "", concurrently });
    }
    case "VACUUM":
      option(cursor, "FULL");
      while (cursor.take("FULL") || cursor.take("FREEZE") || cursor.take("VERBOSE") || cursor.take("ANALYZE"));
      return one({ do: "vacuum", name: cursor.name() ?? "" });
    case "CLUSTER":
      return one({ do: "cluster", name: cursor.name() ?? "" });
    case "LOCK":
      cursor.take("TABLE") || cursor.take("TABLES");
      cursor.take("ONLY");
      return one({ do: "lock", name: cursor.name() ?? "" });
    case "REFRESH":
      return cursor.take("MATERIALIZED", "VIEW") && !cursor.take("CONCURRENTLY")
        ? one({ do: "refresh", name: cursor.name() ?? "" })
        : one({ do: "other" });
    case "BEGIN":
    case "START":
      return one({ do: begins(verb, cursor) ? "begin" : "other" });
    case "COMMIT":
    case "END":
      return one({ do: cursor.at("PREPARED") || (verb === "END" && !endsTransaction(cursor)) ? "other" : "commit" });
    case "ROLLBACK":
    case "ABORT":
      return one({ do: tokens.some((it) => it.upper === "TO" || it.upper === "PREPARED") ? "other" : "rollback" });
    // The transaction is put aside, to be ended by another session.
    case "PREPARE":
      return one({ do: cursor.at("TRANSACTION") ? "commit" : "other" });
    case "SELECT": {
      const names = settingsIn(tokens);
      return names.length === 0 ? one({ do: "other" }) : names.flatMap((name) => one({ do: "set", name }));
    }
    case "SET":
      cursor.take("LOCAL") || cursor.take("SESSION");
      return one({ do: "set", name: (cursor.name() ?? "").toLowerCase() });
    default:
      return one({ do: "other" });
  }
}

/** What `set_config('lock_timeout', …)` sets; other queries do nothing here. */
const settingsIn = (tokens: readonly { readonly upper: string; readonly text: string }[]): readonly string[] =>
  tokens.flatMap((it, index) => {
    const name = it.upper === "SET_CONFIG" && tokens[index + 1]?.text === "(" ? tokens[index + 2]?.text : undefined;
    return name === undefined ? [] : [name.replace(/^'|'$/g, "").toLowerCase()];
  });

const begins = (verb: string, cursor: Cursor): boolean =>
  cursor.done ||
  cursor.at("TRANSACTION") ||
  (verb === "BEGIN" &&
    ["WORK", "TRAN", "ISOLATION", "READ", "IMMEDIATE", "EXCLUSIVE", "DEFERRED", "NOT", "DEFERRABLE"].some((it) => cursor.at(it)));

const endsTransaction = (cursor: Cursor): boolean => cursor.done || cursor.at("TRANSACTION") || cursor.at("WORK");

/** `(CONCURRENTLY, VERBOSE false)`: whether the option is there and on. */
function option(cursor: Cursor, name: string): boolean {
  const group = cursor.peek()?.text === "(" ? cursor.group() : undefined;
  return itemsOf(group ?? []).some(
    ([first, value]) => first?.upper === name && !/^(?:FALSE|OFF|0|'false'|'off')$/i.test(value?.text ?? ""),
  );
}

function created(cursor: Cursor, range: Range): readonly SqlDeed[] {
  let temporary = false;
  let unique = false;
  let method: string | undefined;
  for (let it = cursor.peek(); it?.kind === "word"; it = cursor.peek()) {
    const { upper } = it;
    if (upper === "TABLE" || upper === "INDEX") break;
    cursor.next();
    if (upper === "OR") cursor.next();
    else if (upper === "TEMPORARY" || upper === "TEMP") temporary = true;
    else if (upper === "UNIQUE") unique = true;
    else if (upper === "FULLTEXT" || upper === "SPATIAL" || upper === "COLUMNSTORE" || upper === "XML" || upper === "CUSTOM")
      method = upper.toLowerCase();
    else if (!["GLOBAL", "LOCAL", "UNLOGGED", "FOREIGN", "EXTERNAL", "CLUSTERED", "NONCLUSTERED", "COLUMN", "ROW"].includes(upper))
      return [{ ...range, do: "other" }];
  }
  if (cursor.take("TABLE")) return [tableOf(cursor, range, temporary)];
  return cursor.take("INDEX") ? [indexOf(cursor, range, unique, method)] : [{ ...range, do: "other" }];
}

function tableOf(cursor: Cursor, range: Range, temporary: boolean): SqlDeed {
  const ifNotExists = cursor.take("IF", "NOT", "EXISTS");
  const table = cursor.name();
  if (table === undefined) return { ...range, do: "unclear" };
  const base = { ...range, do: "create table" as const, table, ifNotExists, temporary: temporary || table.startsWith("#") };
  if (cursor.take("ON", "CLUSTER")) cursor.next();
  if (cursor.take("PARTITION", "OF")) return { ...base, columns: [], constraints: [], derived: true, partitionOf: cursor.name() ?? "" };
  if (cursor.at("AS") || cursor.at("LIKE") || cursor.at("OF") || cursor.at("CLONE") || cursor.at("SELECT"))
    return { ...base, columns: [], constraints: [], derived: true };
  const group = cursor.group();
  if (group === undefined) return cursor.done ? { ...range, do: "unclear" } : { ...base, columns: [], constraints: [], derived: true };
  const columns: ColumnDefinition[] = [];
  const constraints: Constraint[] = [];
  let derived = false;
  for (const item of itemsOf(group)) {
    const own = cursorOn(item);
    const [first] = item;
    const last = item.at(-1);
    if (first === undefined || last === undefined) continue;
    if (own.at("LIKE") || own.at("SELECT") || own.at("WITH")) {
      derived = true;
      continue;
    }
    if (own.at("PERIOD", "FOR") || own.at("PROJECTION")) continue;
    const constraint = first.kind === "name" ? undefined : constraintAt(own);
    if (constraint !== undefined) constraints.push({ ...constraint, start: first.start, end: last.end });
    else {
      const column = columnOf(item);
      if (column !== undefined) columns.push(column);
    }
  }
  // ClickHouse says the key behind the columns; a table there that orders its rows has one.
  while (!cursor.done && !cursor.at("AS") && !cursor.at("SELECT") && !cursor.at("INHERITS")) {
    const { start, end } = cursor.peek() as Range;
    if (cursor.take("PRIMARY", "KEY") || (constraints.length === 0 && cursor.take("ORDER", "BY"))) {
      const list = cursor.group();
      const key = list === undefined ? [cursor.identifier()] : columnsIn(list);
      constraints.push({ kind: "primary", columns: key.filter((it) => it !== undefined), notValid: false, usingIndex: false, start, end });
    } else cursor.next();
  }
  return { ...base, columns, constraints, derived: derived || !cursor.done || (columns.length === 0 && constraints.length === 0) };
}

function indexOf(cursor: Cursor, range: Range, unique: boolean, kind: string | undefined): SqlDeed {
  const concurrently = cursor.take("CONCURRENTLY");
  const ifNotExists = cursor.take("IF", "NOT", "EXISTS");
  const name = cursor.at("ON") ? undefined : cursor.name();
  let method = kind;
  if (cursor.take("USING")) method = cursor.identifier()?.toLowerCase();
  if (!cursor.take("ON")) return { ...range, do: "unclear" };
  cursor.take("ONLY");
  const table = cursor.name();
  if (cursor.take("USING")) method = cursor.identifier()?.toLowerCase();
  const group = cursor.group();
  if (table === undefined || group === undefined) return { ...range, do: "unclear" };
  let partial = false;
  for (let it = cursor.next(); it !== undefined; it = cursor.next()) partial ||= it.kind === "word" && it.upper === "WHERE";
  const index: IndexDefinition = {
    ...(name !== undefined && { name }),
    columns: columnsIn(group),
    unique,
    partial,
    ...(method !== undefined && method !== "btree" && { method }),
    concurrently,
  };
  return { ...range, do: "create index", table, index, ifNotExists };
}

function namesIn(cursor: Cursor): readonly string[];
function namesIn<T>(cursor: Cursor, made: (name: string, table: string | undefined) => T): readonly T[];
function namesIn<T>(cursor: Cursor, made?: (name: string, table: string | undefined) => T): readonly (T | string)[] {
  const all: (T | string)[] = [];
  do {
    const name = cursor.name();
    if (name === undefined) break;
    const table = made !== undefined && cursor.take("ON") ? cursor.name() : undefined;
    all.push(made === undefined ? name : made(name, table));
  } while (cursor.sign(","));
  return all;
}
