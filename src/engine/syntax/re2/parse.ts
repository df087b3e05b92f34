/** A regular expression of Go's RE2, as far as people write them: no look-around, no back-references, so that matching is linear. */
export type Pattern =
  | { readonly kind: "one"; readonly test: (code: number) => boolean }
  | { readonly kind: "all"; readonly parts: readonly Pattern[] }
  | { readonly kind: "either"; readonly parts: readonly Pattern[] }
  | { readonly kind: "repeat"; readonly of: Pattern; readonly least: number; readonly most: number; readonly greedy: boolean }
  | { readonly kind: "group"; readonly of: Pattern; readonly number: number; readonly name: string | undefined }
  | { readonly kind: "at"; readonly what: "start" | "end" | "lineStart" | "lineEnd" | "word" | "inside" };

interface Reading {
  readonly text: string;
  at: number;
  groups: number;
  depth: number;
  readonly fold: boolean;
  readonly lines: boolean;
  readonly dotAll: boolean;
}

const longest = 2000;
const mostRepeats = 1000;

/** `undefined` = it is none, or says something that is not read. */
export function parsePattern(text: string): Pattern | undefined {
  if (text.length > longest) return undefined;
  const flags = /^\(\?([ims]+)\)/.exec(text);
  const said = flags?.[1] ?? "";
  const reading: Reading = {
    text,
    at: flags?.[0].length ?? 0,
    groups: 0,
    depth: 0,
    fold: said.includes("i"),
    lines: said.includes("m"),
    dotAll: said.includes("s"),
  };
  const pattern = readEither(reading);
  return reading.at === text.length ? pattern : undefined;
}

function readEither(reading: Reading): Pattern | undefined {
  const parts: Pattern[] = [];
  for (;;) {
    const part = readAll(reading);
    if (part === undefined) return undefined;
    parts.push(part);
    if (reading.text[reading.at] !== "|") return parts.length === 1 ? part : { kind: "either", parts };
    reading.at++;
  }
}

function readAll(reading: Reading): Pattern | undefined {
  const parts: Pattern[] = [];
  while (reading.at < reading.text.length && !"|)".includes(reading.text[reading.at] ?? "")) {
    const atom = readAtom(reading);
    const part = atom && readRepeat(reading, atom);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return { kind: "all", parts };
}

function readRepeat(reading: Reading, of: Pattern): Pattern | undefined {
  const match = /^(?:([*+?])|\{(\d{1,5})(?:(,)(\d{1,5})?)?\})(\?)?/.exec(reading.text.slice(reading.at, reading.at + 16));
  if (match === null) return of;
  const [all, mark, low, comma, high, lazy] = match;
  reading.at += all.length;
  const least = mark === undefined ? Number(low) : mark === "+" ? 1 : 0;
  const most =
    mark === undefined ? (comma === undefined ? least : high === undefined ? Infinity : Number(high)) : mark === "?" ? 1 : Infinity;
  if (least > mostRepeats || (most !== Infinity && most > mostRepeats) || /^[*+?]/.test(reading.text.slice(reading.at))) return undefined;
  return { kind: "repeat", of, least, most, greedy: lazy === undefined };
}

const literal = (code: number, fold: boolean): Pattern => {
  const other = String.fromCodePoint(code);
  const codes = fold ? [other.toLowerCase(), other.toUpperCase()].map((it) => it.codePointAt(0)) : [code];
  return { kind: "one", test: (it) => codes.includes(it) };
};

function readAtom(reading: Reading): Pattern | undefined {
  const { text } = reading;
  const char = text[reading.at] ?? "";
  if (char === "(") return readGroup(reading);
  if (char === "[") return readClass(reading);
  if (char === "\\") return readEscape(reading);
  if ("*+?".includes(char)) return undefined;
  const code = text.codePointAt(reading.at) ?? 0;
  reading.at += code > 0xffff ? 2 : 1;
  if (char === ".") return { kind: "one", test: (it) => reading.dotAll || it !== 10 };
  if (char === "^") return { kind: "at", what: reading.lines ? "lineStart" : "start" };
  if (char === "$") return { kind: "at", what: reading.lines ? "lineEnd" : "end" };
  return literal(code, reading.fold);
}

function readGroup(reading: Reading): Pattern | undefined {
  if (reading.depth > 50) return undefined;
  const head = /^\((\?:|\?P?<([A-Za-z_]\w*)>)?/.exec(reading.text.slice(reading.at, reading.at + 80));
  if (head === null || reading.text.startsWith("(?", reading.at) !== (head[1] !== undefined)) return undefined;
  reading.at += head[0].length;
  const number = head[1] === "?:" ? 0 : ++reading.groups;
  reading.depth++;
  const of = readEither(reading);
  reading.depth--;
  if (of === undefined || reading.text[reading.at] !== ")") return undefined;
  reading.at++;
  return number === 0 ? of : { kind: "group", of, number, name: head[2] };
}

type Test = (code: number) => boolean;
const digit: Test = (it) => it >= 48 && it <= 57;
const wordly: Test = (it) => digit(it) || (it >= 65 && it <= 90) || (it >= 97 && it <= 122) || it === 95;
const space: Test = (it) => it === 32 || (it >= 9 && it <= 13 && it !== 11);
const not =
  (test: Test): Test =>
  (it) =>
    !test(it);
const classes: Readonly<Record<string, Test>> = { d: digit, w: wordly, s: space, D: not(digit), W: not(wordly), S: not(space) };
const named: Readonly<Record<string, Test>> = {
  digit,
  word: wordly,
  space,
  lower: (it) => it >= 97 && it <= 122,
  upper: (it) => it >= 65 && it <= 90,
  alpha: (it) => wordly(it) && !digit(it) && it !== 95,
  alnum: (it) => wordly(it) && it !== 95,
  punct: (it) => it > 32 && it < 127 && !(wordly(it) && it !== 95),
  blank: (it) => it === 32 || it === 9,
};
const controls: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, f: 12, v: 11, a: 7 };

function readEscape(reading: Reading): Pattern | undefined {
  const char = reading.text[reading.at + 1] ?? "";
  reading.at += 2;
  const test = classes[char];
  if (test !== undefined) return { kind: "one", test };
  const what = ({ b: "word", B: "inside", A: "start", z: "end" } as const)[char as "b"];
  if (what !== undefined) return { kind: "at", what };
  const code = controls[char];
  if (code !== undefined) return literal(code, false);
  return /[A-Za-z0-9]/.test(char) || char === "" ? undefined : literal(char.charCodeAt(0), false);
}

function readClass(reading: Reading): Pattern | undefined {
  const { text } = reading;
  let at = reading.at + 1;
  const negative = text[at] === "^";
  if (negative) at++;
  const tests: Test[] = [];
  for (let first = true; at < text.length; first = false) {
    if (text[at] === "]" && !first) {
      reading.at = at + 1;
      const any: Test = (it) => tests.some((test) => test(it));
      return { kind: "one", test: negative ? not(any) : any };
    }
    const posix = /^\[:(\^?)([a-z]+):\]/.exec(text.slice(at, at + 16));
    const escaped = text[at] === "\\" ? classes[text[at + 1] ?? ""] : undefined;
    if (posix !== null) {
      const test = named[posix[2] ?? ""];
      if (test === undefined) return undefined;
      tests.push(posix[1] === "^" ? not(test) : test);
      at += posix[0].length;
    } else if (escaped !== undefined) {
      tests.push(escaped);
      at += 2;
    } else {
      const low = charIn(text, at);
      at = low.end;
      let high = low.code;
      if (text[at] === "-" && text[at + 1] !== "]" && at + 1 < text.length) {
        const to = charIn(text, at + 1);
        high = to.code;
        at = to.end;
      }
      const { code } = low;
      const within: Test = (it) => it >= code && it <= high;
      const { fold } = reading;
      tests.push((it) => within(it) || (fold && within(flipped(it))));
    }
  }
  return undefined;
}

const flipped = (code: number): number => {
  const char = String.fromCodePoint(code);
  return (char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase()).codePointAt(0) ?? code;
};

function charIn(text: string, at: number): { readonly code: number; readonly end: number } {
  if (text[at] === "\\") return { code: controls[text[at + 1] ?? ""] ?? text.charCodeAt(at + 1), end: at + 2 };
  const code = text.codePointAt(at) ?? 0;
  return { code, end: at + (code > 0xffff ? 2 : 1) };
}
