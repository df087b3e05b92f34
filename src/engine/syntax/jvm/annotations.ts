/** An annotation with its arguments as written, and where it stands. */
export interface Annotation {
  readonly name: string;
  /** Strings by argument; what stands alone is `value`. Constants that are no literals are left out. */
  readonly strings: ReadonlyMap<string, readonly string[]>;
  readonly start: number;
  readonly end: number;
}

/**
 * The annotations of a Java, Kotlin or Groovy text whose names are in `names`, outside comments and strings. It goes over the text
 * once and understands nothing else of the language.
 */
export function annotationsIn(text: string, names: ReadonlySet<string>): readonly Annotation[] {
  const found: Annotation[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"' || char === "'" || (char === "/" && (text[at + 1] === "/" || text[at + 1] === "*"))) {
      at = afterQuiet(text, at) - 1;
      continue;
    }
    if (char !== "@") continue;
    const name = /[\w.]*/y;
    name.lastIndex = at + 1;
    const word = name.exec(text)?.[0] ?? "";
    const short = word.slice(word.lastIndexOf(".") + 1);
    if (!names.has(short)) continue;
    const after = at + 1 + word.length;
    const open = skipSpace(text, after);
    const end = text[open] === "(" ? closing(text, open) : after;
    found.push({ name: short, strings: end > after ? stringsIn(text.slice(open + 1, end - 1)) : new Map(), start: at, end });
    at = end - 1;
  }
  return found;
}

const longestArguments = 5000;

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\t" || text[at] === "\n" || text[at] === "\r") at++;
  return at;
}

/** Just after a string or a comment that begins at `at`. */
function afterQuiet(text: string, at: number): number {
  if (text[at] === "/") {
    const mark = text[at + 1] === "/" ? "\n" : "*/";
    const end = text.indexOf(mark, at + 2);
    return end < 0 ? text.length : end + mark.length;
  }
  const quote = text[at] ?? "";
  if (text.startsWith('"""', at)) {
    const end = text.indexOf('"""', at + 3);
    return end < 0 ? text.length : end + 3;
  }
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === "\\") end++;
    else if (text[end] === quote) return end + 1;
    else if (text[end] === "\n") return end;
  }
  return text.length;
}

/** Just after the parenthesis that closes the one at `open`; just after `open` where none does in reasonable length. */
function closing(text: string, open: number): number {
  let depth = 0;
  const limit = Math.min(text.length, open + longestArguments);
  for (let at = open; at < limit; at++) {
    const char = text[at];
    if (char === '"' || char === "'" || (char === "/" && (text[at + 1] === "/" || text[at + 1] === "*"))) at = afterQuiet(text, at) - 1;
    else if (char === "(") depth++;
    else if (char === ")" && --depth === 0) return at + 1;
  }
  return open;
}

/** `name = "orders", path = "/x"` and `"orders"`; joined strings (`"http://" + HOST`) are no literals. */
function stringsIn(text: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  let name = "value";
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (/[A-Za-z_]/.test(char)) {
      const word = /\w*/y;
      word.lastIndex = at;
      const said = word.exec(text)?.[0] ?? char;
      const next = skipSpace(text, at + said.length);
      if (text[next] === "=" && text[next + 1] !== "=") name = said;
      at += said.length - 1;
    } else if (char === "/" && (text[at + 1] === "/" || text[at + 1] === "*")) at = afterQuiet(text, at) - 1;
    else if (char === '"') {
      const end = afterQuiet(text, at);
      const joined = text[skipSpace(text, end)] === "+" || text.slice(0, at).trimEnd().endsWith("+");
      if (!joined) found.set(name, [...(found.get(name) ?? []), text.slice(at + 1, end - 1).replaceAll("\\$", "$")]);
      at = end - 1;
    }
  }
  return found;
}
