import type { Cursor } from "./scan.ts";
import type { Tokens } from "./tokens.ts";

/** What a reserved word does. `0` is no reserved word. */
export const Word = {
  /** Begins a function: `function`, `def`, `fn`, `func`, `fun`. */
  function: 1,
  /** Begins a class or whatever has members: `class`, `struct`, `trait`. */
  class: 2,
  /** Members without bodies: `interface`, `type`. */
  shape: 3,
  /** Members that look like calls and are constants. */
  enum: 4,
  loop: 5,
  /** What stands in parentheses behind it is a condition: `if`, `switch`, `catch`. */
  condition: 6,
  /** What stands behind it is an expression: `return`, `await`, `in`. Never a type, never a callee. */
  leads: 7,
  new: 8,
  /** Stands before a declaration: `public`, `static`, `async`. */
  modifier: 9,
  /** A type that is a word: `int`, `void`. */
  type: 10,
  /** `do`, `else`, `try`, `finally`: a block follows. */
  block: 11,
  /** Imports: `import`, `using`, `use`. */
  import: 12,
  /** Ends a block where words do: `end`. */
  end: 13,
  /** A value that is a word: `this`, `self`, `true`. */
  value: 14,
} as const;

export interface Quote {
  readonly open: string;
  readonly close: string;
  /** How the closing quote is written within: behind a backslash, twice, or never. */
  readonly escape: "backslash" | "double" | "none";
  /** It may go over lines. */
  readonly lines: boolean;
  /** What opens an expression in it; `names`: `$name` is one without brackets. */
  readonly holes?: "${" | "#{" | "{";
  readonly names?: true;
  /** Backslashes mean themselves. */
  readonly raw?: true;
}

/** An import as written: what is taken from where, and how it is called here. */
export interface Import {
  readonly module: string;
  /** Local name → name in the module; `*` = the module itself. */
  readonly names: ReadonlyMap<string, string>;
  readonly token: number;
}

/** Everything in which languages differ, as far as tokens and blocks go. */
export interface Language {
  readonly id: "javascript" | "java" | "kotlin" | "python" | "go" | "csharp" | "php" | "ruby" | "rust";
  readonly extensions: readonly string[];
  readonly words: ReadonlyMap<string, number>;
  readonly comments: { readonly line: readonly string[]; readonly block?: readonly [string, string]; readonly nested?: true };
  readonly quotes: readonly Quote[];
  /** Letters before a quote that change it: `f"…"`. Absent ones are names. */
  readonly prefixes?: ReadonlyMap<string, Partial<Quote>>;
  /** Characters beside letters, digits and `_` that a name begins with, and may end with. */
  readonly nameStart: string;
  readonly nameEnd?: string;
  /** How blocks are written. */
  readonly blocks: "braces" | "indentation" | "end";
  /** A statement ends with its line unless it cannot. */
  readonly lineEnds: boolean;
  /** `/x/` may be a regular expression. */
  readonly regex?: true;
  readonly jsx?: true;
  /** Marks that stand before the name of a member: what follows is a plain name whatever it is. */
  readonly members: readonly string[];
  readonly annotations?: "@" | "#[" | "[";
  /** What no table says: asked at each of the characters in `at`, it writes tokens and says where they go on; -1 = nothing special. */
  readonly special?: {
    readonly at: string;
    scan(cursor: Cursor, at: number): number;
    /** Where the code begins. */
    begin?(cursor: Cursor): number;
  };
  /** What `imports` finds at a word that imports. */
  imports(tokens: Tokens, at: number): readonly Import[];
}

/** A table of words, role by role. */
export function wordsFrom(roles: Readonly<Partial<Record<keyof typeof Word, string>>>): ReadonlyMap<string, number> {
  const table = new Map<string, number>();
  for (const role of Object.keys(roles) as (keyof typeof Word)[])
    for (const it of (roles[role] ?? "").split(" ")) if (it !== "") table.set(it, Word[role]);
  return table;
}
