import type { Annotation } from "./annotations.ts";
import { joinBlocks } from "./blocks.ts";
import { type Call, callsIn } from "./calls.ts";
import { commandsIn } from "./commands.ts";
import { type Import, type Language, Word } from "./language.ts";
import { scan } from "./scan.ts";
import type { Scope } from "./scope.ts";
import { scopesIn } from "./scopes.ts";
import { Token, type Tokens } from "./tokens.ts";

export type { Annotation } from "./annotations.ts";
export type { Call } from "./calls.ts";
export type { Scope } from "./scope.ts";

/** What a source file is made of, as far as one who looks for architecture asks. */
export interface Outline {
  readonly language: Language;
  readonly tokens: Tokens;
  /** In the order of their bodies; who is around whom is told by `around`. */
  readonly scopes: readonly Scope[];
  readonly calls: readonly Call[];
  readonly annotations: readonly Annotation[];
  readonly imports: readonly Import[];
  /** The innermost scope of that kind whose body holds the token; `undefined` = none. */
  around(token: number, kind: Scope["kind"]): Scope | undefined;
}

/** Reads any text as source code of a language. Linear in its length; nothing is ever thrown. */
export function outlineOf(text: string, language: Language): Outline {
  const tokens = scan(text, language);
  if (language.blocks !== "braces") joinBlocks(tokens, language.blocks);
  const found = scopesIn(tokens, language);
  const annotations: Annotation[] = [];
  const called = callsIn(tokens, language, found, annotations);
  const calls = language.blocks === "end" ? [...called, ...commandsIn(tokens)].sort((a, b) => a.name - b.name) : called;
  const scopes = [...found.found].sort((a, b) => a.from - b.from || b.to - a.to);
  const imports: Import[] = [];
  for (let at = 0; at < tokens.count; at++)
    if (tokens.word[at] === Word.import && tokens.kind[at] === Token.name) imports.push(...language.imports(tokens, at));
  let parents: Int32Array | undefined;
  const around = (token: number, kind: Scope["kind"]): Scope | undefined => {
    parents ??= parentsOf(scopes);
    let at = lastBefore(scopes, token);
    while (at >= 0) {
      const scope = scopes[at];
      if (scope !== undefined && scope.kind === kind && scope.to >= token) return scope;
      at = parents[at] ?? -1;
    }
    return undefined;
  };
  return { language, tokens, scopes, calls, annotations, imports, around };
}

/** For every scope the one around it; scopes that end before it are passed over. */
function parentsOf(scopes: readonly Scope[]): Int32Array {
  const parents = new Int32Array(scopes.length);
  const open: number[] = [];
  for (const [index, scope] of scopes.entries()) {
    while (open.length > 0 && (scopes[open[open.length - 1] ?? 0]?.to ?? 0) < scope.from) open.pop();
    parents[index] = open[open.length - 1] ?? -1;
    open.push(index);
  }
  return parents;
}

/** The last scope whose body begins at the token or before it. */
function lastBefore(scopes: readonly Scope[], token: number): number {
  let low = 0;
  let high = scopes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((scopes[middle]?.from ?? 0) <= token) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
