/**
 * Tokens of SQL as all dialects write it, each with its exact place. One pass, linear, and any text has tokens: what is not closed
 * ends with the text.
 */
export interface Token {
  /** `name`: an identifier in quotes of some dialect, `text` without them. `string`: also a `$$` body. */
  readonly kind: "word" | "name" | "string" | "number" | "sign";
  /** Words in capitals as `upper`; `text` as written, names without their quotes. */
  readonly text: string;
  readonly upper: string;
  readonly start: number;
  readonly end: number;
  /** The first on its line. */
  readonly leads: boolean;
}

/** What makes the same characters different tokens. */
export interface Habits {
  /** `\'` in a string goes on with it, `#` begins a comment, comments do not nest: MySQL. */
  readonly mysql: boolean;
  /** `[name]` is a name: SQL Server, SQLite. */
  readonly brackets: boolean;
}

/** Something that reads tokens one by one from a text. */
export interface Scanner {
  /** The next token, `undefined` at the end. */
  next(): Token | undefined;
  readonly position: number;
  /** Goes on from here: data that is no SQL was skipped. */
  jump(offset: number): void;
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 160 || code === 0xfeff;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const wordStart = /[A-Za-z_@#\u0080-\uffff]/;
const word = /[\w$@#\u0080-\uffff]+/y;
const number = /(?:0[xX][\da-fA-F]+|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)/y;
const dollar = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const bracketed = /\[[A-Za-z_@#][^[\]\r\n]*\]/y;

export function scannerOf(text: string, { mysql, brackets }: Habits): Scanner {
  let at = 0;
  let leads = true;

  const token = (kind: Token["kind"], start: number, end: number, value: string): Token => {
    const first = leads;
    leads = false;
    at = end;
    return { kind, text: value, upper: kind === "word" ? value.toUpperCase() : value, start, end, leads: first };
  };
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  /** Behind the closing quote; doubled quotes are one character of it. */
  const closing = (from: number, quote: string, backslashes: boolean): number => {
    for (let end = from; end < text.length; end++) {
      const code = text[end];
      if (code === "\\" && backslashes) end++;
      else if (code === quote) {
        if (text[end + 1] !== quote) return end + 1;
        end++;
      }
    }
    return text.length;
  };
  /** Steps over blanks and comments. */
  const skip = (): void => {
    while (at < text.length) {
      const char = text[at] as string;
      if (isSpace(text.charCodeAt(at))) {
        if (char === "\n" || char === "\r") leads = true;
        at++;
      } else if ((char === "-" && text[at + 1] === "-") || (char === "#" && mysql)) {
        const end = text.indexOf("\n", at);
        at = end === -1 ? text.length : end;
      } else if (char === "/" && text[at + 1] === "*") {
        let depth = 1;
        at += 2;
        while (at < text.length && depth > 0) {
          if (text[at] === "*" && text[at + 1] === "/") {
            depth--;
            at += 2;
          } else if (!mysql && text[at] === "/" && text[at + 1] === "*") {
            depth++;
            at += 2;
          } else at++;
        }
      } else return;
    }
  };

  return {
    get position() {
      return at;
    },
    jump(offset) {
      at = offset;
      leads = true;
    },
    next() {
      skip();
      if (at >= text.length) return undefined;
      const start = at;
      const char = text[at] as string;
      if (char === "'") {
        const end = closing(at + 1, "'", mysql);
        return token("string", start, end, text.slice(start, end));
      }
      if (char === '"' || char === "`") {
        const end = closing(at + 1, char, mysql && char === '"');
        return token("name", start, end, text.slice(start + 1, Math.max(start + 1, end - 1)).replaceAll(char + char, char));
      }
      if (char === "[" && brackets) {
        const name = match(bracketed);
        if (name !== undefined) return token("name", start, start + name.length, name.slice(1, -1));
      }
      if (char === "$") {
        const tag = match(dollar);
        if (tag !== undefined) {
          const close = text.indexOf(tag, at + tag.length);
          const end = close === -1 ? text.length : close + tag.length;
          return token("string", start, end, text.slice(start, end));
        }
      }
      if (isDigit(text.charCodeAt(at)) || (char === "." && isDigit(text.charCodeAt(at + 1)))) {
        const found = match(number) as string;
        return token("number", start, start + found.length, found);
      }
      if (wordStart.test(char)) {
        const found = match(word) as string;
        const quote = text[start + found.length];
        // E'…', N'…', B'…', X'…', _utf8'…': a string with something before it.
        if (quote === "'" && (/^[EeNnBbXx]$/.test(found) || found.startsWith("_"))) {
          const end = closing(start + found.length + 1, "'", mysql || /^[Ee]$/.test(found));
          return token("string", start, end, text.slice(start, end));
        }
        return token("word", start, start + found.length, found);
      }
      if (text.startsWith("::", at)) return token("sign", start, start + 2, "::");
      return token("sign", start, start + 1, char);
    },
  };
}
