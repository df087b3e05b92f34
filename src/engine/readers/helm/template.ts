import { parseTemplate } from "../../syntax/gotemplate/parse.ts";
import type { TemplateFile } from "../../syntax/gotemplate/tree.ts";
import { type Lines, linesOf } from "../../syntax/lines.ts";
import type { FileFacts, Reader, SourceFile } from "../reader.ts";

/** A file of Go templates. */
export interface GoTemplate {
  readonly template: TemplateFile;
  readonly lines: Lines;
}

const longest = 2_000_000;

/** Files under a chart's `templates`. Whether they are a chart's is for those who know all files; so are problems in them. */
export const helmTemplateReader: Reader<GoTemplate> = {
  id: "helm-template",
  title: "Helm templates",
  wants: (path) => /(?:^|\/)templates\/(?:.*\/)?[^/]+\.(?:ya?ml|tpl|json)$/.test(path),
  recognises: ({ path, text }) => text.length <= longest && (path.endsWith(".tpl") || text.includes("{{") || text.includes("apiVersion")),
  read: ({ path, text }: SourceFile): FileFacts<GoTemplate> => ({
    file: path,
    reader: "helm-template",
    body: { template: parseTemplate(text), lines: linesOf(text) },
    problems: [],
    outline: "",
    mentions: [],
  }),
};
