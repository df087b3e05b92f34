import type { Language } from "./language.ts";
import { behindTypes } from "./scope.ts";
import { isAt, Token, type Tokens, valueAt, wordAt } from "./tokens.ts";
import { type Called, callOf, memberOf, unknown, type Value } from "./value.ts";

const deepest = 40;
/** Longer expressions are data. */
const mostTokens = 3000;

const skipped = new Set(
  "await yield return new typeof void move dyn ref out in mut box not go defer lambda throw clone static async suspend launch".split(" "),
);

const nothing: Pick<Called, "args" | "named"> = { args: [], named: [] };

export interface Expressions {
  /** The expression that begins at a token, and the token behind it. */
  at(token: number): { readonly value: Value; readonly next: number };
  /** The arguments in the bracket at a token. */
  args(open: number): Pick<Called, "args" | "named">;
}

export function expressionsIn(tokens: Tokens, language: Language): Expressions {
  const { kind, code, pair, word, count } = tokens;
  let at = 0;
  let limit = count;
  const mark = (what: string): boolean => kind[at] === Token.mark && isAt(tokens, at, what);
  const closeOf = (open: number): number => {
    const close = pair[open] ?? -1;
    return Math.max(close, open);
  };
  const lineEnds = (): boolean => language.lineEnds && tokens.first[at] === 1;

  const sum = (depth: number): Value => {
    const parts: Value[] = [primary(depth)];
    while (at < limit) {
      const joins = mark("+") || (language.id === "php" && mark(".")) || (language.id === "ruby" && mark("<<"));
      if (joins) {
        at++;
        parts.push(primary(depth));
      } else if (language.id === "python" && !lineEnds() && (kind[at] === Token.string || isTemplate(at))) parts.push(primary(depth));
      else if (mark("%") && (language.id === "python" || language.id === "ruby") && parts.length === 1) {
        at++;
        const given = primary(depth);
        const [format] = parts;
        return { is: "call", path: "%", args: [format ?? unknown, ...(given.is === "list" ? given.items : [given])], named: [] };
      } else break;
    }
    return parts.length === 1 ? (parts[0] ?? unknown) : { is: "join", parts };
  };

  const either = (depth: number): Value => {
    const options: Value[] = [sum(depth)];
    while (at < limit) {
      const or = mark("||") || mark("??") || mark("?:") || (kind[at] === Token.name && isAt(tokens, at, "or"));
      if (or) {
        at++;
        options.push(sum(depth));
        continue;
      }
      if (mark("?") && !lineEnds()) {
        // `condition ? a : b`: what it asks is no value of it.
        at++;
        const yes = either(depth + 1);
        if (!mark(":")) break;
        at++;
        return { is: "either", options: [yes, either(depth + 1)] };
      }
      if (language.id === "python" && kind[at] === Token.name && isAt(tokens, at, "if") && !lineEnds()) {
        const close = at;
        at++;
        sum(depth + 1);
        skipComparison();
        if (!isAt(tokens, at, "else")) {
          at = close;
          break;
        }
        at++;
        options.push(either(depth + 1));
        continue;
      }
      if (["==", "===", "!=", "!==", "&&", "<", ">", "<=", ">=", "-", "*", "/", "%"].some(mark)) {
        at++;
        sum(depth + 1);
        // A comparison is no value, unless something is chosen by it.
        options.length = 0;
        options.push(unknown);
        continue;
      }
      break;
    }
    return options.length === 1 ? (options[0] ?? unknown) : { is: "either", options };
  };
  const skipComparison = (): void => {
    while (at < limit && !isAt(tokens, at, "else") && kind[at] !== Token.close && !mark(",") && !lineEnds())
      at = kind[at] === Token.open ? closeOf(at) + 1 : at + 1;
  };

  const isTemplate = (token: number): boolean =>
    kind[token] === Token.open && !"([{".includes(tokens.text[tokens.start[token] ?? 0] ?? " ") && code[token] !== 60;

  const template = (depth: number): Value => {
    const close = closeOf(at);
    const parts: Value[] = [];
    for (let inner = at + 1; inner < close; ) {
      if (kind[inner] === Token.text) {
        parts.push({ is: "text", text: tokens.text.slice(tokens.start[inner], tokens.end[inner]) });
        inner++;
      } else if (kind[inner] === Token.open) {
        at = inner + 1;
        const end = closeOf(inner);
        parts.push(within(end, () => either(depth + 1)));
        inner = end + 1;
      } else {
        parts.push(kind[inner] === Token.name ? { is: "name", path: wordAt(tokens, inner) } : unknown);
        inner++;
      }
    }
    at = close + 1;
    return { is: "join", parts };
  };
  /** Reads up to a token and no further. */
  const within = <T>(end: number, read: () => T): T => {
    const outer = limit;
    limit = Math.min(limit, end);
    const result = read();
    limit = outer;
    return result;
  };

  const primary = (depth: number): Value => {
    if (depth > deepest || at >= limit) {
      at = Math.max(at, Math.min(limit, at + 1));
      return unknown;
    }
    while (at < limit && (mark("!") || mark("-") || mark("&") || mark("*") || mark("...") || mark("~") || mark("**"))) at++;
    while (at < limit && kind[at] === Token.name && word[at] !== 0 && skipped.has(wordAt(tokens, at))) at++;
    if (at >= limit) return unknown;
    let value: Value;
    if (kind[at] === Token.string) {
      value = { is: "text", text: valueAt(tokens, at) };
      at++;
    } else if (kind[at] === Token.number) {
      value = { is: "text", text: wordAt(tokens, at) };
      at++;
    } else if (kind[at] === Token.open) value = bracket(depth);
    else if (kind[at] === Token.name) {
      if (isAt(tokens, at, "function") || isAt(tokens, at, "func") || isAt(tokens, at, "fn") || isAt(tokens, at, "fun"))
        return skipFunction();
      value = { is: "name", path: wordAt(tokens, at) };
      at++;
    } else if (language.id === "rust" && (mark("|") || mark("||"))) return skipFunction();
    else if (mark("::") || mark("@")) {
      at++;
      return primary(depth + 1);
    } else {
      if (kind[at] !== Token.close && !mark(",") && !mark(";")) at++;
      return unknown;
    }
    return postfix(value, depth);
  };

  /** What a function is made of says nothing here. */
  const skipFunction = (): Value => {
    while (at < limit && kind[at] !== Token.close && !mark(",") && !mark(";")) {
      const brace = kind[at] === Token.open && code[at] === 123;
      at = kind[at] === Token.open ? closeOf(at) + 1 : at + 1;
      if (brace) break;
    }
    return unknown;
  };

  const bracket = (depth: number): Value => {
    const open = at;
    const close = closeOf(open);
    if (isTemplate(open)) return template(depth);
    if (code[open] === 60) {
      at = close + 1;
      return unknown;
    }
    if (code[open] === 123) {
      const { args, named } = language.id === "kotlin" || language.id === "rust" ? nothing : within(close, () => listed(open + 1, depth));
      at = close + 1;
      // Java's `{"a", "b"}`.
      if (language.id === "java" && named.length === 0 && args.length > 0) return { is: "list", items: args };
      // `{ where }` is `{ where: where }`.
      const short = language.id === "javascript" ? args.flatMap((it) => (it.is === "name" ? [[it.path, it] as const] : [])) : [];
      return { is: "record", entries: short.length === 0 ? named : [...named, ...short] };
    }
    const { args, named } = within(close, () => listed(open + 1, depth));
    at = close + 1;
    if (code[open] === 91) {
      if (named.length > 0) return { is: "record", entries: named };
      // Go's `[]string{"a"}`, C#'s `new[] { "a" }`.
      if (args.length === 0 || language.id === "go") {
        while (at < limit && kind[at] === Token.name) at += isAt(tokens, at + 1, ".") ? 2 : 1;
        if (kind[at] === Token.open && code[at] === 123) {
          const list = at;
          const end = closeOf(list);
          const items = within(end, () => listed(list + 1, depth).args);
          at = end + 1;
          return { is: "list", items };
        }
      }
      return { is: "list", items: args };
    }
    // `(Type) value` of Java and C#; `(a, b) => …`.
    if (mark("=>") || mark("->")) return skipFunction();
    const [only] = args;
    const cast =
      (language.id === "java" || language.id === "csharp") &&
      only?.is === "name" &&
      (kind[at] === Token.name || kind[at] === Token.string) &&
      !lineEnds();
    if (cast && word[at] === 0) return primary(depth + 1);
    return args.length === 1 ? (only ?? unknown) : { is: "list", items: args };
  };

  const postfix = (start: Value, depth: number): Value => {
    let value = start;
    for (let steps = 0; at < limit && steps < 400; steps++) {
      const member = mark(".") || mark("?.") || mark("->") || mark("?->") || mark("::") || mark("&.");
      if (
        member &&
        !(language.id === "php" && mark(".")) &&
        !(language.id === "java" && mark("->")) &&
        !(language.id === "kotlin" && mark("->"))
      ) {
        const name = at + 1;
        if (kind[name] === Token.name && name < limit) {
          at = name + 1;
          const own = wordAt(tokens, name);
          if (language.id === "rust" && own === "await") continue;
          value = memberOf(value, own);
          if (isAt(tokens, at, "::")) continue;
        } else if (kind[name] === Token.open && code[name] === 40) {
          // `f?.(x)`, Go's `x.(T)`.
          at = name;
          if (language.id === "go") at = closeOf(name) + 1;
        } else if (isAt(tokens, name, "<")) at = behindTypes(tokens, name);
        else break;
        continue;
      }
      if (mark("<") && language.id !== "python" && language.id !== "ruby" && language.id !== "php") {
        const behind = behindTypes(tokens, at);
        if (behind > at && (isAt(tokens, behind, "(") || isAt(tokens, behind, "{") || isAt(tokens, behind, "::"))) {
          at = behind;
          continue;
        }
        break;
      }
      if (mark("!") && language.id === "rust" && kind[at + 1] === Token.open) {
        value = value.is === "name" ? { is: "name", path: `${value.path}!` } : value;
        at++;
        continue;
      }
      if ((mark("!") && language.id !== "ruby") || mark("!!") || (mark("?") && language.id === "rust")) {
        at++;
        continue;
      }
      if (kind[at] !== Token.open || isTemplate(at) || (lineEnds() && language.id !== "javascript")) break;
      const open = at;
      const close = closeOf(open);
      if (code[open] === 40 || (value.is === "name" && value.path.endsWith("!"))) {
        const given = within(close, () => listed(open + 1, depth + 1));
        at = close + 1;
        value = callOf(value, given);
      } else if (code[open] === 91) {
        at = open + 1;
        const index = within(close, () => either(depth + 1));
        at = close + 1;
        value =
          index.is === "text" && !/^\d+$/.test(index.text)
            ? memberOf(value, index.text)
            : value.is === "name" && index.is === "text"
              ? value
              : unknown;
      } else if (code[open] === 123 && isLiteralBehind(value)) {
        const { named, args } = within(close, () => listed(open + 1, depth + 1));
        at = close + 1;
        value = value.is === "call" ? { ...value, named: [...value.named, ...named] } : callOf(value, { args, named });
      } else if (code[open] === 123 && language.id === "kotlin" && value.is !== "text") at = close + 1;
      else break;
    }
    return value;
  };

  /** Go's `Options{Addr: x}`, C#'s `new Uri(…) { … }`, Rust's `Config { host: x }`. */
  const isLiteralBehind = (value: Value): boolean => {
    if (tokens.first[at] === 1 && language.id === "go") return false;
    if (language.id === "go" || language.id === "rust") return value.is === "name" && /(?:^|[.:])[A-Z]\w*$/.test(value.path);
    return language.id === "csharp" && (value.is === "call" || value.is === "name");
  };

  const listed = (from: number, depth: number): Pick<Called, "args" | "named"> => {
    const args: Value[] = [];
    const named: [string, Value][] = [];
    at = from;
    if (depth > deepest) {
      at = limit;
      return { args, named };
    }
    while (at < limit) {
      const before = at;
      const name = nameOfItem();
      if (name !== undefined) named.push([name, either(depth + 1)]);
      else {
        const value = either(depth + 1);
        // PHP's and Ruby's `"key" => value`.
        if (mark("=>") && value.is === "text") {
          at++;
          named.push([value.text, either(depth + 1)]);
        } else args.push(value);
      }
      // What was not understood of an item is passed over.
      while (at < limit && !mark(",") && !(mark(";") && language.id !== "python")) {
        if (lineEnds() && code[from - 1] === 123 && at > before) break;
        at = kind[at] === Token.open ? closeOf(at) + 1 : at + 1;
      }
      if (at < limit && (mark(",") || mark(";"))) at++;
      if (at === before) at++;
    }
    at = limit;
    return { args, named };
  };

  /** `name: `, `name = `, `"name": `; steps behind it. */
  const nameOfItem = (): string | undefined => {
    const isName = kind[at] === Token.name || kind[at] === Token.string;
    if (!isName) return undefined;
    const text = kind[at] === Token.string ? valueAt(tokens, at) : wordAt(tokens, at);
    const next = at + 1;
    const colon = kind[next] === Token.mark && isAt(tokens, next, ":") && language.id !== "java" && !(language.id === "kotlin");
    const equal =
      kind[next] === Token.mark &&
      isAt(tokens, next, "=") &&
      kind[at] === Token.name &&
      !["javascript", "go", "rust"].includes(language.id);
    if (!colon && !equal) return undefined;
    at += 2;
    return text;
  };

  return {
    at(token) {
      at = token;
      limit = Math.min(count, token + mostTokens);
      const value = either(0);
      return { value, next: Math.max(at, token + 1) };
    },
    args(open) {
      limit = closeOf(open);
      if (limit - open > mostTokens) limit = open + mostTokens;
      return listed(open + 1, 0);
    },
  };
}
