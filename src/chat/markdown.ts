/** Markdown that holds other people's words. What comes from a file is escaped here, and nowhere else. */
import type { Place } from "../protocol.ts";
import type { Piece } from "./turn.ts";

/** Characters that Markdown or the chat view's icons and links would take for more than themselves. */
const active = /[\\`*_{}[\]<>#|~$!&]|(?<=^|\n)\s*(?:[-+=]|\d+[.)])(?=\s)|(?<=\w):(?=\/\/)|@(?=\w)|(?<=www)\./gi;

/** A file's words as plain text, on one line. */
export const plain = (text: string): string => flat(text).replace(active, (it) => `${it.slice(0, -1)}\\${it.slice(-1)}`);

/** The same, with its `code spans` left standing: sentences of rules have them. */
export function prose(text: string): string {
  return flat(text)
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : plain(part)))
    .join("");
}

/** A name as code, whatever it holds. */
export function code(text: string): string {
  const inner = flat(text).trim();
  const longest = Math.max(0, ...[...inner.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = "`".repeat(longest + 1);
  const pad = inner.startsWith("`") || inner.endsWith("`") || inner === "" ? " " : "";
  return `${ticks}${pad}${inner}${pad}${ticks}`;
}

/** A block that no line of its text can end. */
export function fence(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = "`".repeat(longest + 1);
  return `${ticks}${language}\n${text.replace(/\n+$/, "")}\n${ticks}`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const invisible = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g;
const flat = (text: string): string => text.replace(invisible, " ");

/** A word that leads to a line. The chat view puts it between brackets, so it may hold none. */
export const anchor = (place: Place, title: string): Piece => ({
  place,
  title: flat(title)
    .replace(/[[\]\\`<>]/g, "")
    .trim(),
});

/** "compose.yaml:12", leading there. */
export const at = (place: Place): Piece => anchor(place, whereIs(place));

/** "compose.yaml:12". */
export const whereIs = ({ file, span }: Place): string => (span === undefined ? file : `${file}:${span.line + 1}`);

/** A name that leads to its place, where it has one. */
export const linked = (name: string, place: Place | undefined): readonly Piece[] =>
  place === undefined ? [code(name)] : [anchor(place, name)];

type Value = string | number | Exclude<Piece, string> | readonly Piece[];

/**
 * Markdown of ours with words of others: what stands between `${}` is escaped if it is a string, a link if it is an anchor, and
 * taken as it is if it is Markdown already (an array of pieces).
 */
export function md(strings: TemplateStringsArray, ...values: readonly Value[]): readonly Piece[] {
  return strings.flatMap((text, index): readonly Piece[] => {
    const value = values[index];
    if (value === undefined) return [text];
    if (typeof value === "number") return [text, String(value)];
    if (typeof value === "string") return [text, prose(value)];
    return Array.isArray(value) ? [text, ...(value as readonly Piece[])] : [text, value as Piece];
  });
}

/** Pieces with a text between each two. */
export const joined = (items: readonly (readonly Piece[])[], between: string): readonly Piece[] =>
  items.flatMap((item, index) => (index === 0 ? item : [between, ...item]));

/** "a, b and c"; beyond `most`, "a, b and 3 more". */
export function listed(items: readonly (readonly Piece[])[], most = 8): readonly Piece[] {
  const shown = items.length > most ? [...items.slice(0, most - 1), [`${items.length - most + 1} more`]] : items;
  return shown.flatMap((item, index) => [index === 0 ? "" : index === shown.length - 1 ? " and " : ", ", ...item]);
}

/** Paragraphs, lists and headings, one blank line apart. Empty ones are left out. */
export const paragraphs = (...items: readonly (readonly Piece[])[]): readonly Piece[] =>
  joined(
    items.filter((it) => it.length > 0),
    "\n\n",
  );

/** A list of points; beyond `most`, the last says how many more there are. */
export function points(items: readonly (readonly Piece[])[], most = 12): readonly Piece[] {
  const shown = items.length > most ? [...items.slice(0, most - 1), [`… and ${items.length - most + 1} more.`]] : items;
  return joined(
    shown.map((it) => ["- ", ...it]),
    "\n",
  );
}
