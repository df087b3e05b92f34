/** An element of an XML text, as far as build and configuration files need it: attributes, text, children, and where it stands. */
export interface XmlElement {
  /** Without a namespace's prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The text between its children, trimmed, entities resolved. */
  readonly text: string;
  readonly children: readonly XmlElement[];
  readonly start: number;
  readonly end: number;
}

interface Open {
  name: string;
  attributes: Record<string, string>;
  texts: string[];
  children: XmlElement[];
  start: number;
}

const deepest = 200;
const longest = 5_000_000;

/**
 * The root element of an XML text. Tolerant: what is not closed ends with its parent, what closes nothing is passed over. Comments,
 * declarations and processing instructions say nothing. Each character is looked at once.
 */
export function parseXml(text: string): XmlElement | undefined {
  if (text.length > longest) return undefined;
  const top: Open = { name: "", attributes: {}, texts: [], children: [], start: 0 };
  const open: Open[] = [top];
  const close = (end: number): void => {
    const last = open.pop() as Open;
    open.at(-1)?.children.push({ ...last, text: resolved(last.texts.join("").trim()), end } satisfies XmlElement & Open);
  };
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf("<", at);
    open.at(-1)?.texts.push(text.slice(at, next < 0 ? text.length : next));
    if (next < 0) break;
    const skipped = skip(text, next, open.at(-1));
    if (skipped !== undefined) {
      at = skipped;
      continue;
    }
    const end = tagEnd(text, next);
    const tag = text.slice(next + 1, end);
    at = end + 1;
    if (tag.startsWith("/")) {
      const name = localName(tag.slice(1).trim());
      const depth = open.findLastIndex((it) => it.name === name);
      if (depth > 0) while (open.length > depth) close(at);
      continue;
    }
    const name = localName(/^[^\s/>]*/.exec(tag)?.[0] ?? "");
    if (name === "" || open.length > deepest) continue;
    open.push({ name, attributes: attributesIn(tag), texts: [], children: [], start: next });
    if (tag.endsWith("/")) close(at);
  }
  while (open.length > 1) close(text.length);
  return top.children[0];
}

/** Just after what is no element: a comment, a declaration, CDATA (whose text counts). */
function skip(text: string, at: number, holder: Open | undefined): number | undefined {
  const after = (mark: string, from: number): number => {
    const end = text.indexOf(mark, from);
    return end < 0 ? text.length : end + mark.length;
  };
  if (text.startsWith("<!--", at)) return after("-->", at + 4);
  if (text.startsWith("<![CDATA[", at)) {
    const end = after("]]>", at + 9);
    holder?.texts.push(text.slice(at + 9, Math.max(at + 9, end - 3)).replaceAll("&", "&amp;"));
    return end;
  }
  if (text.startsWith("<?", at)) return after("?>", at + 2);
  return text.startsWith("<!", at) ? after(">", at + 2) : undefined;
}

function tagEnd(text: string, from: number): number {
  let quote = "";
  for (let at = from + 1; at < text.length; at++) {
    const char = text[at] ?? "";
    if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === ">") return at;
  }
  return text.length;
}

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

function attributesIn(tag: string): Record<string, string> {
  const found: Record<string, string> = {};
  if (!tag.includes("=")) return found;
  for (const [, name = "", , double, single] of tag.matchAll(/([\w:.-]+)\s{0,20}=\s{0,20}("([^"]*)"|'([^']*)')/g))
    found[localName(name)] = resolved(double ?? single ?? "");
  return found;
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const resolved = (text: string): string =>
  text.includes("&") ? text.replace(/&(\w{2,4});/g, (all, name: string) => entities[name] ?? all) : text;

export const childrenNamed = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((it) => it.name === name) ?? [];

/** The first element along `names`; `undefined` where one is missing. */
export function childAt(element: XmlElement | undefined, ...names: readonly string[]): XmlElement | undefined {
  let at = element;
  for (const name of names) at = at?.children.find((it) => it.name === name);
  return at;
}
