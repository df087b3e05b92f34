/**
 * What a model wrote, as Markdown that can do nothing: no HTML, no image, no link but to a file of the workspace, no diagram that
 * would pass for ours. Whatever is not recognised is shown as the characters it is.
 */
import type { Place } from "../../protocol.ts";
import { anchor, code, plain } from "../markdown.ts";
import type { Piece } from "../turn.ts";
import type { Names } from "./names.ts";
import { closing } from "./sentences.ts";

export interface Safe {
  /** A sentence or a line, as `sentences` cuts them. */
  push(text: string): readonly Piece[];
  /** Ends what is open. */
  end(): readonly Piece[];
}

export function safe(names: Names): Safe {
  let open: string | undefined;
  let atLineStart = true;
  return {
    push(text) {
      const lineStart = atLineStart;
      atLineStart = text.endsWith("\n");
      if (open !== undefined) {
        if (lineStart && closes(text, open)) {
          const end = `${open}\n`;
          open = undefined;
          return [end];
        }
        return [unmarked(text)];
      }
      // A backtick may stand behind tildes, not behind backticks.
      const fence = lineStart
        ? text.match(/^\s*(?:(?<marks>`{3,})(?<info>[^`\n]*)|(?<tildes>~{3,})(?<said>[^\n]*))\n?$/)?.groups
        : undefined;
      if (fence !== undefined) {
        open = fence["marks"] ?? fence["tildes"] ?? "```";
        return [`${open}${languageOf(fence["info"] ?? fence["said"] ?? "")}\n`];
      }
      return undrawn(lineStart ? lineOf(text, names) : inline(text, names));
    },
    end() {
      if (open === undefined) return [];
      const end = `\n${open}\n`;
      open = undefined;
      return [end];
    },
  };
}

const closes = (line: string, open: string): boolean => {
  const run = line.trim();
  return run.length >= open.length && run === open.charAt(0).repeat(run.length);
};

/** In a quote, in a list, behind a mark or a tag that went away: whatever became a fence with one of these words draws nothing. */
const undrawn = (pieces: readonly Piece[]): readonly Piece[] =>
  merged(pieces).map((it) => (typeof it === "string" ? it.replace(/(`{3,}|~{3,})\s*(?:mermaid|math|latex|tex|svg|html)/gi, "$1text") : it));

/** A drawing of a model is no drawing of ours: its source may be read, and is not drawn. */
const languageOf = (info: string): string => {
  const language = info.trim().split(/\s/)[0]?.toLowerCase() ?? "";
  return /^[a-z0-9+#-]{1,20}$/.test(language) && !/^(?:mermaid|math|latex|tex|svg|html)/.test(language) ? language : "text";
};

const unmarked = (text: string): string => text.replace(/⟦(?:new:)?([^⟦⟧\n]*)⟧/gi, "$1");

/** Headings of an answer are no larger than ours. */
function lineOf(text: string, names: Names): readonly Piece[] {
  const [, quotes = "", marks = "", rest = text] = text.match(/^([\s>]*)(#{1,6}(?=\s))?([\s\S]*)$/) ?? [];
  const heading = marks === "" ? "" : "#".repeat(Math.max(3, marks.length));
  return [quotes, heading, ...inline(rest, names)];
}

const escapes = /^\\[!-/:-@[-`{-~]/;
const image = /^!\[([^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])?/;
const link = /^\[([^[\]\n]*)\]\(\s*<?([^\s()<>]*)>?[^()\n]*\)/;
const reference = /^\[([^[\]\n]*)\]\[[^\]\n]*\]/;
const task = /^\[[ xX]\](?=\s)/;
const mark = /^⟦([^⟦⟧\n]{0,200})⟧/;
const comment = /^<!--[^\n]*?(?:-->|(?=\n)|$)/;
const autolink = /^<([a-z][a-z0-9+.-]*:[^\s<>]*)>/i;
const tag = /^<\/?([a-z][a-z0-9-]*)(?:\s[^<>]*|\/)?>/i;
const address = /^(?:[a-z][a-z0-9+.-]*:\/\/|www\.|mailto:)[^\s<>`⟦⟧]*/i;
const mail = /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
const word = /^[\p{L}\p{N}]+/u;

function inline(text: string, names: Names): readonly Piece[] {
  const out: Piece[] = [];
  const take = (match: RegExpMatchArray | null, write: (match: RegExpMatchArray) => readonly Piece[]): number => {
    if (match === null) return 0;
    out.push(...write(match));
    return match[0].length;
  };
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at, at + 2500);
    const char = rest.charAt(0);
    const length =
      char === "`"
        ? codeSpan(rest, names, out)
        : char === "\\"
          ? take(rest.match(escapes), ([it]) => [it])
          : char === "⟦"
            ? take(rest.match(mark), ([, id = ""]) => meant(id, names))
            : char === "!"
              ? take(rest.match(image), ([, alt = ""]) => [plain(alt)])
              : char === "["
                ? take(rest.match(link), ([, label = "", target = ""]) => linkTo(label, target, names)) ||
                  take(rest.match(reference), ([, label = ""]) => inline(label, names)) ||
                  take(rest.match(task), ([it]) => [it])
                : char === "<"
                  ? take(rest.match(comment), () => []) ||
                    take(rest.match(autolink), ([, url = ""]) => [code(url)]) ||
                    take(rest.match(tag), tagText)
                  : take(rest.match(address), ([it]) => addressText(it)) ||
                    take(rest.match(mail), ([it]) => [code(it)]) ||
                    take(rest.match(word), ([it]) => [it]);
    if (length > 0) {
      at += length;
      continue;
    }
    out.push(literal(char, rest, text.slice(Math.max(0, at - 3), at)));
    at += 1;
  }
  return merged(out);
}

/** A character that could begin something else, and did not: or what is left of an address that began in the middle of a word. */
function literal(char: string, rest: string, before: string): string {
  if (char === "<") return "&lt;";
  if (char === "⟦" || char === "⟧") return "";
  const begins = "[]`\\$@".includes(char) || (char === ":" && rest.startsWith("://")) || (char === "." && before.toLowerCase() === "www");
  return begins ? `\\${char}` : char;
}

/** Code is inert; a mark in it was meant as the name. */
function codeSpan(text: string, names: Names, out: Piece[]): number {
  const ticks = text.match(/^`+/)?.[0] ?? "`";
  const end = closing(text, ticks.length, ticks);
  const inner = end < 0 ? "" : text.slice(ticks.length, end);
  if (end < 0 || inner.includes("\n\n")) {
    out.push(ticks.replace(/`/g, "\\`"));
    return ticks.length;
  }
  const only = inner.trim().match(/^⟦([^⟦⟧\n]{0,200})⟧$/);
  if (only === null) out.push(code(unmarked(inner)));
  else out.push(...meant(only[1] ?? "", names));
  return end + ticks.length;
}

function meant(id: string, names: Names): readonly Piece[] {
  const meaning = names.meaningOf(id);
  switch (meaning.is) {
    case "place":
      return [anchor(meaning.place, meaning.title)];
    case "word":
      return [code(meaning.title)];
    case "proposed":
      return [`*${plain(meaning.title)}* (proposed)`];
    case "unknown":
      return [meaning.title === "" ? "" : `~~${plain(meaning.title)}~~ (not in these files)`];
  }
}

/** A link leads to a file of the workspace, or it is words. */
function linkTo(label: string, target: string, names: Names): readonly Piece[] {
  const [path = "", hash = ""] = target.replace(/^(?:\.\/)+/, "").split("#");
  const place = names.fileOf(decoded(path));
  if (place === undefined) return inline(label, names);
  const line = Number(hash.match(/^L?(\d{1,6})/i)?.[1] ?? Number.NaN);
  return [anchor(Number.isNaN(line) || line < 1 ? place : inLine(place, line - 1), label === "" ? path : label)];
}
const inLine = (place: Place, line: number): Place => ({
  ...place,
  span: { start: 0, end: 0, line, column: 0, endLine: line, endColumn: 0 },
});
const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

/** `<service>` is how people write a blank to be filled in; everything that HTML knows is dropped. */
const tagText = ([whole, name = ""]: RegExpMatchArray): readonly Piece[] =>
  whole === `<${name}>` && !html.has(name.toLowerCase()) ? [code(whole)] : [];
const html: ReadonlySet<string> = new Set(
  "a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption center cite code col data dd del details dfn dialog div dl dt em embed fieldset figure font footer form frame h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link main map mark marquee math menu meta meter nav noscript object ol option output p param picture portal pre progress q rp rt ruby s samp script section select slot small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul use var video wbr xml".split(
    " ",
  ),
);

/** An address is shown and leads nowhere; the full stop behind it belongs to the sentence. */
function addressText(text: string): readonly Piece[] {
  const url = text.replace(/[.,;:!?)\]*_'"]+$/, "");
  return [code(url), text.slice(url.length).replace(/[[\]]/g, "\\$&")];
}

/** One text where several stood. Two code spans that touch would be another one together, and let out what they hold: a space parts them. */
function merged(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (const it of pieces) {
    const last = joined.at(-1);
    if (typeof it !== "string" || typeof last !== "string") joined.push(it);
    else joined[joined.length - 1] = last.endsWith("`") && it.startsWith("`") ? `${last} ${it}` : last + it;
  }
  return joined;
}
