import { type Language, wordsFrom } from "../language.ts";
import { dotted } from "./dotted.ts";

export const java: Language = {
  id: "java",
  extensions: ["java"],
  words: wordsFrom({
    class: "class record",
    shape: "interface",
    enum: "enum",
    loop: "for while",
    condition: "if switch catch synchronized",
    leads: "return throw assert case yield instanceof extends implements throws permits package",
    new: "new",
    modifier: "public private protected static final abstract native strictfp transient volatile default sealed",
    type: "int long short byte char boolean float double void",
    block: "do else try finally",
    import: "import",
    value: "this super true false null",
  }),
  comments: { line: ["//"], block: ["/*", "*/"] },
  quotes: [
    { open: '"""', close: '"""', escape: "backslash", lines: true },
    { open: '"', close: '"', escape: "backslash", lines: false },
    { open: "'", close: "'", escape: "backslash", lines: false },
  ],
  nameStart: "$",
  blocks: "braces",
  lineEnds: false,
  members: [".", "::"],
  annotations: "@",
  imports: dotted,
};
