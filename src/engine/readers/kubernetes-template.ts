import type { SourceFile } from "./reader.ts";

/** Words of Helm's own, wherever they stand in a line. */
const helmWords =
  /\{\{-?[ \t]{0,8}(?:\$?\.(?:Values|Release|Chart|Capabilities|Files|Template)\b|\$\.|(?:include|toYaml|tpl|template)[ \t])/;
/** A line that is a placeholder, or has one where YAML has a value: `replicas: {{ .replicas }}`, `{% if x %}`. */
const placeholder = /^[ \t]*(?:- )?(?:["']?[\w./-]+["']?:[ \t]+)?(?:\{\{|\$\{\{|\{%|<%)/;
const blockHeader = /(?:^|[:-][ \t]+)[|>][-+0-9]{0,2}[ \t]*(?:#.*)?\r?$/;

/**
 * Whether a text is made into manifests by Helm or another template engine first. What stands in block scalars does not count: alerts,
 * dashboards and notifications are full of placeholders that belong to somebody else. Line by line, so that no text takes long.
 */
export function isTemplate({ path, text }: SourceFile): boolean {
  if (!text.includes("{{") && !text.includes("{%") && !text.includes("<%")) return false;
  if (/(?:^|\/)templates\//.test(path)) return true;
  let block = -1;
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const indent = line.search(/\S/);
    if (block >= 0 && indent > block) continue;
    block = -1;
    if (line.startsWith("#")) continue;
    if (line.includes("{{") && helmWords.test(line)) return true;
    if (placeholder.test(line)) return true;
    if (blockHeader.test(line)) {
      // What is deeper than its key: `- name: |` holds what is deeper than `name`.
      const key = line.search(/[^\s-]/);
      block = /[|>]/.test(line.charAt(key)) ? indent : key;
    }
  }
  return false;
}
