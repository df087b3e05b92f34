import { commands, type Overview, type PlacedFinding } from "../../protocol.ts";
import { brieflyTold, causesOf } from "../findings.ts";
import { linked, listed, md, paragraphs, points } from "../markdown.ts";
import { mentionsIn } from "../mentions.ts";
import { forStack, playbookFor } from "../playbooks.ts";
import { portrait } from "../portrait.ts";
import { canPropose, isForDesign, proposal } from "../proposal/answer.ts";
import { doWithout } from "../questions/fitting.ts";
import { questions } from "../questions/index.ts";
import { asksForPath, requestIn } from "../requests.ts";
import { isEmpty, nothingHere, seenAs, sizeOf } from "../standing.ts";
import type { Answer, ChatCommand, Piece, Turn } from "../turn.ts";
import { count } from "../words.ts";
import { diagram } from "./diagram.ts";
import { examplesFor } from "./examples.ts";

/** A question in words. What the architecture answers by itself comes first; a model explains, and answers the rest. */
export const plain: ChatCommand = {
  name: "plain",
  description: "Ask about the architecture in your own words",
  usage: "",
  async answer(turn) {
    const overview = await turn.architect.overview(turn.cancel);
    const whole = turn.prompt.trim();
    const text = whole.slice(0, longest).replace(/\s+/g, " ");
    if (isEmpty(overview) && canPropose(overview) && isForDesign(text)) {
      const lead = doWithout(text);
      return proposal(turn, overview, { lead, begin: lead.length === 0 });
    }
    if (isEmpty(overview)) return { ...silent, body: nothingHere(overview), ask: text === "" ? undefined : askEmpty(whole) };
    if (text === "") return { ...silent, body: overviewText(overview, await findingsOf(turn)), ...waysOn(overview) };
    if (asksForPath(text)) return diagram.answer({ ...turn, prompt: requestIn(text) ?? text });
    const mentions = mentionsIn(overview, text);
    const guide = playbookFor(text);
    const playbook = guide === undefined ? undefined : forStack(guide.body, overview);
    const asked = { text, overview, mentions, findings: () => findingsOf(turn) };
    const opinion = forAnOpinion.test(text);
    for (const question of questions) {
      if (opinion && question.judges !== true) continue;
      const reading = await question.answer(asked);
      if (reading === undefined) continue;
      return {
        ...silent,
        references: placesIn(reading.body),
        body: paragraphs(reading.body, seenAs(overview)),
        followups: reading.next ?? [],
        ...(reading.rules === undefined ? {} : { rules: reading.rules }),
        ask: `Part of the answer was computed and is already shown above. Add what it cannot know, in at most 200 words, without repeating it. The question: ${whole}`,
        playbook,
      };
    }
    const findings = await findingsOf(turn);
    return {
      ...silent,
      ...waysOn(overview),
      unaided: paragraphs(
        md`**That takes judgement, and no language model is at hand.**${[turn.model.because === undefined ? " Pick one below the chat box and ask again: it is told what the files say, and what it answers is checked against them." : ""]} What the files say about it:`,
        ...(mentions.length > 0
          ? mentions.slice(0, 3).map(({ line }) => portrait(overview, line, findings))
          : [
              overviewText(overview, findings),
              md`Without a model, I answer:\n\n${points(
                examplesFor(overview, questions)
                  .slice(0, 6)
                  .map((it) => md`${it}`),
              )}`,
            ]),
      ),
      ask: whole,
      playbook,
    };
  },
};

/** Long texts are pasted logs and files; what is asked of them stands at their beginning. */
const longest = 1000;

/** No fact answers these. */
const forAnOpinion =
  /^(?:\W*(?:so|and|ok|okay|please|hi|hello)\b\W*)*(?:should|would|shall|why|how (?:do|can|should|would|could) (?:i|we|you|one)\b|how to\b|(?:can|could) (?:i|we|you)\b|what (?:would|should|do you (?:think|recommend|suggest))\b|is it (?:better|ok|okay|wise|worth|good|bad)\b|do you (?:think|recommend)\b|suggest|propose|design|explain|compare)/i;

const silent = { references: [], body: [], buttons: [], followups: [], ask: undefined } as const satisfies Answer;

const waysOn = (overview: Overview): Pick<Answer, "buttons" | "followups"> => ({
  buttons: [
    { title: "Review the workspace", command: commands.reviewWorkspace, arguments: [] },
    { title: "Show the diagram", command: commands.showDiagram, arguments: ["containers"] },
  ],
  followups: examplesFor(
    overview,
    questions.filter(({ name }) => firstAsked.has(name)),
  ),
});

/** What one asks next, whatever it was about. */
const firstAsked: ReadonlySet<string> = new Set(["limits", "impact", "doubts"]);

async function findingsOf({ architect, about, cancel }: Turn) {
  return (await architect.review(about.length > 0 ? { paths: about } : {}, cancel)).findings;
}

/** What is here in four lines: size, what runs, what keeps data, what to look at. */
function overviewText(overview: Overview, findings: readonly PlacedFinding[]): readonly Piece[] {
  const lines = overview.systems.map((system) => {
    const inside = system.components.filter((it) => it.standing === "inside");
    return md`**${system.id}** (${system.folder === "" ? "the root" : system.folder}): ${listed(
      inside.map((it) => linked(it.name, it.place)),
      12,
    )}`;
  });
  return paragraphs(
    md`${sizeOf(overview)}.`,
    seenAs(overview),
    points(lines, 8),
    findings.length === 0
      ? ["No rule finds anything to fix."]
      : md`${count(findings.length, "finding")}, these first:\n\n${brieflyTold(causesOf(findings), 4)}`,
  );
}

const placesIn = (body: readonly Piece[]): Answer["references"] =>
  body.flatMap((it) => (typeof it === "string" ? [] : [it.place])).slice(0, 10);

const askEmpty = (text: string): string =>
  `The workspace holds nothing that says what runs, which was told above. Answer the question from general experience, say that you do so, ask for the two or three numbers that decide (traffic, data volume, team, availability), and propose the smallest design that would do. The question: ${text}`;
