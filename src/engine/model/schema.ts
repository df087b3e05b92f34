import type { EvidenceId } from "./ids.ts";
import type { Common } from "./resource.ts";

/** How a schema is written; `unknown` = nothing in it says so, which is what standard SQL looks like. */
export type SqlDialect = "postgresql" | "mysql" | "sqlite" | "sqlserver" | "clickhouse" | "cassandra" | "unknown";

export interface SqlColumn {
  readonly name: string;
  /** In lower case: `varchar(40)`. */
  readonly type: string;
  readonly notNull: boolean;
  /** How it comes to its value when none is given: `stable` is one value for a whole statement, `volatile` one per row. */
  readonly default: "none" | "constant" | "stable" | "volatile";
  /** Its values count up by themselves: `serial`, `IDENTITY`, `AUTO_INCREMENT`. */
  readonly counts: boolean;
  readonly generated?: "stored" | "virtual";
  /** What is said of it beside its type. */
  readonly constraints: readonly SqlConstraint["kind"][];
}

export interface SqlConstraint {
  readonly kind: "primary" | "unique" | "foreign" | "check" | "index" | "exclude";
  readonly name?: string;
  readonly columns: readonly string[];
  readonly references?: { readonly table: string; readonly columns: readonly string[] };
  readonly notValid: boolean;
  readonly usingIndex: boolean;
}

/** One deed of a statement of a schema or a migration: what `ALTER TABLE` does is one each. */
export interface SqlStatement extends Common {
  readonly kind: "sql-statement";
  readonly file: string;
  readonly dialect: SqlDialect;
  /** `create table`, `add column`, `create index`, `set not null` …: the deed, whatever the dialect calls it. */
  readonly verb: string;
  /** The table it is about, as written without quotes. */
  readonly table?: string;
  /** The index, the constraint, the new name … */
  readonly name?: string;
  readonly column?: SqlColumn;
  /** The column as it was before this statement, where the files show it. */
  readonly before?: SqlColumn;
  readonly constraint?: SqlConstraint;
  /** Words that change what it does: `concurrently`, `if exists`, `cascade` … */
  readonly flags: readonly SqlFlag[];
  /** The migration it belongs to, in order; `undefined` = a schema as a whole, which nothing runs on a system that is up. */
  readonly migration?: {
    readonly tool: string;
    readonly series: string;
    readonly index: number;
    /** Nothing comes after it: the only one that has perhaps not been run yet. */
    readonly last: boolean;
  };
  /** The same step makes the table (or the index): nobody uses it yet. */
  readonly fresh: boolean;
  readonly inTransaction: boolean;
  /** A tool makes the SQL of it from program text or a changelog: how that is written is the tool's affair. */
  readonly generated?: true;
  /** Limits that are set before it. */
  readonly limits: { readonly lock: boolean; readonly statement: boolean };
}

/**
 * - `waits`: takes the lock of a detached partition without `CONCURRENTLY` or `FINALIZE`
 * - `open`: the transaction it begins is never ended
 * - `system`: of system catalogs
 * - `validated`: in the transaction that added the constraint
 * - `replaces`: dropped to be made anew in the same file, or added after it was dropped there
 * - `checked`: a validated check says the same
 * - `last`: no other deed of the file comes after it
 * - `outside`: in no transaction, and the file says so to the tool that runs it
 */
export type SqlFlag =
  | "concurrently"
  | "if exists"
  | "if not exists"
  | "cascade"
  | "waits"
  | "open"
  | "temporary"
  | "system"
  | "validated"
  | "replaces"
  | "checked"
  | "last"
  | "outside";

/** Files that lead to a schema together, and how much of them was understood. */
export interface SqlSchema extends Common {
  readonly kind: "sql-schema";
  /** As people call it: "Flyway", "Alembic", "SQL schema". */
  readonly tool: string;
  /** The folder of the series, or the file. */
  readonly place: string;
  readonly dialect: SqlDialect;
  readonly files: number;
  readonly statements: number;
  readonly understood: number;
  readonly tables: number;
}

/** A table as it is when every statement has run, or as a Prisma schema says it. */
export interface SqlTable extends Common {
  readonly kind: "sql-table";
  readonly file: string;
  readonly source: "sql" | "prisma" | "code";
  readonly dialect: SqlDialect;
  readonly name: string;
  readonly columns: readonly (SqlColumn & { readonly at: EvidenceId })[];
  readonly keys: readonly SqlKey[];
  /** Not all of it is written here: made by a query, from another table, part of a partitioned one, temporary. */
  readonly derived: boolean;
  /** Nobody makes the indexes of its relations: MySQL does, Prisma in its own mode of relations needs them most. */
  readonly emulated?: true;
}

export interface SqlKey {
  readonly kind: "primary" | "unique" | "index" | "foreign";
  readonly name?: string;
  /** Plain columns in order; an expression is `undefined`. */
  readonly columns: readonly (string | undefined)[];
  readonly references?: { readonly table: string; readonly columns: readonly string[] };
  readonly partial: boolean;
  /** Another kind of index than the usual tree: `gin`, `hash`, `fulltext`. */
  readonly method?: string;
  readonly at: EvidenceId;
}
