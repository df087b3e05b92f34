/** `name = value`, `name: value`, `"name": "value"`: values behind names that say what they are. */
import { isHarmless, isSecretHeader } from "./names.ts";
import type { Range } from "./ranges.ts";
import { type TextKind, valueAt } from "./values.ts";

const named = /(?<![\w$.]|[\w$.]-)([A-Za-z_$][\w.$-]*|\/\/[\w./-]+:_\w+)(\\{0,3}["'`]?\]?)([ \t]*(?::=|=>|={1,3}|\?\?=|\|\|=|:)[ \t]*)/g;
/** A word and no more: of a sentence, or of a program. */
const expression = /^[A-Za-z_$][\w$]*(?:\??\.[\w$]+|\[[^\]]*\]|!|\(|::|->)/;
const lineLead =
  /^[ \t]*(?:[-*#>]+[ \t]*|\/\/+[ \t]*|;[ \t]*|export[ \t]+|set[ \t]+|ENV[ \t]+|ARG[ \t]+|const[ \t]+|let[ \t]+|var[ \t]+|["'])*$/;

/** `${DB_PASSWORD:-default}`, of shells and Compose; `${db.password:default}`, of Spring. */
const fallback = /\$\{([\w.-]+)(?::?[-=]|:)([^{}\n]*)\}/dg;

export function* secretsOfSettings(text: string, kind: TextKind): Iterable<Range> {
  for (const match of text.matchAll(fallback)) {
    const [start, end] = match.indices?.[2] ?? [0, 0];
    if (isSecretHeader(match[1] ?? "") && !isHarmless(text.slice(start, end)) && !text.slice(start).startsWith("?")) yield { start, end };
  }
  for (const match of text.matchAll(named)) {
    const [whole, name = "", , operator = ""] = match;
    if (!isSecretHeader(name) || text.startsWith("${", match.index - 2)) continue;
    const from = match.index + whole.length;
    // `://` belongs to an address.
    if (operator.trim() === ":" && text.startsWith("//", from)) continue;
    const before = text.slice(text.lastIndexOf("\n", match.index - 1) + 1, match.index);
    const colon = operator.trim() === ":";
    const wholeLine = kind === "settings" && lineLead.test(before);
    let value = valueAt(text, from, { kind: kind === "code" && isComment(before) ? "prose" : kind, wholeLine });
    // A type may stand between: `password: string = "…"`.
    const typed = /^[ \t]*[\w<>[\]|. ]{1,40}=[ \t]*(?=["'`])/.exec(text.slice(from, from + 80));
    if (colon && typed !== null) value = valueAt(text, from + typed[0].length, { kind, wholeLine: false });
    if (value === undefined) continue;
    yield* meantIn(text, value, kind, colon);
  }
}

const isComment = (before: string): boolean => /^\s*(?:\/\/|#|\*|\/\*|--|<!--)/.test(before);

/** What of a value is a secret: of `${NAME:-default}` the default. */
export function* meantIn(text: string, { start, end }: Range, kind: TextKind, colon: boolean): Iterable<Range> {
  const value = text.slice(start, end);
  const given = /^\$\{[\w.]+:?[-=?]([^{}]*)\}$|^\$\{[\w.]+:([^{}]*)\}$/.exec(value);
  if (given !== null) {
    const inner = given[1] ?? given[2] ?? "";
    if (!isHarmless(inner) && !value.includes(":?")) yield { start: end - 1 - inner.length, end: end - 1 };
    return;
  }
  if (isHarmless(value)) return;
  const isQuoted = /["'`]/.test(text.charAt(start - 1)) && text.charAt(start - 1) !== "";
  if (!isQuoted && expression.test(value) && !/\d/.test(value)) return;
  // In a sentence a colon ends a thought: only what looks like a value is one.
  if (kind === "prose" && colon && !isQuoted && !(value.length >= 5 && /[\d!@#$%^&*+~]/.test(value))) return;
  yield { start, end };
}
