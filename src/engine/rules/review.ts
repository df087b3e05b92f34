/**
 * The runner of the rules. What a session does with it:
 *
 *   const reviewer = createReviewer(rules);
 *   reviewer.forget(changed, files);     // after every update: changed ids and the keys of changed lists; files that say something else
 *   const { findings, problems } = reviewer.review({ graph, architecture, requirements, place, text, isOwn, hashOf });
 *   reviewer.checks();                   // how often a rule was called
 *
 * `graph` is the plain one: the runner wraps it with `recording` per call. Answers (answers.ts) are put together by cause (causes.ts) and
 * told in order (shown.ts); each step does again only what a change reached.
 */
import type { Graph } from "../graph/graph.ts";
import { questions } from "../graph/store.ts";
import type { Architecture, Control, EvidenceId, Finding, Problem, Requirements, Span } from "../model/index.ts";
import { type Answer, openAnswers } from "./answers.ts";
import { type Cause, openCauses } from "./causes.ts";
import { inOrder, isOnSomewhere, optionsFor, problemsOf } from "./control.ts";
import { openIgnores } from "./ignore.ts";
import type { Rule } from "./rule.ts";
import { openShown } from "./shown.ts";

/** The workspace as it stands, and what only the session knows of it. */
export interface Reviewable {
  readonly graph: Graph;
  readonly architecture: Architecture;
  readonly requirements: Requirements;
  /** What people set for the review. */
  readonly controls?: readonly Control[];
  place(id: EvidenceId): Span | undefined;
  text(file: string): string | undefined;
  /** Whether a file is one of those that are reviewed: where ignore comments may stand. */
  isOwn(file: string): boolean;
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
  /** Drops every answer that rests on one of these ids or list keys, and what was found out about the text of these files. */
  forget(changed: ReadonlySet<string>, files?: Iterable<string>): void;
  /** All findings, calling rules only for subjects whose answer is not known. */
  review(now: Reviewable, selection?: Selection): Reviewed;
  /** How often a rule was called since the reviewer was created. */
  checks(): number;
}

export function createReviewer(rules: readonly Rule[]): Reviewer {
  const causes = openCauses();
  const ignores = openIgnores(rules.map((rule) => rule.id));
  const shown = openShown(rules);
  const failures = new Set<Answer>();
  const silenced = new Set<Cause>();
  const answers = openAnswers(rules, {
    said(answer) {
      causes.said(answer);
      if (answer.failure !== undefined) failures.add(answer);
    },
    unsaid(answer) {
      causes.unsaid(answer);
      failures.delete(answer);
    },
  });
  let changedKeys = new Set<string>();
  let changedFiles = new Set<string>();

  const selected = (selection: Selection, controls: readonly Control[]): readonly Rule[] => {
    if (selection.rules !== undefined) return rules.filter((rule) => selection.rules?.includes(rule.id));
    return selection.allRules === true ? rules : rules.filter((rule) => isOnSomewhere(rule, controls));
  };

  return {
    checks: answers.checks,
    forget(changed, files = []) {
      answers.forget(changed);
      for (const key of changed) if (isCommon(key)) changedKeys.add(key);
      for (const file of files) changedFiles.add(file);
    },
    review(now, selection = {}) {
      const controls = inOrder(now.controls ?? []);
      const running = selected(selection, controls);
      const asked = new Set(running);
      for (const file of changedFiles) ignores.read(file, now.isOwn(file) ? now.text(file) : undefined);
      causes.moved(changedFiles);
      if (changedKeys.size > 0) causes.unsettle();
      changedFiles = new Set();
      changedKeys = new Set();

      answers.complete(running, now.architecture, now.graph, (rule) => optionsFor(rule, controls));
      const { gone, fresh } = causes.settle(asked, now, (finding) => ignores.silencing(finding, now.place));
      for (const it of gone) silenced.delete(it);
      for (const it of fresh) if (it.silencing.length > 0) silenced.add(it);
      const how = { rules: asked, controls, named: selection.rules !== undefined, all: selection.allRules === true };
      return {
        findings: shown.update(how, gone, fresh, () => causes.of(asked)),
        problems: [
          ...[...failures].filter((it) => asked.has(it.rule)).map(failed),
          ...problemsOf(controls, rules),
          ...ignores.problems(
            [...silenced].filter((it) => asked.has(it.rule)),
            new Set(running.map((rule) => rule.id)),
          ),
        ],
      };
    },
  };
}

/** Keys of what every finding is told by: its system's name, which variant is the main one, what the team stated. */
const isCommon = (key: string): boolean => key === questions.systems || key === questions.requirements || key.startsWith("variants:");

const failed = ({ rule, subject, failure }: Answer): Problem => ({
  message: `The rule ${rule.id} failed on ${subject.id}: ${failure ?? ""}. Its findings there are missing.`,
  file: "",
  severity: "error",
  reader: "review",
});
