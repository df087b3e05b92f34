/** Where a value ends that begins at a place: in quotes, on its line, in the lines below it. */
import type { Range } from "./ranges.ts";

/** What kind of text it is: of what a bare word means something else in each. */
export type TextKind = "settings" | "code" | "prose";

/** Nobody's secret is longer; a quote that nobody closes must not take the rest of a file along. */
const longest = 8000;

/** The value that begins at `from` (blanks are skipped); `wholeLine`: nothing else stands on its line. `undefined` = there is none. */
export function valueAt(
  text: string,
  from: number,
  { kind, wholeLine }: { readonly kind: TextKind; readonly wholeLine: boolean },
): Range | undefined {
  const rest = text.slice(from, from + longest);
  const lead = /^[ \t]*/.exec(rest)?.[0].length ?? 0;
  const quoted = /^(?:[rbufRBUF@$]{0,2})((?:\\{0,3})["'`])/.exec(rest.slice(lead));
  if (quoted !== null) return inQuotes(rest, lead + quoted[0].length, quoted[1] ?? '"', from);
  const line = /^[^\r\n]*/.exec(rest.slice(lead))?.[0] ?? "";
  const block = /^(?:[|>][+-]?\d?[+-]?|<<[-~]?"?\w+"?)\s*(?:#.*)?$/.exec(line);
  if (block !== null) return belowIt(text, from, block[0]);
  if (/^[[{(]/.test(line) && !/^\{\{|^\{SSHA|^\{SHA/.test(line)) return undefined;
  if (kind === "code") return undefined;
  const end = wholeLine ? lineValue(line) : (/^(?:\$?\{\{?[^{}\n]*\}\}?|[^\s,;&"'`)}\]<>|])+/.exec(line)?.[0].length ?? 0);
  return end === 0 ? undefined : { start: from + lead, end: from + lead + end };
}

function inQuotes(rest: string, start: number, quote: string, from: number): Range | undefined {
  for (let at = start; at < rest.length; at++) {
    if (rest.startsWith(quote, at)) return { start: from + start, end: from + at };
    // Without a backslash before the quote that opened, one escapes what follows.
    if (quote.length === 1 && rest.charAt(at) === "\\") at++;
  }
  const line = rest.slice(start).search(/[\r\n]/);
  return { start: from + start, end: from + (line < 0 ? rest.length : start + line) };
}

/** To the end of the line, without a comment, and without what else an image's `ENV` sets. */
function lineValue(line: string): number {
  const comment = line.search(/\s(?:#|\/\/)(?:\s|$)/);
  const alone = (comment < 0 ? line : line.slice(0, comment)).trimEnd();
  const others = alone.search(
    /\s+[A-Za-z_][\w.-]*=(?=[^=\s])|\s*&&|\s*\|\||;(?:\s|$|[A-Za-z ]+=)|,\s*["']?[A-Za-z_][\w.-]*["']?\s*[:=]|\s[})]\s*[,})]*$/,
  );
  const value = others < 0 ? alone : alone.slice(0, others);
  return (/^\$?\{/.test(value) ? value : value.replace(/[,;}\])]+$/, "").trimEnd()).length;
}

/** The lines below that stand deeper, of a block; or up to the word that ends it. */
function belowIt(text: string, from: number, mark: string): Range | undefined {
  const lineStart = text.lastIndexOf("\n", from - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0].length ?? 0;
  const begin = text.indexOf("\n", from) + 1;
  if (begin === 0) return undefined;
  const word = /^<<[-~]?"?(\w+)/.exec(mark)?.[1];
  let end = begin;
  for (let at = begin; at < text.length && at - begin < longest; ) {
    const stop = text.indexOf("\n", at);
    const next = stop < 0 ? text.length : stop + 1;
    const line = text.slice(at, next);
    const depth = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    if (word === undefined ? line.trim() !== "" && depth <= indent : line.trim() === word) break;
    end = next;
    at = next;
  }
  return end === begin ? undefined : { start: begin, end };
}
