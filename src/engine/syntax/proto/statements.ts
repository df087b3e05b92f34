import type { ProtoCursor } from "./cursor.ts";
import type { Numbers, ProtoEnumNode, ProtoOption, ProtoRpcNode, ProtoServiceNode, ProtoValueNode, Reserved } from "./tree.ts";

/** The body of a block: `one` reads a statement, and says `false` to what it does not know. Takes the `}`. */
export function readBody(cursor: ProtoCursor, wanted: string, one: () => boolean): void {
  if (!cursor.take("{")) {
    cursor.unclear('"{"');
    cursor.skipStatement();
    return;
  }
  while (!cursor.sees("}")) {
    if (cursor.peek().kind === "end") {
      cursor.unclear('"}"');
      return;
    }
    if (cursor.take(";")) continue;
    const before = cursor.peek().start;
    if (!one()) {
      cursor.unclear(wanted);
      cursor.skipStatement();
    }
    // Whatever is read, something is.
    if (cursor.peek().start === before && !cursor.sees("}") && cursor.peek().kind !== "end") cursor.next();
  }
  cursor.take("}");
}

/** `option name = value;` */
export function readOption(cursor: ProtoCursor): ProtoOption {
  const { start } = cursor.next();
  const option = readAssignment(cursor, start);
  if (!cursor.take(";")) {
    cursor.unclear('";"');
    if (cursor.peek().kind !== "word") cursor.skipStatement();
  }
  return option;
}

function readAssignment(cursor: ProtoCursor, start: number): ProtoOption {
  let name = "";
  while (!cursor.sees("=") && !cursor.sees(";") && !cursor.sees("]") && !cursor.sees("}") && cursor.peek().kind !== "end")
    name += cursor.next().text;
  if (!cursor.take("=")) return { name, value: "", start, end: cursor.last().end };
  let value = "";
  if (cursor.sees("{")) cursor.skipBlock();
  else if (cursor.sees("[")) cursor.skipBlock();
  else {
    if (cursor.sees("-") || cursor.sees("+")) value += cursor.next().text;
    if (!/^[;,\]}]$/.test(cursor.peek().text) || cursor.peek().kind === "string") value += cursor.next().text;
    // Strings that stand one after the other are one.
    while (cursor.peek().kind === "string") value += cursor.next().text;
    if (value !== "" && cursor.sees(".")) value += cursor.name();
  }
  return { name, value, start, end: cursor.last().end };
}

/** `[a = 1, b = 2]`, where one stands. */
export function readOptions(cursor: ProtoCursor): readonly ProtoOption[] {
  const options: ProtoOption[] = [];
  if (!cursor.take("[")) return options;
  while (!cursor.sees("]") && !cursor.sees(";") && !cursor.sees("}") && cursor.peek().kind !== "end") {
    const { start } = cursor.peek();
    options.push(readAssignment(cursor, start));
    if (!cursor.take(",") && cursor.peek().start === start) cursor.next();
  }
  cursor.take("]");
  return options;
}

/** `0x1F`, `017` and `-1` are numbers too; anything else is none. */
export function readNumber(cursor: ProtoCursor): number | undefined {
  const negative = cursor.take("-");
  if (cursor.peek().kind !== "number") return undefined;
  const text = cursor.next().text;
  const value = /^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number(text);
  return Number.isInteger(value) ? (negative ? -value : value) : undefined;
}

export const greatest = 2_147_483_647;

/** `1, 3 to 5, 9 to max` or `"a", "b"` (since editions without quotes). */
export function readReserved(cursor: ProtoCursor): Reserved {
  cursor.next();
  const numbers: Numbers[] = [];
  const names: string[] = [];
  do {
    const token = cursor.peek();
    if (token.kind === "string") {
      names.push(cursor.next().text);
    } else if (token.kind === "word") {
      names.push(cursor.next().text);
    } else {
      const from = readNumber(cursor);
      if (from === undefined) break;
      let to = from;
      if (cursor.take("to")) to = cursor.take("max") ? greatest : (readNumber(cursor) ?? from);
      numbers.push([from, to]);
    }
  } while (cursor.take(","));
  readOptionsAndEnd(cursor);
  return { numbers, names };
}

function readOptionsAndEnd(cursor: ProtoCursor): void {
  if (cursor.sees("[")) readOptions(cursor);
  if (!cursor.take(";")) {
    cursor.unclear('";"');
    cursor.skipStatement();
  }
}

/** The word, the name and the `{` of a block that is about to be read. */
export function readHead(
  cursor: ProtoCursor,
  wanted: string,
): { readonly start: number; readonly name: string; readonly head: { readonly start: number; readonly end: number } } {
  const { start } = cursor.next();
  const name = cursor.peek().kind === "word" ? cursor.next().text : "";
  if (name === "") cursor.unclear(wanted);
  const brace = cursor.peek();
  return { start, name, head: { start, end: cursor.sees("{") ? brace.end : cursor.last().end } };
}

export function readEnum(cursor: ProtoCursor): ProtoEnumNode {
  const { start, name, head } = readHead(cursor, "the name of an enum");
  const values: ProtoValueNode[] = [];
  const options: ProtoOption[] = [];
  const reserved = { numbers: [] as Numbers[], names: [] as string[] };
  readBody(cursor, "a value of the enum", () => {
    if (cursor.sees("option") && cursor.peek(1).text !== "=") options.push(readOption(cursor));
    else if (cursor.sees("reserved") && cursor.peek(1).text !== "=") {
      const it = readReserved(cursor);
      reserved.numbers.push(...it.numbers);
      reserved.names.push(...it.names);
    } else if (cursor.peek().kind === "word" && cursor.peek(1).text === "=") {
      const token = cursor.next();
      cursor.next();
      const number = readNumber(cursor);
      if (number === undefined) return false;
      const said = readOptions(cursor);
      values.push({ name: token.text, number, options: said, start: token.start, end: cursor.last().end });
      if (!cursor.take(";")) cursor.unclear('";"');
    } else return false;
    return true;
  });
  return { name, head, values, reserved, options, start, end: cursor.last().end };
}

export function readService(cursor: ProtoCursor): ProtoServiceNode {
  const { start, name, head } = readHead(cursor, "the name of a service");
  const rpcs: ProtoRpcNode[] = [];
  const options: ProtoOption[] = [];
  readBody(cursor, "an rpc", () => {
    if (cursor.sees("option")) options.push(readOption(cursor));
    else if (cursor.sees("rpc")) {
      const it = readRpc(cursor);
      if (it === undefined) return false;
      rpcs.push(it);
    } else return false;
    return true;
  });
  return { name, head, rpcs, options, start, end: cursor.last().end };
}

function readRpc(cursor: ProtoCursor): ProtoRpcNode | undefined {
  const { start } = cursor.next();
  const name = cursor.peek().kind === "word" ? cursor.next().text : "";
  const request = readSide(cursor);
  if (name === "" || request === undefined || !cursor.take("returns")) return undefined;
  const response = readSide(cursor);
  if (response === undefined) return undefined;
  const options: ProtoOption[] = [];
  const { end } = cursor.last();
  if (cursor.sees("{"))
    readBody(cursor, "an option", () => {
      if (!cursor.sees("option")) return false;
      options.push(readOption(cursor));
      return true;
    });
  else if (!cursor.take(";")) cursor.unclear('";"');
  return {
    name,
    request: request.type,
    response: response.type,
    requestStream: request.stream,
    responseStream: response.stream,
    options,
    start,
    end,
  };
}

function readSide(cursor: ProtoCursor): { readonly type: string; readonly stream: boolean } | undefined {
  if (!cursor.take("(")) return undefined;
  // A message may be called `stream`.
  const stream =
    cursor.sees("stream") && cursor.peek(1).text !== ")" && !(cursor.peek(1).text === "." && cursor.peek(1).start === cursor.peek().end);
  if (stream) cursor.next();
  const type = cursor.name();
  return type !== "" && cursor.take(")") ? { type, stream } : undefined;
}
