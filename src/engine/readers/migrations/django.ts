import { codeTokens } from "../../syntax/code/tokens.ts";
import { type Call, isFalse, isTrue, textOf, textsOf, type Value } from "../../syntax/code/value.ts";
import { expressionsOf } from "../../syntax/code/values.ts";
import { linesOf } from "../../syntax/lines.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import type { ColumnDefinition, Constraint, Range, SqlDeed } from "../../syntax/sql/statement.ts";
import type { Reader } from "../reader.ts";
import { bodyOf, column, constraint, createTable, dialectIn, index, type MigrationBody, openScript, problemsOf } from "./script.ts";

/** A migration of an app of Django, and those it comes after: `app/0001_initial`. */
export interface DjangoBody extends MigrationBody {
  readonly app: string;
  readonly name: string;
  readonly after: readonly string[];
}

/** Django's migrations: the operations in their list. */
export const djangoReader: Reader<DjangoBody> = {
  id: "django",
  title: "Django migrations",
  wants: (path) => /(?:^|\/)migrations\/\d\w*\.py$/.test(path) && !/(?:^|\/)(?:tests?|site-packages|venv)\//.test(path),
  recognises: ({ text }) => /\bmigrations\.Migration\b/.test(text),
  read({ path, text }) {
    const tokens = codeTokens(text, "python");
    const expressions = expressionsOf(tokens, "python");
    const dialect = dialectIn(path, text, [["postgresql", /\bcontrib\.postgres\b/]]);
    const app = baseName(folderOf(folderOf(path)));
    const script = openScript(dialect);
    const assigned = (name: string): Value | undefined => {
      const at = tokens.findIndex((it, i) => it.leads && it.text === name && tokens[i + 1]?.text === "=");
      return at < 0 ? undefined : expressions.at(at + 2).value;
    };
    const operations = (list: Value | undefined): void => {
      for (const it of list?.kind === "list" ? list.items : []) {
        if (it.kind !== "call") script.operation(it, undefined);
        else if (/SeparateDatabaseAndState$/.test(it.name)) operations(it.named.get("database_operations") ?? it.args[0]);
        else operation(it);
      }
    };
    const operation = (call: Call): void => {
      const kind = call.name.slice(call.name.lastIndexOf(".") + 1);
      if (kind === "RunSQL") script.sql(joined(call.named.get("sql") ?? call.args[0]), call);
      else if (silent.has(kind)) script.other();
      else script.operation(call, deedsOf(kind, call, app));
    };
    operations(assigned("operations"));
    const done = script.done();
    const dependencies = assigned("dependencies");
    const after = (dependencies?.kind === "list" ? dependencies.items : []).flatMap((it) => {
      const [of, name] = textsOf(it) ?? [];
      return of === undefined || name === undefined ? [] : [`${of}/${name}`];
    });
    const name = baseName(path).replace(/\.py$/, "");
    return {
      file: path,
      reader: "django",
      body: { ...bodyOf(text, done, dialect, !/^\s*atomic\s*=\s*False/m.test(text)), app, name, after },
      problems: problemsOf(done, path, linesOf(text), "django"),
      outline: JSON.stringify([app, name, after]),
      mentions: [],
    };
  },
};

const silent: ReadonlySet<string> = new Set(
  "RunPython AlterModelOptions AlterModelManagers AlterModelTableComment AddConstraintNotValid ValidateConstraint BtreeGinExtension TrigramExtension CreateExtension UnaccentExtension CITextExtension HStoreExtension AlterOrderWithRespectTo RenameIndex RemoveConstraint".split(
    " ",
  ),
);
const joined = (value: Value | undefined): Value | undefined =>
  value?.kind === "list" && value.items.length === 1 ? value.items[0] : value;

/** Tables are called after app and model where the model does not say otherwise; what a later step calls by its model is found so. */
function deedsOf(kind: string, call: Call, app: string): readonly SqlDeed[] | undefined {
  const { named, args, start, end } = call;
  const range: Range = { start, end };
  const model = textOf(named.get("model_name") ?? (kind === "CreateModel" ? undefined : args[0]));
  const table = model === undefined ? undefined : tableOf(app, model);
  const field = textOf(named.get("name") ?? args[1]);
  const given = named.get("field") ?? args[2];
  switch (kind) {
    case "CreateModel": {
      const name = textOf(named.get("name") ?? args[0]);
      const fields = named.get("fields") ?? args[1];
      if (name === undefined || fields?.kind !== "list") return undefined;
      const options = named.get("options");
      const said = options?.kind === "map" ? options.entries : new Map<string, Value>();
      if (isTrue(said.get("proxy")) || isFalse(said.get("managed"))) return [];
      const own = tableOf(app, name);
      const columns: ColumnDefinition[] = [];
      const more: SqlDeed[] = [];
      let whole = true;
      for (const it of fields.items) {
        const [fieldName, value] = it.kind === "list" ? it.items : [];
        const made = fieldOf(textOf(fieldName), value, own, app);
        if (made === undefined) whole = false;
        else {
          columns.push(...made.columns);
          more.push(...made.more);
        }
      }
      const constraints = uniqueSets(said.get("unique_together")).map((it) => constraint(range, "unique", it));
      const create = createTable(range, own, columns, constraints, !whole);
      const stored = textOf(said.get("db_table"));
      return stored === undefined ? [create, ...more] : [create, ...more, { do: "rename table", table: own, to: stored, ...range }];
    }
    case "DeleteModel": {
      const name = textOf(named.get("name") ?? args[0]);
      return name === undefined ? undefined : [{ do: "drop table", table: tableOf(app, name), ifExists: false, ...range }];
    }
    case "RenameModel": {
      const [from, to] = [textOf(named.get("old_name") ?? args[0]), textOf(named.get("new_name") ?? args[1])];
      return from === undefined || to === undefined
        ? undefined
        : [{ do: "rename table", table: tableOf(app, from), to: tableOf(app, to), ...range }];
    }
    case "AlterModelTable": {
      const [name, to] = [textOf(named.get("name") ?? args[0]), textOf(named.get("table") ?? args[1])];
      return name === undefined || to === undefined ? undefined : [{ do: "rename table", table: tableOf(app, name), to, ...range }];
    }
    case "AddField": {
      const made = table === undefined ? undefined : fieldOf(field, given, table, app);
      if (table === undefined || made === undefined) return undefined;
      return [
        ...made.columns.map((it): SqlDeed => ({ do: "add column", table, column: { ...it, ...range }, ifNotExists: false, ...range })),
        ...made.more,
      ];
    }
    case "AlterField": {
      const made = table === undefined ? undefined : fieldOf(field, given, table, app);
      if (table === undefined || made === undefined) return undefined;
      return made.columns.map((it) => ({ do: "change column", table, column: it.name, definition: it, ...range }));
    }
    case "RemoveField":
      if (table === undefined || field === undefined) return undefined;
      return [field, `${field}_id`].map((it) => ({ do: "drop column", table, column: it, ifExists: true, ...range }));
    case "RenameField": {
      const [from, to] = [textOf(named.get("old_name") ?? args[1]), textOf(named.get("new_name") ?? args[2])];
      if (table === undefined || from === undefined || to === undefined) return undefined;
      return ["", "_id"].map((it) => ({ do: "rename column", table, column: from + it, to: to + it, ...range }));
    }
    case "AlterUniqueTogether":
    case "AlterIndexTogether": {
      const name = textOf(named.get("name") ?? args[0]);
      if (name === undefined) return undefined;
      const kindOf = kind === "AlterUniqueTogether" ? ("unique" as const) : ("index" as const);
      const sets = uniqueSets(named.get("unique_together") ?? named.get("index_together") ?? args[1]);
      return sets.map((it) => ({ do: "add constraint", table: tableOf(app, name), constraint: constraint(range, kindOf, it), ...range }));
    }
    case "AddIndex":
    case "AddIndexConcurrently": {
      const of = named.get("index") ?? args[1];
      const fields = of?.kind === "call" ? textsOf(of.named.get("fields")) : undefined;
      if (table === undefined || of?.kind !== "call" || fields === undefined) return undefined;
      const method = /(\w+)Index$/.exec(of.name)?.[1]?.toLowerCase();
      const made = index(
        fields.map((it) => it.replace(/^-/, "")),
        {
          name: textOf(of.named.get("name")),
          partial: of.named.has("condition"),
          method,
          concurrently: kind === "AddIndexConcurrently",
        },
      );
      return [{ do: "create index", table, index: made, ifNotExists: false, ...range }];
    }
    case "RemoveIndex":
    case "RemoveIndexConcurrently":
      if (field === undefined) return undefined;
      return [
        {
          do: "drop index",
          name: field,
          ...(table !== undefined && { table }),
          concurrently: kind !== "RemoveIndex",
          ifExists: false,
          ...range,
        },
      ];
    case "AddConstraint": {
      const of = named.get("constraint") ?? args[1];
      if (table === undefined || of?.kind !== "call") return undefined;
      const fields = textsOf(of.named.get("fields"));
      if (!/UniqueConstraint$/.test(of.name) || fields === undefined) return [];
      const name = textOf(of.named.get("name"));
      if (of.named.has("condition"))
        return [{ do: "create index", table, index: index(fields, { name, unique: true, partial: true }), ifNotExists: false, ...range }];
      return [
        { do: "add constraint", table, constraint: constraint(range, "unique", fields, name === undefined ? {} : { name }), ...range },
      ];
    }
    default:
      return undefined;
  }
}

const tableOf = (app: string, model: string): string => `${app}_${model.toLowerCase()}`;

/** `{("a", "b")}`, `[("a", "b")]`, `("a", "b")`. */
function uniqueSets(value: Value | undefined): readonly (readonly string[])[] {
  if (value?.kind === "call" && value.name === "set") return uniqueSets(value.args[0]);
  const own = textsOf(value);
  if (own !== undefined) return own.length > 0 ? [own] : [];
  return value?.kind === "list" ? value.items.flatMap((it) => [textsOf(it) ?? []]).filter((it) => it.length > 0) : [];
}

const types: Readonly<Record<string, string>> = {
  auto: "serial",
  bigauto: "bigserial",
  smallauto: "smallserial",
  char: "varchar",
  slug: "varchar(50)",
  url: "varchar(200)",
  email: "varchar(254)",
  file: "varchar(100)",
  image: "varchar(100)",
  biginteger: "bigint",
  smallinteger: "smallint",
  positiveinteger: "integer",
  positivebiginteger: "bigint",
  positivesmallinteger: "smallint",
  datetime: "timestamp with time zone",
  float: "double precision",
  decimal: "numeric",
  binary: "bytea",
  json: "jsonb",
  genericipaddress: "inet",
};
const relations: ReadonlySet<string> = new Set(["ForeignKey", "OneToOneField", "ParentalKey", "TreeForeignKey"]);

/** A field with its column, and what stands beside it: an index, a key, the table between two of many. */
function fieldOf(
  name: string | undefined,
  value: Value | undefined,
  table: string,
  app: string,
): { columns: readonly ColumnDefinition[]; more: readonly SqlDeed[] } | undefined {
  if (name === undefined || value?.kind !== "call") return undefined;
  const kind = value.name.slice(value.name.lastIndexOf(".") + 1);
  const range: Range = { start: value.start, end: value.end };
  const { named } = value;
  const target = textOf(named.get("to") ?? value.args[0]);
  if (kind === "ManyToManyField")
    return { columns: [], more: target === undefined || named.has("through") ? [] : [between(range, name, table, target, app)] };
  if (/^Generic(?:ForeignKey|Relation)$/.test(kind)) return { columns: [], more: [] };
  const base = {
    notNull: !isTrue(named.get("null")),
    primary: isTrue(named.get("primary_key")),
    default: named.has("default") || named.has("db_default") ? ("constant" as const) : ("none" as const),
  };
  if (relations.has(kind)) {
    const own = textOf(named.get("db_column")) ?? `${name}_id`;
    const unique = kind === "OneToOneField" || isTrue(named.get("unique"));
    const references = target === undefined ? undefined : { table: tableNamed(target, app), columns: ["id"] };
    const made = column(range, own, "bigint", { ...base, unique, ...(references && { references }) });
    // Django makes an index of every foreign key that it is not told to leave out.
    const indexed = unique || isFalse(named.get("db_index")) || base.primary;
    return { columns: [made], more: indexed ? [] : [{ do: "create index", table, index: index([own]), ifNotExists: false, ...range }] };
  }
  const word = kind.replace(/Field$/, "").toLowerCase();
  const size = named.get("max_length") ?? value.args[0];
  const type = Object.hasOwn(types, word) ? (types[word] as string) : word;
  const sized = type === "varchar" && size?.kind === "number" ? `varchar(${size.text})` : type;
  const made = column(range, textOf(named.get("db_column")) ?? name, sized, {
    ...base,
    unique: isTrue(named.get("unique")),
    counts: /auto$/.test(word),
  });
  const more: readonly SqlDeed[] =
    isTrue(named.get("db_index")) || (word === "slug" && !isFalse(named.get("db_index")) && !isTrue(named.get("unique")))
      ? [{ do: "create index", table, index: index([made.name]), ifNotExists: false, ...range }]
      : [];
  return { columns: [made], more };
}

/** `"shop.Order"`, `"Order"` of the same app, `"self"` is left to who draws it. */
const tableNamed = (target: string, app: string): string => {
  const [of, model] = target.includes(".") ? target.split(".") : [app, target];
  return tableOf(of ?? app, model ?? target);
};

function between(range: Range, field: string, table: string, target: string, app: string): SqlDeed {
  const far = tableNamed(target, app);
  const [own, other] = [table.slice(table.indexOf("_") + 1), far.slice(far.indexOf("_") + 1)];
  const keys: readonly Constraint[] = [constraint(range, "unique", [`${own}_id`, `${other}_id`])];
  const key = (name: string, to: string): ColumnDefinition =>
    column(range, `${name}_id`, "bigint", { notNull: true, references: { table: to, columns: ["id"] } });
  return createTable(
    range,
    `${table}_${field}`,
    [column(range, "id", "bigserial", { primary: true, counts: true }), key(own, table), key(other, far)],
    keys,
  );
}
