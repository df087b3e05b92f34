import { type Call, chainOf, isFalse, textOf, textsOf, type Value } from "../../syntax/code/value.ts";
import { expressionsOf } from "../../syntax/code/values.ts";
import type { ColumnDefinition, Constraint, Range, SqlDeed } from "../../syntax/sql/statement.ts";
import { column, constraint, createTable, index } from "./script.ts";

/** What a call on Knex's schema builder does; `undefined` = it is computed. */
export function knexDeeds(operation: string, call: Call): readonly SqlDeed[] | undefined | "no operation" {
  const range: Range = { start: call.start, end: call.end };
  const table = textOf(call.args[0]);
  switch (operation) {
    case "createTable":
    case "createTableIfNotExists":
    case "table":
    case "alterTable": {
      const block = call.args[1];
      if (table === undefined) return undefined;
      if (block?.kind !== "block") return undefined;
      const lines = linesIn(block);
      if (operation === "table" || operation === "alterTable") {
        const deeds = lines.map((it) => lineDeeds(it, table));
        return deeds.some((it) => it === undefined) ? undefined : deeds.flatMap((it) => it ?? []);
      }
      const columns: ColumnDefinition[] = [];
      const constraints: Constraint[] = [];
      const more: SqlDeed[] = [];
      let whole = true;
      for (const line of lines) {
        const deeds = lineDeeds(line, table);
        if (deeds === undefined) whole = false;
        for (const it of deeds ?? [])
          if (it.do === "add column") columns.push(it.column);
          else if (it.do === "add constraint") constraints.push(it.constraint);
          else more.push(it);
      }
      return [createTable(range, table, columns, constraints, !whole), ...more];
    }
    case "dropTable":
    case "dropTableIfExists":
      return table === undefined ? undefined : [{ do: "drop table", table, ifExists: operation !== "dropTable", ...range }];
    case "renameTable": {
      const to = textOf(call.args[1]);
      return table === undefined || to === undefined ? undefined : [{ do: "rename table", table, to, ...range }];
    }
    case "withSchema":
    case "schema":
      return "no operation";
    default:
      return undefined;
  }
}

/** The statements on the table builder. */
function linesIn(block: Extract<Value, { kind: "block" }>): readonly Value[] {
  const expressions = expressionsOf(block.tokens, "javascript");
  const lines: Value[] = [];
  for (let at = 0; at < block.tokens.length; ) {
    if (block.tokens[at]?.text !== block.parameter || block.tokens[at + 1]?.text !== ".") {
      at++;
      continue;
    }
    const { value, next } = expressions.at(at);
    at = next;
    lines.push(value);
  }
  return lines;
}

const types: Readonly<Record<string, string>> = {
  increments: "serial",
  bigIncrements: "bigserial",
  bigInteger: "bigint",
  smallint: "smallint",
  string: "varchar",
  datetime: "timestamp",
  dateTime: "timestamp",
  binary: "bytea",
  specificType: "",
  enu: "enum",
};
const known: ReadonlySet<string> = new Set([
  ...Object.keys(types),
  ..."integer tinyint mediumint text float double decimal boolean date time timestamp json jsonb uuid enum geometry geography point".split(
    " ",
  ),
]);
const silent: ReadonlySet<string> = new Set("engine charset collate comment inherits check dropChecks".split(" "));

/** `table.string("email", 80).notNullable().unique()`. */
function lineDeeds(line: Value, table: string): readonly SqlDeed[] | undefined {
  const [first, ...rest] = chainOf(line);
  if (first === undefined) return undefined;
  const range: Range = { start: first.start, end: line.end };
  const kind = first.name.slice(first.name.lastIndexOf(".") + 1);
  const name = textOf(first.args[0]);
  const columns = textsOf(first.args[0]);
  const later = (of: string): Call | undefined => rest.find((it) => it.name === of);
  if (known.has(kind)) {
    if (name === undefined && !/ncrements$/.test(kind)) return undefined;
    return columnDeeds(range, table, kind, name ?? "id", first, later);
  }
  switch (kind) {
    case "timestamps":
      return ["created_at", "updated_at"].map((it) => ({
        do: "add column",
        table,
        column: column(range, it, "timestamp"),
        ifNotExists: false,
        ...range,
      }));
    case "primary":
    case "unique":
      return columns === undefined
        ? undefined
        : [{ do: "add constraint", table, constraint: constraint(range, kind, columns, called(first.args[1])), ...range }];
    case "index":
      return columns === undefined
        ? undefined
        : [{ do: "create index", table, index: index(columns, called(first.args[1])), ifNotExists: false, ...range }];
    case "foreign": {
      const target = referenceOf(later);
      if (columns === undefined || target === undefined) return undefined;
      return [{ do: "add constraint", table, constraint: constraint(range, "foreign", columns, { references: target }), ...range }];
    }
    case "dropColumn":
    case "dropColumns": {
      const dropped = first.args.flatMap((it) => textsOf(it) ?? []);
      return dropped.length === 0 ? undefined : dropped.map((it) => ({ do: "drop column", table, column: it, ifExists: false, ...range }));
    }
    case "dropTimestamps":
      return ["created_at", "updated_at"].map((it) => ({ do: "drop column", table, column: it, ifExists: false, ...range }));
    case "renameColumn": {
      const to = textOf(first.args[1]);
      return name === undefined || to === undefined ? undefined : [{ do: "rename column", table, column: name, to, ...range }];
    }
    case "dropForeign":
    case "dropUnique":
    case "dropPrimary": {
      const ending = kind === "dropForeign" ? "foreign" : kind === "dropUnique" ? "unique" : "pkey";
      const own = textOf(first.args[1]) ?? (kind === "dropPrimary" ? name : `${table}_${(columns ?? []).join("_")}_${ending}`);
      return [
        { do: "drop constraint", table, name: own, ...(kind === "dropPrimary" && { kind: "primary" as const }), ifExists: false, ...range },
      ];
    }
    case "dropIndex": {
      const own = textOf(first.args[1]) ?? `${table}_${(columns ?? []).join("_")}_index`;
      return [{ do: "drop index", name: own, table, concurrently: false, ifExists: false, ...range }];
    }
    case "setNullable":
    case "dropNullable":
      return name === undefined
        ? undefined
        : [{ do: kind === "setNullable" ? "drop not null" : "set not null", table, column: name, ...range }];
    default:
      return silent.has(kind) ? [] : undefined;
  }
}

function columnDeeds(
  range: Range,
  table: string,
  kind: string,
  name: string,
  first: Call,
  later: (of: string) => Call | undefined,
): readonly SqlDeed[] {
  const [, second, third] = first.args;
  const sizes = [second, third].flatMap((it) => (it?.kind === "number" ? [it.text] : []));
  const word = kind === "specificType" ? (textOf(second) ?? "") : Object.hasOwn(types, kind) ? (types[kind] as string) : kind.toLowerCase();
  const type = sizes.length > 0 && /^(?:varchar|decimal|float)$/.test(word) ? `${word}(${sizes.join(",")})` : word;
  const fallback = later("defaultTo");
  const isPrimary = /ncrements$/.test(kind) || later("primary") !== undefined;
  const target = referenceOf(later);
  const made = column(range, name, type, {
    notNull: later("notNullable") !== undefined || (later("nullable") !== undefined && isFalse(later("nullable")?.args[0])),
    primary: isPrimary,
    unique: later("unique") !== undefined,
    counts: /ncrements$/.test(kind),
    default: fallback === undefined ? "none" : fallback.args[0]?.kind === "call" ? "stable" : "constant",
    ...(target && { references: target }),
  });
  if (later("alter") !== undefined) return [{ do: "change column", table, column: name, definition: made, ...range }];
  const own = later("index");
  return [
    { do: "add column", table, column: made, ifNotExists: false, ...range },
    ...(own === undefined
      ? []
      : [{ do: "create index", table, index: index([name], called(own.args[0])), ifNotExists: false, ...range } as const]),
  ];
}

/** `.references("id").inTable("users")`, `.references("users.id")`. */
function referenceOf(later: (of: string) => Call | undefined): Constraint["references"] {
  const columns = textsOf(later("references")?.args[0]);
  const table = textOf(later("inTable")?.args[0]) ?? textOf(later("on")?.args[0]);
  if (columns === undefined) return undefined;
  if (table !== undefined) return { table, columns };
  const [first = ""] = columns;
  return first.includes(".")
    ? { table: first.slice(0, first.lastIndexOf(".")), columns: [first.slice(first.lastIndexOf(".") + 1)] }
    : undefined;
}

const called = (value: Value | undefined): { readonly name?: string } => {
  const name = textOf(value) ?? (value?.kind === "map" ? textOf(value.entries.get("indexName")) : undefined);
  return name === undefined ? {} : { name };
};
