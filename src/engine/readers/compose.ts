import type { Problem } from "../model/index.ts";
import { parseYaml } from "../syntax/yaml/parse.ts";
import type { YamlFile, YamlNode } from "../syntax/yaml/tree.ts";
import { entriesOf, isMap, isNull } from "../syntax/yaml/walk.ts";
import { formOf, mayBeCompose, topLevel } from "./compose-form.ts";
import { type ComposeOutline, mentionsOf, outlineOf } from "./compose-outline.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";

/** A Compose file as it stands: its tree, and what decides to which project it belongs. */
export interface ComposeFile {
  readonly yaml: YamlFile;
  readonly outline: ComposeOutline;
}

/** Compose files under any name: the first version of the format, overrides, fragments that others extend or include. */
export const composeReader: Reader<ComposeFile> = {
  id: "compose",
  title: "Docker Compose",
  wants: (path) => /\.ya?ml$/i.test(path),
  recognises: mayBeCompose,
  read,
};

function read({ path, text }: SourceFile): FileFacts<ComposeFile> {
  const yaml = parseYaml(text);
  const root = yaml.documents.find((it) => it.root !== undefined)?.root;
  const outline = outlineOf(yaml, formOf(path, root));
  const body = { yaml, outline };
  // What turns out to be another format is nobody's Compose file, broken or not.
  if (outline.form === "other") return { file: path, reader: "compose", body, problems: [], outline: "", mentions: [] };
  const problems = [
    ...yaml.problems.map((it) => problem(yaml, path, it.severity, it.message, it)),
    ...(outline.form === "legacy" ? [] : yaml.documents.flatMap((it) => misshapen(yaml, path, it.root))),
  ];
  return { file: path, reader: "compose", body, problems, outline: JSON.stringify(outline), mentions: mentionsOf(path, outline) };
}

/** Sections and attributes that are no mapping or list where one is wanted: they are passed over, the rest is read. */
function misshapen(yaml: YamlFile, path: string, root: YamlNode | undefined): readonly Problem[] {
  if (root === undefined || isNull(root)) return [];
  const found: Problem[] = [];
  const say = (node: YamlNode, message: string): void => {
    found.push(problem(yaml, path, "error", message, node));
  };
  if (!isMap(root)) say(root, "A Compose file is a mapping: services, networks, volumes …");
  let strangers = 0;
  for (const { name, key, value } of entriesOf(root)) {
    if (!topLevel.has(name) && !name.startsWith("x-") && ++strangers <= mostStrangers) {
      say(
        key,
        `${name} is no section of a Compose file; there are services, networks, volumes, configs, secrets, models, include and name.`,
      );
    }
    if (!sections.has(name) || isNull(value)) continue;
    if (!isMap(value)) say(key, `${name} must be a mapping from names.`);
    for (const it of entriesOf(value)) {
      if (isNull(it.value) || it.name.startsWith("x-")) continue;
      if (!isMap(it.value)) say(it.key, `${it.name} must be a mapping.`);
      else if (name === "services") for (const wrong of wrongKinds(it.value)) say(wrong.node, wrong.message);
    }
  }
  return found;
}

/** A file that has more of them is told often enough that it is no Compose file. */
const mostStrangers = 3;

const sections: ReadonlySet<string> = new Set(["services", "networks", "volumes", "configs", "secrets", "models"]);
const lists: ReadonlySet<string> = new Set([
  "ports",
  "volumes",
  "expose",
  "secrets",
  "configs",
  "profiles",
  "links",
  "devices",
  "volumes_from",
]);
const either: ReadonlySet<string> = new Set(["environment", "labels", "depends_on", "networks", "extra_hosts"]);

function* wrongKinds(service: YamlNode): Iterable<{ readonly node: YamlNode; readonly message: string }> {
  for (const { name, key, value } of entriesOf(service)) {
    if (isNull(value) || value.tag !== undefined) continue;
    const kind = value.kind === "alias" ? value.target?.kind : value.kind;
    if (lists.has(name) && kind !== "seq") yield { node: key, message: `${name} must be a list.` };
    if (either.has(name) && kind !== "seq" && kind !== "map") yield { node: key, message: `${name} must be a list or a mapping.` };
  }
}

const problem = (
  yaml: YamlFile,
  file: string,
  severity: "error" | "warning",
  message: string,
  { start, end }: { readonly start: number; readonly end: number },
): Problem => ({ message, file, severity, span: yaml.lines.span(start, end), reader: "compose" });
