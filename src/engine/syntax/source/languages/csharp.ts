import { type Language, wordsFrom } from "../language.ts";
import { dotted } from "./dotted.ts";

export const csharp: Language = {
  id: "csharp",
  extensions: ["cs"],
  words: wordsFrom({
    class: "class struct record",
    shape: "interface",
    enum: "enum",
    loop: "for foreach while",
    condition: "if switch catch lock using fixed typeof sizeof default checked unchecked",
    leads:
      "return throw case yield await is as in out ref and or not when where select orderby on equals by into let join group from ascending descending goto namespace",
    new: "new stackalloc",
    modifier:
      "public private protected internal static readonly sealed abstract virtual override async partial extern unsafe volatile const required explicit implicit operator event delegate",
    type: "int long short byte char bool float double decimal void string object uint ulong ushort sbyte nint nuint dynamic var",
    block: "do else try finally",
    import: "using",
    value: "this base true false null",
  }),
  comments: { line: ["//", "#"], block: ["/*", "*/"] },
  quotes: [
    { open: '$@"', close: '"', escape: "double", lines: true, holes: "{", raw: true },
    { open: '@$"', close: '"', escape: "double", lines: true, holes: "{", raw: true },
    { open: '$"""', close: '"""', escape: "none", lines: true, holes: "{", raw: true },
    { open: '@"', close: '"', escape: "double", lines: true, raw: true },
    { open: '$"', close: '"', escape: "backslash", lines: false, holes: "{" },
    { open: '"""', close: '"""', escape: "none", lines: true, raw: true },
    { open: '"', close: '"', escape: "backslash", lines: false },
    { open: "'", close: "'", escape: "backslash", lines: false },
  ],
  nameStart: "",
  blocks: "braces",
  lineEnds: false,
  members: [".", "?.", "::"],
  annotations: "[",
  imports: (tokens, at) => dotted(tokens, at),
};
