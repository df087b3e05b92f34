import { type Language, Word } from "./language.ts";
import { Brace, bodyBehind, type Scopes } from "./scope.ts";
import { isAt, Token, type Tokens } from "./tokens.ts";

export function isDeclared(tokens: Tokens, language: Language, name: number, open: number, close: number, scopes: Scopes): boolean {
  const around = scopes.around[name] ?? -1;
  const brace = around >= 0 && tokens.code[around] === 123 ? (scopes.braces[around] ?? Brace.block) : -1;
  const q = name - 1;
  const n = close + 1;
  const body = (): true => {
    bodyBehind(tokens, language, close, tokens.text.slice(tokens.start[name], tokens.end[name]), name, open, scopes);
    return true;
  };
  switch (language.id) {
    case "javascript": {
      if (tokens.kind[q] === Token.name && (tokens.word[q] === Word.function || tokens.word[q] === Word.new))
        return tokens.word[q] === Word.function;
      if (isAt(tokens, q, "*") && isAt(tokens, q - 1, "function")) return true;
      if (isAt(tokens, q, ".") || isAt(tokens, q, "?.")) return false;
      const inMembers = brace === Brace.members || brace === Brace.shape;
      const starts =
        around === q ||
        ["{", ",", ";", "}", "*"].some((it) => isAt(tokens, q, it)) ||
        (tokens.kind[q] === Token.name && tokens.word[q] === Word.modifier) ||
        (tokens.first[name] === 1 && inMembers && tokens.kind[q] !== Token.mark) ||
        (isAt(tokens, q, ")") && inMembers);
      if (!starts || around < 0 || tokens.code[around] !== 123) return false;
      if (inMembers) return body();
      if (isAt(tokens, n, "{") && tokens.first[n] !== 1) return body();
      // The type of what comes back, in a literal; members of a type.
      if (isAt(tokens, n, ":") && isLiteral(tokens, around)) return body();
      return (isAt(tokens, n, ";") || isAt(tokens, n, ",")) && isTypeLiteral(tokens, around);
    }
    case "java": {
      if (brace === Brace.enum && (q === around || isAt(tokens, q, ",")) && !isAt(tokens, n, "throws")) {
        if (isAt(tokens, n, "{") || isAt(tokens, n, ",") || isAt(tokens, n, ";") || isAt(tokens, n, "}")) return true;
      }
      if (isAt(tokens, q, ".")) return false;
      if (tokens.kind[q] === Token.name && tokens.word[q] === Word.new) return false;
      if (isTypeEnd(tokens, q)) return body();
      return isAt(tokens, n, "throws") || (isAt(tokens, n, "{") && tokens.word[q] !== Word.leads) ? body() : false;
    }
    case "csharp": {
      if (tokens.kind[q] === Token.name && tokens.word[q] === Word.new) return false;
      if (isNewed(tokens, name)) return false;
      const bodied = isAt(tokens, n, "{") || isAt(tokens, n, "=>");
      if (isAt(tokens, q, ".")) return bodied ? body() : false;
      if (isAt(tokens, q, "?") || isAt(tokens, q, ")")) return bodied || (isAt(tokens, n, ";") && brace === Brace.shape) ? body() : false;
      if (isTypeEnd(tokens, q)) return body();
      if (isAt(tokens, q, "record") || isAt(tokens, q, "class") || isAt(tokens, q, "struct")) return true;
      return bodied || isAt(tokens, n, ":") ? (isAt(tokens, n, ":") ? brace === Brace.members && body() : body()) : false;
    }
    case "go":
      if (tokens.kind[q] === Token.name && tokens.word[q] === Word.function) return true;
      if (isAt(tokens, q, ")") && isAt(tokens, (tokens.pair[q] ?? 0) - 1, "func")) return true;
      return brace === Brace.shape && tokens.first[name] === 1;
    case "kotlin":
      if (brace === Brace.enum && (tokens.first[name] === 1 || isAt(tokens, q, ",") || q === around) && !isAt(tokens, n, ".")) return true;
      if (tokens.kind[q] === Token.name && (tokens.word[q] === Word.function || tokens.word[q] === Word.class)) return true;
      if (isAt(tokens, name, "constructor")) return body();
      if (
        (isAt(tokens, name, "get") || isAt(tokens, name, "set")) &&
        (tokens.first[name] === 1 || tokens.word[q] === Word.modifier) &&
        (isAt(tokens, n, "=") || isAt(tokens, n, "{") || isAt(tokens, n, ":"))
      )
        return body();
      return isFunctionHead(tokens, name);
    case "php":
      if (tokens.kind[q] === Token.name && (tokens.word[q] === Word.function || tokens.word[q] === Word.class)) return true;
      return isAt(tokens, q, "&") && isAt(tokens, q - 1, "function");
    case "rust": {
      if (tokens.kind[q] === Token.name && (tokens.word[q] === Word.function || isAt(tokens, q, "struct"))) return true;
      if (brace === Brace.enum && (q === around || isAt(tokens, q, ",") || isAt(tokens, q, "]"))) return true;
      if (isAt(tokens, name, "Fn") || isAt(tokens, name, "FnMut") || isAt(tokens, name, "FnOnce")) return true;
      // `Json(data): Json<Order>` among the parameters.
      if (isAt(tokens, n, ":") && (isAt(tokens, q, "(") || isAt(tokens, q, ","))) return true;
      return isPattern(tokens, name, close, scopes);
    }
    default:
      return false;
  }
}

function isTypeEnd(tokens: Tokens, at: number): boolean {
  const kind = tokens.kind[at];
  if (kind === Token.name) {
    const word = tokens.word[at] ?? 0;
    return word === 0 || word === Word.type || word === Word.modifier || word === Word.class;
  }
  if (isAt(tokens, at, "]"))
    return (
      tokens.kind[(tokens.pair[at] ?? 0) - 1] === Token.name ||
      isAt(tokens, (tokens.pair[at] ?? 0) - 1, ">") ||
      isAt(tokens, (tokens.pair[at] ?? 0) - 1, "]")
    );
  if (!isAt(tokens, at, ">")) return false;
  const from = typesBefore(tokens, at);
  if (from < 0 || isAt(tokens, from - 1, ".")) return false;
  let begin = from - 1;
  while (tokens.kind[begin] === Token.name && isAt(tokens, begin - 1, ".")) begin -= 2;
  const before = begin - 1;
  if (before < 0) return true;
  const kindBefore = tokens.kind[before];
  if (kindBefore === Token.name)
    return tokens.word[before] === Word.modifier || tokens.word[before] === 0 || tokens.word[before] === Word.type;
  return ["{", "}", ";", ")", "]", ">", "@"].some((it) => isAt(tokens, before, it));
}

function isLiteral(tokens: Tokens, brace: number): boolean {
  const before = brace - 1;
  const kind = tokens.kind[before];
  if (kind === Token.mark) return !["=>", ";"].some((it) => isAt(tokens, before, it));
  if (kind === Token.open) return !isAt(tokens, before, "{");
  return kind === Token.name && (tokens.word[before] === Word.leads || isAt(tokens, before, "default"));
}

function isTypeLiteral(tokens: Tokens, brace: number): boolean {
  if (isAt(tokens, brace - 1, ":") || isAt(tokens, brace - 1, "|") || isAt(tokens, brace - 1, "&") || isAt(tokens, brace - 1, "<"))
    return true;
  if (!isAt(tokens, brace - 1, "=")) return false;
  let at = brace - 2;
  if (isAt(tokens, at, ">")) at = typesBefore(tokens, at) - 1;
  return isAt(tokens, at - 1, "type");
}

function isFunctionHead(tokens: Tokens, name: number): boolean {
  let at = name - 1;
  for (let steps = 0; at >= 0 && steps < 30; steps++) {
    if (tokens.kind[at] === Token.name && tokens.word[at] === Word.function) return true;
    if (isAt(tokens, at, ">")) {
      const from = typesBefore(tokens, at, false);
      if (from < 0) return false;
      at = from - 1;
    } else if (
      isAt(tokens, at, ".") ||
      isAt(tokens, at, "?.") ||
      isAt(tokens, at, "?") ||
      (tokens.kind[at] === Token.name && tokens.word[at] === 0)
    ) {
      if (tokens.kind[at] === Token.name && tokens.first[at + 1] === 1) return false;
      at--;
    } else return false;
  }
  return false;
}

function isPattern(tokens: Tokens, name: number, close: number, scopes: Scopes): boolean {
  let [from, to] = [name, close];
  for (let steps = 0; steps < 12; steps++) {
    while (isAt(tokens, from - 1, "::")) from -= 2;
    while (isAt(tokens, from - 1, "&") || isAt(tokens, from - 1, "@")) from -= isAt(tokens, from - 1, "@") ? 2 : 1;
    if (isAt(tokens, from - 1, "let")) return true;
    const behind = to + 1;
    if (isAt(tokens, behind, "=>")) return true;
    const alternative = isAt(tokens, from - 1, "|") && !isAt(tokens, from - 2, "|");
    if ((isAt(tokens, behind, "|") || isAt(tokens, behind, "if") || alternative) && startsArm(tokens, from - 1)) {
      if (
        alternative ? isAt(tokens, behind, "|") || isAt(tokens, behind, "if") || isAt(tokens, behind, "=") : !isAt(tokens, behind + 1, "|")
      )
        return true;
    }
    const around = scopes.around[from] ?? -1;
    if (around < 0 || tokens.code[around] !== 40) return false;
    to = tokens.pair[around] ?? around;
    from = tokens.kind[around - 1] === Token.name && tokens.word[around - 1] === 0 ? around - 1 : around;
  }
  return false;
}

const startsArm = (tokens: Tokens, at: number): boolean => ["{", ",", "}", "|"].some((it) => isAt(tokens, at, it));

export function typesBefore(tokens: Tokens, close: number, touching = true): number {
  let depth = 0;
  for (let at = close; at >= 0 && at > close - 120; at--) {
    const kind = tokens.kind[at];
    if (isAt(tokens, at, ">")) depth++;
    else if (isAt(tokens, at, "<")) {
      if (--depth === 0) return !touching || tokens.start[at] === tokens.end[at - 1] ? at : -1;
    } else if (kind === Token.close) at = Math.min(at, tokens.pair[at] ?? at);
    else if (kind === Token.open) return -1;
    else if (
      kind === Token.mark &&
      ![",", ".", "?", "::", "|", "&", "=>", "->", ":", "*", "=", "!", "[", "]", "-"].some((it) => isAt(tokens, at, it)) &&
      tokens.code[at] !== 39
    )
      return -1;
  }
  return -1;
}

export function isNewed(tokens: Tokens, name: number): boolean {
  let at = name;
  while (tokens.kind[at] === Token.name && (isAt(tokens, at - 1, ".") || isAt(tokens, at - 1, "::"))) at -= 2;
  return tokens.kind[at - 1] === Token.name && tokens.word[at - 1] === Word.new;
}
