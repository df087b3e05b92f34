import { kustomizationNames } from "../knowledge/files.ts";
import type { Problem } from "../model/index.ts";
import { baseName, folderOf, isRemote, within } from "../syntax/paths.ts";
import { parseYaml } from "../syntax/yaml/parse.ts";
import type { YamlFile, YamlNode } from "../syntax/yaml/tree.ts";
import { get, isMap, itemsOf, scalarOf, textOf } from "../syntax/yaml/walk.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";

/** A kustomization as it stands: what it names of other files, as it writes them. What the rest comes to is rendering's business. */
export interface KustomizationFile {
  readonly yaml: YamlFile;
  /** `undefined` = the file is no kustomization that kustomize builds (Flux has a kind of that name too), or cannot be read. */
  readonly root: YamlNode | undefined;
  /** It is mixed into others and builds nothing by itself. */
  readonly component: boolean;
  /** Files and folders of objects. */
  readonly resources: readonly string[];
  readonly components: readonly string[];
  /** Patches, sources of generators, replacements and settings. */
  readonly files: readonly string[];
}

const names: ReadonlySet<string> = new Set(kustomizationNames);

export const kustomizeReader: Reader<KustomizationFile> = {
  id: "kustomize",
  title: "Kustomize",
  wants: (path) => names.has(baseName(path)),
  recognises: ({ path }) => names.has(baseName(path)),
  read,
};

function read({ path, text }: SourceFile): FileFacts<KustomizationFile> {
  const yaml = parseYaml(text);
  const root = yaml.documents[0]?.root;
  const isOne = isMap(root) && isKustomization(root);
  const body: KustomizationFile = isOne
    ? {
        yaml,
        root,
        component: textOf(get(root, "kind")) === "Component",
        resources: [...texts(get(root, "resources")), ...texts(get(root, "bases"))],
        components: texts(get(root, "components")),
        files: filesOf(root),
      }
    : { yaml, root: undefined, component: false, resources: [], components: [], files: [] };
  const problems = yaml.problems.map(
    ({ message, severity, start, end }): Problem => ({
      message,
      file: path,
      severity,
      span: yaml.lines.span(start, end),
      reader: "kustomize",
    }),
  );
  const folder = folderOf(path);
  const { component, resources, components, files } = body;
  // A folder is found by the kustomization in it, which is read for its name.
  const named = [...resources.filter((it) => /\.(?:ya?ml|json)$/i.test(it)), ...files].filter((it) => !isRemote(it));
  return {
    file: path,
    reader: "kustomize",
    body,
    problems,
    outline: JSON.stringify([isOne, component, resources, components, files]),
    mentions: [...new Set(named.flatMap((it) => within(folder, it) ?? []))],
  };
}

const isKustomization = (root: YamlNode | undefined): boolean =>
  /^(?:kustomize\.config\.k8s\.io\/.*)?$/.test(textOf(get(root, "apiVersion")) ?? "") &&
  /^(?:Kustomization|Component)?$/.test(textOf(get(root, "kind")) ?? "");

const texts = (node: YamlNode | undefined): readonly string[] => itemsOf(node).flatMap((it) => textOf(it) ?? []);

/** Where either a path or the thing itself may stand: what is more than a line is the thing. */
const paths = (node: YamlNode | undefined): readonly string[] =>
  itemsOf(node).flatMap((it) => {
    const text = scalarOf(it)?.text;
    return text === undefined || text.includes("\n") || text.includes(": ") || /^\s*[{[]/.test(text) ? [] : [text];
  });

const generators = ["configMapGenerator", "secretGenerator"] as const;

function filesOf(root: YamlNode | undefined): readonly string[] {
  const found = [
    ...paths(get(root, "patchesStrategicMerge")),
    ...["patches", "patchesJson6902", "replacements"].flatMap((it) =>
      itemsOf(get(root, it)).flatMap((one) => textOf(get(one, "path")) ?? []),
    ),
    ...["configurations", "crds", "transformers", "generators", "validators"].flatMap((it) => paths(get(root, it))),
    ...(textOf(get(root, "openapi", "path")) === undefined ? [] : [textOf(get(root, "openapi", "path")) ?? ""]),
    ...generators.flatMap((it) => itemsOf(get(root, it))).flatMap(sourcesOf),
  ];
  return [...new Set(found.filter((it) => it !== ""))];
}

const sourcesOf = (generator: YamlNode): readonly string[] => [
  ...texts(get(generator, "files")).map((it) => it.slice(it.indexOf("=") + 1)),
  ...texts(get(generator, "envs")),
  ...(textOf(get(generator, "env")) === undefined ? [] : [textOf(get(generator, "env")) ?? ""]),
];
