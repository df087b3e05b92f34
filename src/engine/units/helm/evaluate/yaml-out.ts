import type { EvidenceId } from "../../../model/index.ts";
import { type Origin, type Rope, type Writer, writer } from "./rope.ts";
import { charsOf, deepestValue, isDict, isList, isUnknown, keysOf, type Value } from "./value.ts";
import { numberText } from "./words.ts";

/** A value as YAML in the form Helm writes: keys in order, lists not indented. Each part remembers where it stands in its values file. */
export function yamlOf(value: Value, gap: (because: string) => string): string | Rope {
  const out = writer();
  node(value, { indent: "", place: undefined, depth: 0, inList: false }, out, gap);
  return out.done();
}

interface At {
  readonly indent: string;
  readonly place: EvidenceId | undefined;
  readonly depth: number;
  /** It begins right behind the dash of a list's item. */
  readonly inList: boolean;
}

const originOf = (place: EvidenceId | undefined): Origin | undefined => (place === undefined ? undefined : { node: place });

function node(value: Value, at: At, out: Writer, gap: (because: string) => string): void {
  const { indent, depth } = at;
  const origin = originOf(at.place);
  if (depth > deepestValue) out.write("null", origin);
  else if (isDict(value) && value.entries.size > 0) {
    for (const [index, key] of keysOf(value).entries()) {
      const place = value.places.get(key) ?? at.place;
      const item = value.entries.get(key) ?? null;
      if (index > 0 || !at.inList) out.write(`${index > 0 ? "\n" : ""}${indent}`, origin);
      out.write(`${plain(key)}:`, originOf(place));
      under(item, { ...at, place, depth: depth + 1, inList: false }, out, gap);
    }
  } else if (isList(value) && value.items.length > 0) {
    for (const [index, item] of value.items.entries()) {
      const place = value.places[index] ?? at.place;
      if (index > 0 || !at.inList) out.write(`${index > 0 ? "\n" : ""}${indent}`, origin);
      out.write("- ", originOf(place));
      node(item, { indent: `${indent}  `, place, depth: depth + 1, inList: true }, out, gap);
    }
  } else out.write(scalar(value, indent, gap), origin);
}

/** What stands behind a key. */
function under(value: Value, at: At, out: Writer, gap: (because: string) => string): void {
  if (isDict(value) && value.entries.size > 0) {
    out.write("\n", originOf(at.place));
    node(value, { ...at, indent: `${at.indent}  ` }, out, gap);
  } else if (isList(value) && value.items.length > 0) {
    out.write("\n", originOf(at.place));
    node(value, at, out, gap);
  } else out.write(` ${scalar(value, `${at.indent}  `, gap)}`, originOf(at.place));
}

function scalar(value: Value, indent: string, gap: (because: string) => string): string {
  const text = charsOf(value);
  if (text !== undefined) return text.includes("\n") ? block(text, indent) : plain(text);
  if (value === null) return "null";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return numberText(value);
  if (isUnknown(value)) return gap(value.because);
  return isDict(value) ? "{}" : isList(value) ? "[]" : "null";
}

/** What YAML would read as something else than a text. */
const meant = /^(?:true|false|yes|no|on|off|null|y|n|~|[-+]?\.inf|\.nan|<<|=)$/i;
const numeric = /^[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?$|^[-+]?0(?:x[0-9a-fA-F_]+|o?[0-7_]+|b[01_]+)$/;
const moment = /^[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?$|^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:$|[Tt ])/;
/** What may not begin a plain text, and what ends one. */
const opening = /^(?:[,[\]{}#&*!|>'"%@`]|[-?:](?:\s|$))/;
const ending = /:(?:\s|$)|\s#|^\s|\s$|^---|^\.\.\./;

/** A text on one line, in quotes where YAML would read something else. */
function plain(text: string): string {
  if (text === "" || meant.test(text) || numeric.test(text) || moment.test(text) || /[\p{Cc}\u2028\uFEFF]/u.test(text))
    return JSON.stringify(text);
  return opening.test(text) || ending.test(text) ? `'${text.replaceAll("'", "''")}'` : text;
}

function block(text: string, indent: string): string {
  if (/[\0\r\t]|^[ \n]/.test(text)) return JSON.stringify(text);
  const end = text.endsWith("\n") ? (text.endsWith("\n\n") ? "+" : "") : "-";
  const body = text.endsWith("\n") ? text.slice(0, -1) : text;
  return `|${end}\n${body
    .split("\n")
    .map((it) => (it === "" ? "" : indent + it))
    .join("\n")}`;
}
