import { type Builder, builder } from "./build.ts";
import { deepest } from "./events.ts";
import type { YamlNode, YamlProblem } from "./tree.ts";

/**
 * JSON is YAML, and most of it by volume: read by its own few rules it costs a fifth. `undefined` = this is no plain JSON (comments,
 * commas too many, single quotes, an error, too deep), and has to be read as YAML, which knows what to say of it.
 */
export function readJson(text: string, base: number, problems: YamlProblem[]): YamlNode | undefined {
  const found: YamlProblem[] = [];
  const tree = builder(found);
  const end = value(text, blank(text, text.charCodeAt(0) === 0xfeff ? 1 : 0), base, tree);
  if (end < 0 || blank(text, end) < text.length) return undefined;
  problems.push(...found);
  return tree.root();
}

/** Just after the value that starts at `from`; -1 = there is none. Without recursion: depth is counted, not trusted. */
function value(text: string, from: number, base: number, tree: Builder): number {
  /** Brackets that are open: `}` or `]` closes each. */
  const open: number[] = [];
  let at = from;
  for (;;) {
    // A value (of a mapping, behind its key).
    const code = text.charCodeAt(at);
    if (code === 123 || code === 91) {
      if (open.length >= deepest) return -1;
      tree.open(code === 123 ? "map" : "seq", base + at, true, undefined, undefined);
      open.push(code + 2);
      at = blank(text, at + 1);
      if (text.charCodeAt(at) !== code + 2) {
        if (code === 123) at = key(text, at, base, tree);
        if (at < 0) return -1;
        continue;
      }
    } else {
      at = code === 34 ? quoted(text, at, base, tree) : plain(text, at, base, tree);
      if (at < 0) return -1;
      if (open.length === 0) return at;
      at = blank(text, at);
    }
    // What follows it: the ends of what it ends, then a comma and the next.
    while (open.length > 0 && text.charCodeAt(at) === open.at(-1)) {
      open.pop();
      tree.close(base + at + 1);
      if (open.length === 0) return at + 1;
      at = blank(text, at + 1);
    }
    if (text.charCodeAt(at) !== 44) return -1;
    at = blank(text, at + 1);
    if (open.at(-1) === 125) at = key(text, at, base, tree);
    if (at < 0) return -1;
  }
}

/** A key and its colon: where the value starts. */
function key(text: string, from: number, base: number, tree: Builder): number {
  if (text.charCodeAt(from) !== 34) return -1;
  const end = quoted(text, from, base, tree);
  const colon = end < 0 ? -1 : blank(text, end);
  return text.charCodeAt(colon) === 58 ? blank(text, colon + 1) : -1;
}

function quoted(text: string, from: number, base: number, tree: Builder): number {
  let at = from + 1;
  let escaped = false;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) break;
    if (code === 92) {
      escaped = true;
      at++;
    } else if (!(code >= 32)) return -1; // a control character, or the end
  }
  const raw = text.slice(from + 1, at);
  const said = escaped ? unescaped(raw) : raw;
  if (said === undefined) return -1;
  tree.scalar("double", said, base + from, base + at + 1, undefined, undefined);
  return at + 1;
}

function unescaped(raw: string): string | undefined {
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return undefined;
  }
}

const word = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)(?=[\s,\]}]|$)/y;

function plain(text: string, from: number, base: number, tree: Builder): number {
  word.lastIndex = from;
  const [said] = word.exec(text) ?? [];
  if (said === undefined) return -1;
  tree.scalar("plain", said, base + from, base + from + said.length, undefined, undefined);
  return from + said.length;
}

function blank(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at;
    at++;
  }
}
