import { type Import, type Language, wordsFrom } from "../language.ts";
import { isAt, Token, type Tokens, valueAt, wordAt } from "../tokens.ts";

export const go: Language = {
  id: "go",
  extensions: ["go"],
  words: wordsFrom({
    function: "func",
    class: "struct",
    shape: "interface",
    loop: "for",
    condition: "if switch select",
    leads: "return case go defer range chan map package var const type goto break continue fallthrough default",
    block: "else",
    import: "import",
    value: "true false nil",
  }),
  comments: { line: ["//"], block: ["/*", "*/"] },
  quotes: [
    { open: '"', close: '"', escape: "backslash", lines: false },
    { open: "`", close: "`", escape: "none", lines: true, raw: true },
    { open: "'", close: "'", escape: "backslash", lines: false },
  ],
  nameStart: "",
  blocks: "braces",
  lineEnds: true,
  members: ["."],
  imports,
};

/** `import "a/b"`, `import x "a/b"`, `import ( … )`. The name is the last part of the path that is no version. */
function imports(tokens: Tokens, at: number): readonly Import[] {
  const open = isAt(tokens, at + 1, "(");
  const end = open ? (tokens.pair[at + 1] ?? -1) : Math.min(tokens.count, at + 3);
  const found: Import[] = [];
  for (let next = at + 1; next < end; next++) {
    if (tokens.kind[next] !== Token.string) continue;
    const module = valueAt(tokens, next);
    const named = tokens.kind[next - 1] === Token.name && next - 1 > at && tokens.first[next] !== 1;
    const parts = module.split("/").filter((it) => !/^v\d+$/.test(it));
    const name = named ? wordAt(tokens, next - 1) : (parts.at(-1) ?? module).replace(/\.v\d+$|^go-|-go$|\.go$/g, "");
    found.push({ module, names: new Map([[name, "*"]]), token: next });
    if (!open) break;
  }
  return found;
}
