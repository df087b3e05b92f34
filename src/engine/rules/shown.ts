import { type Control, equal, type Finding, fileOf } from "../model/index.ts";
import type { Cause } from "./causes.ts";
import { controlled } from "./control.ts";
import { rank } from "./finding.ts";
import type { Rule } from "./rule.ts";

/** How findings were asked for: which rules, and what people set. */
export interface Asking {
  readonly rules: ReadonlySet<Rule>;
  readonly controls: readonly Control[];
  readonly named: boolean;
  readonly all: boolean;
}

interface Row {
  readonly cause: Cause;
  readonly finding: Finding;
  readonly file: string;
}

/** The findings as they are told, errors first, then by file and place; kept in order from one change to the next. */
export interface Shown {
  /** `gone` and `fresh` since the last time; `all` for whoever asks another way than the last time. */
  update(asking: Asking, gone: ReadonlySet<Cause>, fresh: readonly Cause[], all: () => Iterable<Cause>): readonly Finding[];
}

export function openShown(rules: readonly Rule[]): Shown {
  const byId = new Map(rules.map((it) => [it.id, it]));
  let rows: readonly Row[] = [];
  let last: Asking | undefined;

  const rowsOf = (causes: Iterable<Cause>, { controls, named, all }: Asking): Row[] => {
    const found: Row[] = [];
    for (const cause of causes) {
      if (cause.silencing.length > 0) continue;
      for (const finding of controlled([cause.finding], controls, byId, { named, all }))
        found.push({ cause, finding, file: fileOf(finding.at[0]) });
    }
    return found.sort(compare);
  };

  return {
    update(asking, gone, fresh, all) {
      const same = last !== undefined && sameAsking(last, asking);
      last = asking;
      if (!same) rows = rowsOf(all(), asking);
      else if (gone.size > 0 || fresh.length > 0)
        rows = merged(gone.size === 0 ? rows : rows.filter(({ cause }) => !gone.has(cause)), rowsOf(fresh, asking));
      return rows.map((it) => it.finding);
    },
  };
}

function sameAsking(a: Asking, b: Asking): boolean {
  if (a.named !== b.named || a.all !== b.all || a.rules.size !== b.rules.size || !equal(a.controls, b.controls)) return false;
  for (const it of a.rules) if (!b.rules.has(it)) return false;
  return true;
}

const by = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const compare = (a: Row, b: Row): number =>
  rank[a.finding.severity] - rank[b.finding.severity] ||
  by(a.file, b.file) ||
  a.cause.start - b.cause.start ||
  by(a.finding.id, b.finding.id);

/** Two lists in order as one; of the long one only pieces are copied. */
function merged(long: readonly Row[], short: readonly Row[]): readonly Row[] {
  const found: Row[] = [];
  let from = 0;
  for (const it of short) {
    let low = from;
    let high = long.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(long[middle] as Row, it) <= 0) low = middle + 1;
      else high = middle;
    }
    for (; from < low; from++) found.push(long[from] as Row);
    found.push(it);
  }
  for (; from < long.length; from++) found.push(long[from] as Row);
  return found;
}
