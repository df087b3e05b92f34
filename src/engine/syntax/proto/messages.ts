import type { ProtoCursor } from "./cursor.ts";
import { readBody, readEnum, readHead, readNumber, readOption, readOptions, readReserved } from "./statements.ts";
import type { Numbers, ProtoEnumNode, ProtoExtendNode, ProtoFieldNode, ProtoMessageNode, ProtoOption } from "./tree.ts";

/** How deep messages may nest: protoc itself stops before. */
const deepest = 60;

interface Growing {
  readonly fields: ProtoFieldNode[];
  readonly messages: ProtoMessageNode[];
  readonly enums: ProtoEnumNode[];
  readonly extends: ProtoExtendNode[];
  readonly options: ProtoOption[];
  readonly reserved: { readonly numbers: Numbers[]; readonly names: string[] };
  readonly extensions: Numbers[];
}

const growing = (): Growing => ({
  fields: [],
  messages: [],
  enums: [],
  extends: [],
  options: [],
  reserved: { numbers: [], names: [] },
  extensions: [],
});

export function readMessage(cursor: ProtoCursor, depth = 0): ProtoMessageNode {
  const { start, name, head } = readHead(cursor, "the name of a message");
  const into = growing();
  readMembers(cursor, into, depth);
  return { name, head, ...into, start, end: cursor.last().end };
}

function readMembers(cursor: ProtoCursor, into: Growing, depth: number): void {
  if (depth > deepest) {
    cursor.unclear("messages that nest less deep");
    if (cursor.sees("{")) cursor.skipBlock();
    return;
  }
  readBody(cursor, "a field of the message", () => readMember(cursor, into, depth, undefined));
}

/** A word that begins a statement may also be the name of a type: then a name follows, and a number. */
const begins = (cursor: ProtoCursor, word: string): boolean =>
  cursor.sees(word) && !(cursor.peek(1).kind === "word" && cursor.peek(2).text === "=");

function readMember(cursor: ProtoCursor, into: Growing, depth: number, oneof: string | undefined): boolean {
  if ((cursor.sees("export") || cursor.sees("local")) && /^(?:message|enum)$/.test(cursor.peek(1).text) && cursor.peek(3).text === "{")
    cursor.next();
  if (begins(cursor, "message") && cursor.peek(2).text === "{") into.messages.push(readMessage(cursor, depth + 1));
  else if (begins(cursor, "enum") && cursor.peek(2).text === "{") into.enums.push(readEnum(cursor));
  else if (cursor.sees("extend") && cursor.peek(2).text !== "=") into.extends.push(readExtend(cursor));
  else if (cursor.sees("option")) into.options.push(readOption(cursor));
  else if (cursor.sees("reserved") && cursor.peek(2).text !== "=") {
    const it = readReserved(cursor);
    into.reserved.numbers.push(...it.numbers);
    into.reserved.names.push(...it.names);
  } else if (cursor.sees("extensions") && cursor.peek(2).text !== "=") into.extensions.push(...readReserved(cursor).numbers);
  else if (cursor.sees("oneof") && cursor.peek(2).text === "{") {
    cursor.next();
    const name = cursor.next().text;
    readBody(cursor, "a field of the oneof", () => readMember(cursor, into, depth, name));
  } else {
    const field = readField(cursor, oneof);
    if (field === undefined) return false;
    into.fields.push(field.node);
    if (field.group) {
      const inner = growing();
      readMembers(cursor, inner, depth + 1);
      into.messages.push({
        name: field.node.type,
        head: { start: field.node.start, end: field.node.end },
        ...inner,
        start: field.node.start,
        end: cursor.last().end,
      });
    }
  }
  return true;
}

/** `repeated Order orders = 1 [deprecated = true];` — of a group the `{` is left to be read. */
export function readField(
  cursor: ProtoCursor,
  oneof: string | undefined,
): { readonly node: ProtoFieldNode; readonly group: boolean } | undefined {
  const { start } = cursor.peek();
  const label =
    (["optional", "required", "repeated"] as const).find(
      (it) => cursor.sees(it) && cursor.peek(1).text !== "=" && cursor.peek(2).text !== "=",
    ) ?? "none";
  if (label !== "none") cursor.next();
  const group = cursor.sees("group") && cursor.peek(1).kind === "word" && cursor.peek(2).text === "=" && /^[A-Z]/.test(cursor.peek(1).text);
  if (group) cursor.next();
  const type = group ? "" : readType(cursor);
  if (!group && type === "") return undefined;
  if (cursor.peek().kind !== "word") return undefined;
  const name = cursor.next().text;
  if (!cursor.take("=")) return undefined;
  const number = readNumber(cursor);
  if (number === undefined) return undefined;
  const options = readOptions(cursor);
  const isGroup = group && cursor.sees("{");
  const { end } = cursor.last();
  if (!isGroup && !cursor.take(";")) cursor.unclear('";"');
  return {
    node: {
      name: isGroup ? name.toLowerCase() : name,
      number,
      type: group ? name : type,
      label,
      oneof,
      group: isGroup,
      options,
      start,
      end,
    },
    group: isGroup,
  };
}

function readType(cursor: ProtoCursor): string {
  if (!(cursor.sees("map") && cursor.peek(1).text === "<")) return cursor.name();
  cursor.next();
  cursor.next();
  const key = cursor.name();
  cursor.take(",");
  const value = cursor.name();
  return cursor.take(">") ? `map<${key},${value}>` : "";
}

export function readExtend(cursor: ProtoCursor): ProtoExtendNode {
  const { start } = cursor.next();
  const target = cursor.name();
  const fields: ProtoFieldNode[] = [];
  readBody(cursor, "a field", () => {
    const field = readField(cursor, undefined);
    if (field === undefined) return false;
    fields.push(field.node);
    if (field.group && cursor.sees("{")) cursor.skipBlock();
    return true;
  });
  return { target, fields, start, end: cursor.last().end };
}
