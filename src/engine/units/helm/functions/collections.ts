import { textOf } from "../evaluate/machine.ts";
import { Refused } from "../evaluate/stops.ts";
import { charsOf, copyOf, type Dict, dictOf, isDict, isList, isUnknown, keysOf, listOf, unknown, type Value } from "../evaluate/value.ts";
import { kindOf, truthOf } from "../evaluate/words.ts";
import { countAt, dictAt, type Functions, isSame, known, listAt, open, perhaps } from "./call.ts";

const key = (value: Value | undefined): string => (value === undefined ? "" : (charsOf(value) ?? String(value)));

/** `merge`: what the first says stays, unless it is empty. `over`: what comes later holds, unless that is empty. */
function merged(into: Dict, from: Dict, over: boolean): Dict {
  for (const [name, value] of from.entries) {
    const own = into.entries.get(name);
    if (isDict(own) && isDict(value)) merged(own, value, over);
    else if (own === undefined || truthOf(own) === false || (over && truthOf(value) !== false)) {
      into.entries.set(name, value);
      const place = from.places.get(name);
      if (place === undefined) into.places.delete(name);
      else into.places.set(name, place);
    }
  }
  return into;
}

const mergeAll =
  (over: boolean) =>
  (args: readonly Value[]): Value =>
    args.slice(1).reduce<Dict>((into, it) => (isDict(it) ? merged(into, it, over) : into), dictAt(args, 0));

const chosen = (dict: Dict, names: Iterable<string>): Dict => {
  const made = dictOf();
  for (const name of names) {
    const place = dict.places.get(name);
    if (!dict.entries.has(name)) continue;
    made.entries.set(name, dict.entries.get(name) ?? null);
    if (place !== undefined) made.places.set(name, place);
  }
  return made;
};

const dicts: Functions = {
  dict: open((args) => {
    const made = dictOf();
    for (let at = 0; at < args.length; at += 2) made.entries.set(key(args[at]), at + 1 < args.length ? (args[at + 1] ?? null) : "");
    return made;
  }),
  get: known((args) => dictAt(args, 0).entries.get(key(args[1])) ?? ""),
  set: open((args) => {
    const [it = null] = args;
    if (isUnknown(it)) return it;
    const dict = dictAt(args, 0);
    dict.entries.set(key(args[1]), args[2] ?? null);
    dict.places.delete(key(args[1]));
    return dict;
  }),
  unset: known((args) => {
    const dict = dictAt(args, 0);
    dict.entries.delete(key(args[1]));
    return dict;
  }),
  hasKey: known((args) => dictAt(args, 0).entries.has(key(args[1]))),
  pluck: known(([name, ...dictionaries]) =>
    listOf(dictionaries.flatMap((it) => (isDict(it) && it.entries.has(key(name)) ? [it.entries.get(key(name)) ?? null] : []))),
  ),
  dig: open((args) => {
    const path = args.slice(0, -2);
    let at: Value = args.at(-1) ?? null;
    for (const step of path) {
      if (isUnknown(at)) return at;
      if (!isDict(at) || !at.entries.has(key(step))) return args.at(-2) ?? null;
      at = at.entries.get(key(step)) ?? null;
    }
    return at;
  }),
  keys: known((args) => listOf(args.flatMap((it) => (isDict(it) ? keysOf(it) : [])))),
  values: known((args) => {
    const dict = dictAt(args, 0);
    return listOf(keysOf(dict).map((it) => dict.entries.get(it) ?? null));
  }),
  pick: known((args) => chosen(dictAt(args, 0), args.slice(1).map(key))),
  omit: known((args) => {
    const left = new Set(args.slice(1).map(key));
    const dict = dictAt(args, 0);
    return chosen(
      dict,
      [...dict.entries.keys()].filter((it) => !left.has(it)),
    );
  }),
  merge: known(mergeAll(false)),
  mergeOverwrite: known(mergeAll(true)),
  deepCopy: open(([it = null]) => copyOf(it)),
};

const numbersFrom = (start: number, stop: number, step: number): Value => {
  const items: number[] = [];
  if (step > 0) for (let at = start; at < stop; at += step) items.push(at);
  if (step < 0) for (let at = start; at > stop; at += step) items.push(at);
  return listOf(items);
};

const lists: Functions = {
  list: open((args) => listOf(args)),
  tuple: open((args) => listOf(args)),
  first: known(([it = null]) => (isList(it) ? (it.items[0] ?? null) : (charsOf(it)?.charAt(0) ?? null))),
  last: known((args) => listAt(args, 0).items.at(-1) ?? null),
  rest: known((args) => listOf(listAt(args, 0).items.slice(1), listAt(args, 0).places.slice(1))),
  initial: known((args) => listOf(listAt(args, 0).items.slice(0, -1), listAt(args, 0).places)),
  append: known((args) => listOf([...listAt(args, 0).items, args[1] ?? null], listAt(args, 0).places)),
  prepend: known((args) => listOf([args[1] ?? null, ...listAt(args, 0).items], [undefined, ...listAt(args, 0).places])),
  concat: known((args) => {
    const all = args.filter(isList);
    return listOf(
      all.flatMap((it) => it.items),
      all.flatMap((it) => it.items.map((_, index) => it.places[index])),
    );
  }),
  has: open((args, machine) => {
    const [wanted = null, list = null] = args;
    if (isUnknown(list)) return list;
    if (list === null) return false;
    const answers = listAt(args, 1).items.map((it) => isSame(it, wanted, machine));
    return perhaps(answers.includes(true) ? true : answers.includes(undefined) ? undefined : false);
  }),
  without: known((args, machine) =>
    listOf(listAt(args, 0).items.filter((it) => !args.slice(1).some((other) => isSame(it, other, machine) === true))),
  ),
  uniq: known((args, machine) =>
    listAt(args, 0).items.length > mostCompared
      ? listAt(args, 0)
      : listOf(listAt(args, 0).items.filter((it, index, all) => !all.slice(0, index).some((other) => isSame(it, other, machine) === true))),
  ),
  compact: known((args) => listOf(listAt(args, 0).items.filter((it) => truthOf(it) !== false))),
  reverse: known((args) => listOf([...listAt(args, 0).items].reverse())),
  sortAlpha: known((args, machine) =>
    listOf(
      listAt(args, 0)
        .items.map((it) => textOf(it, machine))
        .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    ),
  ),
  slice: known((args) => listOf(listAt(args, 0).items.slice(...args.slice(1).map((_, at) => countAt(args, at + 1))))),
  chunk: known((args) => {
    const size = Math.max(1, countAt(args, 0));
    const { items } = listAt(args, 1);
    return listOf(Array.from({ length: Math.ceil(items.length / size) }, (_, at) => listOf(items.slice(at * size, (at + 1) * size))));
  }),
  until: known((args) => {
    const count = countAt(args, 0);
    return numbersFrom(0, count, count < 0 ? -1 : 1);
  }),
  untilStep: known((args) => numbersFrom(countAt(args, 0), countAt(args, 1), countAt(args, 2))),
  seq: known((args) => {
    const [a = 0, b, c] = args.map((_, index) => countAt(args, index));
    const [from, step, to] = b === undefined ? [1, a < 1 ? -1 : 1, a] : c === undefined ? [a, b < a ? -1 : 1, b] : [a, b, c];
    const made = numbersFrom(from, to + Math.sign(step), step);
    return isList(made) ? made.items.join(" ") : "";
  }),
};
const mostCompared = 1000;

/** What Go itself has for maps and lists. */
const both: Functions = {
  len: open(([it = null]) => {
    if (isDict(it)) return it.entries.size;
    if (isList(it)) return it.items.length;
    if (isUnknown(it)) return it;
    const text = charsOf(it);
    if (text === undefined) throw new Refused(`a ${kindOf(it)} has no length`);
    return text.includes("\uE000") ? unknown("a part of it is not known") : text.length;
  }),
  index: known((args) => {
    let [at = null] = args;
    for (const step of args.slice(1)) {
      if (isUnknown(at)) return at;
      if (at === null) throw new Refused("nothing is set here that an index could look into");
      if (isDict(at)) at = at.entries.get(key(step)) ?? null;
      else if (isList(at)) {
        const index = Number(step);
        if (!(index >= 0 && index < at.items.length)) throw new Refused(`the list has no item ${key(step)}`);
        at = at.items[index] ?? null;
      } else throw new Refused(`a ${kindOf(at)} has no items`);
    }
    return at;
  }),
};

export const collections: Functions = { ...dicts, ...lists, ...both, push: lists["append"] as Functions[string] };
