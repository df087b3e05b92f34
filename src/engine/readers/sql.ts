import type { Problem } from "../model/index.ts";
import { type Lines, linesOf } from "../syntax/lines.ts";
import { baseName } from "../syntax/paths.ts";
import { type Dialect, dialectOfPath, dialectVotes, electedDialect } from "../syntax/sql/dialect.ts";
import { parseSql, type SqlScript } from "../syntax/sql/parse.ts";
import { isFormattedSql } from "./migrations/liquibase.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";

/** A file of SQL that defines data. */
export interface SqlBody {
  readonly script: SqlScript;
  /** How it is written: by its path, else by its words. */
  readonly dialect: Dialect;
  readonly lines: Lines;
  /** A tool runs it in a transaction although no `BEGIN` says so. */
  readonly wrapped: boolean;
  /** It says itself that no transaction is opened around it. */
  readonly outside: boolean;
}

/** What decides which series and schemas there are. */
export interface SqlOutline {
  readonly creates: readonly string[];
  readonly alters: boolean;
}

/** Folders of what no system is made of, and files that undo or fill. */
const elsewhere =
  /(?:^|\/)(?:tests?|testdata|test-data|fixtures?|__tests__|specs?|e2e|node_modules|vendor|third_party|seeds?|seeders?|queries|samples?|benchmarks?)\//i;
const undoes = /(?:[._-](?:down|undo|rollback|revert)\.sql$|^(?:down|undo|rollback|revert)\.sql$|^U\d[\d._]*__)/i;

/** SQL that defines data: schemas and migrations. Queries, and dumps of rows, are none. */
export const sqlReader: Reader<SqlBody> = {
  id: "sql",
  title: "SQL schemas and migrations",
  wants: (path) => /\.(?:sql|cql|ddl|pgsql|mysql|tsql)$/i.test(path) && !elsewhere.test(path) && !undoes.test(baseName(path)),
  recognises: ({ text }) =>
    !isFormattedSql(text) &&
    /^[ \t]*(?:create|alter|drop|rename|truncate|reindex|vacuum|lock|cluster|refresh|if|begin|start[ \t]+transaction)\b/im.test(text),
  read,
};

function read({ path, text }: SourceFile): FileFacts<SqlBody> {
  const up = upOnly(text);
  const byPath = dialectOfPath(path);
  const dialect = byPath === "unknown" ? electedDialect(dialectVotes(up)) : byPath;
  const script = parseSql(up, dialect);
  const lines = linesOf(text);
  const [first] = script.unclear;
  const understood = script.statements - script.unclear.length;
  const problems: Problem[] =
    first === undefined
      ? []
      : [
          {
            message: `Parsed ${understood} of ${script.statements} statements: ${script.unclear.length === 1 ? "one" : script.unclear.length} could not be made out.`,
            file: path,
            severity: "note",
            span: lines.span(first.start, first.end),
            reader: "sql",
          },
        ];
  const outline: SqlOutline = {
    creates: script.deeds.flatMap((it) => (it.do === "create table" && !it.temporary ? [it.table] : [])),
    alters: script.deeds.some((it) => it.do !== "create table" && it.do !== "begin" && it.do !== "commit" && it.do !== "set"),
  };
  return {
    file: path,
    reader: "sql",
    body: { script, dialect, lines, wrapped: isWrapped(text), outside: isOutside(text) },
    problems,
    outline: JSON.stringify(outline),
    mentions: [],
  };
}

const mark = /^--[ \t]*(?:\+goose|\+migrate|migrate:|\+micrate)[ \t]*(up|down)\b(.*)$/gim;

/** The part that goes forward of a file that also knows the way back (goose, dbmate, sql-migrate): the rest is blanked out. */
function upOnly(text: string): string {
  const marks = [...text.matchAll(mark)];
  let from = -1;
  let kept = text;
  for (const it of [...marks, undefined]) {
    const at = it?.index ?? text.length;
    if (from >= 0) kept = kept.slice(0, from) + " ".repeat(at - from) + kept.slice(at);
    from = it?.[1]?.toLowerCase() === "down" ? at : -1;
  }
  return kept;
}

/** Goose and dbmate are told to open no transaction. */
const isOutside = (text: string): boolean => noTransaction.test(text);
const noTransaction = /^--[ \t]*(?:\+goose[ \t]+NO[ \t]+TRANSACTION\b|migrate:[ \t]*up\b.*transaction:[ \t]*false)/im;

/** Goose and dbmate put every file into a transaction unless it says otherwise. */
const isWrapped = (text: string): boolean =>
  /^--[ \t]*(?:\+goose|migrate:)[ \t]*up\b/im.test(text) &&
  !/^--[ \t]*\+goose[ \t]+NO[ \t]+TRANSACTION|transaction:[ \t]*false/im.test(text);
