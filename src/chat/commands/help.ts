import type { Overview } from "../../protocol.ts";
import { commands } from "../../protocol.ts";
import { code, md, paragraphs, points } from "../markdown.ts";
import { questions } from "../questions/index.ts";
import { isEmpty, nothingHere, sizeOf } from "../standing.ts";
import type { ChatCommand, Turn } from "../turn.ts";
import { examplesFor } from "./examples.ts";

/** The list is passed in, because this command is in it. */
export const help = (all: () => readonly ChatCommand[]): ChatCommand => ({
  name: "help",
  description: "What Architect can do here, with and without a language model",
  usage: "",
  async answer(turn) {
    const overview = await turn.architect.overview(turn.cancel);
    return {
      references: [],
      body: paragraphs(
        md`**I read the files of a backend, draw what they say, and tell you what to fix first.** Every box, arrow and finding leads to the line that proves it.`,
        isEmpty(overview) ? nothingHere(overview) : md`Here: ${sizeOf(overview)}.`,
        md`### Commands\n\n${points(
          all().map((it) => md`${[code(`/${it.name}${it.usage === "" ? "" : ` ${it.usage}`}`)]}: ${it.description}`),
          20,
        )}`,
        md`### Questions that the files answer\n\n${points(
          examplesFor(overview, questions).map((it) => md`${it}`),
          20,
        )}`,
        md`### Who answers\n\n${[models(turn)]}`,
      ),
      buttons: isEmpty(overview) ? [] : [{ title: "Review the workspace", command: commands.reviewWorkspace, arguments: [] }],
      followups: nextFor(overview),
      ask: undefined,
    };
  },
});

function models({ model }: Turn): string {
  const computed = "Findings, numbers and diagrams are always computed on this machine.";
  if (model.because !== undefined) return `${computed} ${model.because}`;
  return model.computed
    ? `${computed} No language model is picked, so nothing leaves it. Pick one below the chat box, or set a key with **Architect: Set Anthropic API Key**, for explanations and free questions.`
    : `${computed} Explanations come from ${code(model.name)}: it is told names, hosts and shapes, never the values of secrets.`;
}

const nextFor = (overview: Overview): readonly string[] =>
  isEmpty(overview) ? [] : ["What should we fix first?", "Which ports are reachable from outside?"];
