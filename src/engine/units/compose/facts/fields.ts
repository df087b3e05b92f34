import { type EvidenceId, entriesAt, itemsAt, type Node, nodeAt, type ScalarNode, type Text } from "../../../model/index.ts";

/** A name with what is said behind it, as `KEY=value` in a list or as a key of a mapping. */
export interface Pair {
  readonly name: string;
  /** `undefined` = nothing is said. */
  readonly value: string | undefined;
  readonly templated: boolean;
  readonly at: EvidenceId;
}

export const isScalar = (node: Node | undefined): node is ScalarNode => node?.kind === "scalar" && node.type !== "null";

/** The scalar under `names` with its place. */
export function textField(node: Node | undefined, ...names: readonly string[]): Text | undefined {
  const found = nodeAt(node, ...names);
  return isScalar(found) ? textOfScalar(found) : undefined;
}

const textOfScalar = ({ text, at, templated, written }: ScalarNode): Text => ({
  value: text,
  at,
  templated,
  ...(written !== undefined && { written }),
});

/** A command: one text, or its words joined by spaces. */
export function commandField(node: Node | undefined, name: string): Text | undefined {
  const found = nodeAt(node, name);
  if (found?.kind !== "seq") return textField(node, name);
  const words = found.items.filter(isScalar);
  return { value: words.map((it) => it.text).join(" "), at: found.at, templated: words.some((it) => it.templated) };
}

/** `labels`, `args`, `options`: a mapping, or a list of `KEY=value`. */
export function pairsAt(node: Node | undefined, ...names: readonly string[]): Pair[] {
  const pairs: Pair[] = [];
  for (const [name, { value, at }] of entriesAt(node, ...names)) {
    if (value.kind === "scalar") pairs.push({ name, value: isScalar(value) ? value.text : undefined, templated: value.templated, at });
  }
  for (const item of itemsAt(node, ...names)) {
    if (!isScalar(item)) continue;
    const equals = item.text.indexOf("=");
    const name = equals < 0 ? item.text : item.text.slice(0, equals);
    pairs.push({ name, value: equals < 0 ? undefined : item.text.slice(equals + 1), templated: item.templated, at: item.at });
  }
  return pairs;
}

/** A list of words; one word alone is a list of one; of a mapping, its keys. */
export function wordsAt(
  node: Node | undefined,
  ...names: readonly string[]
): readonly { readonly text: string; readonly at: EvidenceId }[] {
  const found = nodeAt(node, ...names);
  if (isScalar(found)) return [{ text: found.text, at: found.at }];
  if (found?.kind === "seq") return found.items.filter(isScalar).map(({ text, at }) => ({ text, at }));
  if (found?.kind === "map") return [...found.entries].map(([text, { at }]) => ({ text, at }));
  return [];
}

export const isTrue = (text: string | undefined): boolean => /^(?:true|yes|on|1)$/i.test(text ?? "");

/** A relative path from a folder of the workspace; one that leaves the workspace, or starts elsewhere, stays as written. */
export function pathFrom(folder: string, path: string): string {
  if (/^(?:[a-z][\w+.-]*:|\/|~|\$|git@|[a-z]:[\\/])/i.test(path)) return path;
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of path.replaceAll("\\", "/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return path;
  }
  return parts.join("/");
}
