import type { Dialect } from "./dialect.ts";
import { scannerOf, type Token } from "./tokens.ts";

/** The tokens of one statement. Of statements that carry data only the first few are kept: a dump has millions. */
export interface RawStatement {
  readonly tokens: readonly Token[];
  readonly start: number;
  readonly end: number;
}

const data: ReadonlySet<string> = new Set([
  "INSERT",
  "REPLACE",
  "UPDATE",
  "DELETE",
  "SELECT",
  "COPY",
  "MERGE",
  "VALUES",
  "WITH",
  "COMMENT",
  "GRANT",
]);
const keptOfData = 12;
const routines: ReadonlySet<string> = new Set(["PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE", "PROC"]);
/** In SQL Server nothing has to end a statement: these two words at the start of a line begin one. */
const begins = /^(?:CREATE|ALTER|DROP) (?:TABLE|UNIQUE|INDEX|CLUSTERED|NONCLUSTERED|SCHEMA|VIEW|PROCEDURE|TRIGGER|FUNCTION)$/;

/** Splits a text into statements: at `;`, at `GO`, at what `DELIMITER` says; bodies of routines stay whole. */
export function* statementsIn(text: string, dialect: Dialect): Generator<RawStatement> {
  const mysql = dialect === "mysql";
  const scanner = scannerOf(text, { mysql, brackets: dialect === "sqlserver" || dialect === "sqlite" || dialect === "unknown" });
  let tokens: Token[] = [];
  let end = 0;
  let delimiter = ";";
  /** Open blocks of a routine's body. */
  let blocks = 0;
  let routine = false;
  let parens = 0;
  let before = "";

  const flush = (): RawStatement | undefined => {
    const [first] = tokens;
    const statement = first === undefined ? undefined : { tokens, start: first.start, end };
    tokens = [];
    blocks = 0;
    parens = 0;
    routine = false;
    before = "";
    return statement;
  };
  const lineEnd = (from: number): number => {
    const found = text.indexOf("\n", from);
    return found === -1 ? text.length : found;
  };

  for (let token = scanner.next(); token !== undefined; token = scanner.next()) {
    const { upper } = token;
    const first = tokens[0]?.upper;
    if (token.leads && token.kind === "word" && upper === "DELIMITER") {
      const stop = lineEnd(token.end);
      delimiter = text.slice(token.end, stop).trim() || ";";
      scanner.jump(stop);
      const done = flush();
      if (done) yield done;
      continue;
    }
    // What psql is told, on a line of its own.
    if (token.leads && token.text === "\\" && first === undefined) {
      scanner.jump(lineEnd(token.end));
      continue;
    }
    if (token.kind !== "string" && delimiter !== ";" && text.startsWith(delimiter, token.start)) {
      scanner.jump(token.start + delimiter.length);
      const done = flush();
      if (done) yield done;
      continue;
    }
    const go =
      dialect === "sqlserver" &&
      token.leads &&
      upper === "GO" &&
      /^\s*(?:\d+\s*)?(?:;|\r?$|--)/m.test(text.slice(token.end, token.end + 40));
    const semicolon = token.text === ";" && token.kind === "sign" && delimiter === ";" && blocks === 0;
    if (go || semicolon) {
      const copies = first === "COPY" && /\bFROM\s+STDIN\b/i.test(text.slice(tokens[0]?.start, token.start));
      const done = flush();
      if (done) yield done;
      if (copies) {
        const close = text.indexOf("\n\\.", token.end);
        scanner.jump(close === -1 ? text.length : close + 3);
      }
      continue;
    }
    if (dialect === "sqlserver" && token.leads && tokens.length > 0 && parens <= 0 && !routine && token.kind === "word") {
      const two = /^\S+[ \t]+(\w+)/.exec(text.slice(token.start, token.start + 60))?.[1];
      if (two !== undefined && begins.test(`${upper} ${two.toUpperCase()}`)) {
        const done = flush();
        if (done) yield done;
      }
    }
    if (token.kind === "sign") {
      if (token.text === "(") parens++;
      else if (token.text === ")") parens--;
    } else if (token.kind === "word") {
      routine ||= first === "CREATE" && tokens.length < 12 && parens === 0 && routines.has(upper);
      if (routine) {
        if (upper === "BEGIN" || (upper === "CASE" && before !== "END")) blocks++;
        else if (before === "END" && /^(?:IF|LOOP|WHILE|REPEAT|FOR)$/.test(upper)) blocks++;
        else if (upper === "END") blocks = Math.max(0, blocks - 1);
      }
      before = upper;
    }
    if (tokens.length < keptOfData || !data.has(tokens[0]?.upper ?? "")) tokens.push(token);
    end = token.end;
  }
  const done = flush();
  if (done) yield done;
}
