import type { Span } from "../model/index.ts";
import { linesOf } from "../syntax/lines.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";

/** One call in a chain of an app host: `.AddRedis("cache")`, `.WithReference(cache)`. */
export interface AspireCall {
  readonly name: string;
  /** Its arguments as written, with texts in their quotes. */
  readonly args: readonly string[];
  readonly span: Span;
}

/** A statement of an app host: the variable it names, the one its chain begins with, and the calls. */
export interface AspireStatement {
  readonly variable: string | undefined;
  readonly root: string;
  readonly calls: readonly AspireCall[];
}

/** App hosts of .NET Aspire: the program that says what an application is put together from. Only literal calls are read. */
export const aspireReader: Reader<readonly AspireStatement[]> = {
  id: "aspire",
  title: ".NET Aspire app hosts",
  wants: (path) => /\.cs$/i.test(path) && !/(?:^|\/)(?:bin|obj)\//.test(path),
  recognises: ({ text }) => /\bDistributedApplication\s{0,9}\.\s{0,9}CreateBuilder\b/.test(text),
  read,
};

const longest = 500_000;

function read({ path, text }: SourceFile): FileFacts<readonly AspireStatement[]> {
  const lines = linesOf(text);
  const body = text.length > longest ? [] : statementsIn(text, (start, end) => lines.span(start, end));
  return { file: path, reader: "aspire", body, problems: [], outline: body.length === 0 ? "" : "host", mentions: [] };
}

/** Comments as blanks, so that every place stays where it was; texts as they are. */
function withoutComments(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (it) => (it.startsWith('"') ? it : it.replace(/[^\n]/g, " ")));
}

function statementsIn(text: string, spanOf: (start: number, end: number) => Span): readonly AspireStatement[] {
  const clean = withoutComments(text);
  const found: AspireStatement[] = [];
  const begins = /(?:^|[;{}])\s*(?:(?:var|[\w<>?.]+)\s+(\w+)\s*=\s*)?(\w+)\s*(?=\.)/g;
  for (let match = begins.exec(clean); match !== null; match = begins.exec(clean)) {
    const calls: AspireCall[] = [];
    let at = match.index + match[0].length;
    for (;;) {
      const head = /^\s*\.\s*(\w+)\s*(<[\w.,\s<>]{0,200}>)?\s*\(/.exec(clean.slice(at, at + 600));
      if (head === null) break;
      const open = at + head[0].length;
      const end = closing(clean, open);
      if (end === undefined) break;
      const inner = clean.slice(open, end);
      const start = at + head[0].indexOf(".");
      calls.push({
        name: head[1] ?? "",
        args: [...argumentsIn(inner), ...(head[2] === undefined ? [] : [head[2]])],
        span: spanOf(start, end + 1),
      });
      at = end + 1;
    }
    if (calls.length > 0) found.push({ variable: match[1], root: match[2] ?? "", calls });
    begins.lastIndex = Math.max(at, match.index + 1);
  }
  return found;
}

/** The bracket that closes what is open at `from`. */
function closing(text: string, from: number): number | undefined {
  let open = 1;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      for (at++; at < text.length && text[at] !== '"' && text[at] !== "\n"; at++) if (text[at] === "\\") at++;
    } else if (character === "(") open++;
    else if (character === ")" && --open === 0) return at;
  }
  return undefined;
}

function argumentsIn(inner: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < inner.length; at++) {
    const character = inner[at] ?? "";
    if (character === '"') {
      for (at++; at < inner.length && inner[at] !== '"'; at++) if (inner[at] === "\\") at++;
    } else if ("([{".includes(character)) depth++;
    else if (")]}".includes(character)) depth--;
    else if (character === "," && depth === 0) {
      found.push(inner.slice(from, at).trim());
      from = at + 1;
    }
  }
  const last = inner.slice(from).trim();
  return last === "" ? found : [...found, last];
}
