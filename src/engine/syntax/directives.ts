/** A directive of a configuration in nginx's form: `name arg arg;` or `name arg { … }`. */
export interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  /** What stands in its braces; `undefined` = it has none. */
  readonly block: readonly Directive[] | undefined;
  readonly start: number;
  readonly end: number;
}

interface Open {
  readonly block: Directive[];
  readonly words: string[];
  start: number;
}

const deepest = 100;

/**
 * Reads directives: words in or without quotes, `;` ends one, braces hold others, `#` begins a comment. `lines`: a line's end ends a
 * directive too, as Caddy has it. Any text in; each character is looked at once.
 */
export function parseDirectives(text: string, { lines = false }: { readonly lines?: boolean } = {}): readonly Directive[] {
  const top: Directive[] = [];
  const open: Open[] = [{ block: top, words: [], start: 0 }];
  const last = (): Open => open.at(-1) as Open;
  const flush = (end: number, block: Directive[] | undefined): void => {
    const { words, start, block: into } = last();
    const [name, ...args] = words.splice(0);
    if (name !== undefined || block !== undefined)
      into.push({ name: name ?? "", args, block, start: name === undefined ? end : start, end });
  };
  let at = 0;
  while (at < text.length) {
    const char = text[at] ?? "";
    if (char === "#" && (last().words.length === 0 || /\s/.test(text[at - 1] ?? ""))) at = lineEnd(text, at);
    else if (char === "\n" && lines) {
      flush(at, undefined);
      at++;
    } else if (char === "\\" && lines && /^\\\r?\n/.test(text.slice(at, at + 3))) at += text[at + 1] === "\r" ? 3 : 2;
    else if (/\s/.test(char)) at++;
    else if (char === ";" && !lines) {
      flush(at + 1, undefined);
      at++;
    } else if (char === "{" && (!lines || opensBlock(text, at)) && open.length < deepest) {
      if (last().words.length === 0) last().start = at;
      const block: Directive[] = [];
      flush(at + 1, block);
      open.push({ block, words: [], start: at + 1 });
      at++;
    } else if (char === "}") {
      flush(at, undefined);
      if (open.length > 1) open.pop();
      at++;
    } else {
      if (last().words.length === 0) last().start = at;
      const [word, end] = wordAt(text, at, lines);
      last().words.push(word);
      at = end;
    }
  }
  flush(text.length, undefined);
  return top;
}

/** In Caddy's form a brace opens a block only as the last thing on its line. */
const opensBlock = (text: string, at: number): boolean =>
  /^\{[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/.test(text.slice(at, Math.min(text.length, at + 200)));

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

function wordAt(text: string, from: number, lines: boolean): [string, number] {
  const quote = text[from] ?? "";
  if (quote === '"' || quote === "'" || quote === "`") {
    for (let at = from + 1; at < text.length; at++) {
      if (text[at] === "\\") at++;
      else if (text[at] === quote) return [text.slice(from + 1, at), at + 1];
    }
    return [text.slice(from + 1), text.length];
  }
  let depth = 0;
  let at = from;
  for (; at < text.length; at++) {
    const char = text[at] ?? "";
    if (/\s/.test(char) || (char === ";" && !lines && depth === 0)) break;
    // `${HOST}` and `{$HOST}` are part of a word.
    if (char === "{") {
      if (depth === 0 && text[at - 1] !== "$" && !lines) break;
      depth++;
    } else if (char === "}") {
      if (depth === 0) break;
      depth--;
    }
  }
  return [text.slice(from, Math.max(at, from + 1)), Math.max(at, from + 1)];
}

/** Every directive of a tree with those that hold it, the outermost first. */
export function* eachDirective(
  directives: readonly Directive[],
  holders: readonly Directive[] = [],
): Iterable<{ readonly directive: Directive; readonly holders: readonly Directive[] }> {
  for (const directive of directives) {
    yield { directive, holders };
    if (directive.block !== undefined) yield* eachDirective(directive.block, [...holders, directive]);
  }
}
