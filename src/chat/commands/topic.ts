import { type ComponentLine, commands } from "../../protocol.ts";
import { brieflyTold, causesOf, numbered } from "../findings.ts";
import { code, fence, md, paragraphs, points } from "../markdown.ts";
import { forStack, playbookNamed } from "../playbooks.ts";
import { canPropose, proposal } from "../proposal/answer.ts";
import { scopeOf } from "../scope.ts";
import { isEmpty, nothingHere, restsOn } from "../standing.ts";
import { ways } from "../topics/told.ts";
import { type Decider, type Dossier, dossierOf, patternsOf, type Topic } from "../topics/topic.ts";
import type { Answer, ChatCommand, Piece, Turn } from "../turn.ts";
import { capital, count } from "../words.ts";

/** Told one by one; the rest is in Problems. */
const mostFindings = 4;
/** Of what does not hold in the variant that is looked at. */
const mostElsewhere = 3;

/** The slash command of a topic: what is there, what to do first, ways to go in order of effort, and what would be too early. */
export const topicCommand = (topic: Topic): ChatCommand => ({
  name: topic.name,
  description: topic.description,
  usage: "[a component, a system or a question]",
  async answer(turn) {
    const overview = await turn.architect.overview(turn.cancel);
    const playbook = playbookNamed(topic.name);
    if (isEmpty(overview)) {
      if (canPropose(overview))
        return { ...(await proposal(turn, overview, { begin: topic.name === "deploy" })), playbook: playbook?.body };
      return { references: [], body: nothingHere(overview), buttons: [], followups: [], ask: undefined };
    }
    const scope = scopeOf(overview, turn.prompt, turn.about);
    const { findings: all, problems } = await turn.architect.review(scope.paths.length > 0 ? { paths: scope.paths } : {}, turn.cancel);
    const refs = new Set<string>(scope.members.map(({ line }) => line.ref));
    const dossier = dossierOf(
      overview,
      all.filter((it) => refs.size === 0 || it.about.some((ref) => refs.has(ref))),
      topic,
    );
    const drawing = await drawn(
      turn,
      topic,
      scope.members.map(({ line }) => line.ref),
    );
    const causes = causesOf(dossier.findings);
    return {
      references: causes.slice(0, mostFindings).map(({ findings: [first] }) => first.places[0]),
      drawing,
      body: paragraphs(
        topic.verdict(dossier),
        seen(topic, dossier),
        causes.length === 0
          ? []
          : md`### What to mend\n\n${numbered(causes.slice(0, mostFindings), { from: 1, reasons: 2 })}${[causes.length > mostFindings ? `\n\n${capital(count(causes.length - mostFindings, "more cause"))} of less weight in Problems.` : ""]}`,
        dossier.elsewhere.length === 0 ? [] : md`In other variants only:\n\n${brieflyTold(causesOf(dossier.elsewhere), mostElsewhere)}`,
        topic.options(dossier).length === 0 ? [] : md`### Ways to go, in order of effort\n\n${ways(topic.options(dossier))}`,
        md`### Not yet\n\n${points(topic.notYet(dossier))}`,
        assumed(topic.decides, dossier),
        drawing === undefined ? [] : [fence(drawing.drawing.mermaid, "mermaid")],
        restsOn(overview, problems),
      ),
      buttons: [
        { title: "Review the workspace", command: commands.reviewWorkspace, arguments: [] },
        { title: "Show the diagram", command: commands.showDiagram, arguments: [topic.view ?? "containers"] },
      ],
      followups: followups(topic, dossier),
      ask: `What the files say about this topic was computed and is already shown: facts, findings and the usual ways to go. Add what it cannot know, in at most 250 words: which one way you would take first in this system and why, what it costs to do and to run, what you would leave alone, and which measurement would change that. Follow the playbook. Do not repeat the list.${turn.prompt.trim() === "" ? "" : ` The reader asked: ${turn.prompt.trim()}`}`,
      rules: patternsOf(topic),
      playbook: playbook === undefined ? undefined : forStack(playbook.body, overview),
    };
  },
});

function seen(topic: Topic, dossier: Dossier): readonly Piece[] {
  const facts = topic.seen(dossier);
  return facts.length === 0 ? [] : md`### What is there\n\n${points(facts)}`;
}

const missing: Readonly<Record<Decider, string>> = {
  traffic: "requests a second at the peak",
  data: "gigabytes now and growth",
  team: "how many people run it",
  slo: "which availability is promised",
  budget: "what a month may cost",
};

/** Numbers that would decide and that nobody stated. */
const unstated = (decides: readonly Decider[], { stated }: Dossier): readonly Decider[] => decides.filter((it) => stated[it] === undefined);

function assumed(decides: readonly Decider[], dossier: Dossier): readonly Piece[] {
  const open = unstated(decides, dossier);
  if (open.length === 0) return [];
  return md`*Not stated, and it would decide:* ${[open.map((it) => missing[it]).join("; ")]}. State it with ${[code("/requirements")]}.`;
}

function followups(topic: Topic, dossier: Dossier): readonly string[] {
  const [central] = [...dossier.inside].sort(
    (a, b) => dossier.links.filter(({ use }) => use.to === b.ref).length - dossier.links.filter(({ use }) => use.to === a.ref).length,
  );
  return [
    ...(unstated(topic.decides, dossier).length > 0 ? ["/requirements"] : []),
    ...(central === undefined ? [] : [`What stops working when ${central.name} is down?`]),
  ];
}

/** The picture beside the words; one that cannot be made is no reason to say nothing. */
async function drawn(turn: Turn, { view }: Topic, focus: readonly ComponentLine["ref"][]): Promise<Answer["drawing"]> {
  const options = focus.length === 0 ? {} : { focus, hops: 1 };
  for (const one of [view ?? "containers", "containers"]) {
    const drawing = await turn.architect.draw(one, options, turn.cancel).catch(() => undefined);
    if (drawing !== undefined && drawing.boxes.length > 0) return { drawing, title: drawing.title };
  }
  return undefined;
}
