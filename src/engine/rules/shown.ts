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
  /** `gone` and `fresh`: since the last time; `all` for whoever asks another way than the last time. */
  update(asking: Asking, gone: ReadonlySet<Cause>, fresh: readonly Cause[], all: () => Iterable<Cause>): readonly Finding[];
}

export function openShown(rules: readonly Rule[]): Shown {
  const byId = new Map(rules.map((it) => [it.id, it]));
  let rows: readonly Row[] = [];
  let findings: readonly Finding[] = [];
  let byCause = new Map<Cause, Row>();
  let last: Asking | undefined;

  const rowsOf = (causes: Iterable<Cause>, { controls, named, all }: Asking): Row[] => {
    const found: Row[] = [];
    for (const cause of causes) {
      if (cause.silencing.length > 0) continue;
      for (const finding of controlled([cause.finding], controls, byId, { named, all })) {
        const row: Row = { cause, finding, file: fileOf(finding.at[0]) };
        byCause.set(cause, row);
        found.push(row);
      }
    }
    return found.sort(compare);
  };

  /** `undefined` = a row is not where it should be: all of them are put in order again. */
  const changesOf = (gone: ReadonlySet<Cause>, fresh: readonly Cause[], asking: Asking): readonly Change[] | undefined => {
    const changes: Change[] = [];
    for (const cause of gone) {
      const row = byCause.get(cause);
      if (row === undefined) continue;
      byCause.delete(cause);
      const at = indexFor(row, rows);
      if (rows[at] !== row) return undefined;
      changes.push({ at, row: undefined });
    }
    for (const row of rowsOf(fresh, asking)) changes.push({ at: indexFor(row, rows), row });
    // What goes stands before what comes: within one place the order is that of the rows.
    return changes.sort((a, b) => a.at - b.at);
  };

  return {
    update(asking, gone, fresh, all) {
      const same = last !== undefined && sameAsking(last, asking);
      last = asking;
      const changes = same && gone.size + fresh.length <= rows.length / 4 ? changesOf(gone, fresh, asking) : undefined;
      if (changes === undefined) {
        byCause = new Map();
        rows = rowsOf(all(), asking);
        findings = rows.map((it) => it.finding);
      } else if (changes.length > 0) {
        findings = spliced(findings, changes, (it) => it.finding);
        rows = spliced(rows, changes, (it) => it);
      }
      return findings;
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

/** A row that comes before the one at `at`; without one, the row there goes. */
interface Change {
  readonly at: number;
  readonly row: Row | undefined;
}

/** Where a row stands, or would stand. */
function indexFor(row: Row, rows: readonly Row[]): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(rows[middle] as Row, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A list with some changes, which stand in its order: what lies between them is copied piece by piece. */
function spliced<T>(list: readonly T[], changes: readonly Change[], made: (row: Row) => T): readonly T[] {
  const pieces: (readonly T[])[] = [];
  let from = 0;
  for (const { at, row } of changes) {
    if (at > from) pieces.push(list.slice(from, at));
    if (row !== undefined) pieces.push([made(row)]);
    from = row === undefined ? at + 1 : Math.max(from, at);
  }
  pieces.push(list.slice(from));
  return ([] as T[]).concat(...pieces);
}
