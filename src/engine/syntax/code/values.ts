import type { CodeToken, Language } from "./tokens.ts";
import type { Value } from "./value.ts";

/** Expressions inside each other beyond this are not read. */
const deepest = 60;

export interface Expressions {
  /** The expression that begins at a token, and the index behind it. */
  at(index: number): { readonly value: Value; readonly next: number };
  /** Ruby's call without parentheses: the arguments up to the end of the line, and the index behind them. */
  argumentsAt(index: number): { readonly args: readonly Value[]; readonly named: ReadonlyMap<string, Value>; readonly next: number };
}

const opens = "([{";
const closes = ")]}";

/** Names that stand for one text in the whole file: `const table = "users"`, `TABLE = "users"`. */
export type Constants = ReadonlyMap<string, string>;

export function constantsIn(tokens: readonly CodeToken[]): Constants {
  const found = new Map<string, string>();
  const twice = new Set<string>();
  for (let at = 0; at + 2 < tokens.length; at++) {
    const [name, equals, value, after] = [tokens[at], tokens[at + 1], tokens[at + 2], tokens[at + 3]] as CodeToken[];
    if (name?.kind !== "word" || equals?.kind !== "sign" || equals.text !== "=" || value?.kind !== "string" || value.computed) continue;
    const declared = name.leads || /^(?:const|let|var|string)$/.test(tokens[at - 1]?.text ?? "");
    if (!declared || (after !== undefined && !after.leads && after.text !== ";")) continue;
    if (found.has(name.text)) twice.add(name.text);
    found.set(name.text, value.text);
  }
  for (const it of twice) found.delete(it);
  return found;
}

const inserts: Readonly<Record<Language, RegExp>> = {
  javascript: /\$\{\s*(\w+)\s*\}/g,
  ruby: /#\{\s*(\w+)\s*\}/g,
  python: /\{\s*(\w+)\s*\}/g,
  csharp: /\{\s*(\w+)\s*\}/g,
};

export function expressionsOf(tokens: readonly CodeToken[], language: Language, constants: Constants = new Map()): Expressions {
  let index = 0;
  /** A text with constants put in; `undefined` = something else is computed in it. */
  const filledIn = (text: string): string | undefined => {
    let whole = true;
    const filled = text.replace(inserts[language], (_, name: string) => {
      const value = constants.get(name);
      whole &&= value !== undefined;
      return value ?? "";
    });
    return whole && !/[#$]\{/.test(filled) ? filled : undefined;
  };
  const peek = (ahead = 0): CodeToken | undefined => tokens[index + ahead];
  const isSign = (text: string, ahead = 0): boolean => peek(ahead)?.kind === "sign" && peek(ahead)?.text === text;
  const take = (text: string): boolean => {
    if (!isSign(text)) return false;
    index++;
    return true;
  };
  const endOf = (): number => tokens[index - 1]?.end ?? 0;

  /** Steps behind the bracket that closes the one that stands here. */
  const skipGroup = (): void => {
    let depth = 0;
    for (; index < tokens.length; index++) {
      const { kind, text } = tokens[index] as CodeToken;
      if (kind !== "sign") continue;
      if (opens.includes(text)) depth++;
      else if (closes.includes(text) && --depth <= 0) {
        index++;
        return;
      }
    }
  };
  /** Up to what ends an item, a list or a statement. */
  const skipRest = (): void => {
    for (; index < tokens.length; ) {
      const token = tokens[index] as CodeToken;
      if (token.kind === "sign" && opens.includes(token.text)) {
        skipGroup();
        continue;
      }
      if (token.kind === "sign" && (closes.includes(token.text) || token.text === "," || token.text === ";")) return;
      if (language === "ruby" && (token.leads || token.text === "do" || token.text === "=>")) return;
      index++;
    }
  };

  function list(close: string, depth: number): { args: Value[]; named: Map<string, Value> } {
    const args: Value[] = [];
    const named = new Map<string, Value>();
    while (index < tokens.length && !isSign(close)) {
      const before = index;
      item(args, named, depth);
      if (!take(",") && index < tokens.length && !isSign(close)) {
        if (index === before) index++;
      }
    }
    take(close);
    return { args, named };
  }

  /** One argument, entry or element, with its name where it has one. */
  function item(args: Value[], named: Map<string, Value>, depth: number): void {
    const first = peek();
    if (first === undefined) return;
    // `**options`, `*rest`, `...rest`: whatever they hold.
    while (isSign("*") || isSign("**") || isSign(".")) index++;
    const naming = first.kind === "word" || first.kind === "string";
    const colon = naming && isSign(":", 1) && !isSign(":", 2) && (language !== "python" || first.kind === "string");
    const equals = first.kind === "word" && isSign("=", 1) && !isSign("=", 2) && (language === "python" || language === "csharp");
    if (colon || equals) {
      index += 2;
      // `{ name }` of Ruby 3 and JavaScript.
      named.set(first.text, isSign(",") || isSign("}") ? { kind: "computed", start: first.start, end: first.end } : value(depth));
      return;
    }
    const one = value(depth);
    if (language === "ruby" && isSign("=>") && (one.kind === "text" || one.kind === "name")) {
      index++;
      named.set(one.text, value(depth));
    } else args.push(one);
  }

  function value(depth: number): Value {
    const start = peek()?.start ?? 0;
    const computed = (): Value => {
      skipRest();
      return { kind: "computed", start, end: endOf() };
    };
    if (depth > deepest) return computed();
    const primary = first(depth);
    if (primary === undefined) return computed();
    let made = primary;
    for (;;) {
      const here = peek();
      if (here === undefined) break;
      if ((isSign(".") || isSign("?.")) && peek(1)?.kind === "word") {
        index++;
        made = member(made, depth);
        continue;
      }
      // Strings beside each other, or added: one text.
      const adds = isSign("+") || (language === "ruby" && here.kind === "string" && !here.leads);
      if (made.kind === "text" && (adds || (language === "python" && here.kind === "string"))) {
        if (isSign("+")) index++;
        const other = first(depth + 1);
        if (other?.kind !== "text") return computed();
        made = { kind: "text", text: made.text + other.text, start, end: endOf() };
        continue;
      }
      // Type assertions and "not null" of C# and TypeScript.
      if (language !== "python" && language !== "ruby" && (isSign("!") || (here.kind === "word" && here.text === "as"))) {
        index++;
        if (here.text === "as") first(depth + 1);
        continue;
      }
      const ends =
        (here.kind === "sign" && (closes.includes(here.text) || ",;:".includes(here.text) || here.text === "=>")) ||
        here.leads ||
        here.text === "do";
      if (ends || (language === "ruby" && here.text === "{") || (language === "ruby" && /^(?:if|unless|and|or)$/.test(here.text))) break;
      if (language === "python" && here.kind === "word" && /^(?:for|as|in)$/.test(here.text)) break;
      return computed();
    }
    return made;
  }

  function member(on: Value, depth: number): Value {
    const { text, start } = peek() as CodeToken;
    index++;
    const generic = skipGeneric();
    if (!take("(")) {
      if (on.kind === "name") return { kind: "name", text: `${on.text}.${text}`, start: on.start, end: endOf() };
      if (language === "ruby" && on.kind === "text") return on;
      return { kind: "call", name: text, on, args: [], named: new Map(), start, end: endOf() };
    }
    const { args, named } = list(")", depth + 1);
    const own = on.kind === "name" ? { name: `${on.text}.${text}` } : { name: text, on };
    return { kind: "call", ...own, args, named, ...(generic !== undefined && { generic }), start: on.start, end: endOf() };
  }

  /** `<int>` between a name and its parentheses. */
  function skipGeneric(): string | undefined {
    if ((language !== "csharp" && language !== "javascript") || !isSign("<")) return undefined;
    let ahead = 1;
    for (let depth = 1; depth > 0 && ahead < 40; ahead++) {
      const it = peek(ahead);
      if (it === undefined || it.text === ";" || it.text === "(") return undefined;
      if (it.text === "<") depth++;
      if (it.text === ">") depth--;
    }
    if (!isSign("(", ahead)) return undefined;
    const text = tokens
      .slice(index + 1, index + ahead - 1)
      .map((it) => it.text)
      .join("");
    index += ahead;
    return text;
  }

  function first(depth: number): Value | undefined {
    const token = peek();
    if (token === undefined) return undefined;
    const { kind, text, start, end } = token;
    if (kind === "string") {
      index++;
      if (token.computed) {
        const filled = filledIn(text);
        return filled === undefined
          ? { kind: "computed", begins: text.slice(0, 200), start, end }
          : { kind: "text", text: filled, start, end };
      }
      return { kind: "text", text, ...(token.verbatim !== undefined && { verbatim: token.verbatim }), start, end };
    }
    if (kind === "symbol") {
      index++;
      return { kind: "text", text, start, end };
    }
    if (kind === "words") {
      index++;
      const items = text.split(/\s+/).filter((it) => it !== "");
      return { kind: "list", items: items.map((it) => ({ kind: "text", text: it, start, end })), start, end };
    }
    if (kind === "number") {
      index++;
      return { kind: "number", text, start, end };
    }
    if (kind === "sign") {
      if (text === "-" && peek(1)?.kind === "number") {
        index += 2;
        return { kind: "number", text: `-${tokens[index - 1]?.text ?? ""}`, start, end: endOf() };
      }
      if (text === "[") {
        index++;
        const { args } = list("]", depth + 1);
        return { kind: "list", items: args, start, end: endOf() };
      }
      if (text === "(") return lambda(depth) ?? grouped(depth);
      if (text === "{") return braces(depth);
      return undefined;
    }
    return word(token, depth);
  }

  function word({ text, start, end }: CodeToken, depth: number): Value | undefined {
    if (text === "await" || text === "return") {
      index++;
      return first(depth + 1);
    }
    if (text === "new") {
      index++;
      if (isSign("{")) return braces(depth);
      if (isSign("[")) {
        skipGroup();
        return isSign("{") ? braces(depth, true) : { kind: "computed", start, end: endOf() };
      }
      const made = first(depth + 1);
      // `new string[] { "a" }`, `new Table { … }`.
      if (isSign("[")) skipGroup();
      return isSign("{") ? braces(depth, true) : made;
    }
    if (
      language === "javascript" &&
      (text === "function" || (text === "async" && (isSign("(", 1) || peek(1)?.text === "function" || isSign("=>", 2))))
    )
      return lambda(depth);
    if (isSign("=>", 1)) return lambda(depth);
    if (text === "lambda" && language === "python") return undefined;
    index++;
    let name = text;
    while ((isSign(".") || isSign("::") || isSign("?.")) && peek(1)?.kind === "word" && !peek()?.leads) {
      name += `.${peek(1)?.text ?? ""}`;
      index += 2;
    }
    const generic = skipGeneric();
    if (isSign("(") && !peek()?.leads && (language !== "ruby" || tokens[index - 1]?.end === peek()?.start)) {
      index++;
      const { args, named } = list(")", depth + 1);
      return { kind: "call", name, args, named, ...(generic !== undefined && { generic }), start, end: endOf() };
    }
    const constant = constants.get(name);
    if (constant !== undefined) return { kind: "text", text: constant, start, end: Math.max(end, endOf()) };
    return { kind: "name", text: name, start, end: Math.max(end, endOf()) };
  }

  function grouped(depth: number): Value {
    const start = peek()?.start ?? 0;
    index++;
    const { args } = list(")", depth + 1);
    const [only] = args;
    return args.length === 1 && only !== undefined ? only : { kind: "list", items: args, start, end: endOf() };
  }

  function braces(depth: number, asList = false): Value {
    const start = peek()?.start ?? 0;
    index++;
    const { args, named } = list("}", depth + 1);
    if (named.size === 0 && args.length > 0 && (asList || language === "python")) return { kind: "list", items: args, start, end: endOf() };
    // `new { x.A, x.B }`: entries called after their last part.
    const entries = new Map(named);
    for (const it of args) if (it.kind === "name") entries.set(it.text.slice(it.text.lastIndexOf(".") + 1), it);
    return { kind: "map", entries, start, end: endOf() };
  }

  /** `x => …`, `(a, b) => { … }`, `function (t) { … }`; `undefined` = none stands here. */
  function lambda(depth: number): Value | undefined {
    const from = index;
    const start = peek()?.start ?? 0;
    let parameter: string | undefined;
    let isFunction = false;
    if (peek()?.text === "async") index++;
    if (peek()?.text === "function") {
      isFunction = true;
      index++;
      if (isSign("*")) index++;
      if (peek()?.kind === "word") index++;
    }
    if (isSign("(")) {
      parameter = peek(1)?.kind === "word" ? peek(1)?.text : undefined;
      skipGroup();
    } else if (!isFunction && peek()?.kind === "word") {
      parameter = peek()?.text;
      index++;
    }
    // A type of what comes back.
    if (isSign(":") && language === "javascript") for (let many = 0; many < 12 && !isSign("{") && !isSign("=>"); many++) index++;
    const arrow = take("=>");
    if (!arrow && !(isFunction && isSign("{"))) {
      index = from;
      return undefined;
    }
    if (!isSign("{")) return value(depth + 1);
    const open = index;
    skipGroup();
    return { kind: "block", parameter, tokens: tokens.slice(open + 1, index - 1), start, end: endOf() };
  }

  return {
    at(from) {
      index = from;
      const made = value(0);
      return { value: made, next: Math.max(index, from + 1) };
    },
    argumentsAt(from) {
      index = from;
      const args: Value[] = [];
      const named = new Map<string, Value>();
      while (index < tokens.length && !(peek()?.leads && index > from && !isSign(",", -1))) {
        if (peek()?.text === "do" || isSign("{") || isSign(";") || isSign("}") || /^(?:if|unless)$/.test(peek()?.text ?? "")) break;
        const before = index;
        item(args, named, 0);
        if (!take(",")) break;
        if (index === before) break;
      }
      return { args, named, next: Math.max(index, from) };
    },
  };
}
