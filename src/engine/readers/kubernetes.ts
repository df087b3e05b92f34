import { isTestInput } from "../knowledge/files.ts";
import type { Problem } from "../model/index.ts";
import { baseName } from "../syntax/paths.ts";
import { objectsOf, type YamlObject } from "../syntax/yaml/objects.ts";
import { type KeptYaml, parseKept } from "../syntax/yaml/parse.ts";
import type { YamlFile, YamlNode } from "../syntax/yaml/tree.ts";
import { get, isMap, textOf } from "../syntax/yaml/walk.ts";
import { referencesOf } from "./kubernetes-outline.ts";
import { isTemplate } from "./kubernetes-template.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";

/** A file of Kubernetes objects as it stands. */
export interface KubernetesFile {
  readonly yaml: KeptYaml;
  readonly objects: readonly YamlObject[];
  /** It is made into manifests by Helm or another template engine first: nothing in it is read. */
  readonly template: boolean;
  /** What its objects name of others: decides which files belong together. */
  readonly references: readonly string[];
}

/** Manifests under any name, YAML or JSON: documents that have `apiVersion` and `kind`. */
export const kubernetesReader: Reader<KubernetesFile> = {
  id: "kubernetes",
  title: "Kubernetes manifests",
  wants: (path) => /\.(?:ya?ml|json)$/i.test(path) && !isKustomization(path),
  recognises,
  read,
};

const isKustomization = (path: string): boolean => /^kustomization\.ya?ml$/i.test(baseName(path));

const versionKey = /(?:^\ufeff?|[{,\r\n])[ \t-]{0,16}["']?apiVersion["']?[ \t]{0,16}:/;
const kindKey = /(?:^\ufeff?|[{,\r\n])[ \t-]{0,16}["']?kind["']?[ \t]{0,16}:/;

/** Each looks at a position once, so that the time follows the text's length. */
function recognises({ path, text }: SourceFile): boolean {
  return !isTestInput(path) && text.includes("apiVersion") && versionKey.test(text) && kindKey.test(text);
}

/** What describes a tool's own settings in the form of an object, and is applied to no cluster. */
const noCluster =
  /^(?:backstage\.io|skaffold|kind\.x-k8s\.io|kubeadm\.k8s\.io|kubelet\.config\.k8s\.io|kubeproxy\.config\.k8s\.io|kubescheduler\.config\.k8s\.io|audit\.k8s\.io|apiserver\.config\.k8s\.io|apiserver\.k8s\.io|ctlptl\.dev|k3d\.io|eksctl\.io|kustomize\.config\.k8s\.io|builtin|client\.authentication\.k8s\.io|krew\.googlecontainertools\.github\.com|kfctl\.io|kuttl\.dev|kyverno-test|cli\.kyverno\.io)(?:\/|$)/;

function read(file: SourceFile, before?: FileFacts<KubernetesFile>): FileFacts<KubernetesFile> {
  const { path } = file;
  if (isTemplate(file)) return facts(path, { yaml: parseKept("", undefined), objects: [], template: true, references: [] }, []);
  const yaml = parseKept(file.text, before?.body.yaml);
  const objects = objectsOf(yaml).filter(isApplied);
  const problems = objects.length > 0 || speaks(yaml) ? [...broken(yaml, path), ...nameless(yaml, path)] : [];
  return facts(path, { yaml, objects, template: false, references: referencesOf(objects) }, problems);
}

/** What has no name is somebody's settings in the form of an object, unless the kind is one that Kubernetes itself has. */
const isApplied = ({ apiVersion, kind, name, node }: YamlObject): boolean =>
  !noCluster.test(apiVersion) &&
  (name !== "*" || (own.test(apiVersion) && !kind.endsWith("List") && (kind !== "Config" || isKubeconfig(node))));

/** It says which clusters there are, and how they are reached. */
const isKubeconfig = (node: YamlNode): boolean => get(node, "clusters")?.kind === "seq" && get(node, "contexts")?.kind === "seq";

function facts(file: string, body: KubernetesFile, problems: readonly Problem[]): FileFacts<KubernetesFile> {
  const said = body.objects.map((it) => [it.kind, it.namespace, it.name]);
  const outline = body.objects.length === 0 ? "" : JSON.stringify([said, body.references]);
  return { file, reader: "kubernetes", body, problems, outline, mentions: [] };
}

/** A kind that Kubernetes itself has. */
const own =
  /^(?:v1|apps\/v1(?:(?:beta|alpha)\d)?|batch\/v1(?:(?:beta|alpha)\d)?|extensions\/v1beta1|autoscaling\/v\d\w*|policy\/v\d\w*|[a-z.]+\.k8s\.io\/v\d\w*)$/;

const versionOf = (root: Parameters<typeof get>[0]): string | undefined => textOf(get(root, "apiVersion"));

/** Whether some document is meant to be an object of Kubernetes itself, whole or not. */
const speaks = (yaml: YamlFile): boolean => yaml.documents.some(({ root }) => own.test(versionOf(root) ?? ""));

const broken = (yaml: YamlFile, file: string): readonly Problem[] =>
  yaml.problems.map(({ message, severity, start, end }) => ({
    message,
    file,
    severity,
    span: yaml.lines.span(start, end),
    reader: "kubernetes",
  }));

/** A document that says its kind and no name cannot be applied. */
function nameless(yaml: YamlFile, file: string): readonly Problem[] {
  return yaml.documents.flatMap(({ root, base }): readonly Problem[] => {
    const at = root && kindWithoutName(root);
    if (at === undefined) return [];
    const message = `This ${textOf(at)} has no metadata.name: it cannot be applied.`;
    return [{ message, file, severity: "warning", span: yaml.lines.span(base + at.start, base + at.end), reader: "kubernetes" }];
  });
}

const kinds = new WeakMap<YamlNode, { readonly at: YamlNode | undefined }>();

/** Where a document that cannot be applied says its kind; each is looked into once. */
function kindWithoutName(root: YamlNode): YamlNode | undefined {
  let found = kinds.get(root);
  if (found === undefined) {
    found = { at: isNameless(root) ? get(root, "kind") : undefined };
    kinds.set(root, found);
  }
  return found.at;
}

function isNameless(root: YamlNode): boolean {
  const kind = textOf(get(root, "kind"));
  if (!isMap(root) || kind === undefined || !own.test(versionOf(root) ?? "")) return false;
  if (kind.endsWith("List") || kind === "Config" || noCluster.test(versionOf(root) ?? "")) return false;
  const named = textOf(get(root, "metadata", "name")) ?? textOf(get(root, "metadata", "generateName"));
  return named === undefined || named === "";
}
