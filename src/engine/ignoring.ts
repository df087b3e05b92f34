import { parseYaml } from "./syntax/yaml/parse.ts";
import type { YamlNode } from "./syntax/yaml/tree.ts";

/** Where the comment goes that silences a rule on a line: an insertion, offset in UTF-16 code units. */
export interface Ignoring {
  readonly offset: number;
  readonly text: string;
  /** There is no other place for it than among the comments a file begins with: it speaks for the whole file. */
  readonly wholeFile: boolean;
}

/** What begins a comment, by a file's name; `undefined` = it has none, as in JSON. */
function markerOf(file: string): "#" | "//" | "--" | undefined {
  const name = file.slice(file.lastIndexOf("/") + 1).toLowerCase();
  if (/\.sql$/.test(name)) return "--";
  if (/\.(?:[cm]?[jt]sx?|go|java|kts?|cs|rs|php|scala|swift|gradle|groovy|prisma|proto|jsonc)$/.test(name)) return "//";
  if (
    /\.(?:ya?ml|tf|tfvars|hcl|toml|py|rb|sh|properties|conf|graphqls?|gql|env)$|^(?:dockerfile|containerfile|makefile|procfile|\.env)/.test(
      name,
    )
  )
    return "#";
  return /dockerfile$/.test(name) ? "#" : undefined;
}

/** A line of these cannot end in a comment: what follows is part of it. */
const needsOwnLine = /(?:^|\/)(?:[^/]*dockerfile[^/]*|containerfile[^/]*|\.env[^/]*|[^/]*\.(?:env|properties))$/i;

/**
 * The comment `architect-ignore <rule>: <reason>` above the line, indented alike; at its end where it would else be among the comments a
 * file begins with, which speak for all of it. `undefined` = there is no place for it: the file has no comments, or the line is in the
 * middle of a text.
 */
export function ignoring(file: string, text: string, line: number, rule: string, reason: string): Ignoring | undefined {
  const marker = markerOf(file);
  if (marker === undefined) return undefined;
  const lines = linesOf(text);
  const meant = lines[line];
  if (meant === undefined) return undefined;
  const comment = `${marker} architect-ignore ${rule}: ${reason.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim()}`;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const first = lines.findIndex(({ content }) => !/^\ufeff?\s*(?:#|\/\/|--(?!-)|$)/.test(content));
  const indent = /^\ufeff?([ \t]*)/.exec(meant.content)?.[1] ?? "";
  const start = meant.start + (meant.content.startsWith("\ufeff") ? 1 : 0);
  const above: Ignoring = { offset: start, text: `${indent}${comment}${eol}`, wholeFile: line <= first };
  const behind: Ignoring = { offset: meant.start + meant.content.trimEnd().length, text: ` ${comment}`, wholeFile: false };
  const isCommented = new RegExp(`(?:^|\\s)${marker}`).test(meant.content);
  const choices = needsOwnLine.test(file) || isCommented ? [above] : line <= first ? [behind, above] : [above, behind];
  return choices.find((it) => saysTheSame(file, text, it));
}

function linesOf(text: string): readonly { readonly start: number; readonly content: string }[] {
  let start = 0;
  return text.split("\n").map((content) => {
    const line = { start, content: content.replace(/\r$/, "") };
    start += content.length + 1;
    return line;
  });
}

/** In YAML a line in the middle of a text may look like any other. */
function saysTheSame(file: string, text: string, { offset, text: inserted }: Ignoring): boolean {
  if (!/\.ya?ml$/i.test(file)) return true;
  const told = (it: string): string => JSON.stringify(parseYaml(it).documents.map(({ root }) => meaningOf(root)));
  return told(text) === told(text.slice(0, offset) + inserted + text.slice(offset));
}

function meaningOf(node: YamlNode | undefined): unknown {
  switch (node?.kind) {
    case undefined:
      return null;
    case "scalar":
      return [node.style, node.text];
    case "alias":
      return ["*"];
    case "seq":
      return node.items.map(meaningOf);
    case "map":
      return node.entries.map(({ key, value }) => [meaningOf(key), meaningOf(value)]);
  }
}
