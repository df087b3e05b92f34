import type { CodeToken } from "../../syntax/code/tokens.ts";
import { isFalse, isTrue, textOf, textsOf, type Value } from "../../syntax/code/value.ts";
import { expressionsOf } from "../../syntax/code/values.ts";
import type { ColumnDefinition, Constraint, Range, SqlDeed } from "../../syntax/sql/statement.ts";
import { column, constraint, createTable, index } from "./script.ts";

/** An operation with its arguments. */
export interface TableSays extends Range {
  readonly name: string;
  readonly args: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

const types: Readonly<Record<string, string>> = {
  string: "varchar",
  datetime: "timestamp",
  timestamptz: "timestamp with time zone",
  binary: "bytea",
  primary_key: "bigserial",
};

/** A column of a type in Active Record's words, with its options. */
export function typedColumn(range: Range, name: string, type: string, named: ReadonlyMap<string, Value>): ColumnDefinition {
  const fallback = named.get("default");
  const limit = named.get("limit");
  const [precision, scale] = [named.get("precision"), named.get("scale")];
  const sizes = type === "decimal" || type === "numeric" ? [precision, scale] : type === "string" || type === "binary" ? [limit] : [];
  const said = sizes.flatMap((it) => (it?.kind === "number" ? [it.text] : []));
  const word =
    type === "integer" && limit?.kind === "number" && limit.text === "8"
      ? "bigint"
      : Object.hasOwn(types, type)
        ? (types[type] as string)
        : type;
  const isNone = fallback === undefined || (fallback.kind === "name" && fallback.text === "nil");
  const volatile = fallback !== undefined && (fallback.kind === "computed" || fallback.kind === "block" || fallback.kind === "map");
  return column(range, name, `${word}${said.length === 0 ? "" : `(${said.join(",")})`}${isTrue(named.get("array")) ? "[]" : ""}`, {
    notNull: isFalse(named.get("null")),
    default: isNone ? "none" : volatile ? "volatile" : "constant",
    primary: isTrue(named.get("primary_key")) || type === "primary_key",
    counts: type === "primary_key" || /serial/.test(type),
    ...(named.has("as") && { generated: isTrue(named.get("stored")) ? ("stored" as const) : ("virtual" as const) }),
  });
}

/** `create_table`, `create_join_table` and `change_table` with the lines of their block. */
export function tableDeeds(says: TableSays, lines: readonly (readonly CodeToken[])[]): readonly SqlDeed[] | undefined {
  const range: Range = { start: says.start, end: says.end };
  const named = new Map(says.named);
  const [first, second] = says.args.map(textOf);
  if (first === undefined) return undefined;
  const joins = says.name === "create_join_table";
  if (joins && second === undefined) return undefined;
  const table = joins ? (textOf(named.get("table_name")) ?? [first, second].sort().join("_")) : first;
  const columns: ColumnDefinition[] = joins
    ? [first, second].map((it) => column(range, `${(it ?? "").replace(/s$/, "")}_id`, "bigint", { notNull: true }))
    : [];
  const constraints: Constraint[] = [];
  const more: SqlDeed[] = [];
  let whole = true;
  for (const line of lines) {
    const deeds = lineDeeds(line, table);
    if (deeds === undefined) whole = false;
    for (const it of deeds ?? []) {
      if (says.name === "change_table" || it.do === "create index") more.push(it);
      else if (it.do === "add column") columns.push(it.column);
      else if (it.do === "add constraint") constraints.push(it.constraint);
    }
  }
  if (says.name === "change_table") return more;
  const key = keyOf(range, named, joins);
  return [createTable(range, table, [...key.columns, ...columns], [...key.constraints, ...constraints], !whole), ...more];
}

/** The key that nobody has to write: `id`, of the type that `id:` says. */
function keyOf(
  range: Range,
  named: ReadonlyMap<string, Value>,
  joins: boolean,
): { columns: readonly ColumnDefinition[]; constraints: readonly Constraint[] } {
  const id = named.get("id");
  const several = named.get("primary_key")?.kind === "list" ? textsOf(named.get("primary_key")) : undefined;
  if (several !== undefined) return { columns: [], constraints: [constraint(range, "primary", several)] };
  if (isFalse(id) || joins) return { columns: [], constraints: [] };
  const name = textOf(named.get("primary_key")) ?? "id";
  const type = textOf(id) ?? (id?.kind === "map" ? textOf(id.entries.get("type")) : undefined) ?? "bigint";
  const fallback = type === "uuid" ? ("volatile" as const) : ("none" as const);
  return {
    columns: [
      column(range, name, typedColumn(range, name, type, new Map()).type, {
        primary: true,
        counts: /int|primary/.test(type),
        default: fallback,
      }),
    ],
    constraints: [],
  };
}

const silent: ReadonlySet<string> = new Set(
  "check_constraint exclusion_constraint unique_constraint foreign_key comment change_default change_null".split(" "),
);

/** `t.string "email", null: false`: what a line of the block adds; `undefined` = it is no such line. */
function lineDeeds(line: readonly CodeToken[], table: string): readonly SqlDeed[] | undefined {
  const at = line[0]?.text === "|" ? line.findIndex((it, index) => index > 0 && it.text === "|") + 1 : 0;
  if (at >= line.length) return [];
  const method = line[at + 2];
  if (line[at + 1]?.text !== "." || method?.kind !== "word") return undefined;
  const { args, named } = argumentsOf(line, at + 2);
  const range: Range = { start: line[at]?.start ?? 0, end: line.at(-1)?.end ?? 0 };
  const names = args.map(textOf);
  const add = (made: ColumnDefinition): SqlDeed => ({ do: "add column", table, column: made, ifNotExists: false, ...range });
  if (names.some((it) => it === undefined) && method.text !== "index") return silent.has(method.text) ? [] : undefined;
  switch (method.text) {
    case "timestamps":
      return ["created_at", "updated_at"].map((it) =>
        add(typedColumn(range, it, "datetime", new Map([["null", named.get("null") ?? { kind: "name", text: "false", ...range }]]))),
      );
    case "references":
    case "belongs_to":
      return names.flatMap((it) => referencesIn(range, table, it ?? "", named, false));
    case "index": {
      const list = args[0]?.kind === "list" ? args[0].items.map(textOf) : [names[0]];
      const name = textOf(named.get("name")) ?? `index_${table}_on_${list.join("_and_")}`;
      const made = index(
        list.map((it) => (it !== undefined && /^\w+$/.test(it) ? it : undefined)),
        { name, unique: isTrue(named.get("unique")), partial: named.has("where"), method: textOf(named.get("using")) },
      );
      return [{ do: "create index", table, index: made, ifNotExists: false, ...range }];
    }
    case "column": {
      const [name, type] = names;
      return name === undefined || type === undefined ? undefined : [add(typedColumn(range, name, type, named))];
    }
    case "remove":
      return names.map((it) => ({ do: "drop column", table, column: it ?? "", ifExists: false, ...range }));
    case "rename":
      return [{ do: "rename column", table, column: names[0] ?? "", to: names[1] ?? "", ...range }];
    case "change":
      return [
        {
          do: "change column",
          table,
          column: names[0] ?? "",
          definition: typedColumn(range, names[0] ?? "", names[1] ?? "", named),
          ...range,
        },
      ];
    default:
      if (silent.has(method.text)) return [];
      return names.flatMap((it): readonly SqlDeed[] => [
        add(typedColumn(range, it ?? "", method.text, named)),
        ...indexAlong(range, table, it ?? "", named),
      ]);
  }
}

function argumentsOf(line: readonly CodeToken[], method: number): { args: readonly Value[]; named: ReadonlyMap<string, Value> } {
  const expressions = expressionsOf(line, "ruby");
  if (line[method + 1]?.text === "(") {
    const { value } = expressions.at(method);
    if (value.kind === "call") return value;
  }
  return expressions.argumentsAt(method + 1);
}

/** `index: true`, `index: { unique: true }` beside a column. */
function indexAlong(range: Range, table: string, name: string, named: ReadonlyMap<string, Value>): readonly SqlDeed[] {
  const said = named.get("index");
  if (said === undefined || isFalse(said)) return [];
  const unique = said.kind === "map" && isTrue(said.entries.get("unique"));
  const made = index([name], {
    name: (said.kind === "map" ? textOf(said.entries.get("name")) : undefined) ?? `index_${table}_on_${name}`,
    unique,
  });
  return [{ do: "create index", table, index: made, ifNotExists: false, ...range }];
}

/** `references :owner, foreign_key: { to_table: :users }`: the column, its index, and the key where one is asked for. */
export function referencesIn(
  range: Range,
  table: string,
  name: string,
  named: ReadonlyMap<string, Value>,
  later: boolean,
): readonly SqlDeed[] {
  const own = `${name}_id`;
  const type = textOf(named.get("type")) ?? "bigint";
  const key = named.get("foreign_key");
  const toTable = key?.kind === "map" ? textOf(key.entries.get("to_table")) : undefined;
  const said = named.get("index");
  const polymorphic = named.has("polymorphic") && !isFalse(named.get("polymorphic"));
  const deeds: SqlDeed[] = [{ do: "add column", table, column: typedColumn(range, own, type, named), ifNotExists: false, ...range }];
  if (polymorphic)
    deeds.push({ do: "add column", table, column: typedColumn(range, `${name}_type`, "string", named), ifNotExists: false, ...range });
  const hasIndex = !isFalse(said);
  if (hasIndex) {
    const columns = polymorphic ? [`${name}_type`, own] : [own];
    const options = said?.kind === "map" ? said.entries : new Map<string, Value>();
    const made = index(columns, {
      name: textOf(options.get("name")) ?? `index_${table}_on_${polymorphic ? name : own}`,
      unique: isTrue(options.get("unique")),
      concurrently: textOf(options.get("algorithm")) === "concurrently",
    });
    deeds.push({ do: "create index", table, index: made, ifNotExists: false, ...range });
  }
  if (key !== undefined && !isFalse(key)) {
    const references = { table: toTable ?? plural(name), columns: ["id"] };
    const notValid = later && key.kind === "map" && isFalse(key.entries.get("validate"));
    deeds.push({ do: "add constraint", table, constraint: constraint(range, "foreign", [own], { references, notValid }), ...range });
  }
  return deeds;
}

/** The table that a reference means: `category` → `categories`. */
const plural = (name: string): string =>
  /[^aeiou]y$/.test(name)
    ? `${name.slice(0, -1)}ies`
    : /(?:s|x|z|ch|sh)$/.test(name)
      ? `${name}es`
      : name === "person"
        ? "people"
        : `${name}s`;
