import { type EvidenceId, type Finding, fileOf, type Problem, type Span } from "../model/index.ts";

/** A comment `architect-ignore <rule>[, <rule>]: <reason>` and the line it speaks for. */
export interface Ignore {
  readonly file: string;
  readonly rules: readonly string[];
  readonly reason: string;
  /** Counted from 0; `undefined` = the whole file. */
  readonly line: number | undefined;
  /** Of the comment itself. */
  readonly span: Span;
}

/** The ignore comments of the workspace, kept file by file. */
export interface Ignores {
  /** Reads the comments of a file; `undefined` = it is gone, or nobody's business. */
  read(file: string, text: string | undefined): void;
  /** Those that speak for a finding. */
  silencing(finding: Finding, place: (id: EvidenceId) => Span | undefined): readonly Ignore[];
  /** What is wrong with the comments. `silenced`: what they were of use for; `running`: ids of the rules that were asked. */
  problems(silenced: Iterable<Silenced>, running: ReadonlySet<string>): readonly Problem[];
}

interface Silenced {
  readonly finding: Finding;
  readonly silencing: readonly Ignore[];
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
export function openIgnores(ruleIds: readonly string[]): Ignores {
  const known = new Set(ruleIds);
  const byFile = new Map<string, readonly Ignore[]>();
  return {
    read(file, text) {
      const found = text === undefined ? [] : ignoresIn(file, text);
      if (found.length === 0) byFile.delete(file);
      else byFile.set(file, found);
    },
    silencing(finding, place) {
      if (byFile.size === 0) return none;
      const files = new Set(finding.at.map(fileOf));
      return [...files].flatMap((file) => (byFile.get(file) ?? none).filter((it) => it.reason !== "" && speaksFor(it, finding, place)));
    },
    problems(silenced, running) {
      if (byFile.size === 0) return [];
      const used = new Map<Ignore, Set<string>>();
      for (const { finding, silencing } of silenced)
        for (const it of silencing) used.set(it, (used.get(it) ?? new Set()).add(finding.rule));
      const all = [...byFile].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, it]) => it);
      return all.flatMap((ignore) => problemsOf(ignore, used.get(ignore) ?? new Set(), known, running));
    },
  };
}

const none: readonly never[] = [];

const speaksFor = (ignore: Ignore, finding: Finding, place: (id: EvidenceId) => Span | undefined): boolean =>
  ignore.rules.includes(finding.rule) &&
  finding.at.some((id) => fileOf(id) === ignore.file && (ignore.line === undefined || place(id)?.line === ignore.line));

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
