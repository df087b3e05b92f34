import { within } from "../../syntax/paths.ts";
import { parseYaml } from "../../syntax/yaml/parse.ts";
import type { YamlNode } from "../../syntax/yaml/tree.ts";
import { get, resolve, textOf } from "../../syntax/yaml/walk.ts";
import { joined, text, unknown, type Value } from "../cloud/value.ts";

/** What `${…}` of a service leads to. */
export interface Variables {
  /** A text with its variables filled in; what only a deployment knows stays open. */
  text(said: string): Value;
  /** The node that a text stands for as a whole: `${file(x.yml):Resources}`, `${self:custom.tables}`. */
  node(node: YamlNode | undefined): YamlNode | undefined;
}

const deepest = 12;
const innermost = /\$\{([^${}]{1,500})\}/;

export function variablesOf(root: YamlNode | undefined, folder: string, fileText: (path: string) => string | undefined): Variables {
  const files = new Map<string, YamlNode | undefined>();
  const fileAt = (path: string): YamlNode | undefined => {
    const file = within(folder, path);
    if (file === undefined) return undefined;
    if (!files.has(file)) {
      const said = fileText(file);
      files.set(file, said === undefined ? undefined : parseYaml(said).documents[0]?.root);
    }
    return files.get(file);
  };
  const lookUp = (expression: string): YamlNode | undefined => {
    const own = /^self:\s*([\w.-]+)$/.exec(expression)?.[1];
    if (own !== undefined) return get(root, ...own.split("."));
    const [, path, way] = /^file\(([^()]+)\)(?::([\w.-]+))?$/.exec(expression) ?? [];
    if (path === undefined) return undefined;
    return way === undefined ? fileAt(path) : get(fileAt(path), ...way.split("."));
  };
  /** The first of the alternatives that is known: `opt:stage, self:provider.stage, 'dev'`. */
  const said = (expression: string, depth: number): string | undefined => {
    for (const one of expression.split(",").map((it) => it.trim())) {
      const quoted = /^'([^']*)'$|^"([^"]*)"$/.exec(one);
      if (quoted !== null) return quoted[1] ?? quoted[2] ?? "";
      if (/^(?:sls|opt):stage$/.test(one) && !expression.includes(",")) return stage(depth);
      if (/^\d+$/.test(one)) return one;
      const found = resolve(lookUp(one));
      const written = found?.kind === "scalar" ? textOf(found) : undefined;
      const value = written === undefined ? undefined : fill(written, depth + 1);
      if (value?.kind === "text" && value.whole) return value.text;
    }
    return undefined;
  };
  const stage = (depth: number): string => {
    const written = textOf(get(root, "provider", "stage"));
    const value = written === undefined ? undefined : fill(written, depth + 1);
    return value?.kind === "text" && value.whole ? value.text : "dev";
  };
  const fill = (written: string, depth: number): Value => {
    if (depth > deepest) return unknown();
    let now = written;
    let open = 0;
    // The innermost first: `${file(config.${opt:stage}.yml)}`.
    for (let round = 0; round < 50; round++) {
      const match = innermost.exec(now);
      if (match === null) break;
      const [whole, expression = ""] = match;
      // `${AWS::Region}` and the names in `Fn::Sub` are CloudFormation's.
      const isOwn = /^\s*(?:self|opt|sls|env|file|cf|ssm|s3|aws|param|strToBool)\b[:(]/.test(expression);
      const value = isOwn ? said(expression, depth) : undefined;
      if (value === undefined) open++;
      now = `${now.slice(0, match.index)}${value ?? (isOwn ? "\u0001" : `\u0002${expression}\u0003`)}${now.slice(match.index + whole.length)}`;
    }
    if (open === 0) return text(now);
    const restored = now.replaceAll("\u0002", "${").replaceAll("\u0003", "}");
    return restored.includes("\u0001")
      ? joined(restored.split("\u0001").flatMap((it, index) => (index === 0 ? [it] : [unknown(), it])))
      : text(restored);
  };
  return {
    text: (written) => (written.includes("${") ? fill(written, 0) : text(written)),
    node(node) {
      let at = node;
      for (let round = 0; round < deepest; round++) {
        const value = resolve(at);
        const expression = value?.kind === "scalar" ? /^\$\{([^${}]+)\}$/.exec((textOf(value) ?? "").trim())?.[1] : undefined;
        if (expression === undefined) return at;
        const found = lookUp(expression.trim());
        if (found === undefined) return at;
        at = found;
      }
      return at;
    },
  };
}
