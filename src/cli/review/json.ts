import type { Place } from "../../engine/index.ts";
import { linesOf } from "../model/places.ts";
import type { Outcome } from "./outcome.ts";
import { isFixable } from "./text.ts";

const placed = ({ file, span }: Place) => ({ file, ...linesOf(span) });

/** The review as other tools take it (DESIGN.md §7): a fixed contract; fields are only ever added. */
export function reviewJson({ findings, suppressed, problems, assumptions, fixed }: Outcome) {
  return {
    schemaVersion: 1,
    findings: findings.map((finding) => {
      const [shown, ...others] = finding.places;
      return {
        id: finding.id,
        rule: finding.rule,
        severity: finding.severity,
        message: finding.message,
        ...placed(shown),
        in: finding.in,
        related: others.map((it) => ({ ...placed(it), says: it.says })),
        fixable: isFixable(finding),
        column: shown.span === undefined ? null : shown.span.column + 1,
        endColumn: shown.span === undefined ? null : shown.span.endColumn + 1,
        because: finding.because ?? null,
        title: finding.title,
        remedy: finding.remedy,
        about: finding.about,
      };
    }),
    problems: problems.map(({ message, file, span, severity }) => ({ message, file, line: linesOf(span).line, severity })),
    assumptions,
    suppressed: suppressed.map(({ id }) => id),
    fixed,
  };
}
