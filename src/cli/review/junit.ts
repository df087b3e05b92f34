import type { PlacedFinding, Severity } from "../../engine/index.ts";
import type { Outcome } from "./outcome.ts";

/**
 * The review as JUnit's XML, which every build server shows: a suite a rule, a case a finding. Errors and warnings are failures; notes are
 * cases that passed, with their words in the output; what the baseline knows was skipped.
 */
export function reviewJunit({ findings, suppressed, problems }: Outcome): string {
  const all = [...findings.map((finding) => ({ finding, known: false })), ...suppressed.map((finding) => ({ finding, known: true }))];
  const rules = [...new Set(all.map(({ finding }) => finding.rule))].sort();
  const suites = rules.map((rule) => {
    const cases = all.filter(({ finding }) => finding.rule === rule);
    return suite(
      rule,
      cases.map(({ finding, known }) => testCase(finding, known)),
      cases.filter(({ finding, known }) => !known && isFailure(finding.severity)).length,
      cases.filter(({ known }) => known).length,
    );
  });
  if (problems.length > 0) {
    const cases = problems.map(({ message, file, severity, span }) => {
      const where = placeOf(file, span?.line);
      const fails = severity === "error";
      return `<testcase name="${attribute(where)}" classname="architect.reading"${fileAttributes(file, span?.line)}>${fails ? `<failure type="error" message="${attribute(message)}">${text(`${message}\n${where}`)}</failure>` : `<system-out>${text(message)}</system-out>`}</testcase>`;
    });
    suites.push(suite("reading", cases, problems.filter((it) => it.severity === "error").length, 0));
  }
  // A build server takes a report without a case for a job that did not run.
  if (suites.length === 0) suites.push(suite("review", ['<testcase name="No findings" classname="architect.review"/>'], 0, 0));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Architect">\n${suites.join("\n")}\n</testsuites>\n`;
}

const isFailure = (severity: Severity): boolean => severity !== "note";

const suite = (name: string, cases: readonly string[], failures: number, skipped: number): string =>
  `<testsuite name="${attribute(name)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}">\n${cases.join("\n")}\n</testsuite>`;

function testCase(finding: PlacedFinding, known: boolean): string {
  const [shown, ...others] = finding.places;
  const where = placeOf(shown.file, shown.span?.line);
  const words = [finding.message, where, ...others.map(({ file, span, says }) => `${placeOf(file, span?.line)} ${says}`), finding.remedy];
  const body = text(words.filter((it) => it !== "").join("\n"));
  const inner = known
    ? '<skipped message="It was known already."/>'
    : isFailure(finding.severity)
      ? `<failure type="${finding.severity}" message="${attribute(finding.message)}">${body}</failure>`
      : `<system-out>${body}</system-out>`;
  return `<testcase name="${attribute(`${finding.message} (${where})`)}" classname="architect.${attribute(finding.rule)}"${fileAttributes(shown.file, shown.span?.line)}>${inner}</testcase>`;
}

const placeOf = (file: string, line: number | undefined): string => (line === undefined ? file : `${file}:${line + 1}`);

const fileAttributes = (file: string, line: number | undefined): string =>
  ` file="${attribute(file)}"${line === undefined ? "" : ` line="${line + 1}"`}`;

/** What XML 1.0 cannot hold in any spelling is left out. */
const text = (it: string): string =>
  it
    .replace(/(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
const attribute = (it: string): string =>
  text(it)
    .replaceAll('"', "&quot;")
    .replace(/[\t\r\n]+/g, " ");
