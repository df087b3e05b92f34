import { closeBracket, scanJsx } from "./jsx.ts";
import { type Language, Word } from "./language.ts";
import { quoteAt, scanQuote } from "./quotes.ts";
import { Token, type Tokens, type TokenWriter, writeTokens } from "./tokens.ts";

/** What is interrupted by an expression in brackets, and goes on when `depth` brackets are no longer open. */
export interface Mode {
  readonly depth: number;
  /** Goes on at this offset, and says where the tokens do. */
  resume(at: number): number;
  /** A colon at its top begins a format, which is no expression. */
  readonly formats: boolean;
}

/** Where the scanner stands, for those parts of a language that need more than a table. */
export interface Cursor {
  readonly text: string;
  readonly language: Language;
  readonly tokens: TokenWriter;
  readonly modes: Mode[];
  /** What begins on the next line and is no code: the bodies of heredocs, by what ends them. */
  readonly heredocs: { readonly name: string; readonly token: number }[];
}

/** Operators of more than one character, over all languages; `>>` is left apart because it closes two lists of types. */
const marks = new Set(
  "=== !== ... **= <<= &&= ||= ??= ?-> <=> ..= ..< => -> :: ?. ?? || && == != <= >= += -= *= /= %= |= &= ^= ++ -- := <- ?: .. !! << ** =~ &. |>".split(
    " ",
  ),
);

const spaceClass = 1;
const lineClass = 2;
const nameClass = 3;
const digitClass = 4;
const openClass = 5;
const closeClass = 6;
const classes = new Uint8Array(128);
for (const it of " \t\f\v\0") classes[it.charCodeAt(0)] = spaceClass;
for (const it of "\n\r") classes[it.charCodeAt(0)] = lineClass;
for (const it of "_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") classes[it.charCodeAt(0)] = nameClass;
for (const it of "0123456789") classes[it.charCodeAt(0)] = digitClass;
for (const it of "([{") classes[it.charCodeAt(0)] = openClass;
for (const it of ")]}") classes[it.charCodeAt(0)] = closeClass;

const commentFlag = 1;
const specialFlag = 2;
const quoteFlag = 4;
const nameFlag = 8;
const flagTables = new WeakMap<Language, Uint8Array>();

/** What a character may begin in a language. */
function flagsOf(language: Language): Uint8Array {
  const known = flagTables.get(language);
  if (known !== undefined) return known;
  const flags = new Uint8Array(128);
  const set = (texts: readonly string[], flag: number): void => {
    for (const it of texts) if (it !== "") flags[it.charCodeAt(0)] = (flags[it.charCodeAt(0)] ?? 0) | flag;
  };
  set([...language.comments.line, language.comments.block?.[0] ?? ""], commentFlag);
  set([...(language.special?.at ?? "")], specialFlag);
  set(
    language.quotes.map((it) => it.open),
    quoteFlag,
  );
  set([...language.nameStart], nameFlag);
  flagTables.set(language, flags);
  return flags;
}

const closerOf = (code: number): number => (code === 40 ? 41 : code + 2);
const isSpaceBeyond = (code: number): boolean =>
  code === 0xa0 || code === 0xfeff || code === 0x2028 || code === 0x2029 || (code >= 0x2000 && code <= 0x200b) || code === 0x3000;

/** Any text to tokens: once over it, never back, never an exception. */
export function scan(text: string, language: Language): Tokens {
  const tokens = writeTokens(text);
  const cursor: Cursor = { text, language, tokens, modes: [], heredocs: [] };
  const { words, comments, special } = language;
  const [blockOpen = "", blockClose = ""] = comments.block ?? [];
  const flags = flagsOf(language);
  const ends = new Set([...(language.nameEnd ?? "")].map((it) => it.charCodeAt(0)));
  let at = special?.begin?.(cursor) ?? 0;

  while (at < text.length) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? (classes[code] ?? 0) : isSpaceBeyond(code) ? spaceClass : nameClass;
    if (kind === spaceClass) {
      at++;
      continue;
    }
    if (kind === lineClass) {
      tokens.line();
      at++;
      if (code === 10 && cursor.heredocs.length > 0) at = skipHeredocs(cursor, at);
      continue;
    }
    const flag = code < 128 ? (flags[code] ?? 0) : 0;
    if ((flag & specialFlag) !== 0) {
      const next = special?.scan(cursor, at) ?? -1;
      if (next > at) {
        at = next;
        continue;
      }
    }
    if ((flag & commentFlag) !== 0) {
      const next = afterComment(text, at, comments.line, blockOpen, blockClose, comments.nested === true);
      if (next > at) {
        if (text.charCodeAt(at) !== 10 && text.startsWith("\n", next - 1)) tokens.line();
        else if (text.slice(at, Math.min(next, at + 2000)).includes("\n")) tokens.line();
        at = next;
        continue;
      }
    }
    if (kind === nameClass || (flag & nameFlag) !== 0) {
      at = scanName(cursor, at, words, ends);
      continue;
    }
    if (kind === digitClass) {
      at = scanNumber(cursor, at);
      continue;
    }
    if ((flag & quoteFlag) !== 0) {
      const quote = quoteAt(language.quotes, text, at);
      if (quote !== undefined) {
        at = scanQuote(cursor, quote, at, at + quote.open.length);
        continue;
      }
    }
    if (kind === openClass) {
      tokens.open(at, at + 1, closerOf(code));
      at++;
      continue;
    }
    if (kind === closeClass) {
      at = closeBracket(cursor, at, code);
      continue;
    }
    if (code === 47 && language.regex && expectsValue(tokens)) {
      const end = afterRegex(text, at);
      if (end > at) {
        tokens.add(Token.string, at, end, 0, 1 | (1 << 6));
        at = end;
        continue;
      }
    }
    if (code === 60 && language.jsx && expectsValue(tokens)) {
      const end = scanJsx(cursor, at);
      if (end > at) {
        at = end;
        continue;
      }
    }
    // `{value:>10}`: what stands behind the colon of a hole is a format.
    const mode = cursor.modes[cursor.modes.length - 1];
    if ((code === 58 || code === 33) && mode?.formats && mode.depth === tokens.depth && !text.startsWith("!=", at)) {
      at = afterFormat(text, at);
      continue;
    }
    const length = markLength(text, at);
    tokens.add(Token.mark, at, at + length);
    at += length;
  }
  return tokens.done();
}

const lengthTables = new WeakMap<ReadonlyMap<string, number>, Int32Array>();
/** By first character: a bit for each length that a word has. */
function lengthsOf(words: ReadonlyMap<string, number>): Int32Array {
  const known = lengthTables.get(words);
  if (known !== undefined) return known;
  const lengths = new Int32Array(128);
  for (const it of words.keys()) {
    const first = it.charCodeAt(0) & 127;
    lengths[first] = (lengths[first] ?? 0) | (1 << it.length);
  }
  lengthTables.set(words, lengths);
  return lengths;
}

function scanName(cursor: Cursor, from: number, words: ReadonlyMap<string, number>, ends: ReadonlySet<number>): number {
  const { text, tokens, language } = cursor;
  let at = from + 1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 128 ? classes[code] !== nameClass && classes[code] !== digitClass : isSpaceBeyond(code)) {
      // `$` goes on with a name wherever one can begin with it; `\` joins the parts of PHP's names.
      if (!((code === 36 && language.nameStart.includes("$")) || (code === 92 && language.nameStart.includes("\\")))) break;
    }
  }
  if (ends.has(text.charCodeAt(at)) && text.charCodeAt(at + 1) !== 61) at++;
  const next = text.charCodeAt(at);
  if (at - from <= 3 && (next === 34 || next === 39 || next === 35)) {
    const changed = prefixed(cursor, from, at);
    if (changed > at) return changed;
  }
  // Whether any word of the language begins and is as long so: most names are looked up in no table.
  const lengths = lengthsOf(words)[text.charCodeAt(from) & 127] ?? 0;
  let word = at - from < 31 && ((lengths >> (at - from)) & 1) === 1 ? (words.get(text.slice(from, at)) ?? 0) : 0;
  if (word !== 0 && tokens.kindAt(tokens.count - 1) === Token.mark) {
    const before = tokens.count - 1;
    const mark = text.slice(tokens.startAt(before), tokens.endAt(before));
    if (language.members.includes(mark)) word = 0;
  }
  // `class: "wide"`: a label, whatever it is called.
  if (word !== 0 && next === 58 && language.blocks === "end" && text.charCodeAt(at + 1) !== 58) word = 0;
  tokens.add(Token.name, from, at, word);
  return at;
}

/** A string with letters before it, from the letters on; -1 = a name. */
function prefixed(cursor: Cursor, from: number, at: number): number {
  const { text, language } = cursor;
  const change = language.prefixes?.get(text.slice(from, at));
  if (change === undefined) return -1;
  if (language.id === "rust" && change.raw) {
    let hashes = 0;
    while (text.charCodeAt(at + hashes) === 35 && hashes < 50) hashes++;
    if (text.charCodeAt(at + hashes) !== 34) return -1;
    const close = `"${"#".repeat(hashes)}`;
    return scanQuote(cursor, { open: close, close, escape: "none", lines: true, raw: true }, from, at + hashes + 1);
  }
  const quote = quoteAt(language.quotes, text, at);
  return quote === undefined ? -1 : scanQuote(cursor, { ...quote, ...change }, from, at + quote.open.length);
}

function scanNumber(cursor: Cursor, from: number): number {
  const { text, tokens } = cursor;
  let at = from + 1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? classes[code] : 0;
    if (kind === nameClass || kind === digitClass) continue;
    // `1.5`, but not `1..2`, `1.foo()`.
    if (code === 46 && classes[text.charCodeAt(at + 1)] === digitClass) continue;
    break;
  }
  tokens.add(Token.number, from, at);
  return at;
}

const joins = new Set([..."=!?&|+-*/<>.:~^%"].map((it) => it.charCodeAt(0)));

function markLength(text: string, at: number): number {
  if (!joins.has(text.charCodeAt(at + 1))) return 1;
  const two = text.slice(at, at + 2);
  if (two.length < 2) return 1;
  const three = text.slice(at, at + 3);
  if (three.length === 3 && marks.has(three)) return 3;
  return marks.has(two) ? 2 : 1;
}

/** Just after a comment at `at`; -1 = there is none. */
function afterComment(text: string, at: number, line: readonly string[], open: string, close: string, nested: boolean): number {
  if (open !== "" && text.startsWith(open, at)) {
    if (!nested) {
      const end = text.indexOf(close, at + open.length);
      return end < 0 ? text.length : end + close.length;
    }
    let depth = 1;
    let from = at + open.length;
    while (depth > 0) {
      const end = text.indexOf(close, from);
      if (end < 0) return text.length;
      const again = text.slice(from, end).split(open).length - 1;
      depth += again - 1;
      from = end + close.length;
    }
    return from;
  }
  for (const it of line) {
    if (!text.startsWith(it, at)) continue;
    if (it === "#" && text.charCodeAt(at + 1) === 91 && line.length > 1) continue; // PHP's attributes
    const end = text.indexOf("\n", at);
    return end < 0 ? text.length : end;
  }
  return -1;
}

/** Whether what comes next is a value: then `/` begins a regular expression and `<` an element. */
function expectsValue(tokens: TokenWriter): boolean {
  const last = tokens.count - 1;
  const kind = tokens.kindAt(last);
  if (kind === 0) return true;
  if (kind === Token.name) {
    const word = tokens.wordAt(last);
    return word !== 0 && word !== Word.value && word !== Word.type && word !== Word.modifier && word !== Word.end;
  }
  if (kind === Token.number || kind === Token.string) return false;
  if (kind === Token.close) {
    if (tokens.codeAt(last) !== 41)
      return tokens.codeAt(last) === 125 && tokens.pairAt(last) >= 0 && blockBefore(tokens, tokens.pairAt(last));
    const before = tokens.pairAt(last) - 1;
    const word = tokens.kindAt(before) === Token.name ? tokens.wordAt(before) : 0;
    return word === Word.condition || word === Word.loop;
  }
  const mark = tokens.codeAt(last);
  return !((mark === 43 || mark === 45) && tokens.endAt(last) - tokens.startAt(last) === 2);
}

/** Whether a brace opens a block: what follows its end is a statement. */
const blockBefore = (tokens: TokenWriter, open: number): boolean => {
  const before = open - 1;
  const code = tokens.codeAt(before);
  return tokens.kindAt(before) === Token.close
    ? code === 41
    : tokens.kindAt(before) === Token.name
      ? tokens.wordAt(before) === Word.block
      : false;
};

/** Just after a regular expression with its flags; -1 = the line ends before it does. */
function afterRegex(text: string, from: number): number {
  let set = false;
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return -1;
    if (code === 92) at++;
    else if (code === 91) set = true;
    else if (code === 93) set = false;
    else if (code === 47 && !set) {
      at++;
      while (at < text.length && classes[text.charCodeAt(at)] === nameClass) at++;
      return at;
    }
  }
  return -1;
}

/** The brace that ends a hole, behind its format; holes in formats are passed over. */
function afterFormat(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length && at < from + 500; at++) {
    const code = text.charCodeAt(at);
    if (code === 123) depth++;
    else if (code === 10) return at;
    else if (code === 125 && depth-- === 0) return at;
  }
  return from + 1;
}

/** Where code goes on behind the bodies of heredocs that begin on this line. */
function skipHeredocs({ text, tokens, heredocs }: Cursor, from: number): number {
  let at = from;
  for (const { name, token } of heredocs.splice(0)) {
    const start = at;
    while (at < text.length) {
      const end = text.indexOf("\n", at);
      const begin = at;
      at = end < 0 ? text.length : end + 1;
      if (text.slice(begin, end < 0 ? text.length : end).trim() !== name && at < text.length) continue;
      tokens.body(token, start, begin);
      break;
    }
  }
  return at;
}
