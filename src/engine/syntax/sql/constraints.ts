import { type Cursor, columnsIn, cursorOn, named } from "./cursor.ts";
import type { Constraint } from "./statement.ts";
import type { Token } from "./tokens.ts";

/** A constraint whose place its reader adds. */
type Placeless = Omit<Constraint, "start" | "end">;

/**
 * The constraint that stands here, of a table or (with `column`) of a column; `undefined` = none does, and nothing is taken but its
 * name. What MySQL writes among them for an index is one of kind `index`.
 */
export function constraintAt(cursor: Cursor, column?: string): Placeless | undefined {
  let name: string | undefined;
  if (cursor.take("CONSTRAINT") && !isConstraint(cursor)) name = cursor.identifier();
  const own = column === undefined ? [] : [column];
  const made = (rest: Omit<Placeless, "notValid" | "usingIndex" | "name">, usingIndex = false): Placeless => ({
    ...(name !== undefined && { name }),
    ...rest,
    usingIndex,
    notValid: trailing(cursor, column !== undefined),
  });
  const list = (): readonly string[] => {
    const group = cursor.group();
    return group === undefined ? own : named(columnsIn(group));
  };
  if (cursor.take("PRIMARY", "KEY")) {
    clustering(cursor);
    if (cursor.take("USING", "INDEX")) return made({ kind: "primary", columns: [] }, cursor.identifier() !== undefined);
    // Cassandra's partition key stands in parentheses of its own: all of it is the key.
    const group = column === undefined || cursor.peek()?.text === "(" ? cursor.group() : undefined;
    const columns = group === undefined ? own : named(columnsIn(group.filter((it) => it.text !== "(" && it.text !== ")")));
    return made({ kind: "primary", columns });
  }
  if (cursor.take("UNIQUE")) {
    const isIndex = cursor.take("KEY") || cursor.take("INDEX");
    clustering(cursor);
    if (cursor.take("USING", "INDEX")) return made({ kind: "unique", columns: [] }, cursor.identifier() !== undefined);
    if (cursor.take("NULLS")) {
      cursor.take("NOT");
      cursor.next();
    }
    if (column === undefined && cursor.peek()?.text !== "(") name = cursor.identifier() ?? name;
    if (isIndex && cursor.take("USING")) cursor.next();
    return made({ kind: "unique", columns: column === undefined || cursor.peek()?.text === "(" ? list() : own });
  }
  if (cursor.take("FOREIGN", "KEY")) {
    if (cursor.peek()?.text !== "(") name = cursor.identifier() ?? name;
    const columns = list();
    if (!cursor.take("REFERENCES")) return made({ kind: "foreign", columns });
    return made({ kind: "foreign", columns, references: target(cursor) });
  }
  if (column !== undefined && cursor.take("REFERENCES")) return made({ kind: "foreign", columns: own, references: target(cursor) });
  if (cursor.take("CHECK")) {
    const requires = requiredBy(cursor.group() ?? []);
    return made({ kind: "check", columns: [], ...(requires !== undefined && { requires }) });
  }
  if (column === undefined && cursor.take("EXCLUDE")) {
    while (!cursor.done && cursor.peek()?.text !== "(") cursor.next();
    cursor.group();
    return made({ kind: "exclude", columns: [] });
  }
  const mark = cursor.peek()?.upper;
  if (
    column === undefined &&
    cursor.peek()?.kind === "word" &&
    !isColumnCalledSo(cursor) &&
    (mark === "INDEX" || mark === "KEY" || mark === "FULLTEXT" || mark === "SPATIAL")
  ) {
    cursor.next();
    cursor.take("INDEX") || cursor.take("KEY");
    if (cursor.peek()?.text !== "(" && !cursor.at("USING")) name = cursor.name() ?? name;
    if (cursor.take("USING")) cursor.next();
    return cursor.peek()?.text === "(" ? made({ kind: "index", columns: mark === "INDEX" || mark === "KEY" ? list() : [] }) : undefined;
  }
  return undefined;
}

/** `key varchar(40)` is a column, `KEY orders_user (user_id)` an index. */
function isColumnCalledSo(cursor: Cursor): boolean {
  const [type, open, inside] = [cursor.peek(1), cursor.peek(2), cursor.peek(3)];
  if (type?.kind !== "word" || type.upper === "KEY" || type.upper === "INDEX" || type.upper === "USING") return false;
  return open === undefined || (open.text === "(" ? inside?.kind === "number" : open.upper !== "USING" && open.text !== ".");
}

const isConstraint = (cursor: Cursor): boolean =>
  cursor.at("PRIMARY", "KEY") || cursor.at("FOREIGN", "KEY") || cursor.at("CHECK") || cursor.at("REFERENCES");

function clustering(cursor: Cursor): void {
  cursor.take("CLUSTERED") || cursor.take("NONCLUSTERED");
}

function target(cursor: Cursor): { table: string; columns: readonly string[] } {
  const table = cursor.name() ?? "";
  const group = cursor.peek()?.text === "(" ? cursor.group() : undefined;
  return { table, columns: group === undefined ? [] : named(columnsIn(group)) };
}

/** `email IS NOT NULL`, and nothing else. */
function requiredBy(tokens: readonly Token[]): string | undefined {
  if (tokens.length > 8) return undefined;
  const cursor = cursorOn(tokens);
  const inner = cursor.peek()?.text === "(" ? cursor.group() : undefined;
  if (inner !== undefined) return cursor.done ? requiredBy(inner) : undefined;
  const column = cursor.identifier();
  return cursor.take("IS", "NOT", "NULL") && cursor.done ? column : undefined;
}

/** Steps over what may follow a constraint; tells whether `NOT VALID` is among it. A column's goes on with the column's other words. */
function trailing(cursor: Cursor, ofColumn: boolean): boolean {
  let notValid = false;
  while (!cursor.done) {
    if (cursor.take("NOT", "VALID")) notValid = true;
    else if (cursor.take("ON", "DELETE") || cursor.take("ON", "UPDATE")) {
      if (cursor.take("SET") || cursor.take("NO")) cursor.next();
      else cursor.next();
      if (cursor.peek()?.text === "(") cursor.group();
    } else if (cursor.take("MATCH") || cursor.take("INITIALLY")) cursor.next();
    else if (cursor.take("DEFERRABLE") || cursor.take("NOT", "DEFERRABLE") || cursor.take("NO", "INHERIT") || cursor.take("ENFORCED"))
      continue;
    else if (!ofColumn) cursor.next();
    else break;
  }
  return notValid;
}
