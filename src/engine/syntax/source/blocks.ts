import { Word } from "./language.ts";
import { isAt, Token, type Tokens } from "./tokens.ts";

/** Joins what begins a block with its last token, where no bracket does: the colon of Python's, the words of Ruby's. */
export function joinBlocks(tokens: Tokens, blocks: "indentation" | "end"): void {
  if (blocks === "indentation") joinIndented(tokens);
  else joinWords(tokens);
}

const headWords = new Set([Word.function, Word.class, Word.loop, Word.condition, Word.block, Word.modifier] as number[]);

function joinIndented(tokens: Tokens): void {
  const { count, kind, code, pair, first, word, text, start } = tokens;
  const open: { readonly indent: number; readonly colon: number }[] = [];
  let indent = 0;
  let isHead = false;
  let depth = 0;
  for (let at = 0; at < count; at++) {
    if (first[at] === 1 && depth === 0) {
      indent = columnOf(text, start[at] ?? 0);
      for (let top = open.at(-1); top !== undefined && top.indent >= indent; top = open.at(-1)) {
        pair[top.colon] = at - 1;
        open.pop();
      }
      isHead = kind[at] === Token.name && (headWords.has(word[at] ?? 0) || isAt(tokens, at, "match") || isAt(tokens, at, "case"));
    }
    if (kind[at] === Token.open) depth++;
    else if (kind[at] === Token.close) depth = Math.max(0, depth - 1);
    else if (isHead && depth === 0 && kind[at] === Token.mark && code[at] === 58 && (tokens.end[at] ?? 0) - (start[at] ?? 0) === 1) {
      isHead = false;
      open.push({ indent, colon: at });
    }
  }
  for (const { colon } of open) pair[colon] = count - 1;
}

function columnOf(text: string, at: number): number {
  let column = 0;
  for (let from = at - 1; from >= 0; from--) {
    const code = text.charCodeAt(from);
    if (code === 9) column += 8;
    else if (code === 32) column++;
    else break;
  }
  return column;
}

/** A word behind a value on the same line only qualifies it: `return if done`. */
function isModifier(tokens: Tokens, at: number): boolean {
  if (at === 0 || tokens.first[at] === 1) return false;
  const kind = tokens.kind[at - 1];
  if (kind === Token.mark || kind === Token.open) return isAt(tokens, at - 1, "!") || isAt(tokens, at - 1, "?");
  if (kind !== Token.name) return !isAt(tokens, at - 1, ";");
  const word = tokens.word[at - 1] ?? 0;
  if (word === Word.block || word === Word.condition) return false;
  return !(word === Word.leads && ["and", "or", "not", "then", "in"].some((it) => isAt(tokens, at - 1, it)));
}

function joinWords(tokens: Tokens): void {
  const open: number[] = [];
  let loopLine = false;
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.first[at] === 1) loopLine = false;
    if (tokens.kind[at] !== Token.name) continue;
    const word = tokens.word[at] ?? 0;
    if (word === Word.end) {
      const begin = open.pop();
      if (begin === undefined) continue;
      tokens.pair[begin] = at;
      tokens.pair[at] = begin;
    } else if (word === Word.function) {
      if (!isEndless(tokens, at)) open.push(at);
    } else if (word === Word.class) open.push(at);
    else if (word === Word.loop) {
      if (isModifier(tokens, at)) continue;
      open.push(at);
      loopLine = true;
    } else if (word === Word.condition) {
      if (isAt(tokens, at, "case") || ((isAt(tokens, at, "if") || isAt(tokens, at, "unless")) && !isModifier(tokens, at))) open.push(at);
    } else if (word === Word.block) {
      if (isAt(tokens, at, "begin")) open.push(at);
      else if (isAt(tokens, at, "do")) {
        if (!loopLine) open.push(at);
        loopLine = false;
      }
    }
  }
}

/** `def name(x) = value`. */
function isEndless(tokens: Tokens, at: number): boolean {
  let next = at + 2;
  while (isAt(tokens, next, ".")) next += 2;
  if (tokens.first[next] === 1) return false;
  if (isAt(tokens, next, "(")) next = (tokens.pair[next] ?? next) + 1;
  // `def name=(x)` sets.
  return isAt(tokens, next, "=") && tokens.first[next] !== 1 && (tokens.start[next] ?? 0) > (tokens.end[next - 1] ?? 0);
}
