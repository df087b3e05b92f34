import { type Import, type Language, Word, wordsFrom } from "../language.ts";
import { scanQuote } from "../quotes.ts";
import type { Cursor } from "../scan.ts";
import { isAt, Token, type Tokens, valueAt } from "../tokens.ts";

export const ruby: Language = {
  id: "ruby",
  extensions: ["rb", "rake", "ru"],
  words: wordsFrom({
    function: "def",
    class: "class module",
    loop: "for while until",
    condition: "if unless elsif case when rescue",
    leads: "return in and or not then yield raise puts defined? alias undef super",
    block: "do else begin ensure",
    import: "require require_relative",
    end: "end",
    value: "self true false nil __FILE__",
  }),
  comments: { line: ["#"] },
  quotes: [
    { open: '"', close: '"', escape: "backslash", lines: true, holes: "#{" },
    { open: "'", close: "'", escape: "backslash", lines: true },
    { open: "`", close: "`", escape: "backslash", lines: true, holes: "#{" },
  ],
  nameStart: "@$",
  nameEnd: "?!",
  blocks: "end",
  lineEnds: true,
  members: [".", "&.", "::"],
  special: { at: "=_%<:/?", scan: special },
  imports: (tokens: Tokens, at: number): readonly Import[] => {
    const value = isAt(tokens, at + 1, "(") ? at + 2 : at + 1;
    return tokens.kind[value] === Token.string ? [{ module: valueAt(tokens, value), names: new Map(), token: at }] : [];
  },
};

const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "<": ">" };

function special(cursor: Cursor, at: number): number {
  const { text, tokens } = cursor;
  const char = text[at];
  const lineStart = at === 0 || text[at - 1] === "\n";
  if (char === "=") {
    if (!lineStart || !text.startsWith("=begin", at)) return -1;
    const end = text.indexOf("\n=end", at);
    const line = end < 0 ? -1 : text.indexOf("\n", end + 1);
    tokens.line();
    return line < 0 ? text.length : line;
  }
  if (char === "_") return lineStart && /^__END__\r?(?:\n|$)/.test(text.slice(at, at + 9)) ? text.length : -1;
  if (char === ":") return symbol(cursor, at);
  const value = valueExpected(cursor, at);
  if (char === "<") return heredoc(cursor, at, value);
  if (!value) return -1;
  if (char === "%") return percent(cursor, at);
  if (char === "?") {
    const one = /\?(?:\\.|[^\s\\])(?![\w])/y;
    one.lastIndex = at;
    if (!one.test(text)) return -1;
    tokens.add(Token.string, at, one.lastIndex, 0, 1);
    return one.lastIndex;
  }
  return scanQuote(cursor, { open: "/", close: "/", escape: "backslash", lines: true, holes: "#{" }, at, at + 1);
}

/** Whether a value comes next: behind an operator, or behind a name with a space before it and none after. */
function valueExpected({ text, tokens }: Cursor, at: number): boolean {
  const last = tokens.count - 1;
  const kind = tokens.kindAt(last);
  if (kind === Token.number || kind === Token.string || kind === Token.close)
    return tokens.endAt(last) < at && text.slice(tokens.endAt(last), at).includes("\n");
  if (kind !== Token.name) return !(kind === Token.mark && text[at - 1] === ".");
  const word = tokens.wordAt(last);
  if (word !== 0 && word !== Word.value && word !== Word.end) return true;
  const gap = text.slice(tokens.endAt(last), at);
  if (gap.includes("\n")) return true;
  return word === 0 && gap !== "" && !/[\s=]/.test(text[at + 1] ?? " ");
}

/** `:name`, `:"a name"`; not the second half of `a ? b :c`, nor of `::`. */
function symbol(cursor: Cursor, at: number): number {
  const { text, tokens } = cursor;
  if (text[at + 1] === '"') {
    const before = text[at - 1] ?? " ";
    return /[\s([{,=>&|!]/.test(before)
      ? scanQuote(cursor, { open: ':"', close: '"', escape: "backslash", lines: true, holes: "#{" }, at, at + 2)
      : -1;
  }
  if (/[\w:)\]"']/.test(text[at - 1] ?? " ")) return -1;
  const name = /:(?:[A-Za-z_@$]\w*[?!=]?(?![=~>])|[A-Za-z_@$]\w*[?!]?|\[\]=?|[+\-*/<>=!~%^&|]{1,3})/y;
  name.lastIndex = at;
  const match = name.exec(text)?.[0];
  if (match === undefined) return -1;
  tokens.add(Token.string, at, at + match.length, 0, 1);
  return at + match.length;
}

function heredoc({ text, tokens, heredocs }: Cursor, at: number, value: boolean): number {
  const head = /<<([~-]?)(["'`]?)([A-Za-z_]\w*)\2/y;
  head.lastIndex = at;
  const match = head.exec(text);
  const name = match?.[3];
  if (match === null || name === undefined || !(value || match[1] !== "")) return -1;
  if (match[1] === "" && !/^[A-Z]/.test(name)) return -1;
  heredocs.push({ name, token: tokens.count });
  tokens.add(Token.string, at, at + match[0].length, 0, Math.min(63, match[0].length));
  return at + match[0].length;
}

/** `%w[a b]`, `%(text)`, `%r{…}`. */
function percent(cursor: Cursor, at: number): number {
  const head = /%([qQwWiIrxs]?)([^\w\s])/y;
  head.lastIndex = at;
  const match = head.exec(cursor.text);
  if (match === null || (match[1] === "" && !"([{<|!/".includes(match[2] ?? " "))) return -1;
  const open = match[2] ?? "";
  const close = closing[open] ?? open;
  let depth = 1;
  let end = at + match[0].length;
  for (; end < cursor.text.length; end++) {
    const char = cursor.text[end];
    if (char === "\\") end++;
    else if (char === close) {
      if (--depth === 0) break;
    } else if (char === open) depth++;
  }
  const stop = Math.min(end + 1, cursor.text.length);
  cursor.tokens.add(Token.string, at, stop, 0, match[0].length | (1 << 6));
  return stop;
}
