import type { Import } from "../language.ts";
import { isAt, Token, type Tokens, wordAt } from "../tokens.ts";

/** `import a.b.C`, `import static a.b.C.d`, `import a.b.*`, `import a.b.C as D`, `using A.B`: what is taken is the last part. */
export function dotted(tokens: Tokens, at: number): readonly Import[] {
  let next = at + 1;
  while (isAt(tokens, next, "static") || isAt(tokens, next, "global")) next++;
  const parts: string[] = [];
  for (; tokens.kind[next] === Token.name || isAt(tokens, next, "*"); next += 2) {
    parts.push(wordAt(tokens, next));
    if (!isAt(tokens, next + 1, ".") && !isAt(tokens, next + 1, "::")) break;
  }
  const last = parts.at(-1);
  if (last === undefined) return [];
  const as = isAt(tokens, next + 1, "as") ? wordAt(tokens, next + 2) : last;
  const names = last === "*" ? new Map<string, string>() : new Map([[as, last]]);
  return [{ module: last === "*" ? parts.slice(0, -1).join(".") : parts.join("."), names, token: at }];
}
