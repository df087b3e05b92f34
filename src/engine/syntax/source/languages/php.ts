import { type Import, type Language, wordsFrom } from "../language.ts";
import type { Cursor } from "../scan.ts";
import { isAt, Token, type Tokens, wordAt } from "../tokens.ts";

export const php: Language = {
  id: "php",
  extensions: ["php"],
  words: wordsFrom({
    function: "function fn",
    class: "class trait",
    shape: "interface",
    enum: "enum",
    loop: "for foreach while",
    condition: "if elseif switch catch match declare list array isset empty unset exit die eval",
    leads:
      "return throw echo print case yield instanceof as and or xor extends implements insteadof namespace include include_once require require_once clone global",
    new: "new",
    modifier: "public private protected static abstract final readonly var const",
    block: "do else try finally",
    import: "use",
    value: "true false null self parent",
  }),
  comments: { line: ["//", "#"], block: ["/*", "*/"] },
  quotes: [
    { open: '"', close: '"', escape: "backslash", lines: true, holes: "{", names: true },
    { open: "'", close: "'", escape: "backslash", lines: true },
    { open: "`", close: "`", escape: "backslash", lines: true },
  ],
  nameStart: "$\\",
  blocks: "braces",
  lineEnds: false,
  members: ["->", "?->", "::"],
  annotations: "#[",
  special: { at: "?<", scan: special, begin: ({ text }) => behindOpening(text, 0) },
  imports,
};

/** Where PHP begins: what stands before it is the page. */
function behindOpening(text: string, from: number): number {
  const open = text.indexOf("<?", from);
  if (open < 0) return text.length;
  return open + (text.startsWith("<?php", open) ? 5 : text.startsWith("<?=", open) ? 3 : 2);
}

/** The page between `?>` and `<?php`, and heredocs. */
function special({ text, tokens }: Cursor, at: number): number {
  if (text.startsWith("?>", at)) {
    tokens.add(Token.mark, at, at + 2);
    return behindOpening(text, at + 2);
  }
  if (!text.startsWith("<<<", at)) return -1;
  const head = /<<<[ \t]*(["']?)([A-Za-z_]\w*)\1[ \t]*\r?\n/y;
  head.lastIndex = at;
  const match = head.exec(text);
  const name = match?.[2];
  if (match === null || name === undefined) return -1;
  let from = head.lastIndex;
  while (from < text.length) {
    const line = /[ \t]*/y;
    line.lastIndex = from;
    const indent = line.exec(text)?.[0].length ?? 0;
    if (text.startsWith(name, from + indent) && !/\w/.test(text[from + indent + name.length] ?? "")) {
      tokens.add(
        Token.string,
        at,
        from + indent + name.length,
        0,
        Math.min(63, match[0].length) | (Math.min(63, indent + name.length) << 6),
      );
      return from + indent + name.length;
    }
    const end = text.indexOf("\n", from);
    if (end < 0) break;
    from = end + 1;
  }
  tokens.add(Token.string, at, text.length, 0, Math.min(63, match[0].length));
  return text.length;
}

/** `use A\B\C;`, `use A\B\{C, D as E};`, `use function A\b;`. */
function imports(tokens: Tokens, at: number): readonly Import[] {
  let next = at + 1;
  if (isAt(tokens, next, "function") || isAt(tokens, next, "const")) next++;
  if (tokens.kind[next] !== Token.name) return [];
  const found: Import[] = [];
  for (let count = 0; count < 200 && tokens.kind[next] === Token.name; count++) {
    const path = wordAt(tokens, next).replace(/^\\/, "");
    if (isAt(tokens, next + 1, "{")) {
      const close = tokens.pair[next + 1] ?? -1;
      for (let inner = next + 2; inner < close; inner++)
        if (tokens.kind[inner] === Token.name && !isAt(tokens, inner - 1, "as"))
          found.push(taken(path + wordAt(tokens, inner), tokens, inner, at));
      return found;
    }
    found.push(taken(path, tokens, next, at));
    next += isAt(tokens, next + 1, "as") ? 3 : 1;
    if (!isAt(tokens, next, ",")) break;
    next++;
  }
  return found;
}

function taken(module: string, tokens: Tokens, at: number, token: number): Import {
  const last = module.slice(module.lastIndexOf("\\") + 1);
  return { module, names: new Map([[isAt(tokens, at + 1, "as") ? wordAt(tokens, at + 2) : last, last]]), token };
}
