/** What is said where nothing is built yet: the smallest standard shape for the numbers, drawn, reviewed and priced. */
import { commands, type Overview, type Proposed } from "../../protocol.ts";
import { fence, md, paragraphs, points, prose } from "../markdown.ts";
import { asYaml, questionsFor, type Stated, statedIn, together } from "../requirements.ts";
import type { Answer, Piece, Turn } from "../turn.ts";
import { count, enumerated } from "../words.ts";
import { numbersIn } from "./numbers.ts";
import { type Shape, shapeFor } from "./shape.ts";

/** Whether there is a folder to propose something for, and nothing in the way of reading it. */
export const canPropose = ({ workspace, problems }: Overview): boolean =>
  workspace !== "" && !problems.some(({ severity }) => severity !== "note");

/** `lead`: what was asked about is answered first. `begin`: with the files that it would begin with. */
interface Wanted {
  readonly lead?: readonly Piece[];
  readonly begin?: boolean;
}

/** The answer of any command that would look at an architecture, where there is none. */
export async function proposal(turn: Turn, overview: Overview, { lead = [], begin = true }: Wanted = {}): Promise<Answer> {
  const { systems: _, ...before } = overview.requirements;
  const said = statedIn(turn.prompt.slice(0, 2000));
  const stated = together(before, said);
  const numbers = numbersIn(stated);
  const shape = shapeFor(numbers);
  const files = Object.keys(stated).length === 0 ? shape.files : { ...shape.files, ".architect/requirements.yaml": asYaml(stated) };
  const { drawing, findings } = await turn.architect.propose(files, overview.workspace, turn.cancel);
  const news = Object.keys(said).length > 0;
  return {
    references: [],
    drawing: drawing === undefined ? undefined : { drawing, title: drawing.title },
    body: paragraphs(
      lead,
      md`**Nothing here says what runs yet, so this is a proposal: begin with ${shape.summary}.**`,
      md`It is the smallest standard shape that meets the numbers: ${shape.because}.`,
      numbers.assumed.length === 0 ? [] : md`*Assumed, because it is not stated:* ${numbers.assumed.join("; ")}. ${asksFor(stated)}`,
      drawing === undefined ? [] : md`### As it would stand\n\n${[fence(drawing.mermaid, "mermaid")]}\n\nDashed: nothing of it is there.`,
      md`### What it costs\n\n${cost(shape, stated)}`,
      md`### What the rules say of it\n\n${reviewed(findings, shape)}`,
      md`### Not yet\n\n${points(shape.notYet.map((it) => md`${it}`))}`,
      md`### When to look again\n\nAt ${[prose(shape.revisit)]}.`,
      begin
        ? md`### How it would begin\n\n\`compose.yaml\`, for you to change; nothing was written.\n\n${[fence(shape.files["compose.yaml"] ?? "", "yaml")]}`
        : [],
    ),
    buttons: news ? [{ title: "Preview requirements.yaml", command: commands.stateRequirements, arguments: [stated] }] : [],
    followups: ["/requirements", "What would make you choose otherwise?"],
    ask: `Nothing is built yet; a proposal was computed from the numbers and is already shown. ${turn.prompt.trim() === "" ? "Explain it to the team that will build it" : `Answer what was asked about it: ${turn.prompt.trim()}`}, in at most 250 words, from general experience, and say that it is that: what to build first, what to leave out, what would change your mind. Ask for at most two numbers that would change it.`,
  };
}

/** The questions whose answers would change the shape, as ranges. */
function asksFor(stated: Stated): readonly Piece[] {
  const open = questionsFor(stated).slice(0, 3);
  return open.length === 0
    ? []
    : md`Say it in a sentence, roughly: ${[`\`/requirements ${open.map(({ ranges }) => ranges[Math.min(1, ranges.length - 1)]).join(", ")}\``]}.`;
}

/** By the month, as a range: list prices differ by more than the shapes do. */
function cost({ costs, attention }: Shape, { budget }: Stated): readonly Piece[] {
  const from = costs.reduce((sum, it) => sum + it.from, 0);
  const to = costs.reduce((sum, it) => sum + it.to, 0);
  return paragraphs(
    md`**About ${String(from)} to ${String(to)} EUR a month**, at list prices of small and large providers; a quote is another thing. And ${attention}.${budget?.monthly === undefined ? [] : within(budget, from, to)}`,
    points(costs.map((it) => md`${it.what}: ${String(it.from)} to ${String(it.to)} EUR`)),
  );
}

function within({ monthly = 0, currency }: NonNullable<Stated["budget"]>, from: number, to: number): readonly Piece[] {
  const stated = `${monthly} ${currency ?? "EUR"}`;
  if (currency !== undefined && currency !== "EUR") return md` You state ${stated}.`;
  if (monthly >= to) return md` Your ${stated} are enough.`;
  return monthly >= from
    ? md` Your ${stated} are enough with a small provider, and not with every one.`
    : md` Your ${stated} are not enough: promise less, or ask for more.`;
}

function reviewed(findings: Proposed["findings"], { name }: Shape): readonly Piece[] {
  if (findings.length === 0)
    return md`Nothing: versions are pinned, memory is limited, health is checked, and only the gateway is open.${name === "one machine" ? " What no rule sees is the machine itself: when it is gone, so is the service, until the backup is restored." : ""}`;
  return paragraphs(
    md`${count(findings.length, "finding")}, known and accepted for a beginning or to be settled before it goes live:`,
    points(findings.slice(0, 5).map(({ message, remedy }) => md`${message} *Do:* ${remedy}`)),
  );
}

/** "a design", "propose", "how would you build": what is asked of a folder that is empty. */
export const isForDesign = (text: string): boolean =>
  text.trim() === "" ||
  /\b(?:design|propos(?:e|al)|build|start|begin|architect(?:ure)?|shape|stack|need|should|would|which|what (?:do|kind)|suggest|recommend|plan|scale|cache|queue|split|deploy|database)\b/i.test(
    text,
  ) ||
  Object.keys(statedIn(text)).length > 0;

/** Told by commands that look back rather than forward. */
export const mayPropose = (): readonly Piece[] =>
  md`Nothing built yet? ${enumerated(["`/diagram`", "`/style`"], "or")} draws and prices the smallest shape for your numbers; ${["`/requirements`"]} takes them.`;
