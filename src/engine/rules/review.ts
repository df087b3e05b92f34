/**
 * The runner of the rules. What a session does with it:
 *
 *   const reviewer = createReviewer(rules);
 *   reviewer.forget(changed);            // after every update: changed ids and the keys of changed lists
 *   const { findings, problems } = reviewer.review({ graph, architecture, requirements, place, text, files, hashOf });
 *   reviewer.checks();                   // how often a rule was called
 *
 * `graph` is the plain one: the runner wraps it with `recording` per call.
 */
import type { Graph } from "../graph/graph.ts";
import { type Recording, recording } from "../graph/recording.ts";
import {
  type Architecture,
  type Control,
  type EvidenceId,
  equal,
  type Finding,
  type Fix,
  fileOf,
  type In,
  type NonEmpty,
  type Problem,
  type Requirements,
  type ResourceKind,
  requirementsFor,
  type Severity,
  type Span,
  type Step,
  type SystemId,
  systemOf,
  union,
} from "../model/index.ts";
import { controlled, inOrder as inDepth, isOnSomewhere, optionsFor, problemsOf } from "./control.ts";
import { createIgnores } from "./ignore.ts";
import type { Options, Rule, RuleFix, Says, Subject } from "./rule.ts";

/** The workspace as it stands, and what only the session knows of it. */
export interface Reviewable {
  readonly graph: Graph;
  readonly architecture: Architecture;
  readonly requirements: Requirements;
  /** What people set for the review. */
  readonly controls?: readonly Control[];
  place(id: EvidenceId): Span | undefined;
  text(file: string): string | undefined;
  /** The files that were read: where ignore comments may stand. */
  readonly files: Iterable<string>;
  /** The fingerprint that steps of a fix carry, of the text at their place. */
  hashOf(text: string): string;
}

export interface Selection {
  /** Rules by id; `undefined` = those that are on by default. */
  readonly rules?: readonly string[] | undefined;
  readonly allRules?: boolean | undefined;
}

export interface Reviewed {
  /** Errors first, then by file and place. */
  readonly findings: readonly Finding[];
  /** About the review itself: an ignore comment without a reason, one that silences nothing, a rule that failed. */
  readonly problems: readonly Problem[];
}

export interface Reviewer {
  /** Drops every answer that rests on one of these ids or list keys. */
  forget(changed: ReadonlySet<string>): void;
  /** All findings, calling rules only for subjects whose answer is not known. */
  review(now: Reviewable, selection?: Selection): Reviewed;
  /** How often a rule was called since the reviewer was created. */
  checks(): number;
}

/** What one rule said about one subject, and what it had asked to say it. */
interface Answer {
  readonly rule: Rule;
  readonly subject: string;
  readonly asked: ReadonlySet<string>;
  readonly said: readonly Says[];
  readonly failure: string | undefined;
}

export function createReviewer(rules: readonly Rule[]): Reviewer {
  const answers = new Map<Rule, Map<string, Answer>>(rules.map((rule) => [rule, new Map()]));
  const restingOn = new Map<string, Set<Answer>>();
  const ignores = createIgnores(rules.map((rule) => rule.id));
  let checks = 0;

  const drop = (answer: Answer): void => {
    answers.get(answer.rule)?.delete(answer.subject);
    for (const key of answer.asked) {
      const resting = restingOn.get(key);
      resting?.delete(answer);
      if (resting?.size === 0) restingOn.delete(key);
    }
  };

  const byId = new Map(rules.map((it) => [it.id, it]));
  const optionsAsked = new Map<Rule, Options>();

  /** A rule's options now; answers that were given with others are dropped. */
  const optionsOf = (rule: Rule, controls: readonly Control[]): Options => {
    const options = optionsFor(rule, controls);
    const before = optionsAsked.get(rule);
    if (before !== undefined && !equal(before, options)) for (const answer of [...(answers.get(rule)?.values() ?? [])]) drop(answer);
    optionsAsked.set(rule, options);
    return options;
  };

  const ask = (rule: Rule, subject: Subject, record: Recording, options: Options): Answer => {
    let said: readonly Says[] = [];
    let failure: string | undefined;
    checks++;
    // One rule's mistake must not take the others' findings away; it is told as a problem.
    try {
      said = [...rule.check(subject as never, record.graph, options)];
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
    const answer: Answer = { rule, subject: subject.id, asked: record.asked().add(subject.id), said, failure };
    answers.get(rule)?.set(subject.id, answer);
    for (const key of answer.asked) restingOn.set(key, (restingOn.get(key) ?? new Set()).add(answer));
    return answer;
  };

  const selected = (selection: Selection, controls: readonly Control[]): readonly Rule[] => {
    if (selection.rules !== undefined) return rules.filter((rule) => selection.rules?.includes(rule.id));
    return selection.allRules === true ? rules : rules.filter((rule) => isOnSomewhere(rule, controls));
  };

  return {
    checks: () => checks,
    forget(changed) {
      for (const key of changed) for (const answer of [...(restingOn.get(key) ?? [])]) drop(answer);
    },
    review(now, selection = {}) {
      const controls = inDepth(now.controls ?? []);
      const running = selected(selection, controls);
      const subjects = subjectsByScope(now.architecture);
      const record = recording(now.graph);
      const raw: Raw[] = [];
      const problems: Problem[] = [];
      for (const rule of running) {
        const known = answers.get(rule);
        const options = optionsOf(rule, controls);
        const alive = subjects(rule);
        if (known !== undefined && known.size > 0) {
          const ids = new Set(alive.map((it) => it.id));
          for (const answer of [...known.values()]) if (!ids.has(answer.subject)) drop(answer);
        }
        for (const subject of alive) {
          const answer = known?.get(subject.id) ?? ask(rule, subject, record, options);
          if (answer.failure !== undefined) problems.push(failed(answer));
          for (const says of answer.said) raw.push({ rule, subject, says });
        }
      }
      const how = { named: selection.rules !== undefined, all: selection.allRules === true };
      const findings = controlled(fold(raw, now), controls, byId, how);
      const kept = ignores.apply(findings, now, new Set(running.map((rule) => rule.id)));
      return { findings: inOrder(kept.findings, now), problems: [...problems, ...problemsOf(controls, rules), ...kept.problems] };
    },
  };
}

/** The subjects of a rule's scope, each table looked through at most once. */
function subjectsByScope(architecture: Architecture): (rule: Rule) => readonly Subject[] {
  const known = new Map<string, readonly Subject[]>();
  const list = (scope: string): readonly Subject[] => {
    if (scope === "component") return [...architecture.components.values()];
    if (scope === "use") return [...architecture.uses.values()];
    if (scope === "entity") return [...architecture.entities.values()];
    if (scope === "system") return [...architecture.systems.values()];
    const kind = scope.slice("resource:".length) as ResourceKind;
    return [...architecture.resources.values()].filter((it) => it.kind === kind);
  };
  const once = (key: string, made: () => readonly Subject[]): readonly Subject[] => {
    const found = known.get(key) ?? made();
    known.set(key, found);
    return found;
  };
  let objects: ReadonlyMap<string, readonly Subject[]> | undefined;
  return ({ scope, kinds }) => {
    if (kinds === undefined) return once(scope, () => list(scope));
    return once(`${scope} ${kinds.join()}`, () => {
      objects ??= byKind(once(scope, () => list(scope)));
      return kinds.flatMap((it) => objects?.get(it) ?? []);
    });
  };
}

/** Kubernetes objects under their kind, and under kind and group. */
function byKind(subjects: readonly Subject[]): ReadonlyMap<string, readonly Subject[]> {
  const found = new Map<string, Subject[]>();
  for (const it of subjects)
    if ("apiVersion" in it) {
      const slash = it.apiVersion.indexOf("/");
      for (const key of slash < 0 ? [it.type] : [it.type, `${it.type}.${it.apiVersion.slice(0, slash)}`]) {
        const under = found.get(key);
        if (under === undefined) found.set(key, [it]);
        else under.push(it);
      }
    }
  return found;
}

interface Raw {
  readonly rule: Rule;
  readonly subject: Subject;
  readonly says: Says;
}

/** One finding a cause: variants that share it are put together, the main variant's words first. */
function fold(raw: readonly Raw[], now: Reviewable): readonly Finding[] {
  const groups = new Map<string, Raw[]>();
  for (const it of raw) {
    const id = `${it.rule.id}:${systemOfSubject(it.subject)}/${it.says.cause}`;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [it]);
    else group.push(it);
  }
  return [...groups].map(([id, group]) => finding(id, group, now));
}

function finding(id: string, group: readonly Raw[], now: Reviewable): Finding {
  const ordered = [...group].sort((a, b) => Number(holdsInMain(b.says.in, now)) - Number(holdsInMain(a.says.in, now)));
  const [first] = ordered as [Raw];
  const where = ordered.reduce<In>((all, it) => union(all, it.says.in), first.says.in);
  const at = [...new Set(ordered.flatMap((it) => it.says.at))] as unknown as NonEmpty<EvidenceId>;
  const { severity, because } = judged(ordered, where, now);
  return {
    id,
    rule: first.rule.id,
    severity,
    because,
    message: filled(first.rule.messages[first.says.message] ?? first.says.message, first.says.params),
    says: { key: first.says.message, params: first.says.params },
    about: [...new Set(ordered.flatMap((it) => it.says.about))],
    in: where,
    at,
    fixes: together(ordered.flatMap((it) => it.says.fixes ?? [])).flatMap((fix) => withHashes(fix, now)),
  };
}

const holdsInMain = (where: In, { architecture }: Reviewable): boolean =>
  where === "all" || where.some((id) => architecture.variants.get(id)?.main === true);

function systemOfSubject(subject: Subject): SystemId {
  if ("system" in subject) return subject.system;
  if ("from" in subject) return systemOf(subject.from);
  return "keys" in subject ? systemOf(subject.id) : subject.id;
}

const statedFor = (subject: Subject, all: Requirements): Requirements =>
  requirementsFor(all, systemOfSubject(subject), "name" in subject ? subject.name : undefined);

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** Names of environments whose faults nobody's users meet. An environment without a name counts as production. */
const sheltered: ReadonlySet<string> = new Set(["development", "dev", "local", "test", "testing", "ci", "e2e", "debug"]);

/** The worst severity among the variants, and at most a note where every one of them is sheltered. */
function judged(group: readonly Raw[], where: In, now: Reviewable): { severity: Severity; because: string | undefined } {
  const each = group
    .map(({ rule, subject, says }) => ({
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

function inOrder(findings: readonly Finding[], now: Reviewable): readonly Finding[] {
  const start = new Map(findings.map((it) => [it, now.place(it.at[0])?.start ?? 0]));
  const by = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...findings].sort(
    (a, b) =>
      rank[a.severity] - rank[b.severity] ||
      by(fileOf(a.at[0]), fileOf(b.at[0])) ||
      (start.get(a) ?? 0) - (start.get(b) ?? 0) ||
      by(a.id, b.id),
  );
}

const failed = (answer: Answer): Problem => ({
  message: `The rule ${answer.rule.id} failed on ${answer.subject}: ${answer.failure ?? ""}. Its findings there are missing.`,
  file: "",
  severity: "error",
  reader: "review",
});
