import type { YamlObject } from "../syntax/yaml/objects.ts";
import type { YamlNode } from "../syntax/yaml/tree.ts";
import { entriesOf, resolve, textOf } from "../syntax/yaml/walk.ts";

/** Fields whose value (or `name` below it) is another object's name, and of what kind that is. */
const fields: ReadonlyMap<string, string> = new Map([
  ["configMapRef", "ConfigMap"],
  ["configMapKeyRef", "ConfigMap"],
  ["configMap", "ConfigMap"],
  ["secretRef", "Secret"],
  ["secretKeyRef", "Secret"],
  ["secretName", "Secret"],
  ["claimName", "PersistentVolumeClaim"],
  ["serviceAccountName", "ServiceAccount"],
  ["serviceName", "Service"],
  ["service", "Service"],
]);
/** A name in DNS that may be a Service's, at the beginning of a value or behind what stands before hosts. */
const host = /(?:^|[/@=,\s])([a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)(?=$|[.:,/])/g;
const longest = 2000;

/**
 * What objects name of others: "ConfigMap shop-config", "Service billing". Names in values of variables and arguments are taken for
 * Services; whether there are such is for those who know all files.
 */
export function referencesOf(objects: readonly YamlObject[]): readonly string[] {
  const found = new Set<string>();
  for (const it of objects) {
    if (it.kind === "CustomResourceDefinition" || it.kind === "Secret") continue;
    visit(it.node, it.kind === "ConfigMap", found, 0);
  }
  return [...found].sort();
}

function visit(written: YamlNode, values: boolean, found: Set<string>, depth: number): void {
  const node = resolve(written);
  // Aliases may repeat a tree many times; what one object names is not found deeper than this.
  if (node === undefined || depth > 24) return;
  if (node.kind === "seq") for (const it of node.items) visit(it, values, found, depth + 1);
  if (node.kind === "scalar" && values && node.text.length < longest)
    for (const [, name] of node.text.matchAll(host)) found.add(`Service ${name}`);
  if (node.kind !== "map") return;
  for (const { name, value } of entriesOf(node)) {
    const kind = fields.get(name);
    if (kind !== undefined) {
      const inner = resolve(value);
      const said = textOf(inner) ?? entriesOf(inner).find((it) => it.name === "name")?.value;
      const text = typeof said === "string" ? said : textOf(said);
      if (text !== undefined && text !== "") found.add(`${kind} ${text}`);
      if (inner?.kind !== "map") continue;
    }
    if (name === "metadata" || name === "status" || name === "selector") continue;
    visit(value, values || name === "env" || name === "args" || name === "command", found, depth + 1);
  }
}
