import { type Found, type Matcher, matcherOf } from "../../../syntax/re2/match.ts";
import { spend, textOf } from "../evaluate/machine.ts";
import { Refused } from "../evaluate/stops.ts";
import { hasGap, listOf, unknown, type Value } from "../evaluate/value.ts";
import { countAt, type Functions, known, ofTexts } from "./call.ts";

const ready = new Map<string, Matcher | undefined>();

function matcher(source: string): Matcher {
  if (!ready.has(source)) {
    if (ready.size > 500) ready.clear();
    ready.set(source, matcherOf(source));
  }
  const made = ready.get(source);
  if (made === undefined) throw new Refused(`the pattern ${JSON.stringify(source.slice(0, 100))} cannot be read`);
  return made;
}

/** Every place, one after the other; `"too long"` = it was not looked for. */
function all(pattern: Matcher, text: string, most = 10_000): readonly Found[] | "too long" {
  const found: Found[] = [];
  let from = 0;
  while (from <= text.length && found.length < most) {
    const it = pattern.find(text, from);
    if (it === "too long") return it;
    if (it === undefined) break;
    found.push(it);
    const [start = 0, end = 0] = it;
    from = end > start ? end : end + 1;
  }
  return found;
}

/** Functions that take a pattern, then a text at `index`. */
const searching = (
  index: number,
  work: (found: readonly Found[], text: string, args: readonly Value[], pattern: Matcher) => Value,
  first = false,
) =>
  known((args, machine) => {
    const [source, text] = [textOf(args[0] ?? null, machine), textOf(args[index] ?? null, machine)];
    if (hasGap(source) || hasGap(text)) return unknown("a part of a text is not known");
    const pattern = matcher(source);
    spend(machine, Math.ceil((source.length * text.length) / 64), 0);
    const found = all(pattern, text, first ? 1 : 10_000);
    return found === "too long" ? unknown("the text is too long for its pattern") : work(found, text, args, pattern);
  });

const part = (text: string, [start = 0, end = 0]: Found): string => text.slice(start, end);

/** `$1`, `${1}`, `${name}` and `$$` in what takes a match's place. */
const filled = (instead: string, text: string, found: Found, { names }: Matcher): string =>
  instead.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (whole, inBraces?: string, word?: string) => {
    const name = inBraces ?? word;
    if (name === undefined) return whole === "$$" ? "$" : whole;
    const number = /^\d+$/.test(name) ? Number(name) : names.get(name);
    const [start, end] = number === undefined ? [-1, -1] : [found[number * 2] ?? -1, found[number * 2 + 1] ?? -1];
    return start < 0 ? "" : text.slice(start, end);
  });

function replaced(found: readonly Found[], text: string, by: (found: Found) => string): string {
  let made = "";
  let from = 0;
  for (const it of found) {
    made += text.slice(from, it[0]) + by(it);
    from = it[1] ?? from;
  }
  return made + text.slice(from);
}

export const patterns: Functions = {
  regexMatch: searching(1, (found) => found.length > 0, true),
  regexFind: searching(1, ([first], text) => (first === undefined ? "" : part(text, first)), true),
  regexFindAll: searching(1, (found, text, args) => {
    const count = countAt(args, 2);
    return listOf(found.slice(0, count < 0 ? undefined : count).map((it) => part(text, it)));
  }),
  regexReplaceAll: searching(1, (found, text, args, pattern) =>
    replaced(found, text, (it) => filled(String(args[2] ?? ""), text, it, pattern)),
  ),
  regexReplaceAllLiteral: searching(1, (found, text, args) => replaced(found, text, () => String(args[2] ?? ""))),
  regexSplit: searching(1, (found, text, args) => {
    const count = countAt(args, 2);
    if (count === 0) return listOf([]);
    const parts: string[] = [];
    let from = 0;
    for (const [start = 0, end = 0] of found) {
      if (count > 0 && parts.length === count - 1) break;
      if (start === end && (start === 0 || start === text.length)) continue;
      parts.push(text.slice(from, start));
      from = end;
    }
    return listOf([...parts, text.slice(from)]);
  }),
  regexQuoteMeta: ofTexts(([it = ""]) => it.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&")),
};
