import { openProtoCursor, type ProtoCursor } from "./cursor.ts";
import { readExtend, readMessage } from "./messages.ts";
import { readEnum, readOption, readService } from "./statements.ts";
import type { ProtoEnumNode, ProtoExtendNode, ProtoMessageNode, ProtoOption, ProtoServiceNode, ProtoSource } from "./tree.ts";

/** Reads proto2, proto3 and editions. Total: what cannot be read is a problem with its place, the rest is read. Linear in the text. */
export function parseProto(text: string): ProtoSource {
  const cursor = openProtoCursor(text);
  const imports: ProtoSource["imports"][number][] = [];
  const options: ProtoOption[] = [];
  const messages: ProtoMessageNode[] = [];
  const enums: ProtoEnumNode[] = [];
  const services: ProtoServiceNode[] = [];
  const extended: ProtoExtendNode[] = [];
  let syntax: ProtoSource["syntax"] = "proto2";
  let edition: string | undefined;
  let named: ProtoSource["package"];

  while (cursor.peek().kind !== "end") {
    const { start } = cursor.peek();
    if (cursor.take(";")) continue;
    // Since edition 2024 a type says who may see it.
    if ((cursor.sees("export") || cursor.sees("local")) && /^(?:message|enum)$/.test(cursor.peek(1).text)) cursor.next();
    const word = cursor.peek().text;
    const isStatement = cursor.peek().kind === "word";
    if (isStatement && (word === "syntax" || word === "edition") && cursor.peek(1).text === "=") {
      cursor.next();
      cursor.next();
      const said = cursor.next().text;
      if (word === "edition") [syntax, edition] = ["editions", said];
      else syntax = said === "proto3" ? "proto3" : "proto2";
      endOf(cursor);
    } else if (isStatement && word === "package") {
      cursor.next();
      const name = cursor.name();
      named ??= { name, start, end: cursor.last().end };
      endOf(cursor);
    } else if (isStatement && word === "import") {
      const it = readImport(cursor, start);
      if (it !== undefined) imports.push(it);
    } else if (isStatement && word === "option") options.push(readOption(cursor));
    else if (isStatement && word === "message") messages.push(readMessage(cursor));
    else if (isStatement && word === "enum") enums.push(readEnum(cursor));
    else if (isStatement && word === "service") services.push(readService(cursor));
    else if (isStatement && word === "extend") extended.push(readExtend(cursor));
    else {
      cursor.unclear("a message, an enum, a service or another statement");
      cursor.skipStatement();
      cursor.take("}");
    }
  }
  return { syntax, edition, package: named, imports, options, messages, enums, services, extends: extended, problems: cursor.problems };
}

function readImport(cursor: ProtoCursor, start: number): ProtoSource["imports"][number] | undefined {
  cursor.next();
  const kind = (["public", "weak", "option"] as const).find((it) => cursor.take(it)) ?? "plain";
  const path = cursor.peek();
  if (path.kind !== "string") {
    cursor.unclear("a path in quotes");
    cursor.skipStatement();
    return undefined;
  }
  cursor.next();
  endOf(cursor);
  return { path: path.text, kind, start, end: path.end };
}

function endOf(cursor: ProtoCursor): void {
  if (cursor.take(";")) return;
  cursor.unclear('";"');
  // The next statement begins a line of its own more often than not: nothing of it is thrown away.
  if (cursor.peek().kind !== "word") cursor.skipStatement();
}
