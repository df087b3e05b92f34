import { nameSays } from "../knowledge/variables.ts";
import { field, type YamlObject } from "../syntax/yaml/objects.ts";
import type { YamlNode } from "../syntax/yaml/tree.ts";
import { entriesOf, itemsOf, keyText, resolve, textOf } from "../syntax/yaml/walk.ts";

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
/** A name in DNS that may be a Service's, by what stands around it: `//billing`, `@db`, `billing:8080`, `billing.shop`. */
const host =
  /(?:\/\/|@)([a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)(?=$|[.:,/])|(?:^|[=,\s])([a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)(?=:\d|\.[a-z0-9-]{1,62}(?::|$|\.svc))/g;
const word = /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const longest = 2000;

/**
 * What objects name of others: "ConfigMap shop-config", "Service billing". What values of variables and arguments name like a host is
 * taken for a Service; whether there is such is for those who know all files.
 */
export function referencesOf(objects: readonly YamlObject[]): readonly string[] {
  const found = new Set<string>();
  for (const it of objects) for (const reference of referencesIn(it)) found.add(reference);
  return [...found].sort();
}

const known = new WeakMap<YamlNode, readonly string[]>();

/** Of one object; an object that is kept from one text of its file to the next is looked into once. */
function referencesIn({ kind, node }: YamlObject): readonly string[] {
  const before = known.get(node);
  if (before !== undefined) return before;
  const found = new Set<string>();
  if (kind === "ConfigMap") for (const { name, value } of entriesOf(field(node, "data"))) valueNames(name, textOf(value), found);
  else if (kind !== "CustomResourceDefinition" && kind !== "Secret") visit(node, found, 0);
  const references = [...found];
  known.set(node, references);
  return references;
}

function visit(written: YamlNode, found: Set<string>, depth: number): void {
  const node = resolve(written);
  // Aliases may repeat a tree many times; what one object names is not found deeper than this.
  if (node === undefined || node.kind === "scalar" || depth > 24) return;
  if (node.kind === "seq") for (const it of node.items) visit(it, found, depth + 1);
  if (node.kind !== "map") return;
  // What is merged in is visited where it stands.
  for (const { key, value } of node.entries) {
    const name = keyText(key);
    const kind = fields.get(name);
    if (kind !== undefined) {
      const inner = resolve(value);
      const text = textOf(inner) ?? textOf(field(inner, "name"));
      if (text !== undefined && text !== "") found.add(`${kind} ${text}`);
    }
    if (name === "metadata" || name === "status" || name === "selector") continue;
    if (name === "env") for (const it of itemsOf(value)) valueNames(textOf(field(it, "name")) ?? "", textOf(field(it, "value")), found);
    if (name === "args" || name === "command") for (const it of itemsOf(value)) valueNames("", textOf(it), found);
    visit(value, found, depth + 1);
  }
}

function valueNames(name: string, value: string | undefined, found: Set<string>): void {
  if (value === undefined || value.length > longest) return;
  if (word.test(value) && name !== "" && nameSays(name).host) found.add(`Service ${value}`);
  for (const [, behind, before] of value.matchAll(host)) found.add(`Service ${behind ?? before}`);
}
