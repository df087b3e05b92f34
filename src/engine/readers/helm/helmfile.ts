import { parseTemplate } from "../../syntax/gotemplate/parse.ts";
import type { TemplateFile } from "../../syntax/gotemplate/tree.ts";
import { folderOf, within } from "../../syntax/paths.ts";
import type { FileFacts, Reader, SourceFile } from "../reader.ts";

/** A helmfile: a template of YAML that says which charts are released with which values. */
export interface Helmfile {
  readonly template: TemplateFile;
  readonly text: string;
  /** The environments it speaks of, as far as they stand there literally; at least `default`. */
  readonly environments: readonly string[];
}

export const helmfileReader: Reader<Helmfile> = {
  id: "helmfile",
  title: "Helmfile",
  wants: (path) => /(?:^|\/)(?:helmfile|helmfile\.d\/[^/]+)\.ya?ml(?:\.gotmpl)?$/.test(path),
  recognises: ({ text }) => /^(?:releases|helmfiles|environments)[ \t]*:/m.test(text),
  read,
};

function read({ path, text }: SourceFile): FileFacts<Helmfile> {
  const environments = environmentsIn(text);
  const folder = folderOf(path);
  const mentions = new Set<string>();
  for (const name of environments) {
    const filled = text.replace(/\{\{-?\s*\.Environment\.Name\s*-?\}\}/g, name);
    for (const [file] of filled.matchAll(/[\w.-][\w./-]*\.ya?ml\b/g)) mentions.add(within(folder, file) ?? "");
  }
  mentions.delete("");
  return {
    file: path,
    reader: "helmfile",
    body: { template: parseTemplate(text), text, environments },
    problems: [],
    outline: text,
    mentions: [...mentions],
  };
}

/** The keys right below `environments:`. */
function environmentsIn(text: string): readonly string[] {
  const names: string[] = [];
  let indent: string | undefined;
  let inside = false;
  for (const line of text.split(/\r?\n/)) {
    if (/^\S/.test(line) && !line.startsWith("#")) inside = /^environments[ \t]*:/.test(line);
    const key = inside ? /^([ \t]+)([\w.-]+)[ \t]*:/.exec(line) : null;
    if (key === null) continue;
    indent ??= key[1];
    if (key[1] === indent) names.push(key[2] ?? "");
  }
  return names.length > 0 ? names : ["default"];
}
