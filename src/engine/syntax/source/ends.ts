import { type Language, Word } from "./language.ts";
import { isAt, Token, type Tokens } from "./tokens.ts";

/** Where expressions and statements end that no bracket holds together. What was asked once is not looked for again. */
export interface Ends {
  /** The last token of the expression that begins at `at`. */
  expression(at: number): number;
  /** The last token of the statement that begins at `at`. */
  statement(at: number): number;
}

const goesOnBefore = new Set(". ?. && || ?? ?: + * / % == === != !== <= >= , ? : = => -> .. instanceof |> &. |".split(" "));

export function endsOf(tokens: Tokens, language: Language): Ends {
  const { kind, code, pair, first, word, count } = tokens;
  const ends = new Map<number, number>();
  /** The expression that was looked at last: one within it at the same depth ends where it ends. */
  let last = { from: 0, to: -1, at: new Set<number>() };

  const isMark = (at: number, what: string): boolean => kind[at] === Token.mark && isAt(tokens, at, what);
  /** Whether a line break before `at` ends what stands before it. */
  const breaks = (at: number): boolean => {
    if (!language.lineEnds || first[at] !== 1) return false;
    const text = tokens.text.slice(tokens.start[at], tokens.end[at]);
    if (kind[at] === Token.mark && goesOnBefore.has(text)) return false;
    if (kind[at] === Token.open && language.id === "javascript" && text !== "{") return false;
    const before = at - 1;
    if (kind[before] === Token.mark) return isAt(tokens, before, "++") || isAt(tokens, before, "--") || isAt(tokens, before, "!!");
    if (kind[before] === Token.name) return word[before] !== Word.leads && word[before] !== Word.new;
    return kind[before] !== Token.open;
  };

  const expression = (from: number): number => {
    const known = ends.get(from);
    if (known !== undefined) return known;
    if (from > last.from && from <= last.to && last.at.has(from)) return last.to;
    const seen = new Set<number>();
    let at = from;
    while (at < count) {
      if (at > from && breaks(at)) break;
      if (kind[at] === Token.close) break;
      if (kind[at] === Token.mark && (code[at] === 44 || code[at] === 59) && (tokens.end[at] ?? 0) - (tokens.start[at] ?? 0) === 1) break;
      seen.add(at);
      const next = kind[at] === Token.open && (pair[at] ?? -1) > at ? (pair[at] ?? at) : at;
      at = next + 1;
    }
    const end = Math.max(from, at - 1);
    last = { from, to: end, at: seen };
    ends.set(from, end);
    return end;
  };

  const statement = (begin: number): number => {
    const heads: number[] = [];
    let from = begin;
    let end = -1;
    for (let steps = 0; end < 0 && steps < 500; steps++) {
      const known = ends.get(-from - 1);
      if (known !== undefined) end = known;
      else if (kind[from] === Token.open && code[from] === 123) end = Math.max(from, pair[from] ?? from);
      else if (
        (word[from] === Word.loop || word[from] === Word.condition) &&
        (isAt(tokens, from + 1, "(") || isAt(tokens, from + 2, "("))
      ) {
        const open = isAt(tokens, from + 1, "(") ? from + 1 : from + 2;
        heads.push(from);
        from = Math.max(open, pair[open] ?? open) + 1;
      } else if (word[from] === Word.block) {
        heads.push(from);
        from++;
      } else {
        let at = expression(from);
        while (isMark(at + 1, ",")) at = expression(at + 2);
        end = isMark(at + 1, ";") ? at + 1 : at;
      }
    }
    end = Math.max(end, begin);
    // `if (a) b; else c;` is one statement, and so is what a loop does with it.
    for (let steps = 0; heads.length > 0 && steps < 500 && isElse(end + 1); steps++) {
      const next = word[end + 2] === Word.condition || word[end + 1] !== Word.block ? end + 2 : end + 2;
      const more = kind[next] === Token.open && code[next] === 123 ? (pair[next] ?? next) : plain(next);
      if (more <= end) break;
      end = more;
    }
    ends.set(-begin - 1, end);
    for (const it of heads) ends.set(-it - 1, end);
    return end;
  };
  const isElse = (at: number): boolean => isAt(tokens, at, "else") || isAt(tokens, at, "catch") || isAt(tokens, at, "finally");
  /** A statement behind `else`, which may be another `if` with its own. */
  const plain = (from: number): number => {
    let at = from;
    for (let steps = 0; steps < 500; steps++) {
      if (word[at] === Word.condition && isAt(tokens, at + 1, "(")) at = Math.max(at + 1, pair[at + 1] ?? at + 1) + 1;
      else if (kind[at] === Token.open && code[at] === 40 && steps > 0) at = Math.max(at, pair[at] ?? at) + 1;
      else break;
    }
    if (kind[at] === Token.open && code[at] === 123) return Math.max(at, pair[at] ?? at);
    const end = expression(at);
    return isMark(end + 1, ";") ? end + 1 : end;
  };
  return { expression, statement };
}
