import { type Call, type Machine, type TemplateFunction, textOf } from "../evaluate/machine.ts";
import { Refused } from "../evaluate/stops.ts";
import { charsOf, type Dict, hasGap, isDict, isList, isText, isUnknown, type List, unknown, type Value } from "../evaluate/value.ts";
import { kindOf } from "../evaluate/words.ts";

/** Functions by the names templates call them by. */
export type Functions = Readonly<Record<string, TemplateFunction>>;

/** Nothing is known of what it gives, if one of its arguments is not known. */
export const known = (call: Call): TemplateFunction => ({ call });
/** It says itself what comes of what is not known. */
export const open = (call: Call): TemplateFunction => ({ call, takesUnknown: true });
/** It makes a text of texts; what is not known leaves a gap in it. */
export const ofTexts = (call: (texts: readonly string[]) => Value): TemplateFunction =>
  open((args, machine) => call(args.map((it) => textOf(it, machine))));
/** It looks into its texts, and knows nothing of one with a gap. */
export const ofWholeTexts = (call: (texts: readonly string[]) => Value): TemplateFunction =>
  known((args, machine) => {
    const texts = args.map((it) => textOf(it, machine));
    return texts.some(hasGap) ? unknown("a part of a text is not known") : call(texts);
  });

/** The argument at `index`, of a kind; anything else Helm refuses. */
export function dictAt(args: readonly Value[], index: number): Dict {
  const value = args[index] ?? null;
  if (isDict(value)) return value;
  throw new Refused(`a map is wanted here, and this is a ${kindOf(value)}`);
}
export function listAt(args: readonly Value[], index: number): List {
  const value = args[index] ?? null;
  if (isList(value)) return value;
  throw new Refused(`a list is wanted here, and this is a ${kindOf(value)}`);
}

/** A number, as `int` and `float64` take it: what is none is 0. */
export function numberOf(value: Value | undefined): number {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  const text = value === undefined ? undefined : charsOf(value)?.trim();
  if (text === undefined || text === "") return 0;
  const octal = /^[-+]?0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number(text.replaceAll("_", ""));
  return Number.isFinite(octal) ? octal : 0;
}

/** A whole number within what a chart may ask for. */
export function countAt(args: readonly Value[], index: number, most = 10_000): number {
  const number = Math.trunc(numberOf(args[index]));
  if (Math.abs(number) > most) throw new Refused(`${number} is more than is counted here`);
  return number;
}

/** Whether two values are the same; `undefined` = nobody knows. */
export function isSame(a: Value, b: Value, machine: Machine): boolean | undefined {
  if (isUnknown(a) || isUnknown(b)) return isUnknown(a) && isUnknown(b) && a.because === b.because ? true : undefined;
  if (isText(a) && isText(b)) {
    const [x, y] = [charsOf(a) ?? "", charsOf(b) ?? ""];
    return x === y ? true : hasGap(x) || hasGap(y) ? undefined : false;
  }
  if (isDict(a) && isDict(b)) {
    if (a.entries.size !== b.entries.size) return false;
    return every([...a.entries], ([key, it]) => (b.entries.has(key) ? isSame(it, b.entries.get(key) ?? null, machine) : false));
  }
  if (isList(a) && isList(b)) {
    if (a.items.length !== b.items.length) return false;
    return every([...a.items.entries()], ([index, it]) => isSame(it, b.items[index] ?? null, machine));
  }
  return a === b;
}

function every<T>(items: readonly T[], test: (item: T) => boolean | undefined): boolean | undefined {
  let all: boolean | undefined = true;
  for (const it of items) {
    const one = test(it);
    if (one === false) return false;
    if (one === undefined) all = undefined;
  }
  return all;
}

export const perhaps = (truth: boolean | undefined): Value => truth ?? unknown("a part of it is not known");
