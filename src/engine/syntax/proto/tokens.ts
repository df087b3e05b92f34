/** A word, number, string or sign; comments and blanks are left out. */
export interface ProtoToken {
  readonly kind: "word" | "number" | "string" | "sign" | "end";
  /** Of a string, what it says, escapes as written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const isWordStart = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isWord = (code: number): boolean => isWordStart(code) || isDigit(code);

/** Every token of the text in order, each looked at once; the last is the end. A string or comment that does not end, ends with its line or the text. */
export function protoTokens(text: string): readonly ProtoToken[] {
  const tokens: ProtoToken[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const push = (kind: ProtoToken["kind"], start: number, end: number, said = text.slice(start, end)): void => {
    tokens.push({ kind, text: said, start, end });
    at = end;
  };
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const next = text.charCodeAt(at + 1);
    if (code === 47 && next === 47) {
      const end = text.indexOf("\n", at);
      at = end < 0 ? text.length : end;
    } else if (code === 47 && next === 42) {
      const end = text.indexOf("*/", at + 2);
      at = end < 0 ? text.length : end + 2;
    } else if (isWordStart(code)) {
      let end = at + 1;
      while (end < text.length && isWord(text.charCodeAt(end))) end++;
      push("word", at, end);
    } else if (isDigit(code)) {
      let end = at + 1;
      while (end < text.length && (isWord(text.charCodeAt(end)) || (text.charCodeAt(end) === 46 && isDigit(text.charCodeAt(end + 1)))))
        end++;
      push("number", at, end);
    } else if (code === 34 || code === 39) {
      let end = at + 1;
      while (end < text.length && text.charCodeAt(end) !== code && text.charCodeAt(end) !== 10) end += text.charCodeAt(end) === 92 ? 2 : 1;
      const closed = text.charCodeAt(end) === code;
      push("string", at, Math.min(closed ? end + 1 : end, text.length), text.slice(at + 1, end));
    } else if (code <= 32 || code === 0xa0) at++;
    else push("sign", at, at + 1);
  }
  tokens.push({ kind: "end", text: "", start: text.length, end: text.length });
  return tokens;
}
