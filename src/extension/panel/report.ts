import type { Overview, Report, ReviewAnswer } from "../../protocol.ts";
import type { Subject } from "./subject.ts";

/** A review in words, for the page beside a drawing. */
export function reportOf(answer: ReviewAnswer, { title, paths }: Extract<Subject, { kind: "review" }>): Report {
  return { heading: title, summary: summaryOf(answer, paths), findings: answer.findings };
}

function summaryOf({ findings, problems, overview }: ReviewAnswer, paths: readonly string[] | undefined): string {
  const components = overview.systems
    .flatMap((it) => it.components)
    .filter(({ place }) => paths === undefined || (place !== undefined && isIn(place.file, paths)));
  if (components.length === 0 && findings.length === 0 && problems.length === 0) return nothing(overview, paths);
  const connections = overview.systems.reduce((sum, it) => sum + it.connections, 0);
  const seen =
    paths === undefined
      ? `${count(components.length, "component")}, ${count(connections, "connection")}, read from ${count(overview.filesRead, "file")}.`
      : `${count(components.length, "component")} here, ${count(overview.filesRead, "file")} read in all.`;
  const here = findings.filter(({ elsewhere }) => elsewhere !== true);
  const severities = (["error", "warning", "note"] as const).map(
    (it) => [here.filter(({ severity }) => severity === it).length, it] as const,
  );
  const found = severities.filter(([many]) => many > 0).map(([many, word]) => count(many, word));
  const unread = problems.filter(({ severity }) => severity === "error").length;
  const elsewhere = findings.length - here.length;
  return [
    seen,
    ...seenAs(overview),
    found.length === 0 ? "No findings." : `${list(found)}.`,
    ...(elsewhere === 0 ? [] : [`${count(elsewhere, "more finding")} only in other variants.`]),
    ...(unread === 0 ? [] : [`${count(unread, "place")} could not be read: see Problems.`]),
    ...overview.assumptions,
  ].join(" ");
}

/** Of systems that come in several variants, the one that is looked at. */
function seenAs({ systems }: Overview): readonly string[] {
  const several = systems.flatMap(({ id, variants, shown }) => {
    const variant = variants.length < 2 ? undefined : variants.find((it) => it.id === shown);
    return variant === undefined ? [] : [systems.length === 1 ? variant.title : `${id} as ${variant.title}`];
  });
  return several.length === 0 ? [] : [`Shown: ${list(several)}.`];
}

function nothing({ filesRead }: Overview, paths: readonly string[] | undefined): string {
  if (filesRead === 0) return "No file here describes a backend that Architect can read.";
  return paths === undefined
    ? "What was read describes no component."
    : `Nothing in ${list(paths)} describes a part of the architecture; ${count(filesRead, "file")} elsewhere ${filesRead === 1 ? "does" : "do"}.`;
}

/** Whether a file is one of these files or lies in one of these folders. */
export const isIn = (file: string, paths: readonly string[]): boolean =>
  paths.some((path) => path === "" || file === path || file.startsWith(`${path}/`));

const count = (many: number, word: string): string => `${many} ${word}${many === 1 ? "" : "s"}`;

const list = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
