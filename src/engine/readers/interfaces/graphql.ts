import { type GraphqlSchema, parseGraphql } from "../../syntax/graphql/parse.ts";
import { type Lines, linesOf } from "../../syntax/lines.ts";
import type { FileFacts, Reader, SourceFile } from "../reader.ts";
import { isTestInput } from "./test-input.ts";

/** A schema of GraphQL as it stands. */
export interface GraphqlBody {
  readonly schema: GraphqlSchema;
  readonly lines: Lines;
}

/** GraphQL's schema definition language; files with operations of clients alone are none. */
export const graphqlReader: Reader<GraphqlBody> = {
  id: "graphql",
  title: "GraphQL schemas",
  wants: (path) => /\.(?:graphqls?|gql)$/i.test(path) && !isTestInput(path),
  recognises: ({ text }) => /^[ \t]{0,8}(?:extend[ \t]+)?(?:type|schema|interface|input|enum|union|scalar|directive)\b/m.test(text),
  read,
};

function read({ path, text }: SourceFile): FileFacts<GraphqlBody> {
  const schema = parseGraphql(text);
  const lines = linesOf(text);
  return {
    file: path,
    reader: "graphql",
    body: { schema, lines },
    problems: schema.problems.map(({ message, start, end }) => ({
      message,
      file: path,
      severity: "error",
      span: lines.span(start, end),
      reader: "graphql",
    })),
    outline: schema.types.map(({ name, fields }) => `${name} ${fields.length}`).join("\n"),
    mentions: [],
  };
}
