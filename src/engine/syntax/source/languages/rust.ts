import { type Import, type Language, wordsFrom } from "../language.ts";
import type { Cursor } from "../scan.ts";
import { isAt, Token, type Tokens, wordAt } from "../tokens.ts";

export const rust: Language = {
  id: "rust",
  extensions: ["rs"],
  words: wordsFrom({
    function: "fn",
    class: "struct impl trait union",
    enum: "enum",
    loop: "for while loop",
    condition: "if match",
    leads: "return in as where dyn box break await let mut ref type mod crate extern",
    modifier: "pub async unsafe const static move",
    block: "else",
    import: "use",
    value: "self Self super true false",
  }),
  comments: { line: ["//"], block: ["/*", "*/"], nested: true },
  quotes: [
    { open: '"', close: '"', escape: "backslash", lines: true },
    { open: "'", close: "'", escape: "backslash", lines: false },
  ],
  prefixes: new Map([
    ["r", { raw: true }],
    ["br", { raw: true }],
    ["cr", { raw: true }],
    ["b", {}],
    ["c", {}],
  ] as const),
  nameStart: "",
  blocks: "braces",
  lineEnds: false,
  members: ["."],
  annotations: "#[",
  special: { at: "'", scan: lifetime },
  imports,
};

/** `'a` is a lifetime or a label where no quote closes it. */
function lifetime({ text, tokens }: Cursor, at: number): number {
  const name = /'[A-Za-z_]\w*(?!['\w])/y;
  name.lastIndex = at;
  if (!name.test(text)) return -1;
  tokens.add(Token.mark, at, name.lastIndex);
  return name.lastIndex;
}

/** `use a::b::{c, d as e, f::*};` with what it takes by the last name. */
function imports(tokens: Tokens, at: number): readonly Import[] {
  const found: Import[] = [];
  const prefixes: string[][] = [[]];
  let path: string[] = [];
  for (let next = at + 1; next < tokens.count && next < at + 2000; next++) {
    if (isAt(tokens, next, ";")) {
      put(found, path, path.at(-1) ?? "", at);
      return found;
    }
    if (isAt(tokens, next, "{")) {
      prefixes.push(path);
      path = [...path];
    } else if (isAt(tokens, next, "}") || isAt(tokens, next, ",")) {
      put(found, path, path.at(-1) ?? "", at);
      path = [...(prefixes.at(-1) ?? [])];
      if (isAt(tokens, next, "}")) {
        prefixes.pop();
        path = [];
      }
    } else if (isAt(tokens, next, "as")) {
      put(found, path, wordAt(tokens, next + 1), at);
      path = [];
      next++;
    } else if (tokens.kind[next] === Token.name) path = [...path, wordAt(tokens, next)];
    if (path.length > 50 || found.length > 500) return found;
  }
  return found;
}

function put(found: Import[], path: readonly string[], name: string, token: number): void {
  const last = path.at(-1);
  if (last === undefined) return;
  const self = last === "self";
  const module = (self ? path.slice(0, -1) : path).join("::");
  found.push({ module, names: new Map([[self ? (path.at(-2) ?? name) : name, self ? "*" : last]]), token });
}
