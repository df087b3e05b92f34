import { commands, type Overview } from "../../protocol.ts";
import { brieflyTold, causesOf } from "../findings.ts";
import { linked, listed, md, paragraphs, points } from "../markdown.ts";
import { mentionsIn } from "../mentions.ts";
import { questions } from "../questions/index.ts";
import { isEmpty, nothingHere, sizeOf } from "../standing.ts";
import type { Answer, ChatCommand, Piece, Turn } from "../turn.ts";
import { count } from "../words.ts";
import { examplesFor } from "./examples.ts";

/** A question in words. What the architecture answers by itself comes first; a model explains, and answers the rest. */
export const plain: ChatCommand = {
  name: "plain",
  description: "Ask about the architecture in your own words",
  usage: "",
  async answer(turn) {
    const overview = await turn.architect.overview(turn.cancel);
    const text = turn.prompt.replace(/\s+/g, " ").trim();
    if (isEmpty(overview)) return { ...silent, body: nothingHere(overview), ask: text === "" ? undefined : askEmpty(text) };
    if (text === "") return { ...silent, body: await overviewText(turn, overview), ...waysOn(overview) };
    const asked = { text, overview, mentions: mentionsIn(overview, text), findings: () => findingsOf(turn) };
    for (const question of questions) {
      const reading = await question.answer(asked);
      if (reading === undefined) continue;
      return {
        ...silent,
        references: placesIn(reading.body),
        body: reading.body,
        followups: reading.next ?? [],
        ask: `Part of the answer was computed and is already shown above. Add what it cannot know, in at most 200 words, without repeating it. The question: ${text}`,
      };
    }
    return {
      ...silent,
      ...waysOn(overview),
      body: [],
      unaided: paragraphs(
        md`**That I cannot answer from the files alone.** ${turn.model.because ?? "Pick a language model below the chat box and ask again: it is told what I found, and I check what it says."} What I do know:`,
        await overviewText(turn, overview),
        md`I answer these without a model:\n\n${points(
          examplesFor(overview, questions)
            .slice(0, 6)
            .map((it) => md`${it}`),
        )}`,
      ),
      ask: text,
    };
  },
};

const silent = { references: [], body: [], buttons: [], followups: [], ask: undefined } as const satisfies Answer;

const waysOn = (overview: Overview): Pick<Answer, "buttons" | "followups"> => ({
  buttons: [
    { title: "Review the workspace", command: commands.reviewWorkspace, arguments: [] },
    { title: "Show the diagram", command: commands.showDiagram, arguments: ["containers"] },
  ],
  followups: examplesFor(overview, questions).slice(0, 3),
});

async function findingsOf({ architect, about, cancel }: Turn) {
  return (await architect.review(about.length > 0 ? { paths: about } : {}, cancel)).findings;
}

/** What is here in four lines: size, what runs, what keeps data, what to look at. */
async function overviewText(turn: Turn, overview: Overview): Promise<readonly Piece[]> {
  const findings = await findingsOf(turn);
  const lines = overview.systems.map((system) => {
    const inside = system.components.filter((it) => it.standing === "inside");
    return md`**${system.id}** (${system.folder === "" ? "the root" : system.folder}): ${listed(
      inside.map((it) => linked(it.name, it.place)),
      12,
    )}`;
  });
  return paragraphs(
    md`${sizeOf(overview)}.`,
    points(lines, 8),
    findings.length === 0
      ? ["No rule finds anything to fix."]
      : md`${count(findings.length, "finding")}, these first:\n\n${brieflyTold(causesOf(findings), 3)}`,
  );
}

const placesIn = (body: readonly Piece[]): Answer["references"] =>
  body.flatMap((it) => (typeof it === "string" ? [] : [it.place])).slice(0, 10);

const askEmpty = (text: string): string =>
  `The workspace holds nothing that says what runs, which was told above. Answer the question from general experience, say that you do so, ask for the two or three numbers that decide (traffic, data volume, team, availability), and propose the smallest design that would do. The question: ${text}`;
