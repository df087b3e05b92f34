import { type Lines, linesOf } from "../../syntax/lines.ts";
import { parseProto } from "../../syntax/proto/parse.ts";
import type { ProtoSource } from "../../syntax/proto/tree.ts";
import type { FileFacts, Reader, SourceFile } from "../reader.ts";
import { isTestInput } from "./test-input.ts";

/** A file of Protocol Buffers as it stands. */
export interface ProtoBody {
  readonly source: ProtoSource;
  readonly lines: Lines;
  /** How its lines end. */
  readonly eol: "\n" | "\r\n";
}

/** proto2, proto3 and editions: what services there are, and what is said to them. */
export const protoReader: Reader<ProtoBody> = {
  id: "proto",
  title: "Protocol Buffers and gRPC",
  wants: (path) => /\.proto$/i.test(path) && !isTestInput(path),
  recognises: ({ text }) => /\b(?:syntax|edition|package|message|service|enum|import|extend)\b/.test(text),
  read,
};

function read({ path, text }: SourceFile): FileFacts<ProtoBody> {
  const source = parseProto(text);
  const lines = linesOf(text);
  return {
    file: path,
    reader: "proto",
    body: { source, lines, eol: text.includes("\r\n") ? "\r\n" : "\n" },
    problems: source.problems.map(({ message, start, end }) => ({
      message,
      file: path,
      severity: "error",
      span: lines.span(start, end),
      reader: "proto",
    })),
    // Whether a service is described in one place or in several says whose it can be.
    outline: source.services.map(({ name }) => `${source.package?.name ?? ""}.${name}`).join("\n"),
    mentions: [],
  };
}
