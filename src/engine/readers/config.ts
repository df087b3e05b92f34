import type { Control, Level, OptionValue, Problem, RuleSetting } from "../model/index.ts";
import { parseYaml } from "../syntax/yaml/parse.ts";
import type { YamlFile, YamlNode } from "../syntax/yaml/tree.ts";
import { entriesOf, get, itemsOf, resolve, textOf } from "../syntax/yaml/walk.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";

/**
 * How a folder is reviewed. Deeper folders may have one of their own, which has the last word there.
 *
 *     rules:
 *       image-not-pinned: error
 *       k8s-*: note
 *       compose-cpu-limit-missing: { level: on }
 *     overrides:
 *       - paths: [dev/**]
 *         rules: { store-published: off }
 *     exclude: [vendor/**, examples]
 *     baseline: .architect/baseline.json
 */
export const configReader: Reader<Control> = {
  id: "config",
  title: "Configuration of the review",
  wants: (path) => /(^|\/)\.architect\/config\.ya?ml$/.test(path),
  recognises: () => true,
  read,
};

const fields = ["rules", "overrides", "exclude", "baseline"];
const levels: readonly Level[] = ["off", "on", "note", "warning", "error"];

type Says = (node: YamlNode, message: string) => void;

function read({ path, text }: SourceFile): FileFacts<Control> {
  const yaml = parseYaml(text);
  const problems: Problem[] = yaml.problems.map(({ message, severity, start, end }) => problem(yaml, path, severity, message, start, end));
  const says: Says = (node, message) => void problems.push(problem(yaml, path, "warning", message, node.start, node.end));
  const root = resolve(yaml.documents[0]?.root);
  if (root !== undefined && root.kind !== "map" && !(root.kind === "scalar" && root.text === ""))
    says(root, `This file is a mapping of ${fields.join(", ")}.`);
  for (const { name, key } of entriesOf(root))
    if (!fields.includes(name)) says(key, `${name} is not known here; there are ${fields.join(", ")}.`);

  const overrides = itemsOf(get(root, "overrides")).flatMap((item) => {
    const paths = textsOf(get(item, "paths"), "paths", says);
    if (paths.length === 0) {
      says(item, "An override needs paths: the files it is about.");
      return [];
    }
    return [{ paths, rules: settingsOf(get(item, "rules"), yaml, says) }];
  });
  const folder = path.slice(0, Math.max(0, path.lastIndexOf(".architect/") - 1));
  const named = textOf(get(root, "baseline"));
  const baseline = named === undefined ? undefined : within(folder, named);
  if (named !== undefined && baseline === undefined) says(get(root, "baseline") as YamlNode, "baseline is a file of this workspace.");
  const body: Control = {
    file: path,
    folder,
    rules: settingsOf(get(root, "rules"), yaml, says),
    overrides,
    exclude: textsOf(get(root, "exclude"), "exclude", says),
    ...(baseline !== undefined && baseline !== "" && { baseline }),
  };
  return { file: path, reader: "config", body, problems, outline: "", mentions: body.baseline === undefined ? [] : [body.baseline] };
}

/** A path as somebody in that folder writes it, from the workspace; `undefined` = it leads out of it. */
function within(folder: string, path: string): string | undefined {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

function settingsOf(node: YamlNode | undefined, yaml: YamlFile, says: Says): readonly RuleSetting[] {
  const said = resolve(node);
  if (node !== undefined && said?.kind !== "map" && !(said?.kind === "scalar" && said.text === ""))
    says(node, "rules is a mapping from a rule to off, on, note, warning or error.");
  return entriesOf(node).flatMap(({ name, key, value }) => {
    const span = yaml.lines.span(key.start, key.end);
    const isMap = resolve(value)?.kind === "map";
    const word = textOf(isMap ? get(value, "level") : value);
    // YAML 1.1 readers take a bare `off` for false; so may those who write it.
    const wanted = word === "false" ? "off" : word === "true" ? "on" : word;
    const level = levels.find((it) => it === wanted);
    if ((word === undefined && !isMap) || (word !== undefined && level === undefined)) {
      says(value, `${name} is one of ${levels.join(", ")}, or a mapping with level and options.`);
      return [];
    }
    const options = isMap ? optionsOf(value, says) : {};
    return [{ rules: name, span, ...(level && { level }), ...(Object.keys(options).length > 0 && { options }) }];
  });
}

/** Everything beside `level`. */
function optionsOf(node: YamlNode, says: Says): Readonly<Record<string, OptionValue>> {
  const found: [string, OptionValue][] = [];
  for (const { name, value } of entriesOf(node)) {
    if (name === "level") continue;
    const item = resolve(value);
    if (item?.kind === "seq") found.push([name, textsOf(value, name, says)]);
    else if (item?.kind === "scalar") found.push([name, scalarOf(item.text, item.style === "plain")]);
    else says(value, `${name} is a number, a text, or a list of texts.`);
  }
  return Object.fromEntries(found);
}

function scalarOf(text: string, plain: boolean): OptionValue {
  if (plain && (text === "true" || text === "false")) return text === "true";
  return plain && text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

function textsOf(node: YamlNode | undefined, what: string, says: Says): readonly string[] {
  if (node === undefined) return [];
  const items = resolve(node)?.kind === "seq" ? itemsOf(node) : [node];
  const found = items.flatMap((it) => textOf(it) ?? []).filter((it) => it !== "");
  if (found.length < items.length) says(node, `${what} is a text or a list of texts.`);
  return found;
}

const problem = (yaml: YamlFile, file: string, severity: Problem["severity"], message: string, start: number, end: number): Problem => ({
  message,
  file,
  severity,
  span: yaml.lines.span(start, end),
  reader: "config",
});
