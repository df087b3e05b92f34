import type { PlacedFinding } from "../../engine/index.ts";
import { harmless, type Ink } from "../ink.ts";
import type { Input } from "../input.ts";
import { frameOf } from "./frame.ts";
import { counted, type Outcome, plural } from "./outcome.ts";

/** The review for people at a terminal: each finding with its source line underlined, as compilers do. */
export function reviewText(outcome: Outcome, ink: Ink): string {
  const { input, findings, suppressed, problems, assumptions } = outcome;
  const parts = assumptions.length > 0 && findings.length > 0 ? [ink.faint(assumptions.join("\n"))] : [];
  parts.push(...findings.map((it) => findingText(it, input, ink)));
  for (const { severity, message, file, span } of problems) {
    const place = `${input.shown(file)}${span === undefined ? "" : `:${span.line + 1}:${span.column + 1}`}`;
    parts.push(`${ink.severity(severity, severity)}: ${harmless(message)}\n  ${ink.faint("-->")} ${harmless(place)}`);
  }
  const files = new Set(findings.map((it) => it.places[0].file)).size;
  const known = suppressed.length === 0 ? "" : `; ${plural(suppressed.length, "more")} known already`.replace("mores", "more");
  const fixable = findings.filter(isFixable).length;
  const mend = fixable === 0 ? "" : ` ${fixable === findings.length ? "All" : fixable} can be mended with --fix.`;
  const where = findings.length === 0 ? "" : ` in ${plural(files, "file")}`;
  const unread = problems.length === 0 ? "" : ` ${plural(problems.length, "problem")} while reading.`;
  const sum = `${counted(findings)}${where}${known}.${mend}${unread}`;
  parts.push(ink.strong(sum.charAt(0).toUpperCase() + sum.slice(1)));
  return `${parts.join("\n\n")}\n`;
}

export const isFixable = (finding: PlacedFinding): boolean => finding.fixes.some((it) => it.certain);

function findingText(finding: PlacedFinding, input: Input, ink: Ink): string {
  const [shown, ...others] = finding.places;
  const text = input.engine.text(shown.file);
  const frame = shown.span === undefined || text === undefined ? undefined : frameOf(shown.file, text, shown.span);
  const margin = " ".repeat(String(frame?.line ?? "").length);
  const at = shown.span === undefined ? "" : `:${shown.span.line + 1}:${shown.span.column + 1}`;
  const lines = [
    `${ink.severity(finding.severity, `${finding.severity}[${finding.rule}]`)}: ${ink.strong(harmless(finding.message))}`,
    `${margin}${ink.faint("-->")} ${harmless(input.shown(shown.file))}${at}`,
  ];
  if (frame !== undefined) {
    lines.push(
      ink.faint(`${margin} |`),
      `${ink.faint(`${frame.line} |`)} ${frame.source}`,
      `${ink.faint(`${margin} |`)} ${ink.severity(finding.severity, frame.underline)}`,
    );
  }
  const add = (word: string, says: string): number => lines.push(`${margin} ${ink.faint("=")} ${word}: ${harmless(says)}`);
  for (const { file, span, says } of others) {
    add("see", `${input.shown(file)}${span === undefined ? "" : `:${span.line + 1}`}${says === "" ? "" : `  ${says}`}`);
  }
  if (finding.because !== undefined) add(finding.severity, finding.because);
  if (finding.remedy !== "") add("remedy", finding.remedy);
  for (const fix of finding.fixes) add(fix.certain ? "--fix" : "fix", fix.title);
  if (finding.in !== "all" && finding.in.length > 1) add("in", finding.in.join(", "));
  return lines.join("\n");
}
