import type { PlacedFinding, Problem, Severity } from "../../engine/index.ts";
import type { Input } from "../input.ts";
import type { Baseline } from "./baseline.ts";
import type { Applied } from "./fix.ts";

/** Everything a review came to, before it is written in one format or another. */
export interface Outcome {
  readonly input: Input;
  /** Errors first, then by file and place. */
  readonly findings: readonly PlacedFinding[];
  /** In a baseline, or there before the revision that was named: known, and not counted. */
  readonly suppressed: readonly PlacedFinding[];
  readonly problems: readonly Problem[];
  /** What stands in for what nobody stated, as sentences. */
  readonly assumptions: readonly string[];
  readonly fixed: readonly Applied[];
}

/** Which findings are asked for. */
export interface Selection {
  readonly rules?: readonly string[];
  readonly allRules?: boolean;
  readonly variant?: string;
  readonly paths?: readonly string[];
}

export function outcomeOf(input: Input, selection: Selection, baseline: Baseline, fixed: readonly Applied[]): Outcome {
  const reviewed = input.answers.reviewed(selection);
  const known = (it: PlacedFinding): boolean => baseline.ids.has(it.id);
  return {
    input,
    findings: reviewed.findings.filter((it) => !known(it)),
    suppressed: [...reviewed.known, ...reviewed.findings.filter(known)],
    problems: reviewed.problems,
    assumptions: reviewed.assumptions,
    fixed,
  };
}

const rank: Readonly<Record<Severity, number>> = { note: 1, warning: 2, error: 3 };

/** Whether the findings make the run fail. */
export const fails = (findings: readonly { readonly severity: Severity }[], from: Severity | "never"): boolean =>
  from !== "never" && findings.some((it) => rank[it.severity] >= rank[from]);

/** "2 errors, 1 warning and 3 notes". */
export function counted(findings: readonly { readonly severity: Severity }[]): string {
  const words = (["error", "warning", "note"] as const).flatMap((severity) => {
    const count = findings.filter((it) => it.severity === severity).length;
    return count === 0 ? [] : [plural(count, severity)];
  });
  if (words.length < 2) return words[0] ?? "no findings";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
