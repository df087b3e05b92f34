import { type Finding, fileOf } from "../model/index.ts";
import type { Answer } from "./answers.ts";
import { findingOf, type Raw, systemOfSubject } from "./finding.ts";
import type { Ignore } from "./ignore.ts";
import type { Reviewable } from "./review.ts";
import type { Rule } from "./rule.ts";

/** What rules said, put together by cause, and the finding that comes of each. */
export interface Cause {
  readonly rule: Rule;
  readonly finding: Finding;
  /** Offset of the place it is shown at. */
  readonly start: number;
  /** Comments that speak for it. */
  readonly silencing: readonly Ignore[];
}

export interface Causes {
  said(answer: Answer): void;
  unsaid(answer: Answer): void;
  /** These files' texts are others: what has a place in them stands elsewhere now. */
  moved(files: Iterable<string>): void;
  /** What every finding rests on is another: names of systems, variants, requirements. */
  unsettle(): void;
  /** Makes the findings of these rules again where they may be others; tells which are gone or replaced, and which are new. */
  settle(rules: ReadonlySet<Rule>, now: Reviewable, silencing: (finding: Finding) => readonly Ignore[]): Settled;
  /** Every cause of these rules, after `settle`. */
  of(rules: ReadonlySet<Rule>): Iterable<Cause>;
}

interface Settled {
  readonly gone: ReadonlySet<Cause>;
  readonly fresh: readonly Cause[];
}

interface Group {
  readonly key: string;
  readonly rule: Rule;
  raws: Raw[];
  files: ReadonlySet<string>;
  cause: Cause | undefined;
}

export function openCauses(): Causes {
  const groups = new Map<string, Group>();
  const byFile = new Map<string, Set<Group>>();
  const unsettled = new Set<Group>();

  const keyOf = ({ rule, subject }: Answer, cause: string): string => `${rule.id}:${systemOfSubject(subject)}/${cause}`;
  const shelve = (group: Group, files: ReadonlySet<string>): void => {
    for (const file of group.files) if (!files.has(file)) byFile.get(file)?.delete(group);
    for (const file of files) {
      const there = byFile.get(file);
      if (there === undefined) byFile.set(file, new Set([group]));
      else there.add(group);
    }
    group.files = files;
  };

  return {
    said(answer) {
      for (const says of answer.said) {
        const key = keyOf(answer, says.cause);
        let group = groups.get(key);
        if (group === undefined) {
          group = { key, rule: answer.rule, raws: [], files: new Set(), cause: undefined };
          groups.set(key, group);
        }
        group.raws.push({ answer, says });
        unsettled.add(group);
      }
    },
    unsaid(answer) {
      for (const { cause } of answer.said) {
        const group = groups.get(keyOf(answer, cause));
        if (group === undefined) continue;
        group.raws = group.raws.filter((it) => it.answer !== answer);
        unsettled.add(group);
      }
    },
    moved(files) {
      for (const file of files) for (const group of byFile.get(file) ?? []) unsettled.add(group);
    },
    unsettle() {
      for (const group of groups.values()) unsettled.add(group);
    },
    settle(rules, now, silencing) {
      const gone = new Set<Cause>();
      const fresh: Cause[] = [];
      for (const group of unsettled) {
        if (!rules.has(group.rule)) continue;
        unsettled.delete(group);
        if (group.cause !== undefined) gone.add(group.cause);
        if (group.raws.length === 0) {
          shelve(group, new Set());
          groups.delete(group.key);
          continue;
        }
        const finding = findingOf(inOrder(group.raws), now);
        group.cause = { rule: group.rule, finding, start: now.place(finding.at[0])?.start ?? 0, silencing: silencing(finding) };
        fresh.push(group.cause);
        shelve(group, filesOf(finding));
      }
      return { gone, fresh };
    },
    *of(rules) {
      for (const { rule, cause } of groups.values()) if (cause !== undefined && rules.has(rule)) yield cause;
    },
  };
}

/** Whichever was asked first, one cause is told in one way. */
const inOrder = (raws: readonly Raw[]): readonly Raw[] =>
  raws.length < 2
    ? raws
    : [...raws].sort(({ answer: { subject: a } }, { answer: { subject: b } }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

function filesOf({ at, fixes }: Finding): ReadonlySet<string> {
  const files = new Set<string>();
  for (const id of at) files.add(fileOf(id));
  for (const { steps } of fixes) for (const { at: id } of steps) files.add(fileOf(id));
  return files;
}
