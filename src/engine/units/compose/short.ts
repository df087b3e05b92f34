import type { Node } from "./project.ts";

/** As much of the short syntaxes as merging needs: by what an item of a list is known again in another file. */

export const textOf = (node: Node | undefined): string | undefined =>
  node?.kind === "scalar" && node.type !== "null" ? node.text : undefined;

export const fieldOf = (node: Node | undefined, name: string): Node | undefined =>
  node?.kind === "map" ? node.entries.get(name)?.value : undefined;

/** The parts between colons; a drive letter and a `${…}` hold theirs. */
export function colonParts(text: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  let braces = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 123 && text.charCodeAt(at - 1) === 36) braces++;
    else if (code === 125 && braces > 0) braces--;
    if (code !== 58 || braces > 0) continue;
    if (at - start === 1 && /[A-Za-z]/.test(text.charAt(start)) && /[/\\]/.test(text.charAt(at + 1))) continue;
    parts.push(text.slice(start, at));
    start = at + 1;
  }
  parts.push(text.slice(start));
  return parts;
}

/** `KEY` of `KEY=value`. */
export const keyOf = (text: string): string => {
  const at = text.indexOf("=");
  return at < 0 ? text : text.slice(0, at);
};

export const nameIndex = (item: Node): string | undefined => {
  const text = textOf(item);
  return text === undefined ? undefined : keyOf(text);
};

export const textIndex = (item: Node): string | undefined => textOf(item);

export const targetIndex = (item: Node): string | undefined => {
  const text = textOf(item);
  if (text === undefined) return clean(textOf(fieldOf(item, "target")));
  const [first, second] = colonParts(text);
  return clean(second ?? first);
};

const clean = (path: string | undefined): string | undefined =>
  path !== undefined && path.length > 1 ? path.replace(/\/+/g, "/").replace(/\/$/, "") : path;

export const deviceIndex = (item: Node): string | undefined => {
  const [first, second] = textOf(item)?.split(":") ?? [textOf(fieldOf(item, "target"))];
  return second ?? first;
};

/** Secrets and configs: where they are put, `folder/name` where nothing else is said. */
export const mountIndex =
  (folder: string) =>
  (item: Node): string | undefined => {
    const source = textOf(item) ?? textOf(fieldOf(item, "source"));
    return textOf(fieldOf(item, "target")) ?? (source === undefined ? undefined : `${folder}/${source}`);
  };

export const envFileIndex = (item: Node): string | undefined => textOf(item) ?? textOf(fieldOf(item, "path"));

/** Host address, host port, container port and protocol together. */
export const portIndex = (item: Node): string | undefined => {
  const text = textOf(item);
  if (text === undefined) {
    const target = textOf(fieldOf(item, "target"));
    if (target === undefined) return undefined;
    const field = (name: string, otherwise: string): string => textOf(fieldOf(item, name)) ?? otherwise;
    return `${field("host_ip", "0.0.0.0")}|${field("published", "")}|${target}|${field("protocol", "tcp")}`;
  }
  const [address = "", protocol = "tcp"] = text.split("/");
  const bracketed = /^\[([^\]]*)\]:(.*)$/.exec(address);
  const parts = [...colonParts(bracketed?.[2] ?? address)];
  const target = parts.pop() ?? "";
  const published = parts.pop() ?? "";
  return `${bracketed?.[1] ?? (parts.join(":") || "0.0.0.0")}|${published}|${target}|${protocol.toLowerCase()}`;
};
