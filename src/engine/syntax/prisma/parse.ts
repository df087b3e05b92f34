/** A Prisma schema as it stands, its blocks with their lines; places are offsets into the text. */
export interface PrismaSchema {
  readonly blocks: readonly PrismaBlock[];
}
export interface PrismaBlock {
  /** `model`, `view`, `enum`, `type`, `datasource`, `generator`. */
  readonly kind: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly lines: readonly PrismaLine[];
}
/** A field, a setting (`provider = "mysql"`) or an attribute of the block (`@@index([a])`). */
export interface PrismaLine {
  readonly name: string;
  /** With `[]` or `?`; empty for attributes of the block. */
  readonly type: string;
  /** What is set, for settings. */
  readonly value: string | undefined;
  readonly attributes: readonly PrismaAttribute[];
  readonly start: number;
  readonly end: number;
}
export interface PrismaAttribute {
  /** Without its `@`: `relation`, `id`, `db.VarChar`. */
  readonly name: string;
  readonly text: string;
}

const opening = /^[ \t]*(model|view|enum|type|datasource|generator)[ \t]+(\w+)[ \t]*\{[ \t]*(?:\/\/.*)?$/;

/** Reads line by line, as Prisma does: a block ends with the line that is `}`; an attribute may go on over lines. Never throws. */
export function parsePrisma(text: string): PrismaSchema {
  const blocks: PrismaBlock[] = [];
  let open: { kind: string; name: string; start: number; lines: PrismaLine[] } | undefined;
  let pending = "";
  let pendingStart = 0;
  let at = 0;
  for (const raw of text.split("\n")) {
    const start = at;
    at += raw.length + 1;
    const line = withoutComment(raw).trim();
    if (open === undefined) {
      const [, kind, name] = opening.exec(raw.replace(/\r$/, "")) ?? [];
      if (kind !== undefined && name !== undefined) open = { kind, name, start, lines: [] };
      continue;
    }
    if (line === "}" && pending === "") {
      blocks.push({ ...open, end: start + raw.length });
      open = undefined;
      continue;
    }
    if (line === "") continue;
    if (pending === "") pendingStart = start + raw.search(/\S/);
    pending = pending === "" ? line : `${pending} ${line}`;
    if (pending.length < 4_000 && balance(pending) > 0) continue;
    open.lines.push(lineOf(pending, pendingStart, start + raw.trimEnd().length));
    pending = "";
  }
  if (open !== undefined) blocks.push({ ...open, end: text.length });
  return { blocks };
}

/** Up to `//` outside quotes. */
function withoutComment(line: string): string {
  let quoted = false;
  for (let index = 0; index < line.length; index++) {
    if (line[index] === "\\" && quoted) index++;
    else if (line[index] === '"') quoted = !quoted;
    else if (!quoted && line[index] === "/" && line[index + 1] === "/") return line.slice(0, index);
  }
  return line;
}

/** Parentheses and brackets that are open at the end. */
function balance(text: string): number {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const char = text[index] as string;
    if (char === "\\" && quoted) index++;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && "([{".includes(char)) depth++;
    else if (!quoted && ")]}".includes(char)) depth--;
  }
  return depth;
}

function lineOf(text: string, start: number, end: number): PrismaLine {
  const [, setting, value] = /^(\w+)\s*=\s*(.*)$/.exec(text) ?? [];
  if (setting !== undefined) return { name: setting, type: "", value, attributes: [], start, end };
  const first = text.indexOf("@");
  const head = (first === -1 ? text : text.slice(0, first)).trim();
  const [name = "", type = ""] = head.split(/\s+/);
  return { name, type, value: undefined, attributes: first === -1 ? [] : attributesIn(text.slice(first)), start, end };
}

function attributesIn(text: string): readonly PrismaAttribute[] {
  const attributes: PrismaAttribute[] = [];
  const next = /@@?([\w.]+)/g;
  for (let found = next.exec(text); found !== null; found = next.exec(text)) {
    let depth = 0;
    let end = next.lastIndex;
    let quoted = false;
    if (text[end] === "(")
      for (; end < text.length; end++) {
        const char = text[end];
        if (char === '"' && text[end - 1] !== "\\") quoted = !quoted;
        else if (!quoted && char === "(") depth++;
        else if (!quoted && char === ")" && --depth === 0) break;
      }
    attributes.push({ name: found[1] ?? "", text: text.slice(next.lastIndex, end).replace(/^\(/, "") });
    next.lastIndex = end;
  }
  return attributes;
}

/** The names in a list of fields: `fields: [a, b]`, or the first list where nothing is named: `[a(sort: Desc), b]`. */
export function fieldsIn(attribute: PrismaAttribute, argument = "fields"): readonly string[] {
  const named = new RegExp(`\\b${argument}\\s*:\\s*\\[([^\\]]*)\\]`).exec(attribute.text)?.[1];
  const list = named ?? (argument === "fields" ? /^\s*\[([^\]]*)\]/.exec(attribute.text)?.[1] : undefined);
  return (list ?? "").split(/,(?![^(]*\))/).flatMap((it) => /^\s*([\w.]+)/.exec(it)?.[1] ?? []);
}
