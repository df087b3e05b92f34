import { commands, type Overview, type PlacedDrawing, type PlacedFinding, type ReviewAnswer } from "../../protocol.ts";
import { dependentsOf } from "../facts.ts";
import { brieflyTold, type Cause, causesOf, numbered } from "../findings.ts";
import { code, fence, linked, listed, md, paragraphs, points } from "../markdown.ts";
import { canPropose, mayPropose } from "../proposal/answer.ts";
import { type Scope, scopeOf } from "../scope.ts";
import { assumed, inOrder, isEmpty, nothingHere, notNeeded, restsOn, sizeOf } from "../standing.ts";
import type { Answer, Button, ChatCommand, Piece, Turn } from "../turn.ts";
import { capital, count, either } from "../words.ts";

/** Told one by one, with what to do; the rest is in Problems. */
const mostTold = 9;
/** Of what does not hold in the variant that is looked at. */
const mostElsewhere = 4;
/** With the reason, too. */
const mostReasons = 3;

export const review: ChatCommand = {
  name: "review",
  description: "Review the architecture: what to fix first, why, and where",
  usage: "[a path, a service or a variant]",
  async answer(turn) {
    const overview = await turn.architect.overview(turn.cancel);
    const scope = scopeOf(overview, turn.prompt, turn.about);
    const answer = await turn.architect.review(
      {
        ...(scope.paths.length > 0 ? { paths: scope.paths } : {}),
        ...(scope.variant === undefined ? {} : { variant: scope.variant.id }),
      },
      turn.cancel,
    );
    if (isEmpty(overview)) return nothingToReview(overview);
    const refs = new Set<string>(scope.members.map(({ line }) => line.ref));
    const findings = answer.findings.filter((it) => refs.size === 0 || it.about.some((ref) => refs.has(ref)));
    const drawing = await drawn(turn, scope);
    return {
      references: referencesOf(findings),
      drawing,
      body: reviewText({ ...answer, findings }, scope, drawing?.drawing),
      buttons: buttonsOf(findings, scope),
      followups: followupsOf(overview, findings),
      ask: askOf(turn.prompt, findings),
    };
  },
};

/** The words of a review: verdict, what to fix first, what holds, what is not needed yet, what it rests on. */
function reviewText({ findings, problems, overview }: ReviewAnswer, scope: Scope, picture: PlacedDrawing | undefined): readonly Piece[] {
  const here = findings.filter(({ elsewhere }) => elsewhere !== true);
  const elsewhere = causesOf(findings.filter((it) => it.elsewhere === true));
  const causes = causesOf(here);
  const shown = causes.slice(0, mostTold);
  const first = shown.filter((it) => it.severity === "error");
  const then = shown.filter((it) => it.severity === "warning");
  const know = shown.filter((it) => it.severity === "note");
  const hidden = causes.slice(mostTold).reduce((sum, it) => sum + it.findings.length, 0);
  const section = (heading: string, of: readonly Cause[], from: number, reasons: number) =>
    of.length === 0 ? [] : md`### ${heading}\n\n${numbered(of, { from, reasons })}`;
  // What holds is said of the whole; a review of one file does not judge it.
  const whole = scope.paths.length === 0 && scope.members.length === 0;
  const fine = whole ? inOrder(overview) : [];
  return paragraphs(
    verdict(here, overview, scope),
    assumed(overview),
    section("Fix first", first, 1, mostReasons),
    section("Then", then, first.length + 1, Math.max(0, mostReasons - first.length)),
    section("Good to know", know, first.length + then.length + 1, 0),
    hidden === 0 ? [] : md`${count(hidden, "more finding")} of less weight ${either(hidden, "is", "are")} in Problems.`,
    elsewhere.length === 0 ? [] : md`### Only in other variants\n\n${brieflyTold(elsewhere, mostElsewhere)}`,
    picture === undefined ? [] : md`### As it stands\n\n${[fence(picture.mermaid, "mermaid")]}`,
    picture?.omitted === undefined ? [] : md`${picture.omitted}`,
    fine.length === 0 ? [] : md`### In order\n\n${points(fine)}`,
    whole && notNeeded(overview).length > 0 ? md`### Not needed yet\n\n${notNeeded(overview)}` : [],
    md`### What this rests on\n\n${points([md`${sizeOf(overview)}.`])}${["\n"]}${restsOn(overview, problems)}`,
  );
}

/** One sentence that a busy person may stop after. */
function verdict(findings: readonly PlacedFinding[], overview: Overview, scope: Scope): readonly Piece[] {
  const about = subjectOf(scope, overview);
  const missing =
    scope.unknown.length === 0
      ? []
      : md` I read nothing about ${listed(
          scope.unknown.map((it) => [code(it)]),
          4,
        )}.`;
  const number = (severity: PlacedFinding["severity"]) => findings.filter((it) => it.severity === severity).length;
  const [errors, warnings, notes] = [number("error"), number("warning"), number("note")];
  if (errors > 0) {
    const rest =
      warnings + notes === 0 ? "Nothing else was found." : `${capital(count(warnings + notes, "smaller finding"))} can wait until then.`;
    return md`**${about} is not ready for production: ${count(errors, "thing")} ${either(errors, "has", "have")} to be fixed first.** ${rest}${missing}`;
  }
  if (warnings > 0)
    return md`**${about} holds together, with ${count(warnings, "risk")} to take out before traffic depends on it.** ${notes === 0 ? "Nothing is broken." : `Nothing is broken; ${count(notes, "note")} ${either(notes, "is", "are")} worth a look.`}${missing}`;
  if (notes > 0) return md`**${about} is in good order.** ${count(notes, "note")}, none of them urgent.${missing}`;
  return md`**I find nothing to fix in ${about}.** That is about what its files say: what runs, who reaches whom, how data is kept. How it behaves under load is not in them.${missing}`;
}

function subjectOf({ paths, members, variant }: Scope, overview: Overview): readonly Piece[] {
  if (members.length > 0)
    return listed(
      members.map(({ line }) => linked(line.name, line.place)),
      4,
    );
  if (paths.length > 0)
    return listed(
      paths.map((it) => [it === "" ? "the workspace" : code(it)]),
      4,
    );
  if (variant !== undefined) return md`${variant.title}`;
  const [only, ...others] = overview.systems;
  return only !== undefined && others.length === 0 ? [code(only.id)] : md`${overview.workspace}`;
}

const nothingToReview = (overview: Overview): Answer => ({
  references: [],
  body: paragraphs(nothingHere(overview), canPropose(overview) ? mayPropose() : []),
  buttons: [],
  followups: canPropose(overview) ? ["/diagram", "/requirements"] : ["/help"],
  ask: undefined,
});

/** The picture beside the words; one that cannot be made is no reason to say nothing. */
async function drawn(turn: Turn, scope: Scope): Promise<Answer["drawing"]> {
  const drawing = await turn.architect
    .draw(
      "containers",
      {
        ...(scope.variant === undefined ? {} : { variant: scope.variant.id }),
        ...(scope.members.length === 0 ? {} : { focus: scope.members.map(({ line }) => line.ref), hops: 1 }),
      },
      turn.cancel,
    )
    .catch(() => undefined);
  return drawing === undefined ? undefined : { drawing, title: `Review: ${drawing.title}` };
}

const referencesOf = (findings: readonly PlacedFinding[]): Answer["references"] =>
  causesOf(findings)
    .slice(0, mostTold)
    .map(({ findings: [first] }) => first.places[0]);

function buttonsOf(findings: readonly PlacedFinding[], scope: Scope): readonly Button[] {
  const [worst] = causesOf(findings);
  const open: readonly Button[] =
    worst === undefined ? [] : [{ title: "Open the first finding", command: commands.openPlace, arguments: [worst.findings[0].places[0]] }];
  const [path] = scope.paths;
  return [
    ...open,
    path === undefined
      ? { title: "Show as a report", command: commands.reviewWorkspace, arguments: [] }
      : { title: "Show as a report", command: commands.reviewResource, arguments: [path] },
  ];
}

/** Questions that the files answer: about what the findings are about. */
function followupsOf(overview: Overview, findings: readonly PlacedFinding[]): readonly string[] {
  const all = overview.systems.flatMap((it) => it.components);
  const touched = all.find((it) => findings.some(({ about }) => about.includes(it.ref)));
  const central = all
    .filter(({ standing }) => standing === "inside")
    .map((it) => ({ it, reach: dependentsOf(overview, it).length }))
    .sort((a, b) => b.reach - a.reach)[0];
  return [
    ...(touched === undefined ? [] : [`Who calls ${touched.name}?`]),
    ...(central === undefined || central.reach === 0 ? [] : [`What stops working when ${central.it.name} is down?`]),
    "Which ports are reachable from outside?",
  ];
}

const askOf = (prompt: string, findings: readonly PlacedFinding[]): string | undefined => {
  const asked = prompt.trim();
  if (findings.length === 0 && asked === "") return undefined;
  return `The review above was computed and is already shown. Add what it cannot know, in at most 250 words: which two or three of these to do first and why in this system, what each costs to do and to leave, what you would leave alone for now, and which measurement or event would change that. Do not repeat the list.${asked === "" ? "" : ` The reader added: ${asked}`}`;
};
