import { type Cursor, complain, lineEnd } from "./cursor.ts";
import type { Expression } from "./tree.ts";

type ReadExpression = (cursor: Cursor) => Expression;

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** A quoted text from its first quote on. A new line before the last quote ends it, and is told. */
export function readQuoted(cursor: Cursor, expression: ReadExpression): Expression {
  const start = cursor.at++;
  const parts: (string | Expression)[] = [];
  let said = "";
  for (;;) {
    const character = cursor.text[cursor.at];
    if (character === undefined || character === "\n") {
      complain(cursor, "This text has no closing quote.", start, cursor.at);
      break;
    }
    if (character === '"') {
      cursor.at++;
      break;
    }
    if (character === "\\") {
      const escaped = cursor.text[cursor.at + 1] ?? "";
      const unicode = escaped === "u" ? /^[\da-f]{4}/i.exec(cursor.text.slice(cursor.at + 2, cursor.at + 6))?.[0] : undefined;
      said += unicode === undefined ? (escapes[escaped] ?? escaped) : String.fromCharCode(Number.parseInt(unicode, 16));
      cursor.at += 2 + (unicode?.length ?? 0);
      continue;
    }
    const hole = readHole(cursor, expression);
    if (hole === undefined) said += cursor.text[cursor.at++];
    else if (typeof hole === "string") said += hole;
    else {
      if (said !== "") parts.push(said);
      said = "";
      parts.push(hole);
    }
  }
  return templateOf(parts, said, start, cursor.at);
}

/** `<<EOF` and `<<-EOF`: the lines up to the one that holds the word alone. */
export function readHeredoc(cursor: Cursor, expression: ReadExpression): Expression | undefined {
  const head = /^<<(-?)([\p{L}_][\p{L}\p{N}_-]{0,200})[ \t]*\r?\n/u.exec(cursor.text.slice(cursor.at, cursor.at + 300));
  if (head === null) return undefined;
  const start = cursor.at;
  const [whole, indented, word = ""] = head;
  cursor.at += whole.length;
  const parts: (string | Expression)[] = [];
  let said = "";
  let closed = false;
  while (cursor.at < cursor.text.length && !closed) {
    const end = lineEnd(cursor.text, cursor.at);
    const line = cursor.text.slice(cursor.at, end);
    if (line.trim() === word) {
      cursor.at += line.trimEnd().length;
      closed = true;
      break;
    }
    if (indented === "-") cursor.at += line.length - line.trimStart().length;
    while (cursor.at < cursor.text.length) {
      const character = cursor.text[cursor.at] ?? "";
      const hole = readHole(cursor, expression);
      if (typeof hole === "string") said += hole;
      else if (hole !== undefined) {
        if (said !== "") parts.push(said);
        said = "";
        parts.push(hole);
      } else {
        said += character;
        cursor.at++;
        if (character === "\n") break;
      }
    }
  }
  if (!closed) complain(cursor, `This text has no line with ${word} at its end.`, start, start + whole.trimEnd().length);
  return templateOf(parts, said, start, cursor.at);
}

/** A text that is a template as a whole: a string of JSON, a file. */
export function readTemplateText(cursor: Cursor, expression: ReadExpression): Expression {
  const parts: (string | Expression)[] = [];
  let said = "";
  while (cursor.at < cursor.text.length) {
    const hole = readHole(cursor, expression);
    if (hole === undefined) said += cursor.text[cursor.at++];
    else if (typeof hole === "string") said += hole;
    else {
      if (said !== "") parts.push(said);
      said = "";
      parts.push(hole);
    }
  }
  return templateOf(parts, said, 0, cursor.text.length);
}

function templateOf(parts: readonly (string | Expression)[], said: string, start: number, end: number): Expression {
  if (parts.length === 0) return { kind: "literal", type: "string", text: said, start, end };
  return { kind: "template", parts: said === "" ? parts : [...parts, said], start, end };
}

/** What stands at `${` or `%{`; the text itself where it is escaped; `undefined` = nothing of the kind. */
function readHole(cursor: Cursor, expression: ReadExpression): Expression | string | undefined {
  const { text, at } = cursor;
  const mark = text[at];
  if (mark !== "$" && mark !== "%") return undefined;
  if (text[at + 1] === mark && text[at + 2] === "{") {
    cursor.at += 3;
    return `${mark}{`;
  }
  if (text[at + 1] !== "{") return undefined;
  cursor.at += 2;
  if (text[cursor.at] === "~") cursor.at++;
  const nesting = cursor.nesting;
  cursor.nesting = 1;
  // Of a directive (`%{ if … }`) nothing but its length is known.
  const inner: Expression =
    mark === "$" ? expression(cursor) : { kind: "operation", operators: ["%"], operands: [], start: at, end: cursor.at };
  cursor.nesting = nesting;
  const end = closing(text, cursor.at);
  if (end === undefined) {
    complain(cursor, "This has no closing brace.", at, at + 2);
    cursor.at = lineEnd(text, cursor.at);
  } else cursor.at = end;
  return inner;
}

/** Past the brace that closes what is open at `from`, on the same line or a few further. */
function closing(text: string, from: number): number | undefined {
  let open = 1;
  for (let at = from; at < text.length && at < from + 2000; at++) {
    const character = text[at];
    if (character === "{") open++;
    else if (character === "}" && --open === 0) return at + 1;
  }
  return undefined;
}
