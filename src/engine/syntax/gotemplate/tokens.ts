/** A word of an action. */
export interface Token {
  readonly kind: "field" | "variable" | "word" | "dot" | "number" | "string" | "mark" | "unreadable";
  /** As written; of a string what it means, of a field its name. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Nothing stands between it and the token before: `.Values` `.image`, `)` `.name`. */
  readonly joined: boolean;
}

/** A piece of a template: text, a comment (of which nothing comes), or an action with its words. */
export type Piece =
  | { readonly kind: "text"; readonly start: number; readonly end: number }
  | { readonly kind: "action"; readonly start: number; readonly end: number; readonly tokens: readonly Token[]; readonly closed: boolean };

/** Cuts a template into text and actions, trim markers applied. Linear in the text, whatever it is. */
export function piecesOf(source: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let trimStart = false;
  while (at < source.length) {
    const open = source.indexOf("{{", at);
    const end = open < 0 ? source.length : open;
    const trimEnd = open >= 0 && isLeftTrim(source, open + 2);
    const text = trimmed(source, at, end, trimStart, trimEnd);
    if (text.start < text.end) pieces.push({ kind: "text", ...text });
    if (open < 0) break;
    const inside = open + 2 + (trimEnd ? 1 : 0);
    const comment = commentEnd(source, inside);
    const action = comment ?? wordsOf(source, inside);
    if (comment === undefined) pieces.push({ kind: "action", start: open, end: action.end, tokens: action.tokens, closed: action.closed });
    else if (!action.closed) pieces.push({ kind: "action", start: open, end: action.end, tokens: [], closed: false });
    trimStart = action.trim;
    at = action.end;
  }
  return pieces;
}

interface Action {
  readonly tokens: readonly Token[];
  readonly end: number;
  readonly trim: boolean;
  readonly closed: boolean;
}

const isSpace = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 13;

const isLeftTrim = (source: string, at: number): boolean => source[at] === "-" && isSpace(source.charCodeAt(at + 1));

function trimmed(source: string, from: number, to: number, left: boolean, right: boolean): { start: number; end: number } {
  let [start, end] = [from, to];
  if (left) while (start < end && isSpace(source.charCodeAt(start))) start++;
  if (right) while (end > start && isSpace(source.charCodeAt(end - 1))) end--;
  return { start, end };
}

function commentEnd(source: string, inside: number): Action | undefined {
  let at = inside;
  while (isSpace(source.charCodeAt(at))) at++;
  if (!source.startsWith("/*", at)) return undefined;
  const close = source.indexOf("*/", at + 2);
  if (close < 0) return { tokens: [], end: source.length, trim: false, closed: false };
  return closing(source, close + 2, []) ?? { tokens: [], end: close + 2, trim: false, closed: false };
}

/** The end of an action here, if it is one. */
function closing(source: string, from: number, tokens: readonly Token[]): Action | undefined {
  let at = from;
  while (isSpace(source.charCodeAt(at))) at++;
  if (source.startsWith("}}", at)) return { tokens, end: at + 2, trim: false, closed: true };
  if (at > from && source.startsWith("-}}", at)) return { tokens, end: at + 3, trim: true, closed: true };
  return undefined;
}

const word = /[\p{L}_][\p{L}\p{Nd}_]*/uy;
const number = /[-+]?(?:0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?)/y;

function wordsOf(source: string, inside: number): Action {
  const tokens: Token[] = [];
  let at = inside;
  for (;;) {
    const end = closing(source, at, tokens);
    if (end !== undefined) return end;
    const before = at;
    while (isSpace(source.charCodeAt(at))) at++;
    // The next action opens, or the file ends: this one was never closed.
    if (at >= source.length || source.startsWith("{{", at)) return { tokens, end: at, trim: false, closed: false };
    const token = tokenAt(source, at, at === before && tokens.length > 0);
    tokens.push(token);
    at = token.end;
  }
}

function tokenAt(source: string, start: number, joined: boolean): Token {
  const first = source[start] ?? "";
  const made = (kind: Token["kind"], end: number, text = source.slice(start, end)): Token => ({ kind, text, start, end, joined });
  const wordFrom = (at: number): number => {
    word.lastIndex = at;
    return word.test(source) ? word.lastIndex : at;
  };
  if (first === '"' || first === "`" || first === "'") return stringAt(source, start, joined);
  if (first === ".") {
    const end = wordFrom(start + 1);
    if (end > start + 1) return made("field", end, source.slice(start + 1, end));
    if (!isDigit(source.charCodeAt(start + 1))) return made("dot", start + 1);
  }
  if (first === "$") return made("variable", wordFrom(start + 1));
  if (isDigit(source.charCodeAt(start)) || ((first === "-" || first === "+" || first === ".") && /[\d.]/.test(source[start + 1] ?? ""))) {
    number.lastIndex = start;
    if (number.test(source) && number.lastIndex > start) return made("number", number.lastIndex);
  }
  const end = wordFrom(start);
  if (end > start) return made("word", end);
  if (source.startsWith(":=", start)) return made("mark", start + 2);
  return made("|(),=".includes(first) ? "mark" : "unreadable", start + 1);
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function stringAt(source: string, start: number, joined: boolean): Token {
  const quote = source[start];
  const raw = quote === "`";
  for (let at = start + 1; at < source.length; at++) {
    const char = source[at];
    if (char === "\\" && !raw) at++;
    else if (char === quote) {
      const inner = source.slice(start + 1, at);
      if (quote === "'") return { kind: "number", text: String(unescaped(inner).codePointAt(0) ?? 0), start, end: at + 1, joined };
      return { kind: "string", text: raw ? inner.replaceAll("\r", "") : unescaped(inner), start, end: at + 1, joined };
    } else if (char === "\n" && !raw) return { kind: "unreadable", text: source.slice(start, at), start, end: at, joined };
  }
  return { kind: "unreadable", text: source.slice(start), start, end: source.length, joined };
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", a: "\u0007", b: "\b", f: "\f", v: "\v" };

const unescaped = (text: string): string =>
  text.includes("\\")
    ? text.replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))/gs, (all, x, u, long, octal, one) => {
        const hex = x ?? u ?? long;
        if (hex !== undefined || octal !== undefined) {
          const code = hex === undefined ? Number.parseInt(octal, 8) : Number.parseInt(hex, 16);
          return code > 0x10ffff ? all : String.fromCodePoint(code);
        }
        return escapes[one] ?? one;
      })
    : text;
