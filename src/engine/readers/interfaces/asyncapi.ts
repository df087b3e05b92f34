import type { Problem } from "../../model/index.ts";
import { filesIn } from "../../syntax/api/references.ts";
import { scanApi } from "../../syntax/api/scan.ts";
import { parseYaml } from "../../syntax/yaml/parse.ts";
import { get, textOf } from "../../syntax/yaml/walk.ts";
import type { FileFacts, Reader, SourceFile } from "../reader.ts";
import type { OpenApiBody } from "./openapi.ts";
import { isTestInput } from "./test-input.ts";

/** AsyncAPI 2 and 3, in YAML and JSON: what is sent and received, over which channels. */
export const asyncApiReader: Reader<OpenApiBody> = {
  id: "asyncapi",
  title: "AsyncAPI",
  wants: (path) => /\.(?:ya?ml|json)$/i.test(path) && !isTestInput(path),
  recognises: ({ text }) => versionKey.test(text),
  read,
};

const versionKey = /(?:^|[{,\r\n])[ \t]{0,16}["']?asyncapi["']?[ \t]{0,16}:[ \t]{0,16}["']?[23]\b/;

function read({ path, text }: SourceFile): FileFacts<OpenApiBody> {
  const yaml = parseYaml(text);
  const root = yaml.documents[0]?.root;
  const said = (textOf(get(root, "asyncapi")) ?? "").trim();
  const version = /^[23](?:\.\d{1,3}){0,2}/.test(said) ? said : "";
  const scan = scanApi(version === "" ? undefined : root);
  const meant = version !== "" || /^\s{0,4}\{?\s{0,8}["']?asyncapi["']?\s{0,4}:/.test(text);
  const problems: readonly Problem[] = meant
    ? yaml.problems.map(({ message, severity, start, end }) => ({
        message,
        file: path,
        severity,
        span: yaml.lines.span(start, end),
        reader: "asyncapi",
      }))
    : [];
  const files = filesIn(scan.references, path);
  return {
    file: path,
    reader: "asyncapi",
    body: { yaml, root, version, scan },
    problems,
    outline: `${version !== ""} ${files.join("\n")}`,
    mentions: files,
  };
}
