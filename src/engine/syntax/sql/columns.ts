import { constraintAt } from "./constraints.ts";
import { cursorOn } from "./cursor.ts";
import { defaultOf } from "./defaults.ts";
import type { ColumnDefinition, Constraint, Default } from "./statement.ts";
import type { Token } from "./tokens.ts";

/** Words that end a column's type. */
const ends: ReadonlySet<string> = new Set(
  "CONSTRAINT NOT NULL DEFAULT PRIMARY UNIQUE REFERENCES CHECK GENERATED AS AUTO_INCREMENT AUTOINCREMENT IDENTITY COLLATE COMMENT ON KEY CODEC TTL MATERIALIZED ALIAS EPHEMERAL FIRST AFTER STORED VIRTUAL PERSISTED INVISIBLE STATIC SPARSE ROWGUIDCOL USING STORAGE COMPRESSION CLUSTERED NONCLUSTERED FOREIGN ENCODE MASKED".split(
    " ",
  ),
);

/** A column as `CREATE TABLE` or `ADD COLUMN` defines it; `undefined` = these tokens are none. */
export function columnOf(tokens: readonly Token[]): ColumnDefinition | undefined {
  const cursor = cursorOn(tokens);
  const name = cursor.identifier();
  const [first] = tokens;
  const last = tokens.at(-1);
  if (name === undefined || first === undefined || last === undefined) return undefined;
  let type = "";
  let depth = 0;
  for (let it = cursor.peek(); it !== undefined; it = cursor.peek()) {
    if (depth === 0 && it.kind === "word" && ends.has(it.upper) && !(it.upper === "AS" && type === "")) break;
    if (depth === 0 && (it.kind === "string" || (it.kind === "sign" && !"()[].<>,".includes(it.text)))) break;
    if (depth === 0 && type === "" && it.upper === "AS") break;
    if (it.kind === "sign" && (it.text === "(" || it.text === "<")) depth++;
    if (it.kind === "sign" && (it.text === ")" || it.text === ">")) depth--;
    const glued = type === "" || it.kind === "sign" || /[(.<,[]$/.test(type);
    type += (glued ? "" : " ") + (it.kind === "string" ? "…" : it.text.toLowerCase());
    cursor.next();
  }
  let notNull = false;
  let fallback: Default = "none";
  let generated: "stored" | "virtual" | undefined;
  let counts = /^(?:big|small)?serial\d?$/.test(type);
  const constraints: Constraint[] = [];
  while (!cursor.done) {
    const here = cursor.peek() as Token;
    if (cursor.take("NOT", "NULL")) notNull = true;
    else if (cursor.take("NULL")) notNull = false;
    else if (cursor.take("DEFAULT")) fallback = defaultOf(cursor);
    else if (cursor.take("AUTO_INCREMENT") || cursor.take("AUTOINCREMENT")) counts = true;
    else if (cursor.take("IDENTITY")) {
      counts = true;
      cursor.group();
    } else if (cursor.at("GENERATED") || cursor.at("AS")) {
      while (
        cursor.at("GENERATED") ||
        cursor.at("ALWAYS") ||
        cursor.at("BY") ||
        cursor.at("DEFAULT") ||
        cursor.at("ON") ||
        cursor.at("NULL")
      )
        cursor.next();
      cursor.take("AS");
      if (cursor.take("IDENTITY")) {
        counts = true;
        cursor.group();
      } else if (cursor.take("ROW")) cursor.next();
      else {
        cursor.group();
        generated = "virtual";
      }
    } else if (generated !== undefined && (cursor.take("STORED") || cursor.take("PERSISTED"))) generated = "stored";
    else if (cursor.take("ON", "UPDATE") || cursor.take("ON", "DELETE")) cursor.next();
    else {
      const constraint = constraintAt(cursor, name);
      if (constraint === undefined) cursor.next();
      else constraints.push({ ...constraint, start: here.start, end: last.end });
    }
  }
  return {
    name,
    type,
    notNull: notNull || constraints.some((it) => it.kind === "primary"),
    default: fallback,
    counts,
    ...(generated && { generated }),
    constraints,
    start: first.start,
    end: last.end,
  };
}
