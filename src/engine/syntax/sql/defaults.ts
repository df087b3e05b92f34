import type { Cursor } from "./cursor.ts";
import type { Default } from "./statement.ts";

/**
 * Functions whose answer is one for the whole statement: a default made of them is computed once, for all rows that are there.
 * Any other may answer differently for each row, and then each is written anew.
 */
const stable: ReadonlySet<string> = new Set(
  "NOW CURRENT_TIMESTAMP CURRENT_DATE CURRENT_TIME LOCALTIME LOCALTIMESTAMP STATEMENT_TIMESTAMP TRANSACTION_TIMESTAMP CURRENT_USER SESSION_USER CURRENT_SETTING CURRENT_DATABASE CURRENT_SCHEMA GETDATE GETUTCDATE SYSDATETIME SYSUTCDATETIME UTC_TIMESTAMP".split(
    " ",
  ),
);
/** Functions that only make a value of their arguments. */
const pure: ReadonlySet<string> = new Set(
  "CAST CONVERT COALESCE NULLIF ARRAY ROW INTERVAL DATE TIME TIMESTAMP TIMESTAMPTZ LOWER UPPER TRIM CONCAT LENGTH ABS ROUND FLOOR CEIL GREATEST LEAST DATE_TRUNC TO_TIMESTAMP TO_DATE MAKE_INTERVAL MAKE_DATE EXTRACT TIMEZONE JSON_BUILD_OBJECT JSONB_BUILD_OBJECT JSON_BUILD_ARRAY JSONB_BUILD_ARRAY JSON_OBJECT JSON_ARRAY TO_JSON TO_JSONB ARRAY_FILL MD5 ENCODE DECODE REPLACE SUBSTRING REPEAT STRFTIME DATETIME JULIANDAY EMPTYARRAY MAP VARCHAR CHAR CHARACTER NUMERIC DECIMAL VARYING".split(
    " ",
  ),
);
/** Words between which an expression goes on. */
const follows: ReadonlySet<string> = new Set(
  "CONSTRAINT NOT NULL PRIMARY UNIQUE REFERENCES CHECK GENERATED COLLATE COMMENT ON AUTO_INCREMENT FIRST AFTER FOR IDENTITY CODEC TTL AS DEFAULT KEY".split(
    " ",
  ),
);

/** Steps over a default's expression, and says how much its value moves. `undefined` and `NULL` are no default at all. */
export function defaultOf(cursor: Cursor): Default {
  let worst: Default = "constant";
  let first = true;
  let depth = 0;
  for (let it = cursor.peek(); it !== undefined; it = cursor.peek()) {
    if (depth === 0 && !first && it.kind === "word" && follows.has(it.upper)) break;
    if (depth === 0 && it.kind === "sign" && it.text === ",") break;
    cursor.next();
    if (first && it.upper === "NULL" && it.kind === "word" && cursor.peek()?.text !== "(") {
      if (cursor.peek()?.text === "::") skipCast(cursor);
      return "none";
    }
    first = false;
    if (it.kind === "sign") {
      if (it.text === "(" || it.text === "[") depth++;
      else if (it.text === ")" || it.text === "]") depth--;
      else if (it.text === "::") skipCast(cursor);
      continue;
    }
    if (it.kind === "word" && depth > 0 && it.upper === "AS") {
      // cast(x as numeric(4,2)): a type follows.
      for (let type = cursor.peek(); type !== undefined && type.text !== ")"; type = cursor.peek()) {
        cursor.next();
        if (cursor.peek()?.text === "(") cursor.group();
      }
      continue;
    }
    if (it.kind !== "word" && it.kind !== "name") continue;
    const called = cursor.peek()?.kind === "sign" && cursor.peek()?.text === "(";
    if (!called) {
      if (stable.has(it.upper) && worst === "constant") worst = "stable";
      continue;
    }
    const empty = cursor.peek(1)?.text === ")";
    const isPrecision = /^(?:CURRENT_|LOCAL|GETDATE|SYS)/.test(it.upper);
    if (stable.has(it.upper) && (empty || isPrecision || it.upper === "CURRENT_SETTING")) worst = worst === "volatile" ? worst : "stable";
    else if (!pure.has(it.upper)) worst = "volatile";
  }
  return worst;
}

/** `::numeric(4,2)[]`, `::timestamp with time zone`. */
function skipCast(cursor: Cursor): void {
  if (cursor.peek()?.text === "::") cursor.next();
  cursor.name();
  cursor.take("PRECISION") || cursor.take("VARYING");
  cursor.group();
  while (cursor.sign("[")) {
    if (!cursor.sign("]")) {
      cursor.next();
      cursor.sign("]");
    }
  }
  cursor.take("WITH", "TIME", "ZONE") || cursor.take("WITHOUT", "TIME", "ZONE");
}
