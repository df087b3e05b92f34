import { type ProtoToken, protoTokens } from "./tokens.ts";
import type { ProtoProblem } from "./tree.ts";

/** Reads tokens one after the other, and goes on after what it cannot read. */
export interface ProtoCursor {
  peek(ahead?: number): ProtoToken;
  next(): ProtoToken;
  /** Whether the next token is this sign or word. */
  sees(text: string): boolean;
  /** Takes it, if it is the next. */
  take(text: string): boolean;
  /** A name with dots, also one that begins with a dot; empty where none stands. */
  name(): string;
  /** Takes note that something else was wanted here. */
  unclear(wanted: string): void;
  /** To just after the `;` or the block that ends the statement at hand, or before the `}` that holds it. */
  skipStatement(): void;
  /** Past a `{ … }` or `[ … ]` that begins here. */
  skipBlock(): void;
  /** Where the token before stood. */
  last(): ProtoToken;
  readonly problems: readonly ProtoProblem[];
}

/** A broken file makes a problem a line; nobody reads more than a few. */
const mostProblems = 10;

export function openProtoCursor(text: string): ProtoCursor {
  const tokens = protoTokens(text);
  const end = tokens.at(-1) as ProtoToken;
  const problems: ProtoProblem[] = [];
  let at = 0;
  const peek = (ahead = 0): ProtoToken => tokens[at + ahead] ?? end;
  const next = (): ProtoToken => {
    const token = peek();
    if (at < tokens.length - 1) at++;
    return token;
  };
  const sees = (it: string): boolean => peek().text === it && peek().kind !== "string";
  const take = (it: string): boolean => {
    const found = sees(it);
    if (found) next();
    return found;
  };
  const skipBlock = (): void => {
    let depth = 0;
    do {
      const token = next();
      if (token.kind === "end") return;
      if (token.kind !== "sign") continue;
      if (token.text === "{" || token.text === "[") depth++;
      else if (token.text === "}" || token.text === "]") depth--;
    } while (depth > 0);
  };
  return {
    peek,
    next,
    sees,
    take,
    skipBlock,
    problems,
    last: () => tokens[at - 1] ?? peek(),
    name() {
      let said = "";
      if (take(".")) said = ".";
      while (peek().kind === "word") {
        said += next().text;
        if (!(sees(".") && peek(1).kind === "word")) break;
        next();
        said += ".";
      }
      return said;
    },
    unclear(wanted) {
      if (problems.length >= mostProblems) return;
      const { text: found, kind, start, end: stop } = peek();
      const shown = kind === "end" ? "the file ends" : `"${found.slice(0, 40)}" stands`;
      problems.push({ message: `Expected ${wanted}, and ${shown} here.`, start: Math.min(start, Math.max(0, text.length - 1)), end: stop });
    },
    skipStatement() {
      for (;;) {
        const token = peek();
        if (token.kind === "end" || sees("}")) return;
        if (sees("{")) {
          skipBlock();
          return;
        }
        if (sees("[")) skipBlock();
        else if (next().text === ";" && token.kind === "sign") return;
      }
    },
  };
}
