import { createHash } from "node:crypto";
import { type Diagnostic, DiagnosticSeverity, type Range } from "vscode-languageserver/node";
import type { PlacedFinding, Problem, Span } from "../engine/index.ts";

/** What a file's diagnostics are, and a name for exactly these. */
export interface Report {
  readonly items: readonly Diagnostic[];
  readonly resultId: string;
}

export interface Linking {
  uriOf(path: string): string;
  /** The page of a rule; `undefined` = there are no pages here. */
  pageOf(rule: string): string | undefined;
}

const severities = { error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, note: DiagnosticSeverity.Information } as const;

const topOfFile: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export const rangeOf = (span: Span | undefined): Range =>
  span === undefined
    ? topOfFile
    : { start: { line: span.line, character: span.column }, end: { line: span.endLine, character: span.endColumn } };

/** What is underlined: of something that takes many lines only the first, or half a file would be. The editor cuts at the line's end. */
function underlined(span: Span | undefined): Range {
  const range = rangeOf(span);
  return range.start.line === range.end.line ? range : { start: range.start, end: { line: range.start.line, character: lineEnd } };
}
const lineEnd = 100_000;

/**
 * Findings and problems as diagnostics, by file. A finding stands at its first place; the others are its related places. Made when a
 * file is asked for: a keystroke asks for one file of many.
 */
export interface Reports {
  of(file: string): Report;
  /** Files that have any. */
  files(): Iterable<string>;
}

interface Said {
  readonly problems: Problem[];
  readonly findings: PlacedFinding[];
}

export function reportsOf(findings: readonly PlacedFinding[], problems: readonly Problem[], linking: Linking): Reports {
  const said = new Map<string, Said>();
  const saidOf = (file: string): Said => {
    let it = said.get(file);
    if (it === undefined) {
      it = { problems: [], findings: [] };
      said.set(file, it);
    }
    return it;
  };
  for (const problem of problems) saidOf(problem.file).problems.push(problem);
  for (const finding of findings) saidOf(finding.places[0].file).findings.push(finding);
  const made = new Map<string, Report>();
  return {
    files: () => said.keys(),
    of(file) {
      const it = said.get(file);
      if (it === undefined) return noReport;
      let report = made.get(file);
      if (report === undefined) {
        const items = [...it.problems.map(problemDiagnostic), ...it.findings.map((finding) => findingDiagnostic(finding, linking))];
        report = { items, resultId: nameOf(items) };
        made.set(file, report);
      }
      return report;
    },
  };
}

const noReport: Report = { items: [], resultId: "none" };

function findingDiagnostic(finding: PlacedFinding, { uriOf, pageOf }: Linking): Diagnostic {
  const [shown, ...others] = finding.places;
  const page = pageOf(finding.rule);
  return {
    source: "architect",
    code: finding.rule,
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    severity: severities[finding.severity],
    message: finding.because === undefined ? finding.message : `${finding.message} (${finding.because})`,
    range: underlined(shown.span),
    relatedInformation: others.map(({ file, span, says }) => ({ location: { uri: uriOf(file), range: rangeOf(span) }, message: says })),
    data: { finding: finding.id },
  };
}

const problemDiagnostic = (problem: Problem): Diagnostic => ({
  source: "architect",
  code: problem.reader,
  severity: severities[problem.severity],
  message: problem.message,
  range: rangeOf(problem.span),
});

const nameOf = (items: readonly Diagnostic[]): string => createHash("sha1").update(JSON.stringify(items)).digest("base64url");
