import { isTestInput } from "../knowledge/files.ts";
import { parseYaml } from "../syntax/yaml/parse.ts";
import type { YamlFile } from "../syntax/yaml/tree.ts";
import { entriesOf, get, textOf } from "../syntax/yaml/walk.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";

/** A template of CloudFormation, of the Serverless Application Model too. */
export interface CloudFormationFile {
  readonly yaml: YamlFile;
}

export const cloudformationReader: Reader<CloudFormationFile> = {
  id: "cloudformation",
  title: "CloudFormation and AWS SAM",
  wants: (path) => /\.(?:ya?ml|json|template)$/i.test(path),
  recognises: ({ path, text }) =>
    !isTestInput(path) &&
    /AWSTemplateFormatVersion|\bAWS::/.test(text) &&
    /["']?Resources["']?[ \t]{0,9}:/.test(text) &&
    /["']?Type["']?[ \t]{0,9}:/.test(text),
  read,
};

function read({ path, text }: SourceFile): FileFacts<CloudFormationFile> {
  const yaml = parseYaml(text);
  const root = yaml.documents[0]?.root;
  const types = entriesOf(get(root, "Resources")).flatMap((it) => textOf(get(it.value, "Type")) ?? []);
  const isTemplate = get(root, "AWSTemplateFormatVersion") !== undefined || types.some((it) => it.startsWith("AWS::"));
  return {
    file: path,
    reader: "cloudformation",
    body: { yaml },
    problems: isTemplate
      ? yaml.problems.map(({ message, start, end, severity }) => ({
          message,
          file: path,
          severity,
          span: yaml.lines.span(start, end),
          reader: "cloudformation",
        }))
      : [],
    outline: isTemplate && types.length > 0 ? "template" : "",
    mentions: [],
  };
}
