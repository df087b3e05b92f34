/** What statements that define data mean, whatever dialect says it. Places are offsets into the text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** How a column comes to its value when none is given. */
export type Default = "none" | "constant" | "stable" | "volatile";

export interface ColumnDefinition extends Range {
  readonly name: string;
  /** In lower case, without what is said about it: `varchar(40)`, `timestamp without time zone`. */
  readonly type: string;
  readonly notNull: boolean;
  readonly default: Default;
  /** Its values count up by themselves: `serial`, `IDENTITY`, `AUTO_INCREMENT`. */
  readonly counts: boolean;
  /** Computed from others; stored ones are written into every row. */
  readonly generated?: "stored" | "virtual";
  readonly constraints: readonly Constraint[];
}

export interface Constraint extends Range {
  readonly kind: "primary" | "unique" | "foreign" | "check" | "index" | "exclude";
  readonly name?: string;
  readonly columns: readonly string[];
  readonly references?: { readonly table: string; readonly columns: readonly string[] };
  /** `NOT VALID`, `WITH NOCHECK`: rows that are there are not looked at. */
  readonly notValid: boolean;
  /** `USING INDEX`: an index that is there becomes it. */
  readonly usingIndex: boolean;
  /** The column a check only says to be there: `CHECK (email IS NOT NULL)`. */
  readonly requires?: string;
}

export interface IndexDefinition {
  readonly name?: string;
  /** Expressions are `undefined`. */
  readonly columns: readonly (string | undefined)[];
  readonly unique: boolean;
  /** `WHERE …`: holds for some rows only. */
  readonly partial: boolean;
  /** `gin`, `hash`, `fulltext` …; `undefined` = the usual tree. */
  readonly method?: string;
  readonly concurrently: boolean;
}

/** One deed of a statement: `ALTER TABLE` does several. */
export type SqlDeed = Range &
  (
    | {
        readonly do: "create table";
        readonly table: string;
        readonly columns: readonly ColumnDefinition[];
        readonly constraints: readonly Constraint[];
        readonly ifNotExists: boolean;
        /** Its rows come from a query, or its columns from another table: not all of it is written here. */
        readonly derived: boolean;
        readonly temporary: boolean;
        readonly partitionOf?: string;
      }
    | { readonly do: "drop table"; readonly table: string; readonly ifExists: boolean }
    | { readonly do: "rename table"; readonly table: string; readonly to: string }
    | { readonly do: "add column"; readonly table: string; readonly column: ColumnDefinition; readonly ifNotExists: boolean }
    | { readonly do: "drop column"; readonly table: string; readonly column: string; readonly ifExists: boolean }
    | { readonly do: "rename column"; readonly table: string; readonly column: string; readonly to: string }
    | { readonly do: "change column"; readonly table: string; readonly column: string; readonly definition: ColumnDefinition }
    | { readonly do: "change type"; readonly table: string; readonly column: string; readonly type: string }
    | { readonly do: "set not null" | "drop not null"; readonly table: string; readonly column: string }
    | { readonly do: "add constraint"; readonly table: string; readonly constraint: Constraint }
    | { readonly do: "validate constraint"; readonly table: string; readonly name: string }
    | {
        readonly do: "drop constraint";
        readonly table: string;
        readonly name: string | undefined;
        readonly kind?: "primary";
        readonly ifExists: boolean;
      }
    | { readonly do: "detach partition"; readonly table: string; readonly waits: boolean }
    | { readonly do: "attach partition"; readonly table: string; readonly partition: string }
    | { readonly do: "alter table"; readonly table: string }
    | { readonly do: "create index"; readonly table: string; readonly index: IndexDefinition; readonly ifNotExists: boolean }
    | {
        readonly do: "drop index";
        readonly name: string;
        readonly table?: string;
        readonly concurrently: boolean;
        readonly ifExists: boolean;
      }
    | { readonly do: "reindex"; readonly what: string; readonly name: string; readonly concurrently: boolean }
    | { readonly do: "truncate"; readonly tables: readonly string[]; readonly cascade: boolean }
    | { readonly do: "drop database"; readonly name: string }
    | { readonly do: "lock" | "vacuum" | "cluster" | "refresh"; readonly name: string }
    | { readonly do: "begin" | "commit" | "rollback" }
    | { readonly do: "set"; readonly name: string }
    /** Of another kind: a view, a routine, rows, rights. */
    | { readonly do: "other" }
    /** Begins like one of the above and goes on as none. */
    | { readonly do: "unclear" }
  );
