import type { PlacedFinding, Severity } from "../../engine/index.ts";
import { counted, type Outcome, plural } from "./outcome.ts";
import { isFixable } from "./text.ts";

const headings: readonly (readonly [Severity, string])[] = [
  ["error", "Errors"],
  ["warning", "Warnings"],
  ["note", "Notes"],
];

/** The review as a page or a comment on a change: by severity, each finding with its places and what to do. */
export function reviewMarkdown({ findings, suppressed, problems, assumptions }: Outcome): string {
  const known = suppressed.length === 0 ? "" : ` ${suppressed.length} more were known already.`;
  const sum = counted(findings);
  const parts = ["# Architecture review", `${sum.charAt(0).toUpperCase()}${sum.slice(1)}.${known}`];
  if (assumptions.length > 0) parts.push(assumptions.map((it) => `> ${plain(it)}`).join("\n"));
  for (const [severity, heading] of headings) {
    const these = findings.filter((it) => it.severity === severity);
    if (these.length > 0) parts.push(`## ${heading}`, these.map(item).join("\n"));
  }
  if (problems.length > 0) {
    parts.push(`## ${plural(problems.length, "problem")} while reading`);
    parts.push(problems.map(({ message, file, span }) => `- ${plain(message)} (${code(place(file, span?.line))})`).join("\n"));
  }
  return `${parts.join("\n\n")}\n`;
}

function item(finding: PlacedFinding): string {
  const [shown, ...others] = finding.places;
  const lines = [`- **${plain(finding.message)}** ${code(place(shown.file, shown.span?.line))} · ${code(finding.rule)}`];
  if (finding.because !== undefined) lines.push(`  ${plain(finding.because)}`);
  if (finding.remedy !== "") lines.push(`  ${plain(finding.remedy)}${isFixable(finding) ? " (`--fix` does it.)" : ""}`);
  lines.push(...others.map(({ file, span, says }) => `  - ${code(place(file, span?.line))} ${plain(says)}`));
  return lines.join("\n");
}

const place = (file: string, line: number | undefined): string => (line === undefined ? file : `${file}:${line + 1}`);

/** One line in which no character of a workspace means anything to Markdown. */
const plain = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/[\\`*_{}[\]<>#|~!&@]/g, (it) => (it === "<" ? "&lt;" : it === "&" ? "&amp;" : `\\${it}`));

/** Code span: as many backticks around as the text needs. */
function code(text: string): string {
  const flat = text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
  const longest = Math.max(0, ...(flat.match(/`+/g) ?? []).map((it) => it.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${flat}${fence}` : `${fence} ${flat} ${fence}`;
}
