import { type Cursor, complain, deeper, eat, readName, skipBlank } from "./cursor.ts";
import { readHeredoc, readQuoted } from "./template.ts";
import type { Expression, MapEntry, Step } from "./tree.ts";

const operator = /&&|\|\||[=!<>]=|[<>+\-*/%]/y;

/** One expression, as far as it can be read. Always moves on where there is something to read. */
export const readExpression = (cursor: Cursor): Expression => deeper(cursor, () => readChoice(cursor), nothing(cursor.at));

const nothing = (at: number): Expression => ({ kind: "operation", operators: [], operands: [], start: at, end: at });

function readChoice(cursor: Cursor): Expression {
  const condition = readOperation(cursor);
  skipBlank(cursor);
  if (!eat(cursor, "?")) return condition;
  skipBlank(cursor, true);
  const yes = readExpression(cursor);
  skipBlank(cursor, true);
  if (!eat(cursor, ":")) {
    complain(cursor, "A colon is expected here.");
    return { kind: "choice", condition, yes, no: nothing(cursor.at), start: condition.start, end: cursor.at };
  }
  skipBlank(cursor, true);
  const no = readExpression(cursor);
  return { kind: "choice", condition, yes, no, start: condition.start, end: no.end };
}

function readOperation(cursor: Cursor): Expression {
  const first = readUnary(cursor);
  const operators: string[] = [];
  const operands = [first];
  for (;;) {
    const before = cursor.at;
    skipBlank(cursor);
    operator.lastIndex = cursor.at;
    const found = operator.exec(cursor.text)?.[0];
    if (found === undefined) {
      cursor.at = before;
      break;
    }
    cursor.at += found.length;
    skipBlank(cursor, true);
    operators.push(found);
    operands.push(readUnary(cursor));
  }
  if (operators.length === 0) return first;
  return { kind: "operation", operators, operands, start: first.start, end: operands.at(-1)?.end ?? first.end };
}

function readUnary(cursor: Cursor): Expression {
  skipBlank(cursor);
  const start = cursor.at;
  const mark = cursor.text[start];
  if (mark === "!" || (mark === "-" && !/\d/.test(cursor.text[start + 1] ?? ""))) {
    cursor.at++;
    const inner = deeper(cursor, () => readUnary(cursor), nothing(cursor.at));
    return { kind: "operation", operators: [mark], operands: [inner], start, end: inner.end };
  }
  return readSteps(cursor, readPrimary(cursor));
}

function readPrimary(cursor: Cursor): Expression {
  const { text, at: start } = cursor;
  const character = text[start] ?? "";
  if (character === '"') return readQuoted(cursor, readExpression);
  if (character === "<") {
    const heredoc = readHeredoc(cursor, readExpression);
    if (heredoc !== undefined) return heredoc;
  }
  if (character === "(") return inside(cursor, ")", () => readExpression(cursor)) ?? nothing(start);
  if (character === "[") return readList(cursor);
  if (character === "{") return readMap(cursor);
  const number = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/.exec(text.slice(start, start + 40))?.[0];
  if (number !== undefined) {
    cursor.at += number.length;
    return { kind: "literal", type: "number", text: number, start, end: cursor.at };
  }
  const name = readName(cursor);
  if (name === undefined) {
    complain(cursor, "A value is expected here.");
    if (character !== "\n" && !"})],".includes(character)) cursor.at++;
    return nothing(start);
  }
  return readNamed(cursor, name, start);
}

function readNamed(cursor: Cursor, first: string, start: number): Expression {
  if (first === "true" || first === "false") return { kind: "literal", type: "boolean", text: first, start, end: cursor.at };
  if (first === "null") return { kind: "literal", type: "null", text: "", start, end: cursor.at };
  let name = first;
  // `provider::aws::arn_parse(…)`
  while (cursor.text.startsWith("::", cursor.at)) {
    cursor.at += 2;
    name += `::${readName(cursor) ?? ""}`;
  }
  if (cursor.text[cursor.at] !== "(") return { kind: "reference", root: name, steps: [], start, end: cursor.at };
  const args = inside(cursor, ")", () => readItems(cursor, ")")) ?? [];
  return { kind: "call", name, args, start, end: cursor.at };
}

/** Reads what stands between the bracket here and its closing one; what is left over before that one is told and left out. */
function inside<T>(cursor: Cursor, close: string, read: () => T): T | undefined {
  const start = cursor.at++;
  cursor.nesting++;
  skipBlank(cursor);
  const result = read();
  skipBlank(cursor);
  if (!eat(cursor, close)) {
    complain(cursor, `${close} is expected here.`, Math.min(cursor.at, Math.max(start, cursor.text.length - 1)));
    const end = cursor.text.indexOf(close, cursor.at);
    const line = cursor.text.indexOf("\n", cursor.at);
    cursor.at = end >= 0 && (line < 0 || end < line) ? end + 1 : line < 0 ? cursor.text.length : line;
  }
  cursor.nesting--;
  return result;
}

function readItems(cursor: Cursor, close: string): readonly Expression[] {
  const items: Expression[] = [];
  for (;;) {
    skipBlank(cursor);
    if (cursor.at >= cursor.text.length || cursor.text[cursor.at] === close) return items;
    const before = cursor.at;
    items.push(readExpression(cursor));
    skipBlank(cursor);
    eat(cursor, "...");
    skipBlank(cursor);
    if (!eat(cursor, ",") || cursor.at === before) return items;
  }
}

const loop = /for\b\s/y;
const startsLoop = (cursor: Cursor): boolean => {
  loop.lastIndex = cursor.at;
  return loop.test(cursor.text);
};

function readList(cursor: Cursor): Expression {
  const start = cursor.at;
  const made = inside(cursor, "]", () => (startsLoop(cursor) ? readFor(cursor, start) : readItems(cursor, "]"))) ?? [];
  return isExpression(made) ? { ...made, end: cursor.at } : { kind: "list", items: made, start, end: cursor.at };
}

function readMap(cursor: Cursor): Expression {
  const start = cursor.at;
  const made = inside(cursor, "}", () => (startsLoop(cursor) ? readFor(cursor, start) : readEntries(cursor))) ?? [];
  return isExpression(made) ? { ...made, end: cursor.at } : { kind: "map", entries: made, start, end: cursor.at };
}

const isExpression = <T>(it: Expression | readonly T[]): it is Expression => "kind" in it;

function readEntries(cursor: Cursor): readonly MapEntry[] {
  const entries: MapEntry[] = [];
  for (;;) {
    skipBlank(cursor);
    if (cursor.at >= cursor.text.length || cursor.text[cursor.at] === "}") return entries;
    const before = cursor.at;
    const key = deeper(cursor, () => readUnary(cursor), nothing(cursor.at));
    skipBlank(cursor);
    if (!eat(cursor, "=") && !eat(cursor, ":")) return entries;
    skipBlank(cursor);
    // A new line ends an entry as well as a comma does.
    cursor.nesting--;
    const nesting = cursor.nesting;
    cursor.nesting = 0;
    const value = readExpression(cursor);
    cursor.nesting = nesting + 1;
    entries.push({ key, value, start: key.start, end: value.end });
    skipBlank(cursor);
    eat(cursor, ",");
    if (cursor.at === before) return entries;
  }
}

function readFor(cursor: Cursor, start: number): Expression {
  cursor.at += 3;
  const names: string[] = [];
  do {
    skipBlank(cursor);
    const name = readName(cursor);
    if (name !== undefined) names.push(name);
    skipBlank(cursor);
  } while (eat(cursor, ","));
  if (readName(cursor) !== "in") complain(cursor, "The word in is expected here.");
  const over = readExpression(cursor);
  skipBlank(cursor);
  if (!eat(cursor, ":")) complain(cursor, "A colon is expected here.");
  let value = readExpression(cursor);
  let key: Expression | undefined;
  skipBlank(cursor);
  if (eat(cursor, "=>")) {
    key = value;
    value = readExpression(cursor);
    skipBlank(cursor);
    eat(cursor, "...");
    skipBlank(cursor);
  }
  const condition = cursor.text.startsWith("if", cursor.at) && readName(cursor) === "if" ? readExpression(cursor) : undefined;
  return { kind: "for", names, over, key, value, condition, start, end: cursor.at };
}

function readSteps(cursor: Cursor, of: Expression): Expression {
  const steps: Step[] = [];
  for (;;) {
    const before = cursor.at;
    if (cursor.nesting > 0 && /\s/.test(cursor.text[cursor.at] ?? "")) {
      // Inside brackets a chain may go on in the next line.
      skipBlank(cursor);
      if (cursor.text[cursor.at] !== "." || cursor.text.startsWith("...", cursor.at)) {
        cursor.at = before;
        break;
      }
    }
    if (cursor.text.startsWith("...", cursor.at)) break;
    if (eat(cursor, ".")) {
      const index = /^\d+/.exec(cursor.text.slice(cursor.at, cursor.at + 12))?.[0];
      const name = readName(cursor);
      if (name !== undefined) steps.push(name);
      else if (eat(cursor, "*")) steps.push({ every: true });
      else if (index !== undefined) {
        steps.push({ index: { kind: "literal", type: "number", text: index, start: cursor.at, end: cursor.at + index.length } });
        cursor.at += index.length;
      } else break;
    } else if (cursor.text[cursor.at] === "[") {
      const index = inside(cursor, "]", () => (eat(cursor, "*") ? undefined : readExpression(cursor)));
      steps.push(index === undefined ? { every: true } : { index });
    } else break;
  }
  if (steps.length === 0) return of;
  if (of.kind === "reference") return { ...of, steps: [...of.steps, ...steps], end: cursor.at };
  return { kind: "access", of, steps, start: of.start, end: cursor.at };
}
