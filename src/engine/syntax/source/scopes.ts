import { arrowAt, closureAt, isLambda } from "./arrows.ts";
import { endsOf } from "./ends.ts";
import { type Language, Word } from "./language.ts";
import { Brace, behindTypes, bodyBehind, closed, longestHead, type Scope, type Scopes } from "./scope.ts";
import { isAt, Token, type Tokens, valueAt, wordAt } from "./tokens.ts";
import { blockAt, colonBehind, defAt, isBlock, pythonClass, pythonFunction } from "./words.ts";

/** Scopes that begin with a word, and those of arrows. Methods without one are found where their parentheses are. */
export function scopesIn(tokens: Tokens, language: Language): Scopes {
  const found: Scope[] = [];
  const braces = new Uint8Array(tokens.count);
  const heads: [number, number][] = [];
  const bodies = new Map<number, number>();
  const add = (it: Scope): void => {
    const known = it.kind === "function" ? bodies.get(it.from) : undefined;
    // An arrow is also what its parameters introduce: who knows the name is right.
    if (known !== undefined) {
      if (found[known]?.name === "") found[known] = it;
      return;
    }
    if (it.kind === "function") bodies.set(it.from, found.length);
    found.push(it);
  };
  const scopes: Scopes = { found, braces, heads, results: new Set(), around: aroundOf(tokens), ends: endsOf(tokens, language), add };
  let headEnd = -1;
  for (let at = 0; at < tokens.count; at++) {
    if (tokens.kind[at] === Token.name) {
      switch (tokens.word[at]) {
        case Word.function:
          if (language.blocks === "end") defAt(tokens, at, scopes);
          else if (language.id === "python") pythonFunction(tokens, at, scopes);
          else functionAt(tokens, language, at, scopes);
          break;
        case Word.class:
        case Word.shape:
        case Word.enum:
          headEnd = Math.max(headEnd, classAt(tokens, language, at, scopes));
          break;
        case Word.loop:
          if (at > headEnd) loopAt(tokens, language, at, scopes);
          break;
        case Word.block:
          if (isAt(tokens, at, "do") && language.blocks === "braces") doAt(tokens, at, scopes);
          else if (isAt(tokens, at, "do") && language.blocks === "end") blockAt(tokens, at, scopes);
          break;
      }
    } else if (tokens.kind[at] === Token.mark) {
      if (isAt(tokens, at, "=>")) arrowAt(tokens, language, at, scopes);
      else if (language.id === "java" && isAt(tokens, at, "->")) arrowAt(tokens, language, at, scopes);
      else if (language.id === "rust" && tokens.code[at] === 124) closureAt(tokens, at, scopes);
    } else if (tokens.kind[at] === Token.open && tokens.code[at] === 123 && isAt(tokens, at, "{")) {
      if (isAt(tokens, at - 1, "switch") && language.id === "csharp") braces[at] = Brace.arms;
      if (language.id === "ruby" && isBlock(tokens, at)) scopes.add(closed("function", "", at, -1, at, tokens.pair[at] ?? -1));
      if (language.id === "kotlin" && braces[at] === Brace.block && isLambda(tokens, at)) {
        braces[at] = Brace.lambda;
        scopes.add(closed("function", "", at, -1, at, tokens.pair[at] ?? -1));
      }
    }
  }
  return scopes;
}

/** The innermost open bracket around every token. */
function aroundOf(tokens: Tokens): Int32Array {
  const around = new Int32Array(tokens.count);
  const open: number[] = [];
  for (let at = 0; at < tokens.count; at++) {
    const pair = tokens.pair[at] ?? -1;
    if (tokens.kind[at] === Token.close && pair >= 0) while (open.length > 0 && (open[open.length - 1] ?? 0) >= pair) open.pop();
    around[at] = open[open.length - 1] ?? -1;
    if (tokens.kind[at] === Token.open && pair > at) open.push(at);
  }
  return around;
}

function functionAt(tokens: Tokens, language: Language, at: number, scopes: Scopes): void {
  let name = "";
  let next = at + 1;
  for (const limit = at + 60; next < limit && next < tokens.count; ) {
    if (isAt(tokens, next, "(")) {
      const close = tokens.pair[next] ?? -1;
      // Go's receiver, Kotlin's in parentheses.
      const receiver =
        close > next &&
        ((language.id === "go" && tokens.kind[close + 1] === Token.name && isAt(tokens, close + 2, "(")) ||
          (language.id === "kotlin" && isAt(tokens, close + 1, ".")));
      const generic =
        language.id === "go" &&
        tokens.kind[close + 1] === Token.name &&
        isAt(tokens, close + 2, "[") &&
        name === "" &&
        tokens.word[close + 1] === 0 &&
        isAt(tokens, (tokens.pair[close + 2] ?? 0) + 1, "(");
      if (!receiver && !generic) break;
      next = close + 1;
      continue;
    }
    if (isAt(tokens, next, "<")) {
      const behind = behindTypes(tokens, next);
      if (behind === next) return;
      next = behind;
      continue;
    }
    if (isAt(tokens, next, "[")) {
      next = Math.max(next, tokens.pair[next] ?? next) + 1;
      continue;
    }
    if (tokens.kind[next] === Token.name) name = wordAt(tokens, next);
    else if (tokens.kind[next] === Token.string && language.id === "kotlin") name = valueAt(tokens, next);
    else if (!["*", ".", "&", "?", "@"].some((it) => isAt(tokens, next, it))) return;
    next++;
  }
  if (!isAt(tokens, next, "(")) return;
  bodyBehind(tokens, language, tokens.pair[next] ?? -1, name, at, next, scopes);
}

/** Marks the members of a class and tells where its head ends. */
function classAt(tokens: Tokens, language: Language, at: number, scopes: Scopes): number {
  if (language.id === "python") return pythonClass(tokens, at, scopes);
  if (language.blocks === "end") {
    const end = tokens.pair[at] ?? -1;
    if (end > at) scopes.add(closed("class", wordAt(tokens, at + 1), at, -1, at + 2, end));
    return at;
  }
  const goType = language.id === "go";
  const name = goType
    ? tokens.kind[at - 1] === Token.name
      ? wordAt(tokens, at - 1)
      : ""
    : tokens.kind[at + 1] === Token.name
      ? wordAt(tokens, at + 1)
      : "";
  // `where T : class`, `record.name`, a property called so.
  if (!goType && tokens.kind[at + 1] !== Token.name && !["{", "<", ":", "("].some((it) => isAt(tokens, at + 1, it))) return at;
  if (
    ["=", ",", ")", ".", ";"].some((it) => isAt(tokens, at + 1, it)) ||
    (language.id === "csharp" && (isAt(tokens, at - 1, ":") || isAt(tokens, at + 1, "{")))
  )
    return at;
  if (language.id === "javascript" && isAt(tokens, at + 1, ":")) return at;
  if (
    tokens.kind[at + 1] === Token.name &&
    ["=", ".", ",", ";", ")"].some((it) => isAt(tokens, at + 2, it)) &&
    language.id !== "rust" &&
    language.id !== "kotlin"
  )
    return at;
  for (let next = at + 1; next < tokens.count && next < at + longestHead; next++) {
    if (tokens.kind[next] === Token.open) {
      if (tokens.code[next] === 123) {
        const word = tokens.word[at];
        scopes.braces[next] =
          word === Word.shape ? Brace.shape : word === Word.enum || isAt(tokens, at - 1, "enum") ? Brace.enum : Brace.members;
        scopes.add(closed("class", name, at, -1, next, tokens.pair[next] ?? -1));
        scopes.heads.push([at, next]);
        return next;
      }
      next = Math.max(next, tokens.pair[next] ?? next);
    } else if (isAt(tokens, next, ";") || tokens.kind[next] === Token.close) {
      scopes.heads.push([at, next]);
      return next;
    } else if (
      language.id === "kotlin" &&
      tokens.first[next] === 1 &&
      next > at + 1 &&
      !["{", ":", ",", ")", "where"].some((it) => isAt(tokens, next, it)) &&
      !isAt(tokens, next - 1, ":") &&
      !isAt(tokens, next - 1, ",")
    ) {
      scopes.heads.push([at, next - 1]);
      return next - 1;
    }
  }
  return at;
}

function loopAt(tokens: Tokens, language: Language, at: number, scopes: Scopes): void {
  if (language.id === "python") {
    const colon = colonBehind(tokens, at);
    if (colon >= 0 && tokens.pair[colon] !== -1 && (tokens.first[at] === 1 || isAt(tokens, at - 1, "async")))
      scopes.add(closed("loop", "", at, -1, colon + 1, tokens.pair[colon] ?? -1));
    return;
  }
  if (language.blocks === "end") {
    const end = tokens.pair[at] ?? -1;
    let from = at + 1;
    while (from < end && tokens.first[from] !== 1 && !isAt(tokens, from - 1, "do")) from++;
    if (end > at) scopes.add(closed("loop", "", at, -1, from, end));
    return;
  }
  if (language.id === "go" || language.id === "rust") {
    if (isAt(tokens, at + 1, "<")) return;
    for (let next = at + 1; next < tokens.count && next < at + longestHead; next++) {
      if (tokens.kind[next] === Token.close) return;
      if (tokens.kind[next] !== Token.open) continue;
      if (tokens.code[next] === 123 && !isAt(tokens, next - 1, "interface") && !isAt(tokens, next - 1, "struct")) {
        scopes.add(closed("loop", "", at, -1, next, tokens.pair[next] ?? -1));
        return;
      }
      next = Math.max(next, tokens.pair[next] ?? next);
    }
    return;
  }
  const open = isAt(tokens, at + 1, "(") ? at + 1 : isAt(tokens, at + 2, "(") && tokens.kind[at + 1] === Token.name ? at + 2 : -1;
  const close = open < 0 ? -1 : (tokens.pair[open] ?? -1);
  if (close < 0 || isAt(tokens, close + 1, ";")) return;
  scopes.add(closed("loop", "", at, -1, close + 1, scopes.ends.statement(close + 1)));
}

function doAt(tokens: Tokens, at: number, scopes: Scopes): void {
  const close = isAt(tokens, at + 1, "{") ? (tokens.pair[at + 1] ?? -1) : -1;
  if (close > 0 && isAt(tokens, close + 1, "while")) scopes.add(closed("loop", "", at, -1, at + 1, close));
}
