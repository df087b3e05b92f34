import { type Import, type Language, type Quote, wordsFrom } from "../language.ts";
import { isAt, Token, type Tokens, wordAt } from "../tokens.ts";

const prefixes = new Map<string, Partial<Quote>>();
for (const it of ["r", "R", "b", "B", "u", "U", "br", "bR", "Br", "BR", "rb", "rB", "Rb", "RB"])
  prefixes.set(it, /r/i.test(it) ? { raw: true } : {});
for (const it of ["f", "F", "t", "T"]) prefixes.set(it, { holes: "{" });
for (const it of ["fr", "fR", "Fr", "FR", "rf", "rF", "Rf", "RF"]) prefixes.set(it, { holes: "{", raw: true });

export const python: Language = {
  id: "python",
  extensions: ["py", "pyi"],
  words: wordsFrom({
    function: "def lambda",
    class: "class",
    loop: "for while",
    condition: "if elif except with",
    leads: "return yield await assert del raise in is not and or from global nonlocal as print exec",
    modifier: "async",
    block: "else try finally",
    import: "import",
    value: "True False None self cls",
  }),
  comments: { line: ["#"] },
  quotes: [
    { open: '"""', close: '"""', escape: "backslash", lines: true },
    { open: "'''", close: "'''", escape: "backslash", lines: true },
    { open: '"', close: '"', escape: "backslash", lines: false },
    { open: "'", close: "'", escape: "backslash", lines: false },
  ],
  prefixes,
  nameStart: "",
  blocks: "indentation",
  lineEnds: true,
  members: ["."],
  annotations: "@",
  imports,
};

/** `import a.b as c, d`, `from ..a import (b as c, d)`. */
function imports(tokens: Tokens, at: number): readonly Import[] {
  if (isFrom(tokens, at)) return [];
  const found: Import[] = [];
  let next = at + 1;
  for (let count = 0; count < 200 && tokens.kind[next] === Token.name; count++) {
    const [name, behind] = path(tokens, next);
    const as = isAt(tokens, behind, "as") ? wordAt(tokens, behind + 1) : undefined;
    found.push({ module: name, names: new Map([[as ?? name.split(".")[0] ?? name, "*"]]), token: at });
    next = as === undefined ? behind : behind + 2;
    if (!isAt(tokens, next, ",")) break;
    next++;
  }
  const from = beforeImport(tokens, at);
  return from === undefined ? found : [{ module: from, names: taken(tokens, at), token: at }];
}

const isFrom = (tokens: Tokens, at: number): boolean => isAt(tokens, at, "from");

function path(tokens: Tokens, at: number): readonly [string, number] {
  let next = at;
  let name = wordAt(tokens, next++);
  while (isAt(tokens, next, ".") && tokens.kind[next + 1] === Token.name) {
    name += `.${wordAt(tokens, next + 1)}`;
    next += 2;
  }
  return [name, next];
}

/** The module of `from module import`, read backwards from the word. */
function beforeImport(tokens: Tokens, at: number): string | undefined {
  let from = at - 1;
  while (from >= 0 && at - from < 60 && !isAt(tokens, from, "from") && tokens.first[from + 1] !== 1) from--;
  return isAt(tokens, from, "from") ? tokens.text.slice(tokens.end[from], tokens.start[at]).replace(/\s+/g, "") : undefined;
}

function taken(tokens: Tokens, at: number): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const open = isAt(tokens, at + 1, "(");
  const end = open ? (tokens.pair[at + 1] ?? -1) : tokens.count;
  for (let next = at + (open ? 2 : 1); next < end && names.size < 1000; next++) {
    if (!open && tokens.first[next] === 1) break;
    if (tokens.kind[next] !== Token.name) continue;
    const name = wordAt(tokens, next);
    const as = isAt(tokens, next + 1, "as");
    names.set(as ? wordAt(tokens, next + 2) : name, name);
    if (as) next += 2;
  }
  return names;
}
