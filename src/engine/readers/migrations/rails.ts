import { type CodeToken, codeTokens } from "../../syntax/code/tokens.ts";
import { isFalse, isTrue, textOf, textsOf, type Value } from "../../syntax/code/value.ts";
import { expressionsOf } from "../../syntax/code/values.ts";
import { linesOf } from "../../syntax/lines.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import type { Range, SqlDeed } from "../../syntax/sql/statement.ts";
import type { Reader } from "../reader.ts";
import { referencesIn, type TableSays, tableDeeds, typedColumn } from "./rails-tables.ts";
import { bodyOf, constraint, dialectIn, index, type MigrationBody, openScript, problemsOf, type ScriptBuilder } from "./script.ts";

/** A migration of Active Record, or the schema that it writes when all of them have run. */
export interface RailsBody extends MigrationBody {
  readonly schema: boolean;
}

/** Active Record's migrations (`change`, `up`; never `down`) and `schema.rb`. */
export const railsReader: Reader<RailsBody> = {
  id: "rails",
  title: "Active Record migrations and schemas",
  wants: (path) =>
    /\.rb$/.test(path) && (/(?:^|\/)\w*migrate\//.test(path) || /schema\.rb$/.test(path)) && !/(?:^|\/)(?:spec|test|vendor)\//.test(path),
  recognises: ({ text }) => /ActiveRecord::(?:Migration|Schema)\b|\w*Migration\[\d/.test(text),
  read({ path, text }) {
    const tokens = codeTokens(text, "ruby");
    const schema = /ActiveRecord::Schema\b/.test(text) && baseName(path).endsWith("schema.rb");
    const dialect = dialectIn(path, text, [
      ["postgresql", /\benable_extension\b|\bt\.(?:jsonb|uuid|inet|citext|tsvector|hstore)\b|algorithm: :concurrently|using: :g/],
      ["mysql", /charset: "utf8mb|options: "ENGINE=|collation: "utf8mb/],
    ]);
    const script = openScript(dialect);
    operationsIn(schema ? tokens : forward(tokens), script);
    const done = script.done();
    return {
      file: path,
      reader: "rails",
      body: { ...bodyOf(text, done, dialect, !/disable_ddl_transaction!/.test(text)), schema },
      problems: problemsOf(done, path, linesOf(text), "rails"),
      outline: schema ? "schema" : "",
      // The adapter stands there.
      mentions: schema ? [settingsOf(path)] : [],
    };
  },
};

/** `config/database.yml` of the application whose `db` folder holds a file. */
const settingsOf = (file: string): string => {
  const app = folderOf(folderOf(file));
  return app === "" ? "config/database.yml" : `${app}/config/database.yml`;
};

/** The methods that go forward: `change`, or `up` with what it calls; the class's own `down` is left out. */
function forward(tokens: readonly CodeToken[]): readonly CodeToken[] {
  const kept: CodeToken[] = [];
  let skipped: number | undefined;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as CodeToken;
    if (skipped !== undefined) {
      if (token.leads && token.indent <= skipped) skipped = undefined;
      continue;
    }
    const isDown =
      token.text === "def" && (tokens[at + 1]?.text === "down" || tokens[at + 1]?.text === "self.down" || tokens[at + 3]?.text === "down");
    // `dir.down do … end` within `reversible`.
    const undoes = token.leads && tokens[at + 1]?.text === "." && tokens[at + 2]?.text === "down";
    if ((isDown && token.leads) || undoes) skipped = token.indent;
    else kept.push(token);
  }
  return kept;
}

/** Operations that change no table as it is drawn, or only rows. */
const silent: ReadonlySet<string> = new Set(
  "enable_extension disable_extension create_enum add_enum_value change_column_comment change_table_comment validate_foreign_key validate_check_constraint add_check_constraint remove_check_constraint rename_index add_exclusion_constraint".split(
    " ",
  ),
);
const operations: ReadonlySet<string> = new Set([
  ..."create_table create_join_table change_table drop_table rename_table add_column add_columns remove_column remove_columns rename_column change_column change_column_null change_column_default add_index remove_index add_reference add_belongs_to remove_reference remove_belongs_to add_foreign_key remove_foreign_key add_timestamps remove_timestamps execute".split(
    " ",
  ),
  ...silent,
]);

function operationsIn(tokens: readonly CodeToken[], script: ScriptBuilder): void {
  const expressions = expressionsOf(tokens, "ruby");
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at] as CodeToken;
    const isOperation =
      token.kind === "word" &&
      operations.has(token.text) &&
      tokens[at - 1]?.text !== "." &&
      tokens[at - 1]?.text !== "def" &&
      tokens[at + 1]?.text !== "=";
    if (!isOperation) {
      at++;
      continue;
    }
    const parens = tokens[at + 1]?.text === "(" && tokens[at + 1]?.kind === "sign" && tokens[at + 1]?.start === token.end;
    const called = parens ? expressions.at(at) : undefined;
    const { args, named, next } = called?.value.kind === "call" ? { ...called.value, next: called.next } : expressions.argumentsAt(at + 1);
    const end = tokens[next - 1]?.end ?? token.end;
    const range: Range = { start: token.start, end };
    const block = blockAt(tokens, next, at);
    at = block === undefined ? Math.max(next, at + 1) : block.next;
    const operation = { name: token.text, args, named, ...range };
    if (token.text === "execute") script.sql(args[0], range);
    else if (silent.has(token.text)) script.other();
    else if (token.text === "create_table" || token.text === "create_join_table" || token.text === "change_table")
      script.operation(range, tableDeeds(operation, block?.lines ?? []));
    else script.operation(range, deedsOf(operation));
  }
}

/** `do |t| … end`: its statements, each up to the next line, and the index behind it. */
function blockAt(
  tokens: readonly CodeToken[],
  from: number,
  opener: number,
): { lines: readonly (readonly CodeToken[])[]; next: number } | undefined {
  const brace = tokens[from]?.text === "{";
  if (tokens[from]?.text !== "do" && !brace) return undefined;
  const lines: CodeToken[][] = [];
  let at = from + 1;
  let back = opener;
  while (back > 0 && back > opener - 50 && !tokens[back]?.leads) back--;
  const indent = tokens[back]?.indent ?? 0;
  for (; at < tokens.length; at++) {
    const token = tokens[at] as CodeToken;
    if (brace ? token.text === "}" : token.text === "end" && (!token.leads || token.indent <= indent)) break;
    if (token.leads || lines.length === 0 || tokens[at - 1]?.text === ";") lines.push([token]);
    else lines.at(-1)?.push(token);
  }
  return { lines, next: Math.min(tokens.length, at + 1) };
}

function deedsOf({ name, args, named, start, end }: TableSays): readonly SqlDeed[] | undefined {
  const range: Range = { start, end };
  const table = textOf(args[0]);
  if (table === undefined) return undefined;
  const second = textOf(args[1]);
  const columns = textsOf(args[1]);
  const ifExists = isTrue(named.get("if_exists"));
  switch (name) {
    case "drop_table":
      return args.flatMap((it): readonly SqlDeed[] =>
        it.kind === "text" ? [{ do: "drop table", table: it.text, ifExists, ...range }] : [],
      );
    case "rename_table":
      return second === undefined ? undefined : [{ do: "rename table", table, to: second, ...range }];
    case "add_column":
    case "add_columns": {
      const type = typeIn(name === "add_columns" ? named.get("type") : args[2]);
      const names = name === "add_columns" ? args.slice(1).map(textOf) : [second];
      if (names.some((it) => it === undefined) || type === undefined) return undefined;
      return names.map((it) => ({
        do: "add column",
        table,
        column: typedColumn(range, it ?? "", type, named),
        ifNotExists: isTrue(named.get("if_not_exists")),
        ...range,
      }));
    }
    case "remove_column":
    case "remove_columns": {
      const names = name === "remove_column" ? [second] : args.slice(1).map(textOf);
      if (names.some((it) => it === undefined)) return undefined;
      return names.map((it) => ({ do: "drop column", table, column: it ?? "", ifExists, ...range }));
    }
    case "rename_column": {
      const to = textOf(args[2]);
      return second === undefined || to === undefined ? undefined : [{ do: "rename column", table, column: second, to, ...range }];
    }
    case "change_column": {
      const type = typeIn(args[2]);
      if (second === undefined || type === undefined) return undefined;
      return [{ do: "change column", table, column: second, definition: typedColumn(range, second, type, named), ...range }];
    }
    case "change_column_null":
      return second === undefined
        ? undefined
        : [{ do: isFalse(args[2]) ? "set not null" : "drop not null", table, column: second, ...range }];
    case "change_column_default":
      return [];
    case "add_index": {
      if (args[1] === undefined || (columns === undefined && args[1].kind === "computed")) return undefined;
      const list = args[1].kind === "list" ? args[1].items.map(textOf) : [/[^\w]/.test(second ?? " ") ? undefined : second];
      const concurrently = textOf(named.get("algorithm")) === "concurrently";
      const made = index(list, {
        name: textOf(named.get("name")) ?? `index_${table}_on_${list.join("_and_")}`,
        unique: isTrue(named.get("unique")),
        partial: named.has("where"),
        method: textOf(named.get("using")),
        concurrently,
      });
      return [{ do: "create index", table, index: made, ifNotExists: isTrue(named.get("if_not_exists")), ...range }];
    }
    case "remove_index": {
      const of = textsOf(named.get("column")) ?? columns;
      const own = textOf(named.get("name")) ?? (of === undefined ? undefined : `index_${table}_on_${of.join("_and_")}`);
      if (own === undefined) return undefined;
      return [{ do: "drop index", name: own, table, concurrently: textOf(named.get("algorithm")) === "concurrently", ifExists, ...range }];
    }
    case "add_reference":
    case "add_belongs_to":
      return second === undefined ? undefined : referencesIn(range, table, second, named, true);
    case "remove_reference":
    case "remove_belongs_to": {
      if (second === undefined) return undefined;
      const gone = [`${second}_id`, ...(isTrue(named.get("polymorphic")) ? [`${second}_type`] : [])];
      return gone.map((it) => ({ do: "drop column", table, column: it, ifExists, ...range }));
    }
    case "add_foreign_key": {
      if (second === undefined) return undefined;
      const own = textOf(named.get("column")) ?? `${singular(second)}_id`;
      const notValid = isFalse(named.get("validate"));
      const name = textOf(named.get("name"));
      const references = { table: second, columns: [textOf(named.get("primary_key")) ?? "id"] };
      return [
        {
          do: "add constraint",
          table,
          constraint: constraint(range, "foreign", [own], { ...(name !== undefined && { name }), notValid, references }),
          ...range,
        },
      ];
    }
    case "remove_foreign_key":
      return [{ do: "drop constraint", table, name: textOf(named.get("name")), ifExists, ...range }];
    case "add_timestamps":
      return ["created_at", "updated_at"].map((it) => ({
        do: "add column",
        table,
        column: typedColumn(range, it, "datetime", named),
        ifNotExists: false,
        ...range,
      }));
    case "remove_timestamps":
      return ["created_at", "updated_at"].map((it) => ({ do: "drop column", table, column: it, ifExists, ...range }));
    default:
      return undefined;
  }
}

const typeIn = (value: Value | undefined): string | undefined => textOf(value);

/** What the column that refers to a table is called: `categories` → `category`. */
function singular(table: string): string {
  const name = table.slice(table.lastIndexOf(".") + 1);
  if (/ies$/.test(name)) return `${name.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z|us)es$/.test(name)) return name.slice(0, -2);
  if (name === "people") return "person";
  return /[^s]s$/.test(name) ? name.slice(0, -1) : name;
}
