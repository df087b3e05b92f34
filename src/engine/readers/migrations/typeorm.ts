import { type Call, isTrue, textOf, textsOf, type Value } from "../../syntax/code/value.ts";
import type { ColumnDefinition, Constraint, IndexDefinition, Range, SqlDeed } from "../../syntax/sql/statement.ts";
import { column, constraint, createTable, index } from "./script.ts";

type Entries = ReadonlyMap<string, Value>;

/** What a call on TypeORM's query runner does; `undefined` = it is computed. */
export function typeormDeeds(operation: string, { args, start, end }: Call): readonly SqlDeed[] | undefined {
  const range: Range = { start, end };
  const table = operation === "createTable" ? textOf(optionsOf(args[0])?.get("name")) : textOf(args[0]);
  const given = args[1];
  const second = textOf(given);
  if (table === undefined) return undefined;
  switch (operation) {
    case "createTable": {
      const options = optionsOf(args[0]) as Entries;
      const columns = partsOf(options.get("columns")).map((it) => columnOf(it, range));
      const keys = partsOf(options.get("foreignKeys")).map((it) => foreignKey(it, range));
      const uniques = partsOf(options.get("uniques")).map((it) => uniqueOf(it, range));
      const indexes = partsOf(options.get("indices")).map(indexOf);
      const all = [...columns, ...keys, ...uniques, ...indexes];
      const constraints = [...keys, ...uniques].filter((it): it is Constraint => it !== undefined);
      return [
        createTable(
          range,
          table,
          columns.filter((it) => it !== undefined),
          constraints,
          all.some((it) => it === undefined),
        ),
        ...indexes.flatMap((it): readonly SqlDeed[] =>
          it === undefined ? [] : [{ do: "create index", table, index: it, ifNotExists: false, ...range }],
        ),
      ];
    }
    case "dropTable":
      return [{ do: "drop table", table, ifExists: isTrue(given), ...range }];
    case "renameTable":
      return second === undefined ? undefined : [{ do: "rename table", table, to: second, ...range }];
    case "addColumn":
    case "addColumns": {
      const made = listed(given).map((it) => columnOf(it, range));
      if (made.length === 0 || made.some((it) => it === undefined)) return undefined;
      return made.flatMap((it) => (it === undefined ? [] : [{ do: "add column", table, column: it, ifNotExists: false, ...range }]));
    }
    case "dropColumn":
    case "dropColumns": {
      const dropped = textsOf(given);
      return dropped?.map((it) => ({ do: "drop column", table, column: it, ifExists: false, ...range }));
    }
    case "renameColumn": {
      const to = textOf(args[2]) ?? textOf(optionsOf(args[2])?.get("name"));
      return second === undefined || to === undefined ? undefined : [{ do: "rename column", table, column: second, to, ...range }];
    }
    case "changeColumn": {
      const made = columnOf(args[2], range);
      return second === undefined || made === undefined
        ? undefined
        : [{ do: "change column", table, column: second, definition: made, ...range }];
    }
    case "createForeignKey":
    case "createForeignKeys": {
      const made = listed(given).map((it) => foreignKey(it, range));
      if (made.length === 0 || made.some((it) => it === undefined)) return undefined;
      return made.flatMap((it) => (it === undefined ? [] : [{ do: "add constraint", table, constraint: it, ...range }]));
    }
    case "createUniqueConstraint": {
      const made = uniqueOf(given, range);
      return made === undefined ? undefined : [{ do: "add constraint", table, constraint: made, ...range }];
    }
    case "createPrimaryKey": {
      const columns = textsOf(given);
      return columns === undefined
        ? undefined
        : [{ do: "add constraint", table, constraint: constraint(range, "primary", columns), ...range }];
    }
    case "createIndex":
    case "createIndices": {
      const made = listed(given).map(indexOf);
      if (made.length === 0 || made.some((it) => it === undefined)) return undefined;
      return made.flatMap((it) => (it === undefined ? [] : [{ do: "create index", table, index: it, ifNotExists: false, ...range }]));
    }
    case "dropIndex":
      return second === undefined ? undefined : [{ do: "drop index", name: second, table, concurrently: false, ifExists: false, ...range }];
    case "dropForeignKey":
    case "dropUniqueConstraint":
      return second === undefined ? undefined : [{ do: "drop constraint", table, name: second, ifExists: false, ...range }];
    default:
      return undefined;
  }
}

/** `new TableColumn({ … })` or `{ … }`. */
const optionsOf = (value: Value | undefined): Entries | undefined =>
  value?.kind === "map" ? value.entries : value?.kind === "call" && value.args[0]?.kind === "map" ? value.args[0].entries : undefined;
const listed = (value: Value | undefined): readonly Value[] => (value?.kind === "list" ? value.items : value === undefined ? [] : [value]);
const partsOf = (value: Value | undefined): readonly Value[] => (value?.kind === "list" ? value.items : []);

function columnOf(value: Value | undefined, range: Range): ColumnDefinition | undefined {
  const said = optionsOf(value);
  const name = textOf(said?.get("name"));
  if (said === undefined || name === undefined) return undefined;
  const fallback = said.get("default");
  const generated = textOf(said.get("generationStrategy"));
  const size = said.get("length");
  const length = size?.kind === "text" || size?.kind === "number" ? size.text : undefined;
  const type = textOf(said.get("type"))?.toLowerCase() ?? "";
  return column(value ?? range, name, `${type}${length === undefined ? "" : `(${length})`}${isTrue(said.get("isArray")) ? "[]" : ""}`, {
    notNull: !isTrue(said.get("isNullable")),
    primary: isTrue(said.get("isPrimary")),
    unique: isTrue(said.get("isUnique")),
    counts: generated === "increment" || (generated === undefined && isTrue(said.get("isGenerated")) && /int/.test(type)),
    default:
      generated === "uuid" || /uuid|random/i.test(textOf(fallback) ?? "")
        ? "volatile"
        : fallback === undefined
          ? "none"
          : /\(/.test(textOf(fallback) ?? "")
            ? "stable"
            : "constant",
  });
}

function foreignKey(value: Value | undefined, range: Range): Constraint | undefined {
  const said = optionsOf(value);
  const columns = textsOf(said?.get("columnNames"));
  const table = textOf(said?.get("referencedTableName"));
  if (said === undefined || columns === undefined || table === undefined) return undefined;
  const name = textOf(said.get("name"));
  return constraint(range, "foreign", columns, {
    ...(name !== undefined && { name }),
    references: { table, columns: textsOf(said.get("referencedColumnNames")) ?? ["id"] },
  });
}

function uniqueOf(value: Value | undefined, range: Range): Constraint | undefined {
  const columns = textsOf(optionsOf(value)?.get("columnNames"));
  return columns === undefined ? undefined : constraint(range, "unique", columns);
}

function indexOf(value: Value | undefined): IndexDefinition | undefined {
  const said = optionsOf(value);
  const columns = textsOf(said?.get("columnNames"));
  if (said === undefined || columns === undefined) return undefined;
  return index(columns, {
    name: textOf(said.get("name")),
    unique: isTrue(said.get("isUnique")),
    partial: said.has("where"),
    concurrently: isTrue(said.get("isConcurrent")),
  });
}
