import { type Annotation, annotationAt, attributesIn } from "./annotations.ts";
import { isDeclared, isNewed, typesBefore } from "./declared.ts";
import { type Language, Word } from "./language.ts";
import { Brace, type Scopes } from "./scope.ts";
import { isAt, Token, type Tokens } from "./tokens.ts";

/** A place where something is called, by the tokens of its name and its arguments. */
export interface Call {
  /** The last part of what is called; -1 = it has no name: `f(x)(y)`. */
  readonly name: number;
  /** The bracket of the arguments; -1 = they stand without: Ruby's commands, Kotlin's `run { }`. */
  readonly open: number;
  readonly isNew: boolean;
  /** Rust's `name!(…)`. */
  readonly isMacro: boolean;
}

/** `@Name(…)`, `[Name(…)]`, `#[name(…)]`. */
/** Everything that is called, and the methods that are declared where a call could stand. */
export function callsIn(tokens: Tokens, language: Language, scopes: Scopes, annotations: Annotation[]): readonly Call[] {
  const calls: Call[] = [];
  let head = 0;
  const attributes =
    language.annotations === "[" || language.annotations === "#[" ? attributesIn(tokens, language, scopes, annotations) : [];
  let attribute = 0;
  for (let at = 0; at < tokens.count; at++) {
    const inside = attributes[attribute];
    if (inside !== undefined && at > inside[0]) {
      at = Math.max(at, inside[1]);
      attribute++;
      continue;
    }
    if (language.annotations === "@" && tokens.code[at] === 64 && tokens.kind[at] === Token.mark) {
      at = annotationAt(tokens, language, at, annotations);
      continue;
    }
    if (tokens.kind[at] !== Token.open) continue;
    const code = tokens.code[at];
    if (code === 123 && language.id === "kotlin" && isTrailing(tokens, at, scopes))
      calls.push({ name: at - 1, open: -1, isNew: false, isMacro: false });
    if (
      language.id === "rust" &&
      isAt(tokens, at - 1, "!") &&
      tokens.kind[at - 2] === Token.name &&
      tokens.start[at - 1] === tokens.end[at - 2]
    ) {
      if (!isAt(tokens, at - 2, "macro_rules")) calls.push({ name: at - 2, open: at, isNew: false, isMacro: true });
      continue;
    }
    if (code !== 40 || tokens.end[at] === undefined || !isAt(tokens, at, "(")) continue;
    while (head < scopes.heads.length && (scopes.heads[head]?.[1] ?? 0) < at) head++;
    const call = callAt(tokens, language, at, scopes);
    if (call !== undefined && !isBase(tokens, language, call, scopes.heads[head], scopes)) calls.push(call);
  }
  return calls;
}

function callAt(tokens: Tokens, language: Language, open: number, scopes: Scopes): Call | undefined {
  let name = open - 1;
  if (name < 0) return undefined;
  const close = tokens.pair[open] ?? -1;
  if (tokens.first[open] === 1 && language.lineEnds && language.id !== "javascript") return undefined;
  if (isAt(tokens, name, ">") && language.id !== "python" && language.id !== "ruby" && language.id !== "go" && language.id !== "php") {
    const from = typesBefore(tokens, name);
    if (from < 0) return undefined;
    name = from - 1;
    if (isAt(tokens, name, "::")) name--;
    if (language.id === "java" && tokens.kind[name] !== Token.name) return undefined;
  } else if (isAt(tokens, name, "]") && language.id === "go") {
    const from = tokens.pair[name] ?? -1;
    if (tokens.kind[from - 1] !== Token.name)
      return from >= 0 && isAt(tokens, from - 1, ")") ? unnamed(tokens, language, open, scopes) : undefined;
    if (tokens.word[from - 1] !== 0) return undefined;
    return isDeclared(tokens, language, from - 1, open, close, scopes) ? undefined : { name: from - 1, open, isNew: false, isMacro: false };
  }
  if (isAt(tokens, name, "?.") || isAt(tokens, name, "!")) {
    // `f?.(x)`, `f!(x)`.
    if (language.id === "javascript" && (tokens.kind[name - 1] === Token.name || tokens.kind[name - 1] === Token.close)) name--;
  }
  if (tokens.kind[name] === Token.close) return unnamed(tokens, language, open, scopes);
  if (tokens.kind[name] !== Token.name) return undefined;
  const word = tokens.word[name] ?? 0;
  const before = name - 1;
  if (word === Word.new) return language.id === "csharp" ? { name, open, isNew: true, isMacro: false } : undefined;
  if (word === Word.value) {
    const super_ = isAt(tokens, name, "super") || isAt(tokens, name, "this");
    if (language.id === "php" && isAt(tokens, before, "new")) return { name, open, isNew: true, isMacro: false };
    if (!super_ || language.id === "csharp" || language.id === "php" || language.id === "kotlin") {
      if (language.id !== "rust" || !isAt(tokens, name, "Self")) return undefined;
    }
  } else if (word === Word.type) {
    if (language.id !== "csharp" || !isAt(tokens, before, "new")) return undefined;
  } else if (word === Word.import) {
    if (language.id !== "javascript" && language.id !== "ruby") return undefined;
  } else if (word === Word.modifier) {
    // `get(…)`, `set(…)` are names as good as others.
    if (
      ![
        "get",
        "set",
        "data",
        "inner",
        "operator",
        "open",
        "override",
        "event",
        "default",
        "infix",
        "external",
        "value",
        "const",
        "async",
        "internal",
        "required",
        "partial",
        "accessor",
        "declare",
      ].some((it) => isAt(tokens, name, it))
    )
      return undefined;
    const arrow = isAt(tokens, close + 1, "=>") || (isAt(tokens, close + 1, ":") && tokens.end[name] !== tokens.start[open]);
    if (
      isAt(tokens, name, "const") ||
      (isAt(tokens, name, "async") && (arrow || isAt(tokens, before, "="))) ||
      (isAt(tokens, name, "async") && language.id !== "javascript" && language.id !== "kotlin")
    )
      return undefined;
    if (language.id === "csharp" && (isAt(tokens, name, "operator") || isAt(tokens, name, "event"))) return undefined;
  } else if (word === Word.class || word === Word.shape) {
    if (language.id !== "rust" && language.id !== "csharp") return undefined;
    if (!isAt(tokens, name, "union") && !isAt(tokens, name, "record")) return undefined;
  } else if (word === Word.condition && language.id === "php") {
    if (!isAt(tokens, name, "isset") && !isAt(tokens, name, "empty")) return undefined;
  } else if (word === Word.leads && language.id === "javascript" && isAt(tokens, name, "of")) {
    // The name of a function, but for `for (const x of (y))`.
    if (tokens.kind[before] === Token.close || (tokens.kind[before] === Token.name && tokens.word[before] === 0)) return undefined;
  } else if (word === Word.leads && language.id === "python" && (isAt(tokens, name, "print") || isAt(tokens, name, "exec"))) {
    // A function since Python 3.
  } else if (word === Word.leads && language.id === "ruby" && ["puts", "raise", "super", "defined?"].some((it) => isAt(tokens, name, it))) {
    if (isAt(tokens, name, "defined?")) return undefined;
  } else if (word !== 0) return undefined;
  // `x as (A | B)`: a type in brackets.
  const typed = isAt(tokens, name, "as") || isAt(tokens, name, "satisfies") || isAt(tokens, name, "keyof") || isAt(tokens, name, "is");
  if (typed && language.id === "javascript" && tokens.end[name] !== tokens.start[open] && !isAt(tokens, before, ".")) return undefined;
  if (language.id === "go") {
    let begin = name;
    while (isAt(tokens, begin - 1, ".")) begin -= 2;
    // `[]byte(x)` is a conversion.
    if (isAt(tokens, begin - 1, "]")) {
      const from = tokens.pair[begin - 1] ?? -1;
      if (tokens.first[begin] !== 1 && from >= 0) return undefined;
    }
  }
  if (language.id === "python" && (isAt(tokens, before, "def") || isAt(tokens, before, "class"))) return undefined;
  if (
    language.id === "ruby" &&
    (tokens.end[name] !== tokens.start[open] ||
      isAt(tokens, before, "def") ||
      (isAt(tokens, before, ".") && isAt(tokens, before - 2, "def")))
  )
    return undefined;
  if (
    language.id === "python" &&
    (isAt(tokens, name, "match") || isAt(tokens, name, "case")) &&
    tokens.first[name] === 1 &&
    isAt(tokens, close + 1, ":")
  )
    return undefined;
  if (isDeclared(tokens, language, name, open, close, scopes)) return undefined;
  return { name, open, isNew: isNewed(tokens, name), isMacro: false };
}

/** `f(x)(y)`, `a[0](x)`, `(() => x)(y)`. */
function unnamed(tokens: Tokens, language: Language, open: number, scopes: Scopes): Call | undefined {
  const close = open - 1;
  if (["java", "csharp"].includes(language.id) || tokens.first[open] === 1) return undefined;
  const begin = tokens.pair[close] ?? -1;
  if (begin < 0) return undefined;
  if (scopes.results.has(open)) return undefined;
  const before = begin - 1;
  const word = tokens.kind[before] === Token.name ? (tokens.word[before] ?? 0) : 0;
  if (language.id === "go" && scopes.braces[scopes.around[open] ?? -1] === Brace.shape) return undefined;
  if (isAt(tokens, close, "}") && language.id !== "go" && language.id !== "php") return undefined;
  if (isAt(tokens, close, "]") && (begin === 0 || (tokens.kind[before] !== Token.name && tokens.kind[before] !== Token.close)))
    return undefined;
  if (!isAt(tokens, close, ")") && !isAt(tokens, close, "]") && !isAt(tokens, close, "}")) return undefined;
  if (word === Word.condition || word === Word.loop || word === Word.function || word === Word.import) return undefined;
  if (language.id === "go" && isAt(tokens, close, ")") && isAt(tokens, before, "func")) return undefined;
  if (language.id === "go" && isAt(tokens, close, "}") && word !== 0) return undefined;
  if (language.id === "rust" && isAt(tokens, close, ")") && (isAt(tokens, before, "pub") || isAt(tokens, before, "!"))) return undefined;
  if (language.id === "kotlin" && isAt(tokens, close, ")") && tokens.kind[before] !== Token.name) return undefined;
  if (
    language.id === "php" &&
    isAt(tokens, close, ")") &&
    (tokens.kind[before] !== Token.name || word !== 0) &&
    !isAt(tokens, begin + 1, "function") &&
    !isAt(tokens, begin + 1, "$this") &&
    !isAt(tokens, begin + 1, "fn") &&
    !isAt(tokens, begin + 1, "static")
  )
    return undefined;
  return { name: -1, open, isNew: false, isMacro: false };
}

/** Where the list of types begins that ends at `close`; -1 = it is a comparison. */
/** `new a.b.Name(`. */
/** Whether it declares what it looks like calling; a method's body becomes a scope. */
/** What stands before the name of a method: the end of a type. */
/** An object literal: a brace where a value is expected. */
/** `type X = { … }`, `x: { … }`. */
/** The name in `fun <T> A<B>.name(`. */
/** `Some(x) =>`, `if let (Some(x), y) =`: what is compared with, not called. It may stand in others. */
/** In the head of a class what looks like a call is what it is made from. */
function isBase(tokens: Tokens, language: Language, call: Call, head: readonly [number, number] | undefined, scopes: Scopes): boolean {
  if (head === undefined || call.open < head[0] || call.open > head[1])
    return language.id === "kotlin" && isAt(tokens, call.name - 1, ":") && isAt(tokens, call.name - 2, "object");
  if (language.id !== "kotlin" && language.id !== "csharp" && language.id !== "java" && language.id !== "rust") return false;
  return (scopes.around[call.open] ?? -1) === (scopes.around[head[0]] ?? -1);
}

/** `name { … }` without parentheses. */
function isTrailing(tokens: Tokens, at: number, scopes: Scopes): boolean {
  return (
    scopes.braces[at] === Brace.lambda &&
    tokens.kind[at - 1] === Token.name &&
    tokens.word[at - 1] === 0 &&
    tokens.first[at] !== 1 &&
    !isAt(tokens, at - 2, "fun")
  );
}

/** The brackets of attributes, and what they name. */
/** C#'s attribute: where a member, a parameter or a statement begins. */
