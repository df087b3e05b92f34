import { type Call, isFalse, isTrue, textOf, textsOf, type Value } from "../../syntax/code/value.ts";
import type { ColumnDefinition, Constraint, Range, SqlDeed } from "../../syntax/sql/statement.ts";
import { column, constraint, createTable, index } from "./script.ts";

/** What a call on Sequelize's query interface does; `undefined` = it is computed. */
export function sequelizeDeeds(operation: string, { args, start, end }: Call): readonly SqlDeed[] | undefined | "no operation" {
  const range: Range = { start, end };
  const table = tableIn(args[0]);
  const second = textOf(args[1]);
  const third = textOf(args[2]);
  if (operation === "sequelize") return "no operation";
  if (table === undefined) return undefined;
  switch (operation) {
    case "createTable": {
      const fields = args[1];
      if (fields?.kind !== "map") return undefined;
      const columns = [...fields.entries].map(([name, value]) => columnOf(name, value, range));
      const made = columns.filter((it) => it !== undefined);
      return [createTable(range, table, made, uniqueKeys(range, args[2]), made.length < columns.length)];
    }
    case "dropTable":
      return [{ do: "drop table", table, ifExists: false, ...range }];
    case "renameTable":
      return second === undefined ? undefined : [{ do: "rename table", table, to: second, ...range }];
    case "addColumn": {
      const made = second === undefined ? undefined : columnOf(second, args[2], range);
      return made === undefined ? undefined : [{ do: "add column", table, column: { ...made, ...range }, ifNotExists: false, ...range }];
    }
    case "changeColumn": {
      const made = second === undefined ? undefined : columnOf(second, args[2], range);
      return made === undefined || second === undefined
        ? undefined
        : [{ do: "change column", table, column: second, definition: made, ...range }];
    }
    case "removeColumn":
      return second === undefined ? undefined : [{ do: "drop column", table, column: second, ifExists: false, ...range }];
    case "renameColumn":
      return second === undefined || third === undefined
        ? undefined
        : [{ do: "rename column", table, column: second, to: third, ...range }];
    case "addIndex": {
      const options = args[1]?.kind === "map" ? args[1].entries : args[2]?.kind === "map" ? args[2].entries : new Map<string, Value>();
      const list = args[1]?.kind === "list" ? args[1] : options.get("fields");
      if (list?.kind !== "list") return undefined;
      const columns = list.items.map(
        (it) => textOf(it) ?? (it.kind === "map" ? textOf(it.entries.get("name") ?? it.entries.get("attribute")) : undefined),
      );
      const made = index(columns, {
        name: textOf(options.get("name")) ?? textOf(options.get("indexName")) ?? `${table}_${columns.join("_")}`.toLowerCase(),
        unique: isTrue(options.get("unique")) || /^unique$/i.test(textOf(options.get("type")) ?? ""),
        partial: options.has("where"),
        method: textOf(options.get("using"))?.toLowerCase(),
        concurrently: isTrue(options.get("concurrently")),
      });
      return [{ do: "create index", table, index: made, ifNotExists: false, ...range }];
    }
    case "removeIndex": {
      const name = second ?? `${table}_${(textsOf(args[1]) ?? []).join("_")}`.toLowerCase();
      const options = args[2]?.kind === "map" ? args[2].entries : new Map<string, Value>();
      return [{ do: "drop index", name, table, concurrently: isTrue(options.get("concurrently")), ifExists: false, ...range }];
    }
    case "addConstraint": {
      const said = [args[1], args[2]].find((it) => it?.kind === "map");
      const options = said?.kind === "map" ? said.entries : new Map<string, Value>();
      const columns = textsOf(options.get("fields") ?? args[1]);
      const kind = textOf(options.get("type"))?.toLowerCase();
      if (columns === undefined || kind === undefined) return undefined;
      if (kind === "check" || kind === "default") return [];
      const name = textOf(options.get("name"));
      const far = kind === "foreign key" ? referencesOf(options.get("references")) : undefined;
      const made = constraint(range, kind === "foreign key" ? "foreign" : kind === "primary key" ? "primary" : "unique", columns, {
        ...(name !== undefined && { name }),
        ...(far && { references: far }),
      });
      return [{ do: "add constraint", table, constraint: made, ...range }];
    }
    case "removeConstraint":
      return [{ do: "drop constraint", table, name: second, ifExists: false, ...range }];
    default:
      return undefined;
  }
}

function tableIn(value: Value | undefined): string | undefined {
  if (value?.kind !== "map") return textOf(value);
  const [name, schema] = [textOf(value.entries.get("tableName")), textOf(value.entries.get("schema"))];
  return name === undefined || schema === undefined || schema === "public" ? name : `${schema}.${name}`;
}

/** `{ type: Sequelize.STRING, allowNull: false, references: { model: "users", key: "id" } }`, or a type alone. */
function columnOf(name: string, value: Value | undefined, range: Range): ColumnDefinition | undefined {
  if (value?.kind !== "map") return value === undefined || value.kind === "computed" ? undefined : column(value, name, typeOf(value));
  const { entries } = value;
  const place: Range = value.end > value.start ? value : range;
  const fallback = entries.get("defaultValue");
  const far = referencesOf(entries.get("references"));
  return column(place, textOf(entries.get("field")) ?? name, typeOf(entries.get("type")), {
    notNull: isFalse(entries.get("allowNull")),
    primary: isTrue(entries.get("primaryKey")),
    unique: isTrue(entries.get("unique")) || entries.get("unique")?.kind === "text",
    counts: isTrue(entries.get("autoIncrement")),
    default:
      fallback === undefined
        ? "none"
        : /UUID/.test(JSON.stringify(fallback.kind === "name" ? fallback.text : ""))
          ? "volatile"
          : fallback.kind === "call"
            ? "stable"
            : "constant",
    ...(far && { references: far }),
  });
}

function referencesOf(value: Value | undefined): Constraint["references"] {
  if (value?.kind !== "map") return undefined;
  const table = tableIn(value.entries.get("model") ?? value.entries.get("table"));
  const key = textsOf(value.entries.get("key") ?? value.entries.get("field") ?? value.entries.get("fields"));
  return table === undefined ? undefined : { table, columns: key ?? ["id"] };
}

function uniqueKeys(range: Range, options: Value | undefined): readonly Constraint[] {
  const keys = options?.kind === "map" ? options.entries.get("uniqueKeys") : undefined;
  if (keys?.kind !== "map") return [];
  return [...keys.entries.values()].flatMap((it) => {
    const fields = it.kind === "map" ? textsOf(it.entries.get("fields")) : undefined;
    return fields === undefined ? [] : [constraint(range, "unique", fields)];
  });
}

const types: Readonly<Record<string, string>> = {
  string: "varchar",
  char: "char",
  date: "timestamp with time zone",
  dateonly: "date",
  blob: "bytea",
  double: "double precision",
};

function typeOf(value: Value | undefined): string {
  if (value?.kind === "text") return value.text.toLowerCase();
  if (value?.kind !== "name" && value?.kind !== "call") return "";
  const name = (value.kind === "name" ? value.text : value.name).replace(/^.*\./, "").toLowerCase();
  const word = Object.hasOwn(types, name) ? (types[name] as string) : name;
  const args = value.kind === "call" ? value.args : [];
  if (name === "array" && args[0] !== undefined) return `${typeOf(args[0])}[]`;
  const sizes = args.flatMap((it) => (it.kind === "number" ? [it.text] : []));
  return sizes.length === 0 ? word : `${word}(${sizes.join(",")})`;
}
