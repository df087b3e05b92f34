import { type Language, wordsFrom } from "../language.ts";
import { dotted } from "./dotted.ts";

export const kotlin: Language = {
  id: "kotlin",
  extensions: ["kt", "kts"],
  words: wordsFrom({
    function: "fun",
    class: "class object",
    shape: "interface",
    loop: "for while",
    condition: "if when catch",
    leads: "return throw in is as package typealias",
    modifier:
      "public private protected internal open abstract final override suspend inline data sealed companion lateinit const operator infix tailrec external inner enum annotation vararg",
    block: "do else try finally init",
    import: "import",
    value: "this super true false null",
  }),
  comments: { line: ["//"], block: ["/*", "*/"], nested: true },
  quotes: [
    { open: '"""', close: '"""', escape: "none", lines: true, holes: "${", names: true, raw: true },
    { open: '"', close: '"', escape: "backslash", lines: false, holes: "${", names: true },
    { open: "'", close: "'", escape: "backslash", lines: false },
    { open: "`", close: "`", escape: "none", lines: false },
  ],
  nameStart: "",
  blocks: "braces",
  lineEnds: true,
  members: [".", "?.", "::"],
  annotations: "@",
  imports: dotted,
};
