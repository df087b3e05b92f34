import type { Outline, Scope } from "../../syntax/source/outline.ts";
import { isAt, Token, type Tokens, wordAt } from "../../syntax/source/tokens.ts";

/** A call that runs once for every one of many. */
export interface Loop {
  /** What it is given is another every time. */
  readonly each: boolean;
  /** The calls don't wait for one another. */
  readonly together: boolean;
}

const iterators = new Set(
  "map forEach each flatMap filter reduce select collect each_with_index each_with_object Select ForEach SelectMany mapNotNull onEach associateWith array_map array_walk transform for_each filter_map concatMap".split(
    " ",
  ),
);
/** Loops that repeat, page or divide: what they call is not called for every row. */
const other =
  /retr|attempt|tries|chunk|batch|slice|page|offset|cursor|backoff|partition|\brange\(\s*\d|\bstep|\b(?:in|of|:)\s*[[({]|Object\.(?:values|keys|entries)\(\s*[A-Z]/i;
/** Over what is written in capitals, which is written out elsewhere. */
const fixed = /\b(?:in|of|:)\s+[A-Z][A-Z0-9_]+\b/;
const isOther = (head: string): boolean => other.test(head) || fixed.test(head);
const mostTokens = 1500;

/** The loop around a call that stretches from one token to another; `undefined` = it runs once. */
export function loopAround(outline: Outline, begin: number, end: number): Loop | undefined {
  const { tokens, language } = outline;
  const inner = inComprehension(tokens, language.id, begin, end);
  if (inner !== undefined) return inner;
  let scope = outline.around(begin, "function");
  const loop = outline.around(begin, "loop");
  for (let steps = 0; steps < 4; steps++) {
    if (loop !== undefined && (scope === undefined || loop.from >= scope.from)) return plain(tokens, loop, begin, end);
    if (scope === undefined || scope.name !== "") return undefined;
    const callback = iteration(tokens, scope, begin, end, language.id);
    if (callback !== undefined) return callback;
    const before = scope.head - 1;
    scope = outline.around(before, "function");
  }
  return undefined;
}

function plain(tokens: Tokens, loop: Scope, begin: number, end: number): Loop {
  const head = tokens.text.slice(tokens.start[loop.head] ?? 0, tokens.start[loop.from] ?? 0).slice(0, 400);
  if (isAt(tokens, loop.head, "while") || isOther(head)) return { each: false, together: false };
  const names = new Set<string>();
  let behind = false;
  const php = / as /.test(head) && head.startsWith("foreach");
  for (let at = loop.head + 1; at < loop.from; at++) {
    if (php && isAt(tokens, at, "as")) behind = true;
    else if (!php && ["of", "in", ":=", ":", "="].some((it) => isAt(tokens, at, it))) break;
    else if (tokens.kind[at] === Token.name && tokens.word[at] === 0 && (!php || behind)) names.add(wordAt(tokens, at));
  }
  return { each: depends(tokens, names, loop.from, begin, end), together: false };
}

/** `xs.map(x => …)`, `xs.each do |x|`, `xs.forEach { … }`. */
function iteration(tokens: Tokens, scope: Scope, begin: number, end: number, language: string): Loop | undefined {
  let open = scope.head - 1;
  while (["async", "move", "static", "function", "fn"].some((it) => isAt(tokens, open, it))) open--;
  const block = isAt(tokens, scope.head, "do") || (isAt(tokens, scope.head, "{") && !isAt(tokens, open, "("));
  const name = block ? (isAt(tokens, open, ")") ? (tokens.pair[open] ?? 0) - 1 : open) : open - 1;
  if (!block && !isAt(tokens, open, "(") && !isAt(tokens, open, ",")) return undefined;
  if (tokens.kind[name] !== Token.name || !iterators.has(wordAt(tokens, name))) return undefined;
  const line = tokens.text.slice(Math.max(0, (tokens.start[name] ?? 0) - 120), tokens.start[scope.from] ?? 0);
  if (/in_batches|find_in_batches|each_slice|chunk|batch/i.test(line.slice(line.lastIndexOf("\n", 118) + 1)))
    return { each: false, together: false };
  const names = new Set<string>(language === "kotlin" ? ["it"] : []);
  const until = Math.min(begin, scope.from + 14);
  if (block) {
    // `|x, y|`, `x ->`.
    for (let at = scope.head + 1; at < until; at++) {
      if (tokens.kind[at] === Token.name) names.add(wordAt(tokens, at));
      if (isAt(tokens, at, "->") || (isAt(tokens, at, "|") && at > scope.head + 1)) break;
    }
  } else
    for (let at = scope.head; at < scope.from; at++)
      if (tokens.kind[at] === Token.name && tokens.word[at] === 0) names.add(wordAt(tokens, at));
  const together = language === "javascript" || language === "csharp";
  return { each: depends(tokens, names, scope.from, begin, end), together };
}

/** Python's `[f(x) for x in xs]`. */
function inComprehension(tokens: Tokens, language: string, begin: number, end: number): Loop | undefined {
  if (language !== "python") return undefined;
  for (let at = end + 1, steps = 0; at < tokens.count && steps < 40; at++, steps++) {
    if (tokens.kind[at] === Token.close) return undefined;
    if (tokens.kind[at] === Token.open) at = Math.max(at, tokens.pair[at] ?? at);
    else if (isAt(tokens, at, "for") && tokens.first[at] !== 1) {
      const names = new Set<string>();
      let next = at + 1;
      for (; next < at + 12 && !isAt(tokens, next, "in"); next++) if (tokens.kind[next] === Token.name) names.add(wordAt(tokens, next));
      const head = tokens.text.slice(tokens.start[at] ?? 0, (tokens.start[next] ?? 0) + 40);
      if (isOther(head)) return { each: false, together: false };
      return { each: depends(tokens, names, begin, begin, end), together: false };
    } else if (isAt(tokens, at, "for")) {
      // A comprehension over several lines.
      let close = at;
      while (close < tokens.count && close < at + 60 && tokens.kind[close] !== Token.close)
        close = tokens.kind[close] === Token.open ? Math.max(close, tokens.pair[close] ?? close) + 1 : close + 1;
      if (tokens.kind[close] !== Token.close || (tokens.pair[close] ?? begin) >= begin) return undefined;
      const names = new Set([wordAt(tokens, at + 1)]);
      return { each: depends(tokens, names, begin, begin, end), together: false };
    }
  }
  return undefined;
}

/** Whether what is called with is the loop's own: its variables, and what is made of them before. */
function depends(tokens: Tokens, names: Set<string>, from: number, begin: number, end: number): boolean {
  if (names.size === 0) return false;
  const has = (first: number, last: number): boolean => {
    for (let at = first; at <= last; at++) if (tokens.kind[at] === Token.name && names.has(wordAt(tokens, at))) return true;
    return false;
  };
  for (let at = Math.max(from, begin - mostTokens); at < begin; at++) {
    if (tokens.kind[at] !== Token.mark || !(isAt(tokens, at, "=") || isAt(tokens, at, ":="))) continue;
    let last = at + 1;
    while (last < begin && last < at + 60 && !isAt(tokens, last, ";") && tokens.first[last + 1] !== 1) last++;
    if (!has(at + 1, last)) continue;
    if (tokens.kind[at - 1] === Token.name) names.add(wordAt(tokens, at - 1));
    else if (isAt(tokens, at - 1, "}") || isAt(tokens, at - 1, ")"))
      for (let inner = tokens.pair[at - 1] ?? at; inner < at; inner++)
        if (tokens.kind[inner] === Token.name) names.add(wordAt(tokens, inner));
  }
  // What is called on is not what is asked for: `for (const dao of daos) dao.findAll()`.
  return has(begin + 1, Math.min(end, begin + 400));
}
