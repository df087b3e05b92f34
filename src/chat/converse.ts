import { commands, type Place } from "../protocol.ts";
import { stopped, until } from "./cancel.ts";
import { commandNamed } from "./commands/index.ts";
import { failureText } from "./failures.ts";
import { code, md } from "./markdown.ts";
import type { Answer, Button, Piece, Reply, Turn, TurnResult } from "./turn.ts";
import { speak } from "./voice/speak.ts";

const mostReferences = 10;
const mostButtons = 3;
const mostFollowups = 3;

/**
 * One turn: what can be computed is computed first and shown at once; then the model, if there is one, goes on from there. References
 * and progress first, one unbroken run of Markdown, buttons last: the chat view folds away what stands before the last run.
 */
export async function converse(turn: Turn, name: string | undefined): Promise<TurnResult> {
  const { reply, model, cancel } = turn;
  const command = commandNamed(name);
  const cancelled: TurnResult = { command: command.name, followups: [], error: "cancelled" };

  reply.progress("Reading the architecture");
  let answer: Answer | typeof stopped;
  try {
    answer = await until(command.answer(turn), cancel);
  } catch (error) {
    return failed(turn, command.name, error);
  }
  if (answer === stopped) return cancelled;

  const { ask, unaided, drawing } = answer;
  const aided = ask !== undefined && !model.computed;
  for (const place of distinct(answer.references).slice(0, mostReferences)) reply.reference(place);
  if (drawing !== undefined) reply.drawing(drawing.drawing, drawing.title);
  if (aided) reply.progress(`Asking ${model.name}`);

  const write = (pieces: readonly Piece[]) => written(reply, pieces);
  write(answer.body);
  let error: string | undefined;
  if (!aided) {
    write(unaided === undefined ? [] : [answer.body.length > 0 ? "\n\n" : "", ...unaided]);
    if (ask !== undefined && model.because !== undefined) write([`\n\n${model.because}`]);
  } else {
    let spoken: Awaited<ReturnType<typeof speak>>;
    try {
      spoken = await speak(turn, { ...answer, ask }, write);
    } catch (thrown) {
      spoken = { said: "nothing", failure: { failed: "unknown", detail: reasonOf(thrown) } };
    }
    if (spoken === stopped) return cancelled;
    if (spoken.said !== "all") error = spoken.failure.failed;
    if (spoken.said === "nothing") {
      write([answer.body.length > 0 ? "\n\n" : "", failureText(spoken.failure, model.name)]);
      if (unaided !== undefined) write(["\n\n", ...unaided]);
    }
  }
  for (const button of answer.buttons.slice(0, mostButtons)) reply.button(button);
  return { command: command.name, followups: answer.followups.slice(0, mostFollowups), ...(error === undefined ? {} : { error }) };
}

/** The architect itself could not answer: there is nothing to show but why, and what to do. */
function failed({ reply }: Turn, command: string, error: unknown): TurnResult {
  const buttons: readonly Button[] = [
    { title: "Restart the language server", command: commands.restartServer, arguments: [] },
    { title: "Show the log", command: commands.showLog, arguments: [] },
  ];
  written(
    reply,
    md`**The architecture could not be read.** ${reasonOf(error)}\n\nRestart the language server and ask again; the log says more. If it stays so, tell us with the log: ${[code("Architect: Show Log")]}.`,
  );
  for (const button of buttons) reply.button(button);
  return { command, followups: [], error: reasonOf(error) };
}

function reasonOf(error: unknown): string {
  const message = (error instanceof Error ? error.message : String(error)).split("\n")[0]?.trim().slice(0, 300) ?? "";
  return message === "" ? "No reason was given." : /[.!?]$/.test(message) ? message : `${message}.`;
}

function written(reply: Reply, pieces: readonly Piece[]): void {
  let text = "";
  const flush = () => {
    if (text !== "") reply.markdown(text);
    text = "";
  };
  for (const piece of pieces) {
    if (typeof piece === "string") text += piece;
    else {
      flush();
      reply.anchor(piece.place, piece.title);
    }
  }
  flush();
}

const distinct = (places: readonly Place[]): readonly Place[] => [
  ...new Map(places.map((it) => [`${it.file}:${it.span?.line ?? ""}`, it])).values(),
];
