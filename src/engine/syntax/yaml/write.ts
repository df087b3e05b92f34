import type { StepValue } from "../../model/index.ts";

/** How the surroundings write YAML, so that what is added looks as if it had always been there. */
export interface Hand {
  readonly eol: string;
  /** How far a mapping stands inside its key, and a sequence's dashes inside theirs (0 = below the key's first letter). */
  readonly indent: number;
  readonly dashes: number;
  readonly quote: "single" | "double";
  /** Strings around are quoted without need. */
  readonly quotesAll: boolean;
  /** A literal block may be written: no comment follows, which would become its text. */
  readonly literals: boolean;
  /** Keys around are in double quotes: JSON. */
  readonly json: boolean;
}

/** `key: value` as lines, the first at column 0. */
export function entryLines(key: string, value: StepValue, hand: Hand): string[] {
  const name = scalarText(key, { ...hand, quotesAll: false }, false);
  if (isList(value) && value.length > 0) return [`${name}:`, ...inside(hand.dashes, blockLines(value, hand))];
  if (isMapping(value) && Object.keys(value).length > 0) return [`${name}:`, ...inside(hand.indent, blockLines(value, hand))];
  const [first = "", ...rest] = blockLines(value, hand);
  return [`${name}: ${first}`, ...rest];
}

/** `- value` as lines, the dash at column 0. */
export function itemLines(value: StepValue, hand: Hand): string[] {
  const [first = "", ...rest] = blockLines(value, hand);
  return [`- ${first}`, ...(isText(value) ? rest : inside(2, rest))];
}

/** A value as lines. A text of several lines is a literal block, indented already. */
export function blockLines(value: StepValue, hand: Hand): string[] {
  if (isList(value)) return value.length === 0 ? ["[]"] : value.flatMap((it) => itemLines(it, hand));
  if (isMapping(value)) {
    const entries = Object.entries(value);
    return entries.length === 0 ? ["{}"] : entries.flatMap(([key, it]) => entryLines(key, it, hand));
  }
  const literal = typeof value === "string" && hand.literals ? literalLines(value, hand) : undefined;
  return literal ?? [scalarText(value, hand, false)];
}

/** Only what a literal block keeps exactly: no space before the first line's text, no other control characters. */
function literalLines(text: string, hand: Hand): string[] | undefined {
  if (!/^[^\s\p{Cc}][^\r]*\n/u.test(text) || /[^\P{Cc}\n\t]|\n\n$|[ \t]\n?$|\n[ \t]+\n/u.test(text)) return undefined;
  const lines = text.replace(/\n$/, "").split("\n");
  return [text.endsWith("\n") ? "|" : "|-", ...inside(hand.indent, lines)];
}

/** A value between brackets, on one line. */
export function flowText(value: StepValue, hand: Hand): string {
  if (isList(value)) return `[${value.map((it) => flowText(it, hand)).join(", ")}]`;
  if (!isMapping(value)) return scalarText(value, hand, true);
  const entries = Object.entries(value).map(([key, it]) => flowEntry(key, it, hand));
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

export const flowEntry = (key: string, value: StepValue, hand: Hand): string =>
  `${scalarText(key, { ...hand, quotesAll: hand.json }, true)}: ${flowText(value, hand)}`;

/** A scalar as it is written: plain where YAML 1.1 and 1.2 read it back as the same text, else in the quotes of its surroundings. */
export function scalarText(value: string | number | boolean, hand: Pick<Hand, "quote" | "quotesAll" | "json">, flow: boolean): string {
  if (typeof value !== "string") return String(value);
  if (!hand.quotesAll && !hand.json && readsAsItself(value, flow)) return value;
  // A single-quoted text has no escapes: it cannot hold what is not printed, nor a line break that stays one.
  if (hand.json || hand.quote === "double" || /[\p{Cc}\p{Cf}\u2028\u2029]/u.test(value)) return doubleQuoted(value);
  return `'${value.replaceAll("'", "''")}'`;
}

const doubleQuoted = (text: string): string =>
  JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, "0")}`);

const otherThanText =
  /^(?:~|null|true|false|yes|no|on|off|y|n|=|<<|[-+]?(?:\.?[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|0x[0-9a-f_]+|0[ob][0-7_]+|\.inf|\.nan)|[-+]?[0-9][0-9_]*(?::[0-9]+)+(?:\.[0-9_]*)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*)$/i;

/** Whether a text in plain style is read as that text by parsers of both versions, in either kind of context. */
export function readsAsItself(text: string, flow: boolean): boolean {
  if (text === "" || text !== text.trim() || /[\p{Cc}\u2028\u2029\ufeff]/u.test(text)) return false;
  if (/^[,[\]{}#&*!|>'"%@`]|^[-?:](?:[^\w/.$-]|$)|^(?:---|\.\.\.)/.test(text) || /:(?:\s|$)|\s#/.test(text)) return false;
  if (flow && /[,[\]{}]|:$|^[-?:]|:["'[{,]/.test(text)) return false;
  return !otherThanText.test(text);
}

const inside = (columns: number, lines: readonly string[]): string[] => lines.map((it) => (it === "" ? it : " ".repeat(columns) + it));

const isList = (value: StepValue): value is readonly StepValue[] => Array.isArray(value);
const isMapping = (value: StepValue): value is { readonly [key: string]: StepValue } => typeof value === "object" && !Array.isArray(value);
const isText = (value: StepValue): boolean => typeof value === "string";
