import type { Overview, PlacedFinding } from "../../protocol.ts";
import { stopped, until } from "../cancel.ts";
import { componentsOf } from "../facts.ts";
import { failureText } from "../failures.ts";
import { countedBy, sendingOf } from "../receipt.ts";
import type { Answer, Failure, Piece, Turn } from "../turn.ts";
import { dialogue } from "./dialogue.ts";
import { footer } from "./footer.ts";
import { namesOf } from "./names.ts";
import { budgetFor, messagesFor, textOf } from "./prompt.ts";
import { safe } from "./safe.ts";
import { sentences } from "./sentences.ts";

/** More than anybody reads. A model that does not stop is stopped. */
const longestAnswer = 60_000;

/** What became of it. `silent`: the model said nothing that could be shown. */
export type Spoken = { readonly said: "all" } | { readonly said: "part" | "nothing"; readonly failure: Failure } | typeof stopped;

/** Lets the model go on from what was computed: sentence by sentence, made safe, and held against the files at its end. */
export async function speak(
  turn: Turn,
  answer: Answer & { readonly ask: string },
  write: (pieces: readonly Piece[]) => void,
): Promise<Spoken> {
  const { architect, model, cancel } = turn;
  const budget = budgetFor(model.maxInputTokens);
  const known = await until(
    Promise.all([
      architect.brief(
        {
          question: `${turn.prompt} ${answer.ask}`.slice(0, 4000),
          budget: budget.facts,
          ...(turn.about.length > 0 ? { paths: turn.about } : {}),
          ...(answer.rules === undefined ? {} : { rules: answer.rules }),
        },
        cancel,
      ),
      architect.overview(cancel),
      architect.review({}, cancel),
    ]),
    cancel,
  );
  if (known === stopped) return stopped;
  const [brief, overview, { findings }] = known;
  const messages = messagesFor(turn, answer, withoutDrawings(textOf(answer.body)), brief, budget);

  const filter = safe(namesOf(overview, findings));
  const cutter = sentences();
  let shown = "";
  const show = (pieces: readonly Piece[]): void => {
    if (pieces.length === 0) return;
    // The gap to what was computed comes with the first word, so that a silent model leaves none.
    write(shown === "" && answer.body.length > 0 ? ["\n\n---\n\n", ...pieces] : pieces);
    shown += checkable(pieces);
  };
  const finish = (): void => {
    for (const text of cutter.end()) show(filter.push(text));
    show(filter.end());
  };

  const sending = sendingOf(model, messages, brief, filesOf(overview, findings));
  if (turn.mayBeSent !== undefined) {
    const may = await until(turn.mayBeSent(sending, cancel), cancel);
    if (may === stopped) return stopped;
    if (!may) return { said: "nothing", failure: { failed: "declined" } };
  }
  const counted = countedBy(model, sending, cancel);
  const { failure, looked, requests, used } = await dialogue(turn, messages, (chunk) => {
    for (const text of cutter.push(chunk)) show(filter.push(text));
    return shown.length < longestAnswer;
  });
  turn.reply.receipt?.({ ...(await counted), looked, requests, ...(used === undefined ? {} : { used }) });
  if (failure === stopped) return stopped;
  finish();
  if (shown.trim() === "") return { said: "nothing", failure: failure ?? { failed: "unknown", detail: "Its answer was empty." } };

  const claims = await until(architect.check(shown, cancel), cancel);
  if (claims === stopped) return stopped;
  write(["\n\n", ...footer(claims, model.name, brief.omitted)]);
  if (failure === undefined) return { said: "all" };
  write([`\n\n${failureText(failure, model.name)}`]);
  return { said: "part", failure };
}

/** Files that the facts may rest on: where things are defined, said, and found wrong. */
function* filesOf(overview: Overview, findings: readonly PlacedFinding[]): Iterable<string> {
  for (const { places } of findings) for (const { file } of places) yield file;
  for (const { place, uses } of componentsOf(overview)) {
    if (place !== undefined) yield place.file;
    for (const use of uses) if (use.place !== undefined) yield use.place.file;
  }
}

/** The model was told the facts that a drawing is made of. */
const withoutDrawings = (text: string): string => text.replace(/^(`{3,})mermaid\n[\s\S]*?^\1$/gm, "(the diagram)");

/** What the claim check reads: a name that leads to its place was found already, a marked one is told. */
const checkable = (pieces: readonly Piece[]): string =>
  pieces
    .map((it) =>
      typeof it === "string"
        ? it.replace(/~~(.*?)~~ \(not in these files\)|\*(.*?)\* \(proposed\)/g, "…").replace(/\\([!-/:-@[-`{-~])/g, "$1")
        : it.title,
    )
    .join("");
