import { stopped, until } from "../cancel.ts";
import { failureOf, failureText, isFailure } from "../failures.ts";
import type { Answer, Failure, Piece, Turn } from "../turn.ts";
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

  const failure = await listen(turn, messages, (chunk) => {
    for (const text of cutter.push(chunk)) show(filter.push(text));
    return shown.length < longestAnswer;
  });
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

/** Reads the stream until it ends, fails, is cancelled, or nobody wants more of it. */
async function listen(
  { model, cancel }: Turn,
  messages: Parameters<Turn["model"]["send"]>[0],
  hear: (chunk: string) => boolean,
): Promise<Failure | undefined | typeof stopped> {
  let stream: AsyncIterator<string | Failure> | undefined;
  /** Nobody waits for it: a stream that hangs may hang in its end, too. */
  const leave = () => void Promise.resolve(stream?.return?.()).catch(() => undefined);
  try {
    stream = model.send(messages, cancel)[Symbol.asyncIterator]();
    for (;;) {
      const next = await until(stream.next(), cancel);
      if (next === stopped) {
        leave();
        return stopped;
      }
      if (next.done === true) return undefined;
      if (isFailure(next.value)) {
        leave();
        return next.value.failed === "cancelled" ? stopped : next.value;
      }
      if (!hear(next.value)) {
        leave();
        return { failed: "too-long", detail: "The answer was cut because it did not end." };
      }
    }
  } catch (error) {
    leave();
    const failure = failureOf(error);
    return failure.failed === "cancelled" ? stopped : failure;
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
