/** Findings as an architect tells them: what breaks first, one cause once, what to do, and where. */
import type { PlacedFinding } from "../protocol.ts";
import { grouped } from "./facts.ts";
import { at, code, joined, listed, md, points } from "./markdown.ts";
import type { Piece } from "./turn.ts";
import { capital } from "./words.ts";

/** Findings of one rule and one severity: told once, with every place. */
export interface Cause {
  readonly severity: PlacedFinding["severity"];
  readonly findings: readonly [PlacedFinding, ...PlacedFinding[]];
}

const weight: Readonly<Record<PlacedFinding["severity"], number>> = { error: 0, warning: 1, note: 2 };
const areas: readonly PlacedFinding["area"][] = ["data", "security", "reliability", "scalability", "performance", "operability", "cost"];

/**
 * By severity. Among errors, first what reaches across components: it is broken now, and no linter of one file finds it. Then by what
 * is at stake, lost or exposed data before a slow start; then what hits most places.
 */
export function causesOf(findings: readonly PlacedFinding[]): readonly Cause[] {
  const causes = [...grouped(findings, (it) => `${it.severity} ${it.rule}`).values()].flatMap(([first, ...others]): readonly Cause[] =>
    first === undefined ? [] : [{ severity: first.severity, findings: [first, ...others] }],
  );
  const broken = ({ severity, findings: [first] }: Cause): number => (severity === "error" && first.places.length > 1 ? 0 : 1);
  const stake = ({ findings: [first] }: Cause): number => (areas.indexOf(first.area) + areas.length + 1) % (areas.length + 1);
  return causes.sort(
    (a, b) =>
      weight[a.severity] - weight[b.severity] || broken(a) - broken(b) || stake(a) - stake(b) || b.findings.length - a.findings.length,
  );
}

/** One cause in full: what is wrong and where, the same elsewhere, what it costs, what to do. `why`: with the reason. */
function told(cause: Cause, why: boolean): readonly Piece[] {
  const [first, ...others] = cause.findings;
  const [shown, ...related] = first.places;
  const lines: readonly (readonly Piece[])[] = [
    md`**${sentence(first.message)}** ${at(shown)}${where(first)}${
      related.length === 0
        ? []
        : md` (see also ${listed(
            distinct(related).map((it) => [at(it)]),
            4,
          )})`
    }`,
    others.length === 0
      ? []
      : md`The same ${others.length === 1 ? "once more" : `${others.length} times more`}: ${listed(others.map(again), 6)}.`,
    why && first.why !== "" ? md`*Why it matters:* ${sentence(first.why)}` : [],
    first.because === undefined ? [] : md`*In this case:* ${sentence(capital(first.because))}`,
    first.remedy === "" ? [] : md`*Do:* ${sentence(first.remedy)}${fixable(cause)}`,
  ];
  return joined(
    lines.filter((it) => it.length > 0),
    "  \n   ",
  );
}

/** Causes in a numbered list, the first `reasons` of them with the reason. */
export function numbered(
  causes: readonly Cause[],
  { from, reasons }: { readonly from: number; readonly reasons: number },
): readonly Piece[] {
  return joined(
    causes.map((cause, index) => [`${from + index}. `, ...told(cause, index < reasons)]),
    "\n",
  );
}

/** Causes in a line each. */
export const brieflyTold = (causes: readonly Cause[], most: number): readonly Piece[] =>
  points(
    causes.map(
      ({ findings: [first, ...others] }) =>
        md`${sentence(first.message)} ${at(first.places[0])}${where(first)}${others.length === 0 ? "" : ` and ${others.length} more like it`}`,
    ),
    most,
  );

/** The first cause of a severity in a sentence, with its place; `undefined` = there is none. */
export function mended(findings: readonly PlacedFinding[], severity: PlacedFinding["severity"]): readonly Piece[] | undefined {
  const first = causesOf(findings).find((it) => it.severity === severity)?.findings[0];
  return first === undefined ? undefined : md`${sentence(first.message)}`;
}

/** With a full stop, where nothing else ends it. */
export const sentence = (text: string): string => {
  const tidy = text.trim();
  return tidy === "" || /[.!?]$/.test(tidy) ? tidy : `${tidy}.`;
};

const again = (finding: PlacedFinding): readonly Piece[] => {
  const names = finding.about.slice(0, 2).map((ref) => code(ref.slice(ref.indexOf("/") + 1)));
  return names.length === 0 ? [at(finding.places[0])] : md`${[names.join(" with ")]} ${at(finding.places[0])}`;
};

const distinct = <T extends { readonly file: string; readonly span: { readonly line: number } | undefined }>(
  places: readonly T[],
): readonly T[] => [...new Map(places.map((it) => [`${it.file}:${it.span?.line}`, it])).values()];

/** In which variants it holds, when the one that is looked at is not among them. */
const where = ({ elsewhere, where: words }: PlacedFinding): readonly Piece[] =>
  elsewhere === true && words !== undefined ? md` (${words})` : [];

function fixable({ findings }: Cause): string {
  const certain = findings.filter((it) => it.fixes.some((fix) => fix.certain)).length;
  if (certain > 0)
    return certain === findings.length ? " A quick fix does it." : ` A quick fix does it in ${certain} of ${findings.length} places.`;
  return findings.some((it) => it.fixes.length > 0) ? " A quick fix proposes the change." : "";
}
