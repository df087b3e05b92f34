import {
  type Architecture,
  type EvidenceId,
  equal,
  type Finding,
  type Fix,
  fileOf,
  type In,
  isNamedByFolder,
  type NonEmpty,
  type Requirements,
  requirementsFor,
  type Severity,
  type Step,
  type SystemId,
  systemOf,
  union,
} from "../model/index.ts";
import type { Answer } from "./answers.ts";
import { mendable } from "./mending.ts";
import type { Reviewable } from "./review.ts";
import type { RuleFix, Says, Subject } from "./rule.ts";

/** What a rule said about a subject: a finding, or a part of one. */
export interface Raw {
  readonly answer: Answer;
  readonly says: Says;
}

/** One finding a cause: variants that share it are put together, the main variant's words first. */
export function findingOf(group: readonly Raw[], now: Reviewable): Finding {
  const ordered = [...group].sort((a, b) => Number(holdsInMain(b.says.in, now)) - Number(holdsInMain(a.says.in, now)));
  const [first] = ordered as [Raw];
  const where = ordered.reduce<In>((all, it) => union(all, it.says.in), first.says.in);
  const at = [...new Set(ordered.flatMap((it) => it.says.at))] as unknown as NonEmpty<EvidenceId>;
  const { severity, because } = judged(ordered, where, now);
  return {
    id: idOf(first, now.architecture),
    rule: first.answer.rule.id,
    severity,
    because,
    message: filled(first.answer.rule.messages[first.says.message] ?? first.says.message, first.says.params),
    says: { key: first.says.message, params: first.says.params },
    about: [...new Set(ordered.flatMap((it) => it.says.about))],
    in: where,
    at,
    fixes: together(ordered.flatMap(({ answer, says }) => (says.fixes ?? []).flatMap((fix) => mendable(answer.subject, fix)))).flatMap(
      (fix) => withHashes(fix, now),
    ),
  };
}

/** Rule and cause, and nothing that another clone or the next edit makes another: no line, and no name that is only the open folder's. */
function idOf({ answer: { rule, subject }, says: { cause } }: Raw, { systems }: Architecture): string {
  const system = systemOfSubject(subject);
  const row = systems.get(system);
  return `${rule.id}:${row !== undefined && isNamedByFolder(row) ? "" : system}/${cause}`;
}

const holdsInMain = (where: In, { architecture }: Reviewable): boolean =>
  where === "all" || where.some((id) => architecture.variants.get(id)?.main === true);

export function systemOfSubject(subject: Subject): SystemId {
  if ("system" in subject) return subject.system;
  if ("from" in subject) return systemOf(subject.from);
  return "keys" in subject ? systemOf(subject.id) : subject.id;
}

const statedFor = (subject: Subject, all: Requirements): Requirements =>
  requirementsFor(all, systemOfSubject(subject), "name" in subject ? subject.name : undefined);

export const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** Names of environments whose faults nobody's users meet. An environment without a name counts as production. */
const sheltered: ReadonlySet<string> = new Set(["development", "dev", "local", "test", "testing", "ci", "e2e", "debug"]);

/** The worst severity among the variants, and at most a note where every one of them is sheltered. */
function judged(group: readonly Raw[], where: In, now: Reviewable): { severity: Severity; because: string | undefined } {
  const each = group
    .map(({ answer: { rule, subject }, says }) => ({
      severity: says.severity ?? rule.severity(statedFor(subject, now.requirements), subject as never),
      because: says.because,
    }))
    .sort((a, b) => rank[a.severity] - rank[b.severity]);
  const worst = each[0] as (typeof each)[number];
  const environments = where === "all" ? [undefined] : where.map((id) => now.architecture.variants.get(id)?.environment);
  const allSheltered = environments.every((it) => it !== undefined && sheltered.has(it));
  if (!allSheltered || worst.severity === "note") return worst;
  return { severity: "note", because: `Holds only in ${[...new Set(environments)].sort().join(" and ")}.` };
}

/** `{name}` replaced by the parameter of that name; braces without one stay. */
const filled = (template: string, params: Says["params"]): string =>
  template.replace(/\{(\w+)\}/g, (braces, name: string) => (name in params ? String(params[name]) : braces));

/**
 * One cause is mended wherever it stands: what variants do under one title is one fix, so that a file and the one that overrides it
 * do not come to say different things. Where they would write different values in one place, the main variant's fix counts.
 */
function together(fixes: readonly RuleFix[]): readonly RuleFix[] {
  const byTitle = new Map<string, RuleFix>();
  for (const fix of fixes) {
    const known = byTitle.get(fix.title);
    const news = known === undefined ? [] : fix.steps.filter((step) => !known.steps.some((it) => equal(it, step)));
    if (known === undefined) byTitle.set(fix.title, fix);
    else if (!news.some((step) => known.steps.some((it) => it.at === step.at && keyIn(it) === keyIn(step))))
      byTitle.set(fix.title, { ...known, certain: known.certain && fix.certain, steps: [...known.steps, ...news] });
  }
  return [...byTitle.values()];
}

const keyIn = (step: RuleFix["steps"][number]): string | undefined => ("key" in step ? step.key : undefined);

/** A step whose place is not known cannot be done, and half a fix is none. */
function withHashes(fix: RuleFix, now: Reviewable): readonly Fix[] {
  const steps: Step[] = [];
  for (const step of fix.steps) {
    const span = now.place(step.at);
    const text = now.text(fileOf(step.at));
    if (span === undefined || text === undefined) return [];
    steps.push({ ...step, hash: now.hashOf(text.slice(span.start, span.end)) } as Step);
  }
  return [{ title: fix.title, certain: fix.certain, steps: steps as unknown as NonEmpty<Step> }];
}
