import type { EvidenceId, SqlColumn, SqlDialect, SqlFlag, SqlStatement, UnitResource } from "../../model/index.ts";
import type { Constraint, SqlDeed } from "../../syntax/sql/statement.ts";
import { columnSaid, type Table, type Tables } from "./tables.ts";

/** What a file's statements stand in: made by the file's earlier statements. */
export interface Step {
  /** What the deed is, as a resource; `undefined` = rules have nothing to ask of it. Called before the tables take it in. */
  statement(deed: SqlDeed, at: EvidenceId, tables: Tables): UnitResource | undefined;
}

interface Setting {
  readonly file: string;
  readonly unit: string;
  readonly dialect: SqlDialect;
  readonly deeds: readonly SqlDeed[];
  /** A tool runs it in a transaction although no `BEGIN` says so. */
  readonly wrapped: boolean;
  readonly outside: boolean;
  readonly migration: SqlStatement["migration"];
}

const lower = (text: string): string => text.toLowerCase();
const silent: ReadonlySet<SqlDeed["do"]> = new Set(["commit", "rollback", "set", "other", "unclear", "attach partition"]);

export function openStep({ file, unit, dialect, deeds, wrapped, outside, migration }: Setting): Step {
  const created = namesOf(deeds, "create table");
  const made = new Set<string>();
  const limits = { lock: false, statement: false };
  /** Constraints of this transaction that were added without looking, and those dropped so far. */
  const unchecked = new Set<string>();
  const dropped = new Set<string>();
  /** Columns a check that holds says to be there. */
  const required = new Map<string, string>();
  const requiredNow = new Set<string>();
  let inTransaction = wrapped;
  const open = openedLast(deeds);
  const last = deeds.findLast((it) => !silent.has(it.do));

  return {
    statement(deed, at, tables) {
      const table = "table" in deed ? deed.table : undefined;
      const before = table === undefined ? undefined : tables.get(table);
      const flags = flagsOf(deed);
      if (deed === last) flags.push("last");
      if (outside && !inTransaction) flags.push("outside");
      const fresh = table !== undefined && made.has(lower(table));
      const name = "name" in deed ? deed.name : undefined;
      switch (deed.do) {
        case "begin":
          inTransaction = true;
          if (deed === open && dialect !== "sqlserver") flags.push("open");
          break;
        case "commit":
        case "rollback":
          inTransaction = wrapped;
          unchecked.clear();
          break;
        case "set":
          if (deed.name === "lock_timeout") limits.lock = true;
          if (deed.name === "statement_timeout") limits.statement = true;
          break;
        case "create table":
          if (!deed.ifNotExists || before === undefined) made.add(lower(deed.table));
          break;
        case "rename table":
          if (fresh) made.add(lower(deed.to));
          break;
        case "drop table":
          // Made anew in the same file: a schema that is laid out from the start.
          if (created.has(lower(deed.table))) flags.push("replaces");
          break;
        case "drop constraint":
          dropped.add(`${lower(deed.table)}.${lower(deed.name ?? "")}`);
          break;
        case "add constraint": {
          const key = `${lower(deed.table)}.${lower(deed.constraint.name ?? "")}`;
          if (dropped.has(key)) flags.push("replaces");
          if (deed.constraint.notValid && inTransaction) unchecked.add(key);
          const { requires } = deed.constraint;
          if (requires !== undefined) required.set(key, `${lower(deed.table)}.${lower(requires)}`);
          break;
        }
        case "validate constraint": {
          const key = `${lower(deed.table)}.${lower(deed.name)}`;
          if (unchecked.has(key)) flags.push("validated");
          const column = required.get(key);
          if (column !== undefined) requiredNow.add(column);
          break;
        }
        case "set not null":
          if (requiredNow.has(`${lower(deed.table)}.${lower(deed.column)}`)) flags.push("checked");
          break;
        default:
      }
      if (silent.has(deed.do)) return undefined;
      return {
        id: `resource:${unit}#${at}`,
        kind: "sql-statement",
        in: "all",
        at,
        file,
        dialect,
        verb: deed.do,
        ...(table !== undefined && { table }),
        ...subjectOf(deed, name),
        ...columnsOf(deed, before),
        flags,
        ...(migration && { migration }),
        fresh,
        inTransaction,
        limits: { ...limits },
      };
    },
  };
}

const namesOf = (deeds: readonly SqlDeed[], verb: SqlDeed["do"]): ReadonlySet<string> =>
  new Set(deeds.flatMap((it) => (it.do === verb && "table" in it && it.table !== undefined ? [lower(it.table)] : [])));

/** The `BEGIN` that nothing ends. */
function openedLast(deeds: readonly SqlDeed[]): SqlDeed | undefined {
  let open: SqlDeed | undefined;
  for (const it of deeds) {
    if (it.do === "begin") open ??= it;
    else if (it.do === "commit" || it.do === "rollback") open = undefined;
  }
  return open;
}

function flagsOf(deed: SqlDeed): SqlFlag[] {
  const flags: SqlFlag[] = [];
  if ("concurrently" in deed && deed.concurrently) flags.push("concurrently");
  if (deed.do === "create index" && deed.index.concurrently) flags.push("concurrently");
  if ("ifExists" in deed && deed.ifExists) flags.push("if exists");
  if ("ifNotExists" in deed && deed.ifNotExists) flags.push("if not exists");
  if (deed.do === "create table" && deed.temporary) flags.push("temporary");
  if (deed.do === "truncate" && deed.cascade) flags.push("cascade");
  if (deed.do === "detach partition" && deed.waits) flags.push("waits");
  if (deed.do === "reindex" && deed.what === "SYSTEM") flags.push("system");
  return flags;
}

function subjectOf(deed: SqlDeed, name: string | undefined): Pick<SqlStatement, "name" | "constraint"> {
  switch (deed.do) {
    case "add constraint":
      return { constraint: constraintSaid(deed.constraint), ...(deed.constraint.name !== undefined && { name: deed.constraint.name }) };
    case "create index":
      return deed.index.name === undefined ? {} : { name: deed.index.name };
    case "rename table":
    case "rename column":
      return { name: deed.to };
    case "truncate":
      return { name: deed.tables.join(", ") };
    case "reindex":
      return { name: `${deed.what} ${deed.name}` };
    default:
      return name === undefined ? {} : { name };
  }
}

const constraintSaid = ({ start: _, end: _end, requires: _requires, ...said }: Constraint): NonNullable<SqlStatement["constraint"]> => said;

function columnsOf(deed: SqlDeed, table: Table | undefined): Pick<SqlStatement, "column" | "before" | "constraint"> {
  if (deed.do === "add column") {
    const reference = deed.column.constraints.find(({ kind }) => kind === "foreign" || kind === "check");
    return { column: columnSaid(deed.column), ...(reference && { constraint: constraintSaid(reference) }) };
  }
  if (!("column" in deed)) return {};
  const was = table?.columns.get(lower(deed.column));
  const before = was === undefined ? {} : { before: withoutPlace(was) };
  if (deed.do === "change column") return { column: columnSaid(deed.definition), ...before };
  const type = deed.do === "change type" ? deed.type : "";
  return { column: { name: deed.column, type, notNull: false, default: "none", counts: false, constraints: [] }, ...before };
}

const withoutPlace = ({ at: _, by: _by, ...column }: SqlColumn & { readonly at: EvidenceId; readonly by: EvidenceId }): SqlColumn => column;
