import type { Token } from "./tokens.ts";

/** Reads along the tokens of a statement. */
export interface Cursor {
  readonly done: boolean;
  peek(ahead?: number): Token | undefined;
  next(): Token | undefined;
  /** Takes these words if they stand here, one after the other. */
  take(...words: readonly string[]): boolean;
  /** Whether these words stand here. */
  at(...words: readonly string[]): boolean;
  sign(text: string): boolean;
  /** An identifier, quoted or not. */
  identifier(): string | undefined;
  /** A table's or an index's name; schemas that are meant anyway are left out. */
  name(): string | undefined;
  /** The tokens within the parentheses that open here, and steps behind them. */
  group(): readonly Token[] | undefined;
  /** The tokens up to the next comma outside parentheses, and steps behind it. */
  item(): readonly Token[];
}

const usual: ReadonlySet<string> = new Set(["public", "dbo"]);

export function cursorOn(tokens: readonly Token[]): Cursor {
  let index = 0;
  const at = (...words: readonly string[]): boolean =>
    words.every((it, offset) => tokens[index + offset]?.kind === "word" && tokens[index + offset]?.upper === it);
  const sign = (text: string): boolean => {
    const here = tokens[index];
    if (here?.kind !== "sign" || here.text !== text) return false;
    index++;
    return true;
  };
  const identifier = (): string | undefined => {
    const here = tokens[index];
    if (here?.kind !== "word" && here?.kind !== "name") return undefined;
    index++;
    return here.text;
  };
  return {
    get done() {
      return index >= tokens.length;
    },
    peek: (ahead = 0) => tokens[index + ahead],
    next: () => tokens[index++],
    at,
    take(...words) {
      if (!at(...words)) return false;
      index += words.length;
      return true;
    },
    sign,
    identifier,
    name() {
      const parts: string[] = [];
      do {
        const part = identifier();
        if (part === undefined) break;
        parts.push(part);
      } while (sign("."));
      const own = parts.at(-1);
      const schema = parts.at(-2);
      return own === undefined || schema === undefined || usual.has(schema.toLowerCase()) ? own : `${schema}.${own}`;
    },
    group() {
      if (!sign("(")) return undefined;
      const start = index;
      for (let depth = 1; index < tokens.length; index++) {
        const { kind, text } = tokens[index] as Token;
        if (kind !== "sign") continue;
        if (text === "(") depth++;
        else if (text === ")" && --depth === 0) return tokens.slice(start, index++);
      }
      return tokens.slice(start);
    },
    item() {
      const start = index;
      for (let depth = 0; index < tokens.length; index++) {
        const { kind, text } = tokens[index] as Token;
        if (kind !== "sign") continue;
        if (text === "(" || text === "[" || text === "{") depth++;
        else if (text === ")" || text === "]" || text === "}") depth--;
        else if (text === "," && depth <= 0) return tokens.slice(start, index++);
      }
      return tokens.slice(start);
    },
  };
}

/** The items between the commas outside parentheses. */
export function itemsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const cursor = cursorOn(tokens);
  const items: (readonly Token[])[] = [];
  while (!cursor.done) items.push(cursor.item());
  return items.filter((it) => it.length > 0);
}

/** The names of plain columns in a list; `undefined` for expressions. Lengths, orders and operator classes are left out. */
export const columnsIn = (tokens: readonly Token[]): readonly (string | undefined)[] =>
  itemsOf(tokens).map((item) => {
    const [first, second] = item;
    if (first?.kind !== "word" && first?.kind !== "name") return undefined;
    const isCall = second?.text === "(" && second.kind === "sign" && !isLength(item);
    return isCall || item.some((it) => it.kind === "sign" && !"(),.".includes(it.text)) ? undefined : first.text;
  });

const isLength = (item: readonly Token[]): boolean => item[2]?.kind === "number" && item[3]?.text === ")";

export const named = (columns: readonly (string | undefined)[]): readonly string[] => columns.filter((it) => it !== undefined);
