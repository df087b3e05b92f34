import { baseName } from "../../syntax/paths.ts";
import { parseYaml } from "../../syntax/yaml/parse.ts";
import type { YamlFile } from "../../syntax/yaml/tree.ts";
import { get, textOf } from "../../syntax/yaml/walk.ts";
import type { FileFacts, Reader, SourceFile } from "../reader.ts";
import { isTestInput } from "./test-input.ts";

/** A schema of Avro: what it is the schema of, as far as its name says it. */
export interface AvroBody {
  readonly yaml: YamlFile;
  /** With its namespace: `shop.orders.OrderPlaced`. */
  readonly name: string;
  /** The topic whose values (or keys) it describes, by the usual name of its subject: `orders-value.avsc`. */
  readonly topic: string | undefined;
}

export const avroReader: Reader<AvroBody> = {
  id: "avro",
  title: "Avro schemas",
  wants: (path) => /\.avsc$/i.test(path) && !isTestInput(path),
  recognises: ({ text }) => text.includes('"type"'),
  read,
};

function read({ path, text }: SourceFile): FileFacts<AvroBody> {
  const yaml = parseYaml(text);
  const root = yaml.documents[0]?.root;
  const [namespace, name] = [textOf(get(root, "namespace")), textOf(get(root, "name")) ?? ""];
  const topic = /^(.{1,200})-(?:value|key)\.avsc$/i.exec(baseName(path))?.[1];
  return {
    file: path,
    reader: "avro",
    body: { yaml, name: namespace === undefined || name.includes(".") ? name : `${namespace}.${name}`, topic },
    problems: yaml.problems.map(({ message, severity, start, end }) => ({
      message,
      file: path,
      severity,
      span: yaml.lines.span(start, end),
      reader: "avro",
    })),
    outline: "",
    mentions: [],
  };
}
