import { columnOf } from "./columns.ts";
import { constraintAt } from "./constraints.ts";
import { type Cursor, cursorOn, itemsOf } from "./cursor.ts";
import type { ColumnDefinition, Constraint, Range, SqlDeed } from "./statement.ts";
import type { Token } from "./tokens.ts";

/** What `ALTER TABLE` does, one deed an action. The cursor stands behind `TABLE`. */
export function alterationsOf(cursor: Cursor, whole: Range): readonly SqlDeed[] {
  cursor.take("IF", "EXISTS");
  cursor.take("ONLY");
  const table = cursor.name();
  if (table === undefined) return [{ ...whole, do: "unclear" }];
  cursor.sign("*");
  const deeds: SqlDeed[] = [];
  let before = "";
  while (!cursor.done) {
    const item = cursor.item();
    const [first] = item;
    const last = item.at(-1);
    if (first === undefined || last === undefined) continue;
    const range = deeds.length === 0 ? whole : { start: first.start, end: last.end };
    const own = cursorOn(item);
    const goesOn = first.kind === "name" || !verbs.has(first.upper);
    const verb = goesOn && (before === "ADD" || before === "DROP") ? before : own.next()?.upper;
    deeds.push(...actionOf(verb ?? "", own, item, table, range));
    before = verb ?? "";
  }
  // Several actions: the first is shown at itself, too, from the statement's beginning on.
  return deeds.length === 0 ? [{ ...whole, do: "alter table", table }] : deeds;
}

const verbs: ReadonlySet<string> = new Set(
  "ADD DROP ALTER MODIFY CHANGE RENAME SET RESET VALIDATE ATTACH DETACH OWNER ENABLE DISABLE WITH ENGINE COMMENT CONVERT REPLICA CLUSTER INHERIT NO FORCE AUTO_INCREMENT DEFAULT CHARACTER COLLATE CHECK NOCHECK SWITCH ORDER LOCK ALGORITHM PARTITION TRUNCATE OF NOT TABLESPACE REBUILD UPDATE DELETE MATERIALIZE FREEZE FETCH".split(
    " ",
  ),
);

function actionOf(verb: string, own: Cursor, item: readonly Token[], table: string, range: Range): readonly SqlDeed[] {
  const last = item.at(-1) as Token;
  const one = (deed: DeedParts): readonly SqlDeed[] => [{ ...deed, table, ...range } as SqlDeed];
  switch (verb) {
    case "WITH":
      // SQL Server: WITH NOCHECK ADD CONSTRAINT looks at no row that is there.
      if (own.take("NOCHECK") && own.take("ADD")) return added(own, table, range, last, true);
      if (own.take("CHECK") && own.take("ADD")) return added(own, table, range, last);
      return one({ do: "alter table" });
    case "ADD":
      return added(own, table, range, last);
    case "DROP":
      return dropped(own, one);
    case "ALTER":
      return altered(own, one, last);
    case "MODIFY":
    case "CHANGE": {
      own.take("COLUMN");
      own.take("IF", "EXISTS");
      const column = own.peek();
      if (column === undefined) return one({ do: "unclear" });
      if (verb === "CHANGE") own.next();
      const definition = columnOf(rest(own));
      if (definition === undefined) return one({ do: "unclear" });
      const changed = one({ do: "change column", column: column.text, definition });
      if (definition.name === column.text) return changed;
      return [
        ...one({ do: "rename column", column: column.text, to: definition.name }),
        ...one({ do: "change column", column: definition.name, definition }),
      ];
    }
    case "RENAME": {
      if (own.take("TO") || own.take("AS")) return one({ do: "rename table", to: own.name() ?? "" });
      if (own.take("CONSTRAINT") || own.take("INDEX") || own.take("KEY")) return one({ do: "alter table" });
      if (!own.take("COLUMN") && own.peek(1)?.upper !== "TO") return one({ do: "rename table", to: own.name() ?? "" });
      own.take("IF", "EXISTS");
      const column = own.identifier();
      own.take("TO");
      const to = own.identifier();
      return column === undefined || to === undefined ? one({ do: "unclear" }) : one({ do: "rename column", column, to });
    }
    case "VALIDATE":
      own.take("CONSTRAINT");
      return one({ do: "validate constraint", name: own.identifier() ?? "" });
    case "DETACH":
      return one({ do: "detach partition", waits: !["CONCURRENTLY", "FINALIZE"].includes(last.upper) });
    case "ATTACH":
      own.take("PARTITION");
      return one({ do: "attach partition", partition: own.name() ?? "" });
    default:
      return one({ do: "alter table" });
  }
}

type DeedParts = { readonly do: SqlDeed["do"]; readonly [key: string]: unknown };

function added(own: Cursor, table: string, range: Range, last: Token, notValid = false): readonly SqlDeed[] {
  if (own.at("PARTITION") || own.at("PROJECTION") || own.at("PERIOD")) return [{ ...range, do: "alter table", table }];
  const from = own.peek()?.start ?? range.start;
  const constraint = own.at("COLUMN") ? undefined : constraintAt(own);
  if (constraint !== undefined) {
    const made: Constraint = { ...constraint, notValid: constraint.notValid || notValid, start: from, end: last.end };
    return [{ ...range, do: "add constraint", table, constraint: made }];
  }
  // A default of SQL Server that has a name.
  if (own.at("DEFAULT")) return [{ ...range, do: "alter table", table }];
  own.take("COLUMN") || own.take("COLUMNS");
  const ifNotExists = own.take("IF", "NOT", "EXISTS");
  const listed = own.peek()?.text === "(" && own.peek()?.kind === "sign" ? own.group() : undefined;
  const columns = (listed === undefined ? [rest(own)] : itemsOf(listed))
    .map(columnOf)
    .filter((it): it is ColumnDefinition => it !== undefined);
  if (columns.length === 0) return [{ ...range, do: "unclear" }];
  return columns.map((column) => ({ ...range, do: "add column", table, column, ifNotExists }));
}

function dropped(own: Cursor, one: (deed: DeedParts) => readonly SqlDeed[]): readonly SqlDeed[] {
  if (own.take("PRIMARY", "KEY")) return one({ do: "drop constraint", name: undefined, kind: "primary", ifExists: false });
  if (own.take("CONSTRAINT") || own.take("FOREIGN", "KEY") || own.take("CHECK")) {
    const ifExists = own.take("IF", "EXISTS");
    return one({ do: "drop constraint", name: own.identifier(), ifExists });
  }
  if (own.at("INDEX") || own.at("KEY")) {
    own.next();
    const ifExists = own.take("IF", "EXISTS");
    return one({ do: "drop index", name: own.name() ?? "", concurrently: false, ifExists });
  }
  if (own.at("PARTITION") || own.at("PERIOD") || own.at("PROJECTION")) return one({ do: "alter table" });
  own.take("COLUMN");
  const ifExists = own.take("IF", "EXISTS");
  const group = own.peek()?.text === "(" ? own.group() : undefined;
  const columns = group === undefined ? [own.identifier()] : itemsOf(group).map(([it]) => it?.text);
  return columns.flatMap((column) => (column === undefined ? one({ do: "unclear" }) : one({ do: "drop column", column, ifExists })));
}

function altered(own: Cursor, one: (deed: DeedParts) => readonly SqlDeed[], last: Token): readonly SqlDeed[] {
  if (own.at("CONSTRAINT") || own.at("INDEX") || own.at("CHECK")) return one({ do: "alter table" });
  own.take("COLUMN");
  own.take("IF", "EXISTS");
  const from = own.peek();
  const column = own.identifier();
  if (column === undefined || from === undefined) return one({ do: "unclear" });
  if (own.take("SET", "NOT", "NULL")) return one({ do: "set not null", column });
  if (own.take("DROP", "NOT", "NULL")) return one({ do: "drop not null", column });
  if (own.take("SET", "DATA", "TYPE") || own.take("TYPE")) {
    const type = columnOf([from, ...rest(own)])?.type ?? "";
    return one({ do: "change type", column, type });
  }
  if (own.at("SET") || own.at("DROP") || own.at("ADD") || own.at("RESET") || own.at("RESTART")) return one({ do: "alter table" });
  // SQL Server says the whole column again.
  const definition = columnOf([from, ...rest(own)]);
  return definition === undefined || definition.type === "" || last === from
    ? one({ do: "unclear" })
    : one({ do: "change column", column, definition });
}

function rest(cursor: Cursor): readonly Token[] {
  const tokens: Token[] = [];
  for (let it = cursor.next(); it !== undefined; it = cursor.next()) tokens.push(it);
  return tokens;
}
