import type { Problem } from "../../model/index.ts";
import { filesIn } from "../../syntax/api/references.ts";
import { type ApiScan, scanApi } from "../../syntax/api/scan.ts";
import { parseYaml } from "../../syntax/yaml/parse.ts";
import type { YamlFile, YamlNode } from "../../syntax/yaml/tree.ts";
import { get, textOf } from "../../syntax/yaml/walk.ts";
import type { FileFacts, Reader, SourceFile } from "../reader.ts";
import { isTestInput } from "./test-input.ts";

/** An OpenAPI or Swagger description as it stands: the file that says which version it is, whatever others it refers to. */
export interface OpenApiBody {
  readonly yaml: YamlFile;
  readonly root: YamlNode | undefined;
  /** `3.0.3`, `2.0`. */
  readonly version: string;
  readonly scan: ApiScan;
}

/** OpenAPI 3 and Swagger 2, in YAML and JSON. */
export const openApiReader: Reader<OpenApiBody> = {
  id: "openapi",
  title: "OpenAPI and Swagger",
  wants: (path) => /\.(?:ya?ml|json)$/i.test(path) && !isTestInput(path),
  recognises: ({ text }) => versionKey.test(text),
  read,
};

const versionKey = /(?:^|[{,\r\n])[ \t]{0,16}["']?(?:openapi|swagger)["']?[ \t]{0,16}:[ \t]{0,16}["']?[23]\b/;

function read({ path, text }: SourceFile): FileFacts<OpenApiBody> {
  const yaml = parseYaml(text);
  const root = yaml.documents[0]?.root;
  const version = versionOf(root);
  const scan = scanApi(version === "" ? undefined : root);
  // What is too broken to have a version is told if its first lines were meant to say one.
  const meant = version !== "" || /^\s{0,4}\{?\s{0,8}["']?(?:openapi|swagger)["']?\s{0,4}:/.test(text);
  const problems: readonly Problem[] = meant
    ? yaml.problems.map(({ message, severity, start, end }) => ({
        message,
        file: path,
        severity,
        span: yaml.lines.span(start, end),
        reader: "openapi",
      }))
    : [];
  const files = version === "" ? [] : filesIn(scan.references, path);
  return {
    file: path,
    reader: "openapi",
    body: { yaml, root, version, scan },
    problems,
    outline: version === "" ? "" : files.join("\n"),
    mentions: files,
  };
}

/** At the root, and nowhere else: other files name the word in their settings. */
function versionOf(root: YamlNode | undefined): string {
  const said = (textOf(get(root, "openapi")) ?? textOf(get(root, "swagger")) ?? "").trim();
  return /^[23](?:\.\d{1,3}){0,2}/.test(said) ? said : "";
}
