/** One line of a Java properties file, with its exact place. */
export interface PropertyLine {
  readonly key: string;
  /** Continued lines joined, escapes resolved. */
  readonly value: string;
  /** From the key's first character to just after the value's last. */
  readonly start: number;
  readonly end: number;
}

/** A part of a properties file between `#---` lines, as Spring divides them. */
export type PropertyDocument = readonly PropertyLine[];

/** Reads a Java properties file: any text in, every line that says something out, in time that follows the text. */
export function parseProperties(text: string): readonly PropertyDocument[] {
  const documents: PropertyLine[][] = [[]];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    const from = skipBlank(text, at);
    let end = lineEnd(text, from);
    const first = text[from];
    if (first === "#" || first === "!") {
      if (/^[#!]---\s*$/.test(text.slice(from, Math.min(end, from + 40)))) documents.push([]);
      at = end + 1;
      continue;
    }
    // A backslash at the end continues the line, an even number of them does not.
    while (end < text.length && continues(text, from, end)) end = lineEnd(text, end + (text.startsWith("\r\n", end) ? 2 : 1));
    const line = lineIn(text, from, end);
    if (line !== undefined) documents.at(-1)?.push(line);
    at = end + 1;
  }
  return documents;
}

function lineIn(text: string, from: number, end: number): PropertyLine | undefined {
  let at = from;
  while (at < end && !/[=:\s]/.test(text[at] ?? "")) at += text[at] === "\\" ? 2 : 1;
  const key = unescaped(text.slice(from, Math.min(at, end)));
  if (key === "") return undefined;
  while (at < end && isSpace(text, at)) at++;
  if (text[at] === "=" || text[at] === ":") at++;
  while (at < end && isSpace(text, at)) at++;
  const value = unescaped(text.slice(Math.min(at, end), end)).trimEnd();
  return { key, value, start: from, end: from + text.slice(from, end).trimEnd().length };
}

const isSpace = (text: string, at: number): boolean => text[at] === " " || text[at] === "\t" || text[at] === "\f";

function skipBlank(text: string, at: number): number {
  let from = at;
  while (from < text.length && /[ \t\f\r\n]/.test(text[from] ?? "")) from++;
  return from;
}

function lineEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && text[end] !== "\n" && text[end] !== "\r") end++;
  return end;
}

function continues(text: string, from: number, end: number): boolean {
  let count = 0;
  for (let at = end - 1; at >= from && text[at] === "\\"; at--) count++;
  return count % 2 === 1;
}

function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(?:\r\n|\r|\n)[ \t\f]*|([\s\S]))/g, (_, code?: string, char?: string) => {
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return char === undefined ? "" : char === "t" ? "\t" : char === "n" ? "\n" : char === "r" ? "\r" : char;
  });
}
