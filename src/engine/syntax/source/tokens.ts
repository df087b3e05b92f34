/** What a token is. Numbers, because there are millions of them and they live in typed arrays. */
export const Token = {
  name: 1,
  number: 2,
  /** A string without holes, quotes and prefix included. */
  string: 3,
  mark: 4,
  /** Brackets; also the quotes of a string with holes, the holes, and the tags of JSX: whatever has a counterpart. */
  open: 5,
  close: 6,
  /** The literal text between the holes of a string. */
  text: 7,
} as const;

/** The tokens of one file, one row each. Comments and spaces are none. */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly kind: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** The first character's code. */
  readonly code: Uint16Array;
  /** Of brackets: the counterpart, -1 = there is none. Of words that begin a block (Python, Ruby): the last token of it. */
  readonly pair: Int32Array;
  /** The first on its line. */
  readonly first: Uint8Array;
  /** What the language's table says of a name: a role of `language.ts`, 0 = a plain name. */
  readonly word: Uint8Array;
  /** Of strings: how many characters before the value and behind it are quotes and prefix; `raw` strings escape nothing. */
  readonly quotes: Uint16Array;
  /** Of heredocs: where their text stands, lines behind the token. */
  readonly bodies: ReadonlyMap<number, readonly [number, number]>;
}

export const wordAt = (tokens: Tokens, at: number): string => tokens.text.slice(tokens.start[at], tokens.end[at]);

/** Whether the token is exactly that mark, bracket or name. */
export const isAt = (tokens: Tokens, at: number, what: string): boolean =>
  at >= 0 &&
  at < tokens.count &&
  tokens.code[at] === what.charCodeAt(0) &&
  (tokens.end[at] ?? 0) - (tokens.start[at] ?? 0) === what.length &&
  (what.length === 1 || tokens.text.startsWith(what, tokens.start[at]));

/** The token behind the one at `at`; behind a bracket that has a counterpart, the one behind that. */
export function after(tokens: Tokens, at: number): number {
  const pair = tokens.kind[at] === Token.open ? (tokens.pair[at] ?? -1) : -1;
  return Math.max(pair, at) + 1;
}

/** What a string says: its escapes undone, as far as they matter in names and addresses. */
export function valueAt(tokens: Tokens, at: number): string {
  const body = tokens.bodies.get(at);
  if (body !== undefined) return tokens.text.slice(...body);
  const quotes = tokens.quotes[at] ?? 0;
  const raw = tokens.text.slice((tokens.start[at] ?? 0) + (quotes & 63), (tokens.end[at] ?? 0) - ((quotes >> 6) & 63));
  return (quotes & rawFlag) !== 0 || !raw.includes("\\") ? raw : unescaped(raw);
}
export const rawFlag = 1 << 12;

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "0": "\0", "\n": "" };
const unescaped = (raw: string): string =>
  raw.replace(/\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\s\S]))/g, (_, braced?, four?, two?, other?: string) => {
    const hex: string | undefined = braced ?? four ?? two;
    if (hex === undefined) return escapes[other ?? ""] ?? other ?? "";
    const point = Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : "";
  });

/** Writes tokens and joins brackets as they come. */
export interface TokenWriter {
  add(kind: number, start: number, end: number, word?: number, quotes?: number): void;
  /** `closes`: the character that ends it. */
  open(start: number, end: number, closes: number): void;
  /** Joins it with the nearest open bracket that it ends; those in between stay alone. */
  close(start: number, end: number, closes: number): void;
  /** Where the text of a heredoc stands. */
  body(token: number, start: number, end: number): void;
  /** A line has ended. */
  line(): void;
  readonly count: number;
  kindAt(at: number): number;
  codeAt(at: number): number;
  wordAt(at: number): number;
  startAt(at: number): number;
  endAt(at: number): number;
  pairAt(at: number): number;
  /** How many brackets are open. */
  readonly depth: number;
  done(): Tokens;
}

const kinds = 128;

/** Room of tokens that nobody looks at any more. Every field of a row is written when it is used again. */
let spare: ArrayBuffer | undefined;

/** Says that nobody will look at these tokens again: the next file is read into the same room. */
export function release(tokens: Tokens): void {
  const buffer = tokens.kind.buffer;
  if (buffer instanceof ArrayBuffer && buffer.byteLength < 8_000_000 && buffer.byteLength > (spare?.byteLength ?? 0)) spare = buffer;
}

/** Room for so many tokens, in one piece: many small pieces would be work for whoever cleans up. */
function rowsFor(least: number) {
  const fits = spare !== undefined && spare.byteLength >= least * 20;
  const buffer = fits && spare !== undefined ? spare : new ArrayBuffer(least * 20);
  spare = undefined;
  const size = Math.floor(buffer.byteLength / 20);
  return {
    start: new Int32Array(buffer, 0, size),
    end: new Int32Array(buffer, size * 4, size),
    pair: new Int32Array(buffer, size * 8, size),
    code: new Uint16Array(buffer, size * 12, size),
    quotes: new Uint16Array(buffer, size * 14, size),
    kind: new Uint8Array(buffer, size * 16, size),
    first: new Uint8Array(buffer, size * 17, size),
    word: new Uint8Array(buffer, size * 18, size),
  };
}

export function writeTokens(text: string): TokenWriter {
  let { kind, start, end, code, pair, first, word, quotes } = rowsFor(Math.max(64, Math.ceil(text.length / 5)));
  let size = kind.length;
  let count = 0;
  let fresh = 1;
  const bodies = new Map<number, readonly [number, number]>();
  const stack: number[] = [];
  const closers: number[] = [];
  /** How many of each are open: whether a closing bracket has a counterpart is known without looking for it. */
  const open = new Int32Array(kinds);

  const grow = (): void => {
    const rows = rowsFor(size * 2);
    size = rows.kind.length;
    rows.kind.set(kind);
    rows.start.set(start);
    rows.end.set(end);
    rows.code.set(code);
    rows.pair.set(pair);
    rows.first.set(first);
    rows.word.set(word);
    rows.quotes.set(quotes);
    ({ kind, start, end, code, pair, first, word, quotes } = rows);
  };
  const add = (of: number, from: number, to: number, role = 0, quoted = 0): void => {
    if (count === size) grow();
    kind[count] = of;
    start[count] = from;
    end[count] = to;
    code[count] = text.charCodeAt(from) || 0;
    pair[count] = -1;
    first[count] = fresh;
    word[count] = role;
    quotes[count] = quoted;
    fresh = 0;
    count++;
  };

  return {
    add,
    open(from, to, closes) {
      stack.push(count);
      closers.push(closes);
      open[closes % kinds] = (open[closes % kinds] ?? 0) + 1;
      add(Token.open, from, to);
    },
    close(from, to, closes) {
      add(Token.close, from, to);
      if ((open[closes % kinds] ?? 0) === 0) return;
      for (;;) {
        const at = stack.pop();
        const wanted = closers.pop();
        if (at === undefined || wanted === undefined) return;
        open[wanted % kinds] = (open[wanted % kinds] ?? 1) - 1;
        if (wanted !== closes) continue;
        pair[at] = count - 1;
        pair[count - 1] = at;
        return;
      }
    },
    body(token, from, to) {
      bodies.set(token, [from, to]);
    },
    line() {
      fresh = 1;
    },
    get count() {
      return count;
    },
    kindAt: (at) => (at < 0 ? 0 : (kind[at] ?? 0)),
    codeAt: (at) => (at < 0 ? 0 : (code[at] ?? 0)),
    wordAt: (at) => (at < 0 ? 0 : (word[at] ?? 0)),
    startAt: (at) => (at < 0 ? -1 : (start[at] ?? -1)),
    endAt: (at) => (at < 0 ? -1 : (end[at] ?? -1)),
    pairAt: (at) => (at < 0 ? -1 : (pair[at] ?? -1)),
    get depth() {
      return stack.length;
    },
    done: () => ({ text, count, kind, start, end, code, pair, first, word, quotes, bodies }),
  };
}
