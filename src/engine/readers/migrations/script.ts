import type { Problem } from "../../model/index.ts";
import type { Value } from "../../syntax/code/value.ts";
import { type Lines, linesOf } from "../../syntax/lines.ts";
import { type Dialect, dialectOfPath } from "../../syntax/sql/dialect.ts";
import { parseSql, type SqlScript } from "../../syntax/sql/parse.ts";
import type { ColumnDefinition, Constraint, Default, IndexDefinition, Range, SqlDeed } from "../../syntax/sql/statement.ts";

/** A migration that a tool makes SQL of: what its operations do, in the words of SQL, as far as they are written out. */
export interface MigrationBody {
  readonly script: SqlScript;
  readonly dialect: Dialect;
  readonly lines: Lines;
  /** The tool runs it in a transaction. */
  readonly wrapped: boolean;
}

/** Collects what the operations of a migration do, and counts those that say it only when they run. */
export interface ScriptBuilder {
  /** One operation, with all it does. `undefined` or nothing = it could not be made out. */
  operation(range: Range, deeds: readonly SqlDeed[] | undefined): void;
  /** An operation that changes no table: rows, rights, comments. */
  other(): void;
  /** Literal SQL; anything else is unclear. */
  sql(value: Value | undefined, range: Range): void;
  done(): SqlScript;
}

export function openScript(dialect: Dialect): ScriptBuilder {
  const deeds: SqlDeed[] = [];
  const unclear: Range[] = [];
  let statements = 0;
  const operation: ScriptBuilder["operation"] = ({ start, end }, made) => {
    statements++;
    if (made === undefined) unclear.push({ start, end });
    else deeds.push(...made);
  };
  return {
    operation,
    other() {
      statements++;
    },
    sql(value, range) {
      if (value?.kind === "computed" && rows.test(value.begins ?? "")) {
        statements++;
        return;
      }
      if (value?.kind !== "text") return operation(range, undefined);
      const script = parseSql(value.text, dialect);
      const from = value.verbatim;
      const place = <T extends Range>(it: T): T =>
        from === undefined ? { ...it, start: range.start, end: range.end } : { ...it, start: it.start + from, end: it.end + from };
      statements += script.statements;
      unclear.push(...script.unclear.map(place));
      deeds.push(...script.deeds.map((it) => placed(it, place)));
    },
    done: () => ({ deeds, statements, unclear }),
  };
}

/** SQL on rows makes no table, whatever is filled into it. */
const rows = /^\s*(?:select|insert|update|delete|with)\b/i;

/** A deed of SQL that stands inside another text: its parts are moved with it. */
function placed(deed: SqlDeed, place: <T extends Range>(it: T) => T): SqlDeed {
  const moved = place(deed);
  const column = (it: ColumnDefinition): ColumnDefinition => ({ ...place(it), constraints: it.constraints.map(place) });
  switch (moved.do) {
    case "create table":
      return { ...moved, columns: moved.columns.map(column), constraints: moved.constraints.map(place) };
    case "add column":
      return { ...moved, column: column(moved.column) };
    case "change column":
      return { ...moved, definition: column(moved.definition) };
    case "add constraint":
      return { ...moved, constraint: place(moved.constraint) };
    default:
      return moved;
  }
}

/** The dialect a migration is for: by its folder, by words that only one database's support has. */
export function dialectIn(path: string, text: string, signs: readonly (readonly [Dialect, RegExp])[]): Dialect {
  const byPath = dialectOfPath(path);
  if (byPath !== "unknown") return byPath;
  const sample = text.slice(0, 100_000);
  return signs.find(([, pattern]) => pattern.test(sample))?.[0] ?? "unknown";
}

/** What is told of operations that say what they do only when they run. */
export function problemsOf(script: SqlScript, file: string, lines: Lines, reader: string): readonly Problem[] {
  const [first] = script.unclear;
  if (first === undefined) return [];
  const many = script.unclear.length;
  const message = `Read ${script.statements - many} of ${script.statements} operations: ${many === 1 ? "one is" : `${many} are`} computed when the migration runs, or not known here.`;
  return [{ message, file, severity: "note", span: lines.span(first.start, first.end), reader }];
}

/** The facts of a migration of one file. */
export const bodyOf = (text: string, script: SqlScript, dialect: Dialect, wrapped: boolean): MigrationBody => ({
  script,
  dialect,
  lines: linesOf(text),
  wrapped,
});

/** A column as a tool's own words define it. */
export function column(
  range: Range,
  name: string,
  type: string,
  more: {
    readonly notNull?: boolean;
    readonly default?: Default;
    readonly counts?: boolean;
    readonly primary?: boolean;
    readonly unique?: boolean;
    readonly references?: Constraint["references"];
    readonly generated?: "stored" | "virtual";
  } = {},
): ColumnDefinition {
  const constraints: Constraint[] = [];
  const add = (kind: Constraint["kind"], references?: Constraint["references"]): void => {
    constraints.push(constraint(range, kind, [name], { ...(references && { references }) }));
  };
  if (more.primary) add("primary");
  if (more.unique) add("unique");
  if (more.references) add("foreign", more.references);
  return {
    name,
    type,
    notNull: more.notNull === true || more.primary === true,
    default: more.default ?? "none",
    counts: more.counts === true,
    ...(more.generated && { generated: more.generated }),
    constraints,
    start: range.start,
    end: range.end,
  };
}

export const constraint = (
  { start, end }: Range,
  kind: Constraint["kind"],
  columns: readonly string[],
  more: Partial<Pick<Constraint, "name" | "references" | "notValid">> = {},
): Constraint => ({ kind, columns, notValid: false, usingIndex: false, ...more, start, end });

/** What an index says of itself; what is not known is left out. */
interface IndexWords {
  readonly name?: string | undefined;
  readonly unique?: boolean;
  readonly partial?: boolean;
  readonly method?: string | undefined;
  readonly concurrently?: boolean;
}

export const index = (columns: readonly (string | undefined)[], { name, method, ...rest }: IndexWords = {}): IndexDefinition => ({
  unique: false,
  partial: false,
  concurrently: false,
  ...rest,
  ...(name !== undefined && { name }),
  ...(method !== undefined && method !== "btree" && { method }),
  columns,
});

export const createTable = (
  { start, end }: Range,
  table: string,
  columns: readonly ColumnDefinition[],
  constraints: readonly Constraint[] = [],
  derived = false,
): SqlDeed => ({ do: "create table", table, columns, constraints, ifNotExists: false, derived, temporary: false, start, end });
