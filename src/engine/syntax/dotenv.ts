/** The env file format of Compose: `.env` and whatever `env_file` names. Values are as written; who reads them fills in `$VAR`. */

export interface EnvEntry {
  readonly name: string;
  /** `undefined`: the name stands alone, the value is the shell's. */
  readonly value: string | undefined;
  /** `$VAR` in it is filled in: not in single quotes, not in the raw format. */
  readonly expands: boolean;
  /** From the name's first character to just after the value. */
  readonly start: number;
  readonly end: number;
}

export interface EnvProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

export interface EnvFile {
  readonly entries: readonly EnvEntry[];
  readonly problems: readonly EnvProblem[];
}

const isBreak = (code: number): boolean => code === 10;
const isBlank = (code: number): boolean =>
  code === 32 || code === 9 || code === 11 || code === 12 || code === 13 || code === 0x85 || code === 0xa0;
const nameCharacter = /[\p{L}\p{N}_.\-[\]]/u;

/** Reads an env file to its end; a line that cannot be read is a problem and costs only itself. */
export function parseEnv(text: string): EnvFile {
  const entries: EnvEntry[] = [];
  const problems: EnvProblem[] = [];
  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (isBreak(code) || isBlank(code)) at++;
    else if (code === 35) at = lineEnd(text, at);
    else at = statement(text, at, entries, problems);
  }
  return { entries, problems };
}

/** Reads the raw format: `NAME=value` lines, everything behind the `=` taken as it is. */
export function parseRawEnv(text: string): EnvFile {
  const entries: EnvEntry[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end).replace(/\r$/, "");
    const start = at + (line.length - line.trimStart().length);
    const [, name, value] = /^\s*([^#=\s][^=]*)(?:=(.*))?$/s.exec(line) ?? [];
    if (name !== undefined) entries.push({ name: name.trimEnd(), value, expands: false, start, end: at + line.length });
    at = end + 1;
  }
  return { entries, problems: [] };
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  return at < 0 ? text.length : at;
}

/** One assignment from its first character; answers where the next may start. */
function statement(text: string, from: number, entries: EnvEntry[], problems: EnvProblem[]): number {
  const end = lineEnd(text, from);
  const refuse = (message: string): number => {
    problems.push({ message, start: from, end: lastOf(text, from, end) });
    return end;
  };
  let at = from;
  const exported = /^export[^\S\n]+/.exec(text.slice(from, from + 64))?.[0];
  if (exported !== undefined) at += exported.length;
  const nameAt = at;
  while (at < end && text.charCodeAt(at) !== 61 && text.charCodeAt(at) !== 58) {
    if (!isBlank(text.charCodeAt(at)) && !nameCharacter.test(text.charAt(at)))
      return refuse("A variable's name cannot hold this character.");
    at++;
  }
  const name = text.slice(nameAt, at).trimEnd();
  if (name === "") return refuse("A variable's name is missing before this.");
  if (/\s/.test(name)) return refuse("A variable's name cannot hold a space.");
  if (at === end) {
    entries.push({ name, value: undefined, expands: false, start: nameAt, end: nameAt + name.length });
    return end;
  }
  at++;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  const quote = text.charAt(at);
  if (quote === '"' || quote === "'") {
    const closed = quoted(text, at, quote);
    if (closed === undefined) return refuse("The quote that opens here is not closed.");
    const value = quote === '"' ? withoutEscapes(closed.value) : closed.value;
    entries.push({ name, value, expands: quote === '"', start: nameAt, end: closed.end });
    return closed.end;
  }
  const comment = text.slice(at, end).indexOf(" #");
  const valueEnd = lastOf(text, at, comment < 0 ? end : at + comment);
  entries.push({ name, value: text.slice(at, valueEnd), expands: true, start: nameAt, end: valueEnd });
  return end;
}

/** Just after the last character in `[from, end)` that is not white space. */
function lastOf(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && /\s/.test(text.charAt(at - 1))) at--;
  return at;
}

/** A value in quotes, over as many lines as it takes; only the quote itself is unescaped here. */
function quoted(text: string, from: number, quote: string): { readonly value: string; readonly end: number } | undefined {
  const parts: string[] = [];
  let start = from + 1;
  for (let at = from + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === quote) {
      parts.push(text.slice(start, at));
      return { value: parts.join(""), end: at + 1 };
    }
    if (character !== "\\") continue;
    if (text.charAt(at + 1) === quote) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
    at++;
  }
  return undefined;
}

const escapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  c: "\\c",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  '"': '"',
  "\\": "\\",
};

/** Escapes between double quotes. `\$` becomes `$$`: the dollar stays when variables are filled in. */
const withoutEscapes = (text: string): string =>
  text.replace(/\\(?:([abcfnrtv"\\])|(\$)|0([0-7]{1,3}))/g, (_, one?: string, dollar?: string, octal?: string) =>
    one !== undefined ? (escapes[one] ?? one) : dollar !== undefined ? "$$" : String.fromCharCode(Number.parseInt(octal ?? "0", 8)),
  );
