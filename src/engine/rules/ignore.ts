import { type EvidenceId, type Finding, fileOf, type Problem, type Span } from "../model/index.ts";

/** A comment `architect-ignore <rule>[, <rule>]: <reason>` and the line it speaks for. */
interface Ignore {
  readonly file: string;
  readonly rules: readonly string[];
  readonly reason: string;
  /** Counted from 0; `undefined` = the whole file. */
  readonly line: number | undefined;
  /** Of the comment itself. */
  readonly span: Span;
}

interface Files {
  readonly files: Iterable<string>;
  text(file: string): string | undefined;
  place(id: EvidenceId): Span | undefined;
}

export interface Ignores {
  /** The findings that no comment silences, and what is wrong with the comments. `running`: ids of the rules that were asked. */
  apply(
    findings: readonly Finding[],
    now: Files,
    running: ReadonlySet<string>,
  ): { findings: readonly Finding[]; problems: readonly Problem[] };
}

const comment = /(?:^|\s)(?:#|\/\/|--)\s*architect-ignore\b([^\n]*)$/;
const nothingButComment = /^\s*(?:#|\/\/|--|$)/;

/**
 * Ignore comments. One speaks for
 * - the line it ends, or
 * - as a line of its own, the next line that is not a comment or blank, or
 * - in the comments a file begins with, the whole file.
 * A finding is silenced when any of its places begins on such a line. A reason is required: without one the finding stays.
 */
export function createIgnores(ruleIds: readonly string[]): Ignores {
  const known = new Set(ruleIds);
  const read = new Map<string, { readonly text: string; readonly ignores: readonly Ignore[] }>();
  const of = (file: string, text: string | undefined): readonly Ignore[] => {
    if (text === undefined) return [];
    const before = read.get(file);
    if (before?.text === text) return before.ignores;
    const ignores = ignoresIn(file, text);
    read.set(file, { text, ignores });
    return ignores;
  };
  return {
    apply(findings, now, running) {
      const all = [...now.files].flatMap((file) => of(file, now.text(file)));
      if (all.length === 0) return { findings, problems: [] };
      const used = new Map<Ignore, Set<string>>();
      const kept = findings.filter((finding) => {
        const silencing = all.filter((ignore) => ignore.reason !== "" && speaksFor(ignore, finding, now));
        for (const ignore of silencing) used.set(ignore, (used.get(ignore) ?? new Set()).add(finding.rule));
        return silencing.length === 0;
      });
      return { findings: kept, problems: all.flatMap((ignore) => problemsOf(ignore, used.get(ignore) ?? new Set(), known, running)) };
    },
  };
}

const speaksFor = (ignore: Ignore, finding: Finding, now: Files): boolean =>
  ignore.rules.includes(finding.rule) &&
  finding.at.some((id) => fileOf(id) === ignore.file && (ignore.line === undefined || now.place(id)?.line === ignore.line));

function ignoresIn(file: string, text: string): readonly Ignore[] {
  if (!text.includes("architect-ignore")) return [];
  const found: Ignore[] = [];
  const lines = text.split(/\r\n|\r|\n/);
  const firstContent = lines.findIndex((line) => !nothingButComment.test(line));
  let start = 0;
  for (const [number, line] of lines.entries()) {
    const match = comment.exec(line);
    if (match !== null) {
      const column = match.index + (match[0].length - match[0].trimStart().length);
      const [names = "", ...reason] = (match[1] ?? "").split(":");
      found.push({
        file,
        rules: names
          .split(",")
          .map((it) => it.trim())
          .filter((it) => it !== ""),
        reason: reason.join(":").trim(),
        line: lineMeant(lines, number, firstContent),
        span: { start: start + column, end: start + line.length, line: number, column, endLine: number, endColumn: line.length },
      });
    }
    start += line.length + (text.startsWith("\r\n", start + line.length) ? 2 : 1);
  }
  return found;
}

function lineMeant(lines: readonly string[], number: number, firstContent: number): number | undefined {
  if (!nothingButComment.test(lines[number] ?? "")) return number;
  if (firstContent === -1 || number < firstContent) return undefined;
  const next = lines.findIndex((line, at) => at > number && !nothingButComment.test(line));
  return next === -1 ? number : next;
}

function problemsOf(
  ignore: Ignore,
  used: ReadonlySet<string>,
  known: ReadonlySet<string>,
  running: ReadonlySet<string>,
): readonly Problem[] {
  const says = (severity: Problem["severity"], message: string): Problem => ({
    message,
    file: ignore.file,
    severity,
    span: ignore.span,
    reader: "review",
  });
  if (ignore.rules.length === 0)
    return [says("warning", "An ignore comment names the rule it silences: architect-ignore <rule>: <reason>.")];
  const strangers = ignore.rules.filter((id) => !known.has(id));
  const idle = ignore.rules.filter((id) => running.has(id) && !used.has(id));
  return [
    ...strangers.map((id) => says("warning", `There is no rule ${id}; this ignore comment silences nothing.`)),
    ...(ignore.reason === ""
      ? [says("warning", `An ignore comment needs a reason, so the finding stays: architect-ignore ${ignore.rules.join(", ")}: <reason>.`)]
      : idle.map((id) => says("note", `${id} finds nothing here any more; this ignore comment can go.`))),
  ];
}
