import { type CodeToken, codeTokens } from "../../syntax/code/tokens.ts";
import { type Call, isFalse, isNothing, isTrue, textOf, textsOf, type Value } from "../../syntax/code/value.ts";
import { type Constants, constantsIn, expressionsOf } from "../../syntax/code/values.ts";
import { linesOf } from "../../syntax/lines.ts";
import type { ColumnDefinition, Constraint, Range, SqlDeed } from "../../syntax/sql/statement.ts";
import type { Reader } from "../reader.ts";
import { bodyOf, column, constraint, createTable, dialectIn, index, type MigrationBody, openScript, problemsOf } from "./script.ts";

/** A revision of Alembic with those it comes after: several where branches are joined, none where a branch begins. */
export interface AlembicBody extends MigrationBody {
  readonly revision: string;
  readonly after: readonly string[];
}

/** Alembic's revisions: what `upgrade` does with `op`. The way back is never taken. */
export const alembicReader: Reader<AlembicBody> = {
  id: "alembic",
  title: "Alembic revisions",
  wants: (path) =>
    /\.py$/.test(path) && /(?:^|\/)(?:versions|alembic|migrations?)\//.test(path) && !/(?:^|\/)(?:tests?|venv|site-packages)\//.test(path),
  recognises: ({ text }) => /^down_revision\b/m.test(text) && /^revision\b/m.test(text),
  read({ path, text }) {
    const tokens = codeTokens(text, "python");
    const dialect = dialectIn(path, text, [
      ["postgresql", /\bpostgresql(?:_\w+)?\b/],
      ["mysql", /\bmysql(?:_\w+)?\b/],
      ["sqlserver", /\bmssql(?:_\w+)?\b/],
    ]);
    const revision = textOf(assigned(tokens, "revision")) ?? path;
    const after = textsOf(assigned(tokens, "down_revision")) ?? [];
    const script = openScript(dialect);
    operationsIn(bodyTokens(tokens, "upgrade"), constantsIn(tokens), (call, table) => {
      const operation = call.name.slice(call.name.lastIndexOf(".") + 1);
      if (operation === "execute") script.sql(sqlIn(call.args[0] ?? call.named.get("sqltext")), call);
      else if (silent.has(operation)) script.other();
      else script.operation(call, deedsOf(operation, call, table));
    });
    const done = script.done();
    return {
      file: path,
      reader: "alembic",
      body: { ...bodyOf(text, done, dialect, !text.includes("autocommit_block")), revision, after },
      problems: problemsOf(done, path, linesOf(text), "alembic"),
      outline: JSON.stringify([revision, after]),
      mentions: [],
    };
  },
};

/** Operations on rows, or that only look. */
const silent: ReadonlySet<string> = new Set(
  "bulk_insert get_bind get_context f create_table_comment drop_table_comment create_check_constraint inline_literal invoke".split(" "),
);

/** What stands behind `name =` (or `name: type =`) at the left edge. */
function assigned(tokens: readonly CodeToken[], name: string): Value | undefined {
  const at = tokens.findIndex((it) => it.leads && it.indent === 0 && it.kind === "word" && it.text === name);
  if (at < 0) return undefined;
  for (let next = at + 1; next < Math.min(tokens.length, at + 20) && !tokens[next]?.leads; next++)
    if (tokens[next]?.text === "=" && tokens[next]?.kind === "sign") return expressionsOf(tokens, "python").at(next + 1).value;
  return undefined;
}

/** The body of a function at the left edge: up to the next line that begins there. */
function bodyTokens(tokens: readonly CodeToken[], name: string): readonly CodeToken[] {
  const at = tokens.findIndex((it, index) => it.leads && it.indent === 0 && it.text === "def" && tokens[index + 1]?.text === name);
  if (at < 0) return [];
  const end = tokens.findIndex((it, index) => index > at && it.leads && it.indent === 0 && it.kind === "word");
  return tokens.slice(at, end < 0 ? tokens.length : end);
}

/** Every call of `op`, or of what `batch_alter_table` gives, in order. */
function operationsIn(tokens: readonly CodeToken[], constants: Constants, tell: (call: Call, table: string | undefined) => void): void {
  const expressions = expressionsOf(tokens, "python", constants);
  const batches = new Map<string, string | undefined>();
  for (let at = 0; at < tokens.length; ) {
    const { kind, text } = tokens[at] as CodeToken;
    const isReceiver =
      kind === "word" && tokens[at + 1]?.text === "." && tokens[at - 1]?.text !== "." && (text === "op" || batches.has(text));
    if (!isReceiver) {
      at++;
      continue;
    }
    const { value, next } = expressions.at(at);
    at = next;
    if (value.kind !== "call" || value.on !== undefined) continue;
    if (value.name === "op.batch_alter_table") {
      if (tokens[at]?.text === "as") batches.set(tokens[at + 1]?.text ?? "", nameOf(value.args[0] ?? value.named.get("table_name"), value));
      continue;
    }
    tell(value, text === "op" ? undefined : (batches.get(text) ?? ""));
  }
}

/** `text("…")`, `op.f("…")`: what is in it. */
const inner = (value: Value | undefined): Value | undefined =>
  value?.kind === "call" && /(?:^|\.)(?:text|f|literal_column)$/.test(value.name) && value.args.length > 0 ? inner(value.args[0]) : value;
const sqlIn = inner;

function nameOf(value: Value | undefined, call?: Call): string | undefined {
  const name = textOf(inner(value));
  const schema = textOf(call?.named.get("schema"));
  return name === undefined || schema === undefined || schema === "public" ? name : `${schema}.${name}`;
}

/** `table`: the one of a batch, whose operations do not name it; "" = it is computed. */
function deedsOf(operation: string, call: Call, batch: string | undefined): readonly SqlDeed[] | undefined {
  const { args, named, start, end } = call;
  const range: Range = { start, end };
  const inBatch = batch !== undefined;
  /** The arguments behind the table, which a batch leaves out. */
  const own = (position: number): Value | undefined => args[inBatch ? position - 1 : position];
  const tableAt = (position: number, ...words: readonly string[]): string | undefined =>
    inBatch ? batch || undefined : nameOf(args[position] ?? words.map((it) => named.get(it)).find((it) => it !== undefined), call);
  const flag = (name: string): boolean => isTrue(named.get(name));
  const name = nameOf(args[0] ?? named.get("index_name") ?? named.get("constraint_name"));
  const named_ = name === undefined ? {} : { name };
  switch (operation) {
    case "create_table": {
      const table = nameOf(args[0], call);
      if (table === undefined) return undefined;
      const columns: ColumnDefinition[] = [];
      const constraints: Constraint[] = [];
      let whole = true;
      for (const it of args.slice(1)) {
        const made = it.kind === "call" ? (columnOf(it) ?? constraintOf(it)) : undefined;
        if (made === undefined) whole = whole && it.kind === "call" && /Index$|Check/.test(it.name);
        else if ("type" in made) columns.push(made);
        else constraints.push(made);
      }
      const indexes = args.flatMap((it): readonly SqlDeed[] => {
        const own = it.kind === "call" && isTrue(it.named.get("index")) ? textOf(it.args[0]) : undefined;
        if (own === undefined || it.kind !== "call") return [];
        const made = index([own], { unique: isTrue(it.named.get("unique")) });
        return [{ do: "create index", table, index: made, ifNotExists: false, start: it.start, end: it.end }];
      });
      return [createTable(range, table, columns, constraints, !whole), ...indexes];
    }
    case "drop_table": {
      const table = nameOf(args[0] ?? named.get("table_name"), call);
      return table === undefined ? undefined : [{ do: "drop table", table, ifExists: flag("if_exists"), ...range }];
    }
    case "rename_table": {
      const [table, to] = [nameOf(args[0], call), nameOf(args[1], call)];
      return table === undefined || to === undefined ? undefined : [{ do: "rename table", table, to, ...range }];
    }
    case "add_column": {
      const table = tableAt(0, "table_name");
      const given = own(1) ?? named.get("column");
      const made = given?.kind === "call" ? columnOf(given) : undefined;
      return table === undefined || made === undefined
        ? undefined
        : [{ do: "add column", table, column: made, ifNotExists: flag("if_not_exists"), ...range }];
    }
    case "drop_column": {
      const table = tableAt(0, "table_name");
      const dropped = textOf(own(1) ?? named.get("column_name"));
      return table === undefined || dropped === undefined
        ? undefined
        : [{ do: "drop column", table, column: dropped, ifExists: flag("if_exists"), ...range }];
    }
    case "alter_column": {
      const table = tableAt(0, "table_name");
      const changed = textOf(own(1) ?? named.get("column_name"));
      if (table === undefined || changed === undefined) return undefined;
      const deeds: SqlDeed[] = [];
      const to = textOf(named.get("new_column_name") ?? named.get("name"));
      if (to !== undefined) deeds.push({ do: "rename column", table, column: changed, to, ...range });
      const type = named.get("type_");
      if (type !== undefined) deeds.push({ do: "change type", table, column: to ?? changed, type: typeOf(type), ...range });
      if (isFalse(named.get("nullable"))) deeds.push({ do: "set not null", table, column: to ?? changed, ...range });
      if (isTrue(named.get("nullable"))) deeds.push({ do: "drop not null", table, column: to ?? changed, ...range });
      return deeds;
    }
    case "create_index": {
      const table = tableAt(1, "table_name");
      const list = own(2) ?? named.get("columns");
      if (table === undefined || list?.kind !== "list") return undefined;
      return [
        {
          do: "create index",
          table,
          index: index(list.items.map(textOf), {
            name,
            unique: flag("unique"),
            partial: named.has("postgresql_where"),
            method: textOf(named.get("postgresql_using")),
            concurrently: flag("postgresql_concurrently"),
          }),
          ifNotExists: flag("if_not_exists"),
          ...range,
        },
      ];
    }
    case "drop_index": {
      const table = inBatch ? batch : nameOf(args[1] ?? named.get("table_name"), call);
      if (name === undefined) return undefined;
      return [
        {
          do: "drop index",
          name,
          ...(table && { table }),
          concurrently: flag("postgresql_concurrently"),
          ifExists: flag("if_exists"),
          ...range,
        },
      ];
    }
    case "create_primary_key":
    case "create_unique_constraint": {
      const table = tableAt(1, "table_name", "source");
      const columns = textsOf(own(2) ?? named.get("columns"));
      if (table === undefined || columns === undefined) return undefined;
      const kind = operation === "create_primary_key" ? "primary" : "unique";
      return [{ do: "add constraint", table, constraint: constraint(range, kind, columns, named_), ...range }];
    }
    case "create_foreign_key": {
      const table = tableAt(1, "source_table");
      const target = nameOf(own(2) ?? named.get("referent_table"));
      const [columns, far] = [textsOf(own(3) ?? named.get("local_cols")), textsOf(own(4) ?? named.get("remote_cols"))];
      if (table === undefined || target === undefined || columns === undefined || far === undefined) return undefined;
      const notValid = flag("postgresql_not_valid");
      return [
        {
          do: "add constraint",
          table,
          constraint: constraint(range, "foreign", columns, { ...named_, notValid, references: { table: target, columns: far } }),
          ...range,
        },
      ];
    }
    case "drop_constraint": {
      const table = tableAt(1, "table_name");
      if (table === undefined || (name === undefined && !isNothing(args[0]))) return undefined;
      const isPrimary = textOf(named.get("type_")) === "primary";
      return [
        { do: "drop constraint", table, name, ...(isPrimary && { kind: "primary" as const }), ifExists: flag("if_exists"), ...range },
      ];
    }
    default:
      return undefined;
  }
}

/** `Column("id", Integer(), primary_key=True)`; `undefined` = it is none, or its name is computed. */
function columnOf(call: Call): ColumnDefinition | undefined {
  if (!/(?:^|\.)Column$/.test(call.name)) return undefined;
  const name = textOf(call.args[0] ?? call.named.get("name"));
  if (name === undefined) return undefined;
  const rest = call.args.slice(1);
  const type = call.named.get("type_") ?? rest.find((it) => !(it.kind === "call" && parts.test(it.name)));
  const reference = rest.find((it): it is Call => it.kind === "call" && /(?:^|\.)ForeignKey$/.test(it.name));
  const target = textOf(reference?.args[0]);
  const fallback = call.named.get("server_default");
  const isPrimary = isTrue(call.named.get("primary_key"));
  return column(call, name, typeOf(type), {
    notNull: isFalse(call.named.get("nullable")),
    primary: isPrimary,
    unique: isTrue(call.named.get("unique")),
    counts: isTrue(call.named.get("autoincrement")) || (isPrimary && /^(?:small|big)?int/.test(typeOf(type)) && reference === undefined),
    default: fallback === undefined || isNothing(fallback) ? "none" : defaultOf(fallback),
    ...(target !== undefined && { references: farEnd([target]) }),
  });
}
const parts = /(?:^|\.)(?:ForeignKey|Sequence|Identity|Computed|CheckConstraint|FetchedValue)$/;

const defaultOf = (value: Value): ColumnDefinition["default"] => {
  const text = textOf(inner(value));
  return text === undefined ? "stable" : /uuid|random|nextval|clock_timestamp/i.test(text) ? "volatile" : "constant";
};

/** `["users.id", "users.tenant"]`: the table and its columns. */
function farEnd(targets: readonly string[]): { table: string; columns: readonly string[] } {
  const [first = ""] = targets;
  return {
    table: first.slice(0, Math.max(0, first.lastIndexOf("."))).replace(/^public\./, ""),
    columns: targets.map((it) => it.slice(it.lastIndexOf(".") + 1)),
  };
}

function constraintOf(call: Call): Constraint | undefined {
  const kind = call.name.slice(call.name.lastIndexOf(".") + 1);
  const name = nameOf(call.named.get("name"));
  const more = name === undefined ? {} : { name };
  const plain = call.args.map(textOf).filter((it) => it !== undefined);
  if (kind === "PrimaryKeyConstraint") return constraint(call, "primary", plain, more);
  if (kind === "UniqueConstraint") return constraint(call, "unique", plain, more);
  if (kind !== "ForeignKeyConstraint") return undefined;
  const [columns, targets] = [textsOf(call.args[0] ?? call.named.get("columns")), textsOf(call.args[1] ?? call.named.get("refcolumns"))];
  return columns === undefined || targets === undefined
    ? undefined
    : constraint(call, "foreign", columns, { ...more, references: farEnd(targets) });
}

const words: Readonly<Record<string, string>> = {
  string: "varchar",
  unicode: "varchar",
  unicodetext: "text",
  datetime: "timestamp",
  largebinary: "bytea",
  biginteger: "bigint",
  smallinteger: "smallint",
};

/** `sa.String(length=40)` → `varchar(40)`. */
function typeOf(value: Value | undefined): string {
  if (value?.kind !== "call" && value?.kind !== "name") return "";
  const name = (value.kind === "call" ? value.name : value.text).replace(/^.*\./, "").toLowerCase();
  const word = Object.hasOwn(words, name) ? (words[name] as string) : name;
  if (value.kind === "name") return word;
  if (name === "datetime" && isTrue(value.named.get("timezone"))) return "timestamp with time zone";
  if (name === "array" && value.args[0] !== undefined) return `${typeOf(value.args[0])}[]`;
  const sizes = [...value.args, value.named.get("length"), value.named.get("precision"), value.named.get("scale")].flatMap((it) =>
    it?.kind === "number" ? [it.text] : [],
  );
  return sizes.length === 0 ? word : `${word}(${sizes.join(",")})`;
}
