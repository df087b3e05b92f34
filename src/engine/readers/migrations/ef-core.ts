import { type CodeToken, codeTokens } from "../../syntax/code/tokens.ts";
import { type Call, chainOf, isFalse, isTrue, textOf, textsOf, type Value } from "../../syntax/code/value.ts";
import { expressionsOf } from "../../syntax/code/values.ts";
import { linesOf } from "../../syntax/lines.ts";
import { baseName } from "../../syntax/paths.ts";
import type { Dialect } from "../../syntax/sql/dialect.ts";
import type { ColumnDefinition, Constraint, Range, SqlDeed } from "../../syntax/sql/statement.ts";
import type { Reader } from "../reader.ts";
import { snapshotDeeds } from "./ef-snapshot.ts";
import {
  bodyOf,
  column,
  constraint,
  createTable,
  dialectIn,
  index,
  type MigrationBody,
  openScript,
  problemsOf,
  type ScriptBuilder,
} from "./script.ts";

/** A migration of Entity Framework Core, or the snapshot of the model that the last one leads to. */
export interface EfBody extends MigrationBody {
  readonly snapshot: boolean;
}

const signs: readonly (readonly [Dialect, RegExp])[] = [
  ["postgresql", /\bNpgsql/],
  ["mysql", /\bMySql/],
  ["sqlserver", /\bSqlServer/],
  ["sqlite", /\bSqlite\b|"Sqlite:/],
];

/** Entity Framework Core's migrations (`Up`) and model snapshots. */
export const efCoreReader: Reader<EfBody> = {
  id: "ef-core",
  title: "Entity Framework Core migrations",
  wants: (path) =>
    /\.cs$/.test(path) && (/(?:^|\/)\w*Migrations?\//.test(path) || /ModelSnapshot\.cs$/.test(path)) && !/\.Designer\.cs$/i.test(path),
  recognises: ({ text }) => /\bMigrationBuilder\b|:\s*ModelSnapshot\b/.test(text),
  read({ path, text }) {
    const tokens = codeTokens(text, "csharp");
    const snapshot = /:\s*ModelSnapshot\b/.test(text);
    const dialect = dialectIn(path, text, signs);
    const script = openScript(dialect);
    if (snapshot) snapshotDeeds(tokens, script);
    else operationsIn(upTokens(tokens), script);
    const done = script.done();
    return {
      file: path,
      reader: "ef-core",
      body: { ...bodyOf(text, done, dialect, !/suppressTransaction:\s*true/.test(text)), snapshot },
      problems: problemsOf(done, path, linesOf(text), "ef-core"),
      outline: `${snapshot ? "snapshot" : baseName(path)} ${dialect}`,
      mentions: [],
    };
  },
};

/** What stands between `void Up(` and `void Down(`. */
function upTokens(tokens: readonly CodeToken[]): readonly CodeToken[] {
  const at = (name: string): number => tokens.findIndex((it, i) => it.text === "void" && tokens[i + 1]?.text === name);
  const [up, down] = [at("Up"), at("Down")];
  if (up < 0) return [];
  return tokens.slice(up, down > up ? down : tokens.length);
}

/** Every call on the builder, in order; what is behind it (`.Annotation(…)`) says how, not what. */
function operationsIn(tokens: readonly CodeToken[], script: ScriptBuilder): void {
  const expressions = expressionsOf(tokens, "csharp");
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at] as CodeToken;
    if (token.kind !== "word" || token.text !== "migrationBuilder" || tokens[at + 1]?.text !== ".") {
      at++;
      continue;
    }
    const { value, next } = expressions.at(at);
    at = next;
    const [call] = chainOf(value);
    if (call === undefined) continue;
    const operation = call.name.slice(call.name.lastIndexOf(".") + 1);
    if (operation === "Sql") script.sql(call.named.get("sql") ?? call.args[0], call);
    else if (silent.has(operation)) script.other();
    else script.operation(call, deedsOf(operation, call));
  }
}

const silent: ReadonlySet<string> = new Set(
  "AlterDatabase EnsureSchema CreateSequence AlterSequence RenameSequence RestartSequence DropSequence InsertData UpdateData DeleteData RenameIndex AddCheckConstraint DropCheckConstraint AlterTable DropSchema".split(
    " ",
  ),
);

/** Arguments by name, as the tool writes them, or in their order, as people do. */
function deedsOf(operation: string, call: Call): readonly SqlDeed[] | undefined {
  const { named, args } = call;
  const range: Range = { start: call.start, end: call.end };
  const said = (name: string, position: number): string | undefined => textOf(named.get(name) ?? args[position]);
  const schema = textOf(named.get("schema"));
  const within = (table: string | undefined): string | undefined =>
    table === undefined || schema === undefined || schema === "public" || schema === "dbo" ? table : `${schema}.${table}`;
  const name = said("name", 0);
  const table = within(said("table", 1));
  const columns = textsOf(named.get("column") ?? named.get("columns") ?? args[2]);
  switch (operation) {
    case "CreateTable": {
      const whole = within(name);
      return whole === undefined ? undefined : tableOf(range, whole, named);
    }
    case "DropTable": {
      const whole = within(name);
      return whole === undefined ? undefined : [{ do: "drop table", table: whole, ifExists: false, ...range }];
    }
    case "RenameTable": {
      const [from, to] = [within(name), within(textOf(named.get("newName")))];
      if (from === undefined) return undefined;
      return to === undefined ? [] : [{ do: "rename table", table: from, to, ...range }];
    }
    case "AddColumn":
      if (table === undefined || name === undefined) return undefined;
      return [{ do: "add column", table, column: columnOf(range, name, call), ifNotExists: false, ...range }];
    case "AlterColumn":
      if (table === undefined || name === undefined) return undefined;
      return [{ do: "change column", table, column: name, definition: columnOf(range, name, call), ...range }];
    case "DropColumn":
      return table === undefined || name === undefined
        ? undefined
        : [{ do: "drop column", table, column: name, ifExists: false, ...range }];
    case "RenameColumn": {
      const to = said("newName", 2);
      return table === undefined || name === undefined || to === undefined
        ? undefined
        : [{ do: "rename column", table, column: name, to, ...range }];
    }
    case "CreateIndex":
      if (table === undefined || columns === undefined) return undefined;
      return [
        {
          do: "create index",
          table,
          index: index(columns, { name, unique: isTrue(named.get("unique")), partial: named.has("filter") }),
          ifNotExists: false,
          ...range,
        },
      ];
    case "DropIndex":
      if (name === undefined) return undefined;
      return [{ do: "drop index", name, ...(table !== undefined && { table }), concurrently: false, ifExists: false, ...range }];
    case "AddPrimaryKey":
    case "AddUniqueConstraint": {
      if (table === undefined || columns === undefined) return undefined;
      const kind = operation === "AddPrimaryKey" ? "primary" : "unique";
      return [{ do: "add constraint", table, constraint: constraint(range, kind, columns, name === undefined ? {} : { name }), ...range }];
    }
    case "AddForeignKey": {
      const made = foreignKey(range, named, columns, name);
      return table === undefined || made === undefined ? undefined : [{ do: "add constraint", table, constraint: made, ...range }];
    }
    case "DropPrimaryKey":
      return table === undefined ? undefined : [{ do: "drop constraint", table, name, kind: "primary", ifExists: false, ...range }];
    case "DropForeignKey":
    case "DropUniqueConstraint":
      return table === undefined || name === undefined ? undefined : [{ do: "drop constraint", table, name, ifExists: false, ...range }];
    default:
      return undefined;
  }
}

function foreignKey(
  range: Range,
  named: ReadonlyMap<string, Value>,
  columns: readonly string[] | undefined,
  name: string | undefined,
): Constraint | undefined {
  const target = textOf(named.get("principalTable"));
  if (columns === undefined || target === undefined) return undefined;
  const schema = textOf(named.get("principalSchema"));
  const table = schema === undefined || schema === "public" || schema === "dbo" ? target : `${schema}.${target}`;
  const far = textsOf(named.get("principalColumn") ?? named.get("principalColumns")) ?? ["Id"];
  return constraint(range, "foreign", columns, { ...(name !== undefined && { name }), references: { table, columns: far } });
}

/** `columns: table => new { Id = table.Column<int>(…) }, constraints: table => { … }`. */
function tableOf(range: Range, table: string, named: ReadonlyMap<string, Value>): readonly SqlDeed[] | undefined {
  const said = named.get("columns");
  if (said?.kind !== "map") return undefined;
  const columns: ColumnDefinition[] = [];
  /** A property may be called otherwise than its column. */
  const stored = new Map<string, string>();
  for (const [property, value] of said.entries) {
    const chain = chainOf(value);
    const call = chain.find((it) => /(?:^|\.)Column$/.test(it.name));
    if (call === undefined) return undefined;
    const name = textOf(call.named.get("name")) ?? property;
    stored.set(property, name);
    columns.push(columnOf(value, name, call, chain));
  }
  const constraints: Constraint[] = [];
  const body = named.get("constraints");
  if (body?.kind === "block") {
    const expressions = expressionsOf(body.tokens, "csharp");
    for (let at = 0; at < body.tokens.length; ) {
      if (body.tokens[at]?.text !== body.parameter || body.tokens[at + 1]?.text !== ".") {
        at++;
        continue;
      }
      const { value, next } = expressions.at(at);
      at = next;
      const [call] = chainOf(value);
      const made = call === undefined ? undefined : constraintOf(call, stored);
      if (made !== undefined) constraints.push(made);
    }
  }
  return [createTable(range, table, columns, constraints)];
}

function constraintOf(call: Call, stored: ReadonlyMap<string, string>): Constraint | undefined {
  const kind = call.name.slice(call.name.lastIndexOf(".") + 1);
  const name = textOf(call.named.get("name") ?? call.args[0]);
  const columns = properties(call.named.get("columns") ?? call.named.get("column") ?? call.args[1]).map((it) => stored.get(it) ?? it);
  if (columns.length === 0) return undefined;
  const more = name === undefined ? {} : { name };
  if (kind === "PrimaryKey") return constraint(call, "primary", columns, more);
  if (kind === "UniqueConstraint") return constraint(call, "unique", columns, more);
  return kind === "ForeignKey" ? foreignKey(call, call.named, columns, name) : undefined;
}

/** `x => x.Id`, `x => new { x.A, x.B }`. */
const properties = (value: Value | undefined): readonly string[] =>
  value?.kind === "map" ? [...value.entries.keys()] : value?.kind === "name" ? [value.text.slice(value.text.lastIndexOf(".") + 1)] : [];

function columnOf(range: Range, name: string, call: Call, chain: readonly Call[] = []): ColumnDefinition {
  const { named, generic } = call;
  const type = textOf(named.get("type")) ?? generic?.toLowerCase() ?? "";
  const fallback = named.get("defaultValueSql") ?? named.get("defaultValue");
  const counts = chain.some(({ args }) => /Identity|AutoIncrement|ValueGenerationStrategy|Autoincrement/.test(textOf(args[0]) ?? ""));
  const computed = named.has("computedColumnSql");
  return column(range, name, type.toLowerCase(), {
    notNull: isFalse(named.get("nullable")) || (!named.has("nullable") && generic !== undefined && !generic.endsWith("?")),
    default: fallback === undefined ? "none" : named.has("defaultValueSql") ? sqlDefault(textOf(fallback)) : "constant",
    counts: counts && !/uuid|guid|uniqueidentifier/i.test(type),
    ...(computed && { generated: isTrue(named.get("stored")) ? ("stored" as const) : ("virtual" as const) }),
  });
}

const sqlDefault = (sql: string | undefined): ColumnDefinition["default"] =>
  sql === undefined
    ? "stable"
    : /uuid|newid|random|nextval|clock_timestamp/i.test(sql)
      ? "volatile"
      : /\(|current_/i.test(sql)
        ? "stable"
        : "constant";
