import { Refused } from "../evaluate/stops.ts";
import { isList, type Value } from "../evaluate/value.ts";
import { type Functions, known, numberOf } from "./call.ts";

/** The whole part of what each argument says: Go's `int64` arithmetic. */
const whole = (work: (...numbers: number[]) => number) => known((args) => work(...args.map((it) => Math.trunc(numberOf(it)))));
const exact = (work: (...numbers: number[]) => number) => known((args) => work(...args.map(numberOf)));
const folded =
  (work: (a: number, b: number) => number) =>
  (...numbers: number[]): number =>
    numbers.slice(1).reduce(work, numbers[0] ?? 0);
const divided = (by: number): number => {
  if (by === 0) throw new Refused("something is divided by zero here");
  return by;
};
const rounded = (args: readonly Value[]): number => {
  const [value, digits] = [numberOf(args[0]), Math.max(0, Math.min(15, Math.trunc(numberOf(args[1]))))];
  return Math.round(value * 10 ** digits) / 10 ** digits;
};

export const numbers: Functions = {
  int: known(([it = null]) => Math.trunc(numberOf(it))),
  int64: known(([it = null]) => Math.trunc(numberOf(it))),
  float64: known(([it = null]) => numberOf(it)),
  atoi: known(([it = null]) => Math.trunc(numberOf(it))),
  toDecimal: known(([it = null]) => Number.parseInt(String(it), 8) || 0),
  add: whole(folded((a, b) => a + b)),
  add1: whole((a = 0) => a + 1),
  sub: whole((a = 0, b = 0) => a - b),
  mul: whole(folded((a, b) => a * b)),
  div: whole((a = 0, b = 0) => Math.trunc(a / divided(b))),
  mod: whole((a = 0, b = 0) => a % divided(b)),
  max: whole((...all) => Math.max(...all)),
  biggest: whole((...all) => Math.max(...all)),
  min: whole((...all) => Math.min(...all)),
  addf: exact(folded((a, b) => a + b)),
  add1f: exact((a = 0) => a + 1),
  subf: exact(folded((a, b) => a - b)),
  mulf: exact(folded((a, b) => a * b)),
  divf: exact(folded((a, b) => a / divided(b))),
  maxf: exact((...all) => Math.max(...all)),
  minf: exact((...all) => Math.min(...all)),
  floor: exact((a = 0) => Math.floor(a)),
  ceil: exact((a = 0) => Math.ceil(a)),
  round: known(rounded),
  sum: known((args) => args.flatMap((it) => (isList(it) ? it.items : [it])).reduce<number>((all, it) => all + numberOf(it), 0)),
};
