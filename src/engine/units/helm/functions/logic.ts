import { type Machine, textOf } from "../evaluate/machine.ts";
import { Refused } from "../evaluate/stops.ts";
import { charsOf, isHost, unknown, type Value } from "../evaluate/value.ts";
import { kindOf, truthOf } from "../evaluate/words.ts";
import { type Functions, isSame, known, ofWholeTexts, open, perhaps } from "./call.ts";

const order =
  (holds: (difference: number) => boolean) =>
  (args: readonly Value[], machine: Machine): Value => {
    const [a = null, b = null] = args;
    if (typeof a === "number" && typeof b === "number") return holds(a - b);
    const [x, y] = [charsOf(a), charsOf(b)];
    if (x !== undefined && y !== undefined)
      return isSame(a, b, machine) === undefined ? perhaps(undefined) : holds(x < y ? -1 : x > y ? 1 : 0);
    throw new Refused(`a ${kindOf(a)} and a ${kindOf(b)} cannot be compared`);
  };

/** The first that is something; where that is not known, nobody knows. */
const firstThatIs = (args: readonly Value[]): Value => args.find((it) => truthOf(it) !== false) ?? null;

const isKind = (args: readonly Value[]): Value => {
  const wanted = charsOf(args[0] ?? null) ?? "";
  const value = args[1] ?? null;
  // Go has many kinds of numbers; which one a value has says nothing about a chart.
  if (typeof value === "number") return Number.isInteger(value) ? /^(?:int|int64|float64)$/.test(wanted) : wanted === "float64";
  return kindOf(value) === wanted;
};

const types: Readonly<Record<string, string>> = { map: "map[string]interface {}", slice: "[]interface {}", invalid: "<nil>" };
const typeOf = (value: Value): string => (isHost(value) ? `*${value.name}` : (types[kindOf(value)] ?? kindOf(value)));

const conditions: Functions = {
  eq: open((args, machine) => {
    const [first = null, ...others] = args;
    let any: boolean | undefined = false;
    for (const it of others) {
      const same = isSame(first, it, machine);
      if (same === true) return true;
      if (same === undefined) any = undefined;
    }
    return perhaps(any);
  }),
  ne: open((args, machine) => {
    const same = isSame(args[0] ?? null, args[1] ?? null, machine);
    return perhaps(same === undefined ? undefined : !same);
  }),
  lt: known(order((it) => it < 0)),
  le: known(order((it) => it <= 0)),
  gt: known(order((it) => it > 0)),
  ge: known(order((it) => it >= 0)),
  not: open(([it = null]) => {
    const truth = truthOf(it);
    return truth === undefined ? perhaps(undefined) : !truth;
  }),
  // With one argument they come here; with more the machine looks no further than it must.
  and: open((args) => args.find((it) => truthOf(it) !== true) ?? args.at(-1) ?? null),
  or: open((args) => args.find((it) => truthOf(it) !== false) ?? args.at(-1) ?? null),
  deepEqual: open((args, machine) => perhaps(isSame(args[0] ?? null, args[1] ?? null, machine))),
};

const choices: Functions = {
  default: open((args) => {
    const [instead = null, given = null] = args;
    return truthOf(given) === false ? instead : given;
  }),
  empty: open(([it = null]) => {
    const truth = truthOf(it);
    return truth === undefined ? perhaps(undefined) : !truth;
  }),
  coalesce: open(firstThatIs),
  any: open((args) => args.some((it) => truthOf(it) === true)),
  all: open((args) => args.every((it) => truthOf(it) !== false)),
  ternary: open(([yes = null, no = null, test = null]) => {
    const truth = truthOf(test);
    return truth === undefined ? unknown("a condition decides it") : truth ? yes : no;
  }),
  // What an installation has to give is not known before there is one.
  required: open((args, machine) => {
    const value = args[1] ?? null;
    return value === null || charsOf(value) === "" ? unknown(textOf(args[0] ?? null, machine)) : value;
  }),
  fail: open((args, machine) => {
    throw new Refused(
      `the chart refuses these values: ${textOf(args[0] ?? null, machine)
        .trim()
        .slice(0, 300)}`,
    );
  }),
};

const kinds: Functions = {
  kindOf: known(([it = null]) => kindOf(it)),
  kindIs: known(isKind),
  typeOf: known(([it = null]) => typeOf(it)),
  typeIs: known((args) => isKind(args) === true || typeOf(args[1] ?? null) === charsOf(args[0] ?? null)),
  typeIsLike: known(
    (args) => isKind(args) === true || typeOf(args[1] ?? null).replace(/^\*/, "") === charsOf(args[0] ?? null)?.replace(/^\*/, ""),
  ),
  isAbs: ofWholeTexts(([path = ""]) => path.startsWith("/")),
};

export const logic: Functions = { ...conditions, ...choices, ...kinds };
