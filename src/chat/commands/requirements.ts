import { commands } from "../../protocol.ts";
import { code, fence, md, paragraphs, points } from "../markdown.ts";
import { asYaml, questionsFor, type Stated, statedIn, together } from "../requirements.ts";
import { isEmpty } from "../standing.ts";
import type { ChatCommand, Piece } from "../turn.ts";

/** Traffic, data, team, promises: asked for in ranges, read from a sentence, and written to a file after a look at it. */
export const requirements: ChatCommand = {
  name: "requirements",
  description: "State traffic, data, team and promises, so that advice is sized by them",
  usage: "[200 rps, peak 3x, 50 GB, 4 people, 99.9 %]",
  async answer(turn) {
    const overview = await turn.architect.overview(turn.cancel);
    const { systems: _, ...before } = overview.requirements;
    const said = statedIn(turn.prompt.slice(0, 2000));
    const now = together(before, said);
    const open = questionsFor(now);
    const news = Object.keys(said).length > 0;
    const example =
      open.length === 0 ? "" : `@architect /requirements ${open.map((it) => it.ranges[Math.min(1, it.ranges.length - 1)]).join(", ")}`;
    return {
      references: [],
      body: paragraphs(
        headline(turn.prompt, news, before, open.length),
        Object.keys(now).length === 0 ? [] : [fence(asYaml(now), "yaml")],
        open.length === 0
          ? md`Everything that decides is stated. ${[code("/review")]} and the topics (${[code("/scale")]}, ${[code("/data")]}, …) are judged by it.`
          : md`### ${[open.length === 1 ? "One question" : `${open.length} questions`]}, roughly is fine\n\n${points(open.map((it) => md`**${it.question}** ${[it.ranges.map(code).join(" · ")]}. It changes ${it.changes}.`))}\n\nAnswer in one sentence, what you know of it:\n\n${[fence(example, "text")]}`,
      ),
      buttons: news ? [{ title: "Preview requirements.yaml", command: commands.stateRequirements, arguments: [now] }] : [],
      followups: isEmpty(overview) ? [`/diagram ${turn.prompt.trim()}`.trim()] : news ? ["/review", "/scale"] : [],
      ask: undefined,
    };
  },
};

function headline(prompt: string, news: boolean, before: Stated, open: number): readonly Piece[] {
  if (news) return md`**This is what I understood.** Nothing is written yet: the button shows the file before it is saved.`;
  if (prompt.trim() !== "") return md`**I found no number in that.** Say it as in the example below.`;
  if (Object.keys(before).length === 0)
    return md`**Nothing is stated yet, so advice is sized by guesses.** A few rough numbers change that; they are kept in ${[code(".architect/requirements.yaml")]}, beside the code.`;
  return open === 0 ? md`**This is stated:**` : md`**This is stated; a few numbers more would sharpen it.**`;
}
