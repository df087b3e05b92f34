import { type Import, type Language, wordsFrom } from "../language.ts";
import { after, isAt, Token, type Tokens, valueAt, wordAt } from "../tokens.ts";

/** JavaScript and TypeScript, with and without JSX. */
export const javascript: Language = {
  id: "javascript",
  extensions: ["js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts", "vue", "svelte"],
  words: wordsFrom({
    function: "function",
    class: "class",
    shape: "interface",
    enum: "enum",
    loop: "for while",
    condition: "if switch catch with",
    leads: "return typeof void delete throw in of instanceof case yield await extends implements",
    new: "new",
    modifier: "async static public private protected readonly abstract override declare export default get set accessor",
    block: "do else try finally",
    import: "import require",
    value: "this super true false null undefined",
  }),
  comments: { line: ["//", "#!"], block: ["/*", "*/"] },
  quotes: [
    { open: '"', close: '"', escape: "backslash", lines: false },
    { open: "'", close: "'", escape: "backslash", lines: false },
    { open: "`", close: "`", escape: "backslash", lines: true, holes: "${" },
  ],
  nameStart: "$#",
  blocks: "braces",
  lineEnds: true,
  regex: true,
  jsx: true,
  members: [".", "?."],
  annotations: "@",
  imports,
};

/** `import a, { b as c } from "m"`, `import * as a from "m"`, `const { a } = require("m")`, `await import("m")`. */
function imports(tokens: Tokens, at: number): readonly Import[] {
  if (isAt(tokens, at, "require") || isAt(tokens, at + 1, "(")) {
    if (!isAt(tokens, at + 1, "(") || tokens.kind[at + 2] !== Token.string) return [];
    return [{ module: valueAt(tokens, at + 2), names: required(tokens, at), token: at }];
  }
  const names = new Map<string, string>();
  let next = at + 1;
  if (tokens.kind[next] === Token.string) return [{ module: valueAt(tokens, next), names, token: at }];
  if (isAt(tokens, next, "type") && !isAt(tokens, next + 1, "from") && !isAt(tokens, next + 1, ",")) next++;
  for (let count = 0; next < tokens.count && count < 500; count++) {
    if (isAt(tokens, next, "{")) {
      listed(tokens, next, names);
      next = after(tokens, next);
    } else if (isAt(tokens, next, "*")) {
      if (isAt(tokens, next + 1, "as")) names.set(wordAt(tokens, next + 2), "*");
      next += 3;
    } else if (isAt(tokens, next, "from")) {
      return tokens.kind[next + 1] === Token.string ? [{ module: valueAt(tokens, next + 1), names, token: at }] : [];
    } else if (isAt(tokens, next, ",")) next++;
    else if (tokens.kind[next] === Token.name) {
      // TypeScript's `import x = require("m")` is found at its `require`.
      if (isAt(tokens, next + 1, "=")) return [];
      names.set(wordAt(tokens, next), "default");
      next++;
    } else return [];
  }
  return [];
}

/** `{ a, b as c, type d }`. */
function listed(tokens: Tokens, open: number, names: Map<string, string>): void {
  const close = tokens.pair[open] ?? -1;
  for (let at = open + 1; at < close; at++) {
    if (tokens.kind[at] !== Token.name) continue;
    if (isAt(tokens, at, "type") && tokens.kind[at + 1] === Token.name && !isAt(tokens, at + 1, "as")) continue;
    const name = wordAt(tokens, at);
    const renamed = isAt(tokens, at + 1, "as") || (isAt(tokens, at + 1, ":") && tokens.kind[at + 2] === Token.name);
    names.set(renamed ? wordAt(tokens, at + 2) : name, name);
    if (renamed) at += 2;
  }
}

/** The names before `= require(…)`. */
function required(tokens: Tokens, at: number): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const equal = at - 1;
  if (!isAt(tokens, equal, "=")) return names;
  // `const x = require("m").y`.
  const end = (tokens.pair[at + 1] ?? at) + 1;
  const member = isAt(tokens, end, ".") ? wordAt(tokens, end + 1) : undefined;
  if (tokens.kind[equal - 1] === Token.name) names.set(wordAt(tokens, equal - 1), member ?? "*");
  else if (isAt(tokens, equal - 1, "}")) listed(tokens, tokens.pair[equal - 1] ?? equal, names);
  return names;
}
