import { type Pattern, parsePattern } from "./parse.ts";

/** Where a pattern and its groups were found: start and end of each, -1 where a group took no part. */
export type Found = readonly number[];

export interface Matcher {
  /** The first place at or behind `from`; `undefined` = there is none; `"too long"` = it was not looked for. */
  find(text: string, from: number): Found | undefined | "too long";
  readonly names: ReadonlyMap<string, number>;
}

type Step =
  | { readonly do: "one"; readonly test: (code: number) => boolean }
  | { readonly do: "fork"; first: number; second: number }
  | { readonly do: "jump"; to: number }
  | { readonly do: "save"; readonly slot: number }
  | { readonly do: "at"; readonly what: Extract<Pattern, { kind: "at" }>["what"] }
  | { readonly do: "match" };

const mostSteps = 5000;
/** Steps times characters that one search may look at. */
const mostVisits = 8_000_000;

/** A pattern made ready; `undefined` = it cannot be read. Each step is tried at each place once: no text takes long. */
export function matcherOf(source: string): Matcher | undefined {
  const pattern = parsePattern(source);
  if (pattern === undefined) return undefined;
  const steps: Step[] = [];
  const names = new Map<string, number>();
  if (!compile(pattern, steps, names)) return undefined;
  steps.push({ do: "match" });
  return {
    names,
    find(text, from) {
      if (steps.length * (text.length + 1) > mostVisits) return "too long";
      const visited = new Uint8Array(steps.length * (text.length + 1));
      for (let at = from; at <= text.length; at++) {
        const found = matchAt(steps, text, at, visited);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

function compile(pattern: Pattern, steps: Step[], names: Map<string, number>): boolean {
  if (steps.length > mostSteps) return false;
  switch (pattern.kind) {
    case "one":
      steps.push({ do: "one", test: pattern.test });
      return true;
    case "at":
      steps.push({ do: "at", what: pattern.what });
      return true;
    case "all":
      return pattern.parts.every((it) => compile(it, steps, names));
    case "group": {
      if (pattern.name !== undefined) names.set(pattern.name, pattern.number);
      steps.push({ do: "save", slot: pattern.number * 2 });
      const done = compile(pattern.of, steps, names);
      steps.push({ do: "save", slot: pattern.number * 2 + 1 });
      return done;
    }
    case "either": {
      const ends: { to: number }[] = [];
      for (const [index, it] of pattern.parts.entries()) {
        const last = index === pattern.parts.length - 1;
        const fork = { do: "fork" as const, first: steps.length + 1, second: 0 };
        if (!last) steps.push(fork);
        if (!compile(it, steps, names)) return false;
        if (last) break;
        const end = { do: "jump" as const, to: 0 };
        steps.push(end);
        ends.push(end);
        fork.second = steps.length;
      }
      for (const it of ends) it.to = steps.length;
      return true;
    }
    case "repeat":
      return compileRepeat(pattern, steps, names);
  }
}

function compileRepeat(pattern: Extract<Pattern, { kind: "repeat" }>, steps: Step[], names: Map<string, number>): boolean {
  const { of, least, most, greedy } = pattern;
  for (let count = 0; count < least; count++) if (!compile(of, steps, names)) return false;
  const optional = (end: (fork: { first: number; second: number }) => void): boolean => {
    const fork = { do: "fork" as const, first: 0, second: 0 };
    steps.push(fork);
    const body = steps.length;
    if (!compile(of, steps, names)) return false;
    end(fork);
    if (greedy) [fork.first, fork.second] = [body, steps.length];
    else [fork.first, fork.second] = [steps.length, body];
    return true;
  };
  if (most === Infinity) {
    const start = steps.length;
    return optional(() => steps.push({ do: "jump", to: start }));
  }
  for (let count = least; count < most; count++) if (!optional(() => undefined)) return false;
  return true;
}

/** Goes through the steps depth first, the preferred way first, no step at one place twice. */
function matchAt(steps: readonly Step[], text: string, start: number, visited: Uint8Array): Found | undefined {
  interface Thread {
    step: number;
    at: number;
    readonly saved: readonly number[];
  }
  const threads: Thread[] = [{ step: 0, at: start, saved: [] }];
  for (let thread = threads.pop(); thread !== undefined; thread = threads.pop()) {
    let { step, at, saved } = thread;
    for (;;) {
      const key = at * steps.length + step;
      if (visited[key] === 1) break;
      visited[key] = 1;
      const it = steps[step];
      if (it === undefined) break;
      if (it.do === "match")
        return Array.from({ length: Math.max(2, saved.length) }, (_, slot) => (slot === 0 ? start : slot === 1 ? at : (saved[slot] ?? -1)));
      if (it.do === "one") {
        const code = text.codePointAt(at);
        if (code === undefined || !it.test(code)) break;
        at += code > 0xffff ? 2 : 1;
        step++;
      } else if (it.do === "fork") {
        threads.push({ step: it.second, at, saved });
        step = it.first;
      } else if (it.do === "jump") step = it.to;
      else if (it.do === "save") {
        const next = [...saved];
        next[it.slot] = at;
        saved = next;
        step++;
      } else {
        if (!isAt(it.what, text, at)) break;
        step++;
      }
    }
  }
  return undefined;
}

function isAt(what: Extract<Pattern, { kind: "at" }>["what"], text: string, at: number): boolean {
  if (what === "start") return at === 0;
  if (what === "end") return at === text.length;
  if (what === "lineStart") return at === 0 || text[at - 1] === "\n";
  if (what === "lineEnd") return at === text.length || text[at] === "\n";
  const border = /\w/.test(text[at - 1] ?? "") !== /\w/.test(text[at] ?? "");
  return (what === "word") === border;
}
