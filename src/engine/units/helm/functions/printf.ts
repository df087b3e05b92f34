import { type Machine, textOf } from "../evaluate/machine.ts";
import { charsOf, isUnknown, type Value } from "../evaluate/value.ts";
import { numberText } from "../evaluate/words.ts";

const longest = 10_000;

/** Go's `Sprintf`, as far as charts use it: flags, width, precision, and the verbs for texts, numbers and truth. */
export function formatted(format: string, args: readonly Value[], machine: Machine): string {
  let next = 0;
  return format.replace(
    /%([-+# 0]*)(\d{1,4}|\*)?(?:\.(\d{1,4}))?([a-zA-Z%])/g,
    (_, flags: string, width: string | undefined, digits, verb: string) => {
      if (verb === "%") return "%";
      const size = width === "*" ? Number(args[next++] ?? 0) : Number(width ?? 0);
      if (next >= args.length) return `%!${verb}(MISSING)`;
      const value = args[next++] ?? null;
      return padded(said(verb, value, digits === undefined ? undefined : Number(digits), flags, machine), Math.min(size, longest), flags);
    },
  );
}

function said(verb: string, value: Value, digits: number | undefined, flags: string, machine: Machine): string {
  if (isUnknown(value)) return textOf(value, machine);
  const text = charsOf(value);
  switch (verb) {
    case "d":
      return typeof value === "number" ? signed(numberText(Math.trunc(value)), value, flags) : (text ?? textOf(value, machine));
    case "q":
      return quoted(text ?? textOf(value, machine));
    case "f":
    case "F":
      return typeof value === "number" ? signed(value.toFixed(Math.min(digits ?? 6, 100)), value, flags) : textOf(value, machine);
    case "x":
    case "X": {
      const hex = typeof value === "number" ? Math.trunc(value).toString(16) : textOf(value, machine);
      return verb === "X" ? hex.toUpperCase() : hex;
    }
    case "o":
    case "b":
      return typeof value === "number" ? Math.trunc(value).toString(verb === "o" ? 8 : 2) : textOf(value, machine);
    case "c":
      return typeof value === "number" && value >= 0 && value <= 0x10ffff ? String.fromCodePoint(value) : textOf(value, machine);
    default: {
      const all = value === null ? (verb === "s" ? "%!s(<nil>)" : "<nil>") : textOf(value, machine);
      return digits === undefined ? all : all.slice(0, digits);
    }
  }
}

const signed = (text: string, value: number, flags: string): string => (flags.includes("+") && value >= 0 ? `+${text}` : text);

function padded(text: string, size: number, flags: string): string {
  if (flags.includes("-")) return text.padEnd(size);
  return flags.includes("0") && /^-?[\d.]+$/.test(text)
    ? text.startsWith("-")
      ? `-${text.slice(1).padStart(size - 1, "0")}`
      : text.padStart(size, "0")
    : text.padStart(size);
}

/** A text in double quotes, as Go writes it. */
export const quoted = (text: string): string => JSON.stringify(text).replace(/\\u00([0-9a-f]{2})/g, "\\x$1");
