import { baseName } from "../../syntax/paths.ts";
import { itemAnchors, keyAnchor } from "../../syntax/yaml/anchors.ts";
import { parseYaml } from "../../syntax/yaml/parse.ts";
import type { YamlFile, YamlNode } from "../../syntax/yaml/tree.ts";
import { get, itemsOf, resolve, textOf } from "../../syntax/yaml/walk.ts";
import type { FileFacts, Reader, SourceFile } from "../reader.ts";

/** A chart that another one brings with it. */
export interface ChartDependency {
  readonly name: string;
  /** A constraint; "" = any. */
  readonly version: string;
  readonly repository: string;
  readonly alias: string | undefined;
  /** Paths in the values; the first that is there decides whether it is brought. */
  readonly condition: string | undefined;
  readonly tags: readonly string[];
  /** What of its values its parent takes over: `from` below the child's, `to` below the parent's ("" = the top). */
  readonly imports: readonly { readonly from: string; readonly to: string }[];
  /** Where it stands in its file. */
  readonly anchor: string;
}

/** `Chart.yaml`, or the `requirements.yaml` of older charts. */
export interface ChartFile {
  readonly yaml: YamlFile;
  readonly name: string;
  readonly version: string;
  readonly appVersion: string;
  readonly library: boolean;
  readonly dependencies: readonly ChartDependency[];
}

export const helmChartReader: Reader<ChartFile> = {
  id: "helm-chart",
  title: "Helm charts",
  wants: (path) => /(?:^|\/)(?:Chart|requirements)\.ya?ml$/.test(path),
  recognises: ({ path, text }) => (baseName(path).startsWith("Chart") ? /^name[ \t]*:/m.test(text) : /^dependencies[ \t]*:/m.test(text)),
  read,
};

function read({ path, text }: SourceFile): FileFacts<ChartFile> {
  const yaml = parseYaml(text);
  const root = yaml.documents[0]?.root;
  const said = (name: string): string => textOf(get(root, name)) ?? "";
  const list = get(root, "dependencies");
  const anchors = itemAnchors(keyAnchor("", "dependencies"), list);
  const body: ChartFile = {
    yaml,
    name: said("name"),
    version: said("version"),
    appVersion: said("appVersion"),
    library: said("type") === "library",
    dependencies: itemsOf(list).flatMap((it, index) => dependencyIn(it, anchors[index] ?? "dependencies")),
  };
  const { yaml: _, ...rest } = body;
  const problems = yaml.problems.map(({ message, severity, start, end }) => ({
    message,
    severity,
    file: path,
    span: yaml.lines.span(start, end),
    reader: "helm-chart",
  }));
  return { file: path, reader: "helm-chart", body, problems, outline: JSON.stringify(rest), mentions: [] };
}

function dependencyIn(node: YamlNode, anchor: string): readonly ChartDependency[] {
  const said = (name: string): string | undefined => textOf(get(node, name));
  const name = said("name");
  if (name === undefined || name === "") return [];
  return [
    {
      name,
      version: said("version") ?? "",
      repository: said("repository") ?? "",
      alias: said("alias"),
      condition: said("condition"),
      tags: itemsOf(get(node, "tags")).flatMap((it) => textOf(it) ?? []),
      imports: itemsOf(get(node, "import-values")).flatMap(importIn),
      anchor,
    },
  ];
}

/** A name is what the child exports under it. */
function importIn(written: YamlNode): readonly { readonly from: string; readonly to: string }[] {
  const node = resolve(written);
  if (node?.kind === "scalar") return [{ from: `exports.${node.text}`, to: "" }];
  const [from, to] = [textOf(get(node, "child")), textOf(get(node, "parent"))];
  return from === undefined || to === undefined ? [] : [{ from, to: to === "." ? "" : to }];
}
