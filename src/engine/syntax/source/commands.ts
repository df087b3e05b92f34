import type { Call } from "./calls.ts";
import { Word } from "./language.ts";
import { isAt, Token, type Tokens } from "./tokens.ts";

/** Ruby's calls without parentheses: `get "/x"`, `orders.find`, `a&.b`. Those with them are found like everybody's. */
export function commandsIn(tokens: Tokens): readonly Call[] {
  const calls: Call[] = [];
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.kind[at] !== Token.name || (tokens.word[at] !== 0 && !isSpoken(tokens, at))) continue;
    const touching = tokens.start[at + 1] === tokens.end[at];
    if (isAt(tokens, at + 1, "(") && touching) continue;
    const code = tokens.code[at] ?? 0;
    // Constants, instance and global variables are no methods.
    if (code === 64 || code === 36) continue;
    const member = isAt(tokens, at - 1, ".") || isAt(tokens, at - 1, "&.") || (isAt(tokens, at - 1, "::") && !(code >= 65 && code <= 90));
    if (isAt(tokens, at - 1, "def") || (member && isAt(tokens, at - 3, "def"))) continue;
    // Labels: `name: value`.
    if (isAt(tokens, at + 1, ":") && touching && !member) continue;
    if (member || isCommand(tokens, at)) calls.push({ name: at, open: -1, isNew: isAt(tokens, at, "new"), isMacro: false });
  }
  return calls;
}

const isSpoken = (tokens: Tokens, at: number): boolean =>
  tokens.word[at] === Word.import || isAt(tokens, at, "puts") || isAt(tokens, at, "raise");

/** A name with a value behind it on the same line, and a space between them. */
function isCommand(tokens: Tokens, at: number): boolean {
  const next = at + 1;
  const code = tokens.code[at] ?? 0;
  const last = tokens.text.charCodeAt((tokens.end[at] ?? 1) - 1);
  if (last === 33 || last === 63) return true;
  if (isAt(tokens, next, "{") && code >= 97) return tokens.first[next] !== 1 && !isAt(tokens, at - 1, "|");
  if (next >= tokens.count || tokens.first[next] === 1 || tokens.start[next] === tokens.end[at]) return false;
  if (code >= 65 && code <= 90 && tokens.kind[next] !== Token.string) return false;
  switch (tokens.kind[next]) {
    case Token.string:
    case Token.number:
      return true;
    case Token.name: {
      if (isAt(tokens, next, "do") && tokens.pair[next] !== -1) return true;
      const word = tokens.word[next] ?? 0;
      return (
        word === 0 ||
        word === Word.value ||
        ["not", "defined?", "lambda"].some((it) => isAt(tokens, next, it)) ||
        (word === Word.condition && isAt(tokens, next, "case"))
      );
    }
    case Token.open:
      // `puts [1]` is a command, `x [1]` as well; `x { }` is a block.
      return !isAt(tokens, next, "{") && !isAt(tokens, next, "(");
    case Token.mark:
      return (
        ["->", "*", "&", "!", "::", "-", "**", ":"].some((it) => isAt(tokens, next, it)) &&
        tokens.start[next + 1] === tokens.end[next] &&
        tokens.first[next + 1] !== 1
      );
    default:
      return false;
  }
}
