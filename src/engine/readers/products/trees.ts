import { parseYaml } from "../../syntax/yaml/parse.ts";
import type { YamlFile, YamlNode } from "../../syntax/yaml/tree.ts";
import { entriesOf, itemsOf, resolve, textOf } from "../../syntax/yaml/walk.ts";

/** A scalar of a tree with its way from the root: keys, `[]` for an item of a list. */
export interface Leaf {
  readonly path: readonly string[];
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The mapping that holds it. */
  readonly holder: YamlNode | undefined;
}

const deepest = 60;

/** Every scalar of every document, in order. */
export function* leavesOf(file: YamlFile): Iterable<Leaf> {
  for (const { root } of file.documents) yield* below(root, [], undefined);
}

function* below(node: YamlNode | undefined, path: readonly string[], holder: YamlNode | undefined): Iterable<Leaf> {
  const value = resolve(node);
  if (value === undefined || path.length > deepest) return;
  if (value.kind === "scalar") {
    const text = textOf(value);
    if (text !== undefined) yield { path, text, start: value.start, end: value.end, holder };
  } else if (value.kind === "map") for (const it of entriesOf(value)) yield* below(it.value, [...path, it.name], value);
  else for (const it of itemsOf(value)) yield* below(it, [...path, "[]"], holder);
}

/** JSON as .NET and others take it, with comments and a byte order mark; every place stays where it was. */
export function parseJson(text: string): YamlFile {
  return parseYaml(withoutComments(text));
}

function withoutComments(text: string): string {
  const bare = text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text;
  if (!bare.includes("//") && !bare.includes("/*")) return bare;
  let result = "";
  let from = 0;
  for (let at = 0; at < bare.length; at++) {
    if (bare[at] === '"') {
      for (at++; at < bare.length && bare[at] !== '"'; at++) if (bare[at] === "\\") at++;
    } else if (bare[at] === "/" && (bare[at + 1] === "/" || bare[at + 1] === "*")) {
      const mark = bare[at + 1] === "/" ? "\n" : "*/";
      const found = bare.indexOf(mark, at + 2);
      const end = found < 0 ? bare.length : mark === "\n" ? found : found + 2;
      result += bare.slice(from, at) + bare.slice(at, end).replace(/[^\r\n]/g, " ");
      from = end;
      at = end - 1;
    }
  }
  return result + bare.slice(from);
}
