import type { Change } from "./change.ts";
import type { Site } from "./locate.ts";
import type { YamlNode, YamlScalar } from "./tree.ts";
import { type Hand, readsAsItself } from "./write.ts";

/** Lines and columns of the text around a node, and the hand it is written in. */

export const eolOf = (text: string): string => /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";

export function lineStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && !isBreak(text.charCodeAt(start - 1))) start--;
  return start === 0 && text.charCodeAt(0) === 0xfeff ? 1 : start;
}

/** Before the line's break. */
export function lineEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isBreak(text.charCodeAt(end))) end++;
  return end;
}

/** After the line's break. */
export function nextLine(text: string, at: number): number {
  const end = lineEnd(text, at);
  if (end === text.length) return end;
  return text.startsWith("\r\n", end) ? end + 2 : end + 1;
}

/** Takes the whole lines of a range away; at the end of a file without a last line break, the break before them instead. */
export function linesFrom(text: string, start: number, end: number): Change[] {
  const first = lineStart(text, start);
  const last = nextLine(text, end);
  // A blank line before may be the end of a block scalar, which counts its breaks.
  const blankBefore = first > 0 && text.slice(lineStart(text, first - 1), first).trim() === "";
  if (last < text.length || lineEnd(text, end) < text.length || first === 0 || blankBefore) return [{ start: first, end: last, text: "" }];
  const before = text[first - 1] === "\n" && text[first - 2] === "\r" ? first - 2 : first - 1;
  return [{ start: before, end: last, text: "" }];
}

const isBreak = (code: number): boolean => code === 10 || code === 13;

export const columnOf = (text: string, at: number): number => at - lineStart(text, at);

/** Only white space (and the dashes of compact sequences) stands before it on its line. */
export const startsItsLine = (text: string, at: number): boolean => text.slice(lineStart(text, at), at).trim() === "";

/** Where a node's properties begin, `&anchor` and `!tag`: they belong to it, and its range begins after them. */
export function outerStart(text: string, node: YamlNode): number {
  let start = node.start;
  for (let left = 2; left > 0; left--) {
    const before = text.slice(0, start).trimEnd();
    const property = [node.tag, node.anchor === undefined ? undefined : `&${node.anchor}`].find(
      (it) => it !== undefined && before.endsWith(it),
    );
    if (property === undefined) break;
    start = before.length - property.length;
  }
  return start;
}

/** Where what a node says is over. Blank lines after a block scalar may belong to its text. */
export function outerEnd(text: string, node: YamlNode): number {
  if (node.kind === "map" && !node.flow) return outerEnd(text, node.entries.at(-1)?.value ?? { ...node, flow: true });
  if (node.kind === "seq" && !node.flow) return outerEnd(text, node.items.at(-1) ?? { ...node, flow: true });
  if (node.kind !== "scalar" || (node.style !== "literal" && node.style !== "folded")) return node.end;
  return endOfBlockScalar(text, node);
}

function endOfBlockScalar(text: string, node: YamlScalar): number {
  const keeps = /^[|>]\d?\+/.test(text.slice(node.start, node.start + 3));
  const content = text.slice(nextLine(text, node.start), node.end);
  const indentation = /^[\r\n]*( *)\S/.exec(content.replace(/^(?: *\r?\n)+/, ""))?.[1]?.length ?? Number.POSITIVE_INFINITY;
  let end = lineEnd(text, node.end);
  for (let at = nextLine(text, node.end); at < text.length; at = nextLine(text, at)) {
    const line = text.slice(at, lineEnd(text, at));
    if (line.trim() !== "") break;
    if (keeps || line.length > indentation) end = lineEnd(text, at);
  }
  return end;
}

/** How the text around a collection is written: the nearest example counts, then any in the document. `end`: where will be written. */
export function handAt(text: string, site: Site, end: number): Hand {
  const around: YamlNode[] = [];
  for (let it: Site | undefined = site; it !== undefined; it = it.holder) around.push(it.node);
  const nearest = <T>(ask: (node: YamlNode) => T | undefined): T | undefined => {
    for (const node of around) {
      const answer = ask(node);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };
  const siblings = scalarsIn(site.node);
  const quoted = siblings.filter(isQuoted);
  const quote = quoted.at(-1)?.style ?? nearest((it) => first(it, (node) => (isQuoted(node) ? node.style : undefined)));
  const indent = nearest((it) => first(it, (node) => indentOf(text, node))) ?? 2;
  return {
    eol: eolOf(text),
    indent,
    dashes: nearest((it) => first(it, (node) => dashesOf(text, node))) ?? indent,
    quote: quote === "single" ? "single" : "double",
    quotesAll:
      quoted.some((it) => readsAsItself(it.text, site.node.kind === "map" && site.node.flow)) &&
      siblings.every((it) => it.style !== "plain" || /^(?:[-+.\d]+|true|false|null|~)?$/.test(it.text)),
    literals: !/^\s*#/.test(text.slice(nextLine(text, end))),
    json: site.node.kind === "map" && site.node.flow && isJson(site.node),
  };
}

const isQuoted = (node: YamlNode): node is YamlScalar => node.kind === "scalar" && (node.style === "single" || node.style === "double");

const isJson = (node: YamlNode): boolean =>
  node.kind === "map" && node.entries.length > 0 && node.entries.every(({ key }) => key.kind === "scalar" && key.style === "double");

function scalarsIn(node: YamlNode): readonly YamlScalar[] {
  const all = node.kind === "map" ? node.entries.map((it) => it.value) : node.kind === "seq" ? node.items : [];
  return all.filter((it): it is YamlScalar => it.kind === "scalar");
}

/** The first answer in reading order. */
function first<T>(node: YamlNode, ask: (node: YamlNode) => T | undefined): T | undefined {
  const open: YamlNode[] = [node];
  for (let it = open.pop(); it !== undefined; it = open.pop()) {
    const answer = ask(it);
    if (answer !== undefined) return answer;
    const children = it.kind === "map" ? it.entries.map((entry) => entry.value) : it.kind === "seq" ? it.items : [];
    for (let at = children.length - 1; at >= 0; at--) open.push(children[at] as YamlNode);
  }
  return undefined;
}

function indentOf(text: string, node: YamlNode): number | undefined {
  if (node.kind !== "map" || node.flow) return undefined;
  for (const { key, value } of node.entries) {
    if (value.kind !== "map" || value.flow) continue;
    const columns = columnOf(text, value.start) - columnOf(text, key.start);
    if (columns > 0 && startsItsLine(text, value.start)) return columns;
  }
  return undefined;
}

function dashesOf(text: string, node: YamlNode): number | undefined {
  if (node.kind !== "map" || node.flow) return undefined;
  const entry = node.entries.find(({ value }) => value.kind === "seq" && !value.flow);
  return entry && Math.max(0, columnOf(text, entry.value.start) - columnOf(text, entry.key.start));
}
