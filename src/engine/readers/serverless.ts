import { isTestInput } from "../knowledge/files.ts";
import { baseName, folderOf, within } from "../syntax/paths.ts";
import { parseYaml } from "../syntax/yaml/parse.ts";
import type { YamlFile } from "../syntax/yaml/tree.ts";
import { get } from "../syntax/yaml/walk.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";

/** `serverless.yml`: a service of functions, with the events that start them and the resources that they use. */
export interface ServerlessFile {
  readonly yaml: YamlFile;
}

export const serverlessReader: Reader<ServerlessFile> = {
  id: "serverless",
  title: "Serverless Framework",
  wants: (path) => /^serverless(?:[.-][\w-]+)?\.(?:ya?ml|json)$/i.test(baseName(path)),
  recognises: ({ path, text }) =>
    !isTestInput(path) && /["']?service["']?[ \t]{0,9}:/.test(text) && /["']?provider["']?[ \t]{0,9}:/.test(text),
  read,
};

function read({ path, text }: SourceFile): FileFacts<ServerlessFile> {
  const yaml = parseYaml(text);
  const root = yaml.documents[0]?.root;
  const isService = get(root, "service") !== undefined && get(root, "provider") !== undefined;
  const mentions = [...text.matchAll(/\$\{file\(([^()\s${}]{1,200}\.(?:ya?ml|json))\)/g)].flatMap(
    (it) => within(folderOf(path), it[1] ?? "") ?? [],
  );
  return {
    file: path,
    reader: "serverless",
    body: { yaml },
    problems: yaml.problems.map(({ message, start, end, severity }) => ({
      message,
      file: path,
      severity,
      span: yaml.lines.span(start, end),
      reader: "serverless",
    })),
    outline: isService ? ["service", ...mentions].join("\n") : "",
    mentions: [...new Set(mentions)],
  };
}
