import { longestText, type Machine, spend, textOf } from "../evaluate/machine.ts";
import { indented, slice, textIn } from "../evaluate/rope.ts";
import { Refused } from "../evaluate/stops.ts";
import { isList, isText, isUnknown, listOf, type Value } from "../evaluate/value.ts";
import { countAt, type Functions, known, ofTexts, ofWholeTexts, open } from "./call.ts";
import { formatted, quoted } from "./printf.ts";

/** A text as it is, with its places if it has any. */
const asText = (value: Value | undefined, machine: Machine) =>
  value !== undefined && isText(value) ? value : textOf(value ?? null, machine);

/** Takes something away at both ends, keeping the places of the rest. */
const cut = (value: Value | undefined, machine: Machine, left: (text: string) => number, right: (text: string) => number): Value => {
  const text = asText(value, machine);
  const chars = textIn(text);
  const start = left(chars);
  return slice(text, start, Math.max(start, chars.length - right(chars)));
};
const none = (): number => 0;
const spaceBefore = (text: string): number => text.length - text.trimStart().length;
const spaceBehind = (text: string): number => text.length - text.trimEnd().length;
const anyOf =
  (chars: string) =>
  (text: string): number => {
    let count = 0;
    while (count < text.length && chars.includes(text[count] ?? "")) count++;
    return count;
  };
const anyOfBehind =
  (chars: string) =>
  (text: string): number => {
    let count = 0;
    while (count < text.length && chars.includes(text[text.length - 1 - count] ?? "")) count++;
    return count;
  };

const trimming: Functions = {
  trim: open(([it], machine) => cut(it, machine, spaceBefore, spaceBehind)),
  trimAll: open(([chars = "", it], machine) => cut(it, machine, anyOf(textOf(chars, machine)), anyOfBehind(textOf(chars, machine)))),
  trimPrefix: open(([start = "", it], machine) => {
    const prefix = textOf(start, machine);
    return cut(it, machine, (text) => (text.startsWith(prefix) ? prefix.length : 0), none);
  }),
  trimSuffix: open(([end = "", it], machine) => {
    const suffix = textOf(end, machine);
    return cut(it, machine, none, (text) => (text.endsWith(suffix) ? suffix.length : 0));
  }),
  trunc: open((args, machine) => {
    const count = countAt(args, 0, longestText);
    const text = asText(args[1], machine);
    const { length } = textIn(text);
    return count >= 0 ? slice(text, 0, Math.min(count, length)) : slice(text, Math.max(0, length + count));
  }),
  substr: open((args, machine) => {
    const [from, to] = [countAt(args, 0, longestText), countAt(args, 1, longestText)];
    const text = textOf(args[2] ?? null, machine);
    if (from < 0) return text.slice(0, Math.max(0, to));
    return to < 0 || to > text.length ? text.slice(from) : text.slice(from, to);
  }),
};
const trimmings: Functions = { ...trimming, trimall: trimming["trimAll"] as Functions[string] };

const lineUp = (args: readonly Value[], machine: Machine, before: string): Value => {
  const by = " ".repeat(Math.max(0, countAt(args, 0, 1000)));
  const text = asText(args[1], machine);
  const chars = textIn(text);
  // Each line grows: a chart that indents its own output again and again ends here.
  spend(machine, 0, chars.length + (chars.split("\n").length - 1) * by.length);
  const made = indented(text, by);
  if (before === "") return made;
  return typeof made === "string"
    ? before + made
    : { ...made, text: before + made.text, pieces: made.pieces.map((it) => ({ ...it, at: it.at + before.length })) };
};

const laying: Functions = {
  indent: open((args, machine) => lineUp(args, machine, "")),
  nindent: open((args, machine) => lineUp(args, machine, "\n")),
  quote: open((args, machine) => args.flatMap((it) => (it === null ? [] : quoted(textOf(it, machine)))).join(" ")),
  squote: open((args, machine) => args.flatMap((it) => (it === null ? [] : `'${textOf(it, machine)}'`)).join(" ")),
  cat: open((args, machine) => args.flatMap((it) => (it === null ? [] : textOf(it, machine))).join(" ")),
  printf: open(([format = "", ...args], machine) => formatted(textOf(format, machine), args, machine)),
  print: open((args, machine) =>
    args.reduce<string>((all, it, index) => {
      const before = args[index - 1];
      const space = index > 0 && before !== undefined && !isText(it) && !isText(before) ? " " : "";
      return all + space + (it === null ? "<nil>" : textOf(it, machine));
    }, ""),
  ),
  println: open((args, machine) => `${args.map((it) => textOf(it, machine)).join(" ")}\n`),
  toString: open(([it = null], machine) => (isText(it) ? it : textOf(it, machine))),
  repeat: open((args, machine) => {
    const count = Math.max(0, countAt(args, 0, longestText));
    const text = textOf(args[1] ?? null, machine);
    spend(machine, 0, count * text.length);
    return text.repeat(count);
  }),
  replace: open(([from = "", to = "", it = null], machine) => {
    const text = asText(it, machine);
    const [old, instead] = [textOf(from, machine), textOf(to, machine)];
    if (old === "" || !textIn(text).includes(old)) return text;
    spend(machine, 0, textIn(text).length * (instead.length + 1));
    return textIn(text).replaceAll(old, () => instead);
  }),
};

const wordsIn = (text: string): readonly string[] =>
  text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[\s_-]+/)
    .filter((it) => it !== "");
const raised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const casing: Functions = {
  upper: ofTexts(([it = ""]) => it.toUpperCase()),
  lower: ofTexts(([it = ""]) => it.toLowerCase()),
  title: ofTexts(([it = ""]) =>
    it.replace(/(^|[^\p{L}\p{N}_'])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()),
  ),
  untitle: ofTexts(([it = ""]) => it.replace(/(^|\s)(\S)/g, (_, before: string, letter: string) => before + letter.toLowerCase())),
  nospace: ofTexts(([it = ""]) => it.replace(/\s+/g, "")),
  initials: ofTexts(([it = ""]) =>
    it
      .split(/\s+/)
      .map((word) => word.charAt(0))
      .join(""),
  ),
  snakecase: ofTexts(([it = ""]) => wordsIn(it).join("_").toLowerCase()),
  kebabcase: ofTexts(([it = ""]) => wordsIn(it).join("-").toLowerCase()),
  camelcase: ofTexts(([it = ""]) => wordsIn(it).map(raised).join("")),
  plural: open(([one = "", many = "", count = 0]) => (count === 1 ? one : many)),
  abbrev: open((args, machine) => {
    const [size, text] = [countAt(args, 0), textOf(args[1] ?? null, machine)];
    return size < 4 || text.length <= size ? text : `${text.slice(0, size - 3)}...`;
  }),
};

const asking: Functions = {
  contains: ofWholeTexts(([part = "", it = ""]) => it.includes(part)),
  hasPrefix: ofWholeTexts(([part = "", it = ""]) => it.startsWith(part)),
  hasSuffix: ofWholeTexts(([part = "", it = ""]) => it.endsWith(part)),
};

const splitting: Functions = {
  split: ofWholeTexts(([by = "", it = ""]) => ({
    kind: "dict",
    entries: new Map(it.split(by).map((part, index) => [`_${index}`, part])),
    places: new Map(),
  })),
  splitn: known((args, machine) => {
    const [by, text] = [textOf(args[0] ?? null, machine), textOf(args[2] ?? null, machine)];
    const parts = text.split(by);
    const count = Math.max(1, countAt(args, 1));
    const all = parts.length > count ? [...parts.slice(0, count - 1), parts.slice(count - 1).join(by)] : parts;
    return { kind: "dict", entries: new Map(all.map((part, index) => [`_${index}`, part])), places: new Map() };
  }),
  splitList: ofWholeTexts(([by = "", it = ""]) => listOf(it.split(by))),
  join: open(([by = "", it = null], machine) => {
    if (isUnknown(it)) return it;
    const texts = isList(it) ? it.items.flatMap((one) => (one === null ? [] : textOf(one, machine))) : [textOf(it, machine)];
    return texts.join(textOf(by, machine));
  }),
  toStrings: open(([it = null], machine) =>
    isList(it)
      ? listOf(
          it.items.map((one) => textOf(one, machine)),
          it.places,
        )
      : it,
  ),
};

const places: Functions = {
  base: ofTexts(([it = ""]) => it.replace(/\/+$/, "").split("/").at(-1) ?? ""),
  dir: ofTexts(([it = ""]) => (it.includes("/") ? it.slice(0, it.lastIndexOf("/")) || "/" : ".")),
  ext: ofTexts(([it = ""]) => /\.[^./]*$/.exec(it)?.[0] ?? ""),
  clean: ofTexts(([it = ""]) => it.replace(/\/{2,}/g, "/").replace(/(.)\/$/, "$1")),
  osBase: ofTexts(([it = ""]) => it.split("/").at(-1) ?? ""),
  urlquery: ofTexts(([it = ""]) => encodeURIComponent(it)),
  html: ofTexts(([it = ""]) => it.replace(/[&<>'"]/g, (char) => `&#${char.charCodeAt(0)};`)),
  urlParse: ofWholeTexts(([it = ""]) => {
    const match = /^(?:([a-z][a-z0-9+.-]*):)?(?:\/\/(?:([^@/]*)@)?([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/i.exec(it);
    if (match === null) throw new Refused("this is no address");
    const [, scheme = "", userinfo = "", host = "", path = "", query = "", fragment = ""] = match;
    const entries = { scheme, userinfo, host, hostname: host.replace(/:\d*$/, ""), path, query, fragment, opaque: "" };
    return { kind: "dict", entries: new Map(Object.entries(entries)), places: new Map() };
  }),
};

/** Functions that make texts of texts. */
export const strings: Functions = { ...trimmings, ...laying, ...casing, ...asking, ...splitting, ...places };
