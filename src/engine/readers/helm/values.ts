import { addressesIn } from "../../syntax/addresses/addresses.ts";
import { parseYaml } from "../../syntax/yaml/parse.ts";
import type { YamlFile, YamlNode } from "../../syntax/yaml/tree.ts";
import { isMap, resolve } from "../../syntax/yaml/walk.ts";
import type { FileFacts, Reader, SourceFile } from "../reader.ts";

/** A file of values for charts. */
export interface ValuesFile {
  readonly yaml: YamlFile;
  /** Names of one word that its texts take for hosts: other charts may be called so. */
  readonly hosts: readonly string[];
}

const named = /(?:^|\/)[^/]*values[^/]*\.ya?ml$/i;
const kept = /(?:^|\/)(?:values|environments?|envs?)\/(?:[^/]+\/)?[^/]+\.ya?ml$/i;

/** What charts are installed with: `values.yaml`, `values-prod.yaml`, `environments/prod.yaml` … */
export const helmValuesReader: Reader<ValuesFile> = {
  id: "helm-values",
  title: "Helm values",
  wants: (path) => named.test(path) || kept.test(path),
  recognises: ({ text }) => !/^kind[ \t]*:/m.test(text) || !/^apiVersion[ \t]*:/m.test(text),
  read,
};

function read({ path, text }: SourceFile): FileFacts<ValuesFile> {
  const yaml = parseYaml(text);
  const root = yaml.documents[0]?.root;
  const hosts = root !== undefined && isMap(root) ? [...hostsIn(root)].sort() : [];
  return { file: path, reader: "helm-values", body: { yaml, hosts }, problems: [], outline: hosts.join(" "), mentions: [] };
}

function hostsIn(root: YamlNode): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (written: YamlNode, depth: number): void => {
    const node = resolve(written);
    if (node === undefined || depth > 40) return;
    if (node.kind === "seq") for (const it of node.items) visit(it, depth + 1);
    if (node.kind === "map") for (const { value } of node.entries) visit(value, depth + 1);
    if (node.kind !== "scalar" || node.text.length > 2000) return;
    for (const { host, form } of addressesIn(node.text)) if (form !== "word" && /^[a-z][a-z0-9-]*$/.test(host)) found.add(host);
  };
  visit(root, 0);
  return found;
}
