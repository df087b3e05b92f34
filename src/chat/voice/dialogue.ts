import { stopped, until } from "../cancel.ts";
import { failureOf, isFailure } from "../failures.ts";
import { answerOf, tools } from "../tools/index.ts";
import type { Failure, Message, Receipt, ToolCall, ToolOffer, Turn, Usage } from "../turn.ts";
import { data } from "./prompt.ts";

/** How often a model may look things up before it has to answer, and how much at once. */
const mostRounds = 5;
const mostCalls = 6;

/** What became of a request, and what it took. */
export interface Dialogue {
  readonly failure: Failure | undefined | typeof stopped;
  readonly looked: Receipt["looked"];
  readonly requests: number;
  readonly used: Usage | undefined;
}

/**
 * Asks a model, and looks up what it wants to know, until it has nothing more to ask. `hear` is given its words as they come, and says
 * whether anybody wants more of them.
 */
export async function dialogue(turn: Turn, messages: readonly Message[], hear: (chunk: string) => boolean): Promise<Dialogue> {
  const { architect, cancel, delimiter, model } = turn;
  const looked: Receipt["looked"][number][] = [];
  let used: Usage | undefined;
  let requests = 0;
  let room = roomFor(model.maxInputTokens);
  let offers: readonly ToolOffer[] = tools.map(({ name, description, input }) => ({ name, description, input }));
  let sent = messages;
  const ended = (failure: Dialogue["failure"]): Dialogue => ({ failure, looked, requests, used });
  for (;;) {
    requests += 1;
    const offered = requests > mostRounds || room <= 0 ? [] : offers;
    const heard = await listen(turn, sent, offered, hear);
    used = sum(used, heard.used);
    if (heard.failure !== undefined) {
      // Some models are refused tools, each provider in its own words: asked without any, they answer.
      const untried = requests === 1 && heard.text === "" && heard.failure !== stopped && heard.failure.failed === "unknown";
      if (!untried) return ended(heard.failure);
      offers = [];
      continue;
    }
    if (heard.calls.length === 0 || offered.length === 0) return ended(undefined);
    const results: { id: string; text: string }[] = [];
    for (const [index, { id, name, input }] of heard.calls.entries()) {
      const answer =
        index < mostCalls && room > 0
          ? await until(answerOf(name, input, architect, cancel), cancel)
          : "That is enough for now: answer with what you know.";
      if (answer === stopped) return ended(stopped);
      const text = answer.length > room ? `${answer.slice(0, Math.max(0, room))} …` : answer;
      room -= text.length;
      looked.push({ tool: name.slice(0, 60), input: JSON.stringify(input ?? {}).slice(0, 300), answer: text });
      results.push({ id, text: data("LOOKED UP", text, delimiter) });
    }
    sent = [...sent, { role: "assistant", text: heard.text, calls: heard.calls }, { role: "user", text: "", results }];
    // What comes next is another paragraph.
    if (heard.text.trim() !== "" && !hear("\n\n")) return ended(tooLong);
  }
}

/** Characters: a seventh of the window beside what is sent anyway. */
const roomFor = (maxInputTokens = 16_000): number => Math.min(40_000, Math.floor((maxInputTokens * 3) / 7));
const tooLong: Failure = { failed: "too-long", detail: "The answer was cut because it did not end." };

interface Heard {
  readonly text: string;
  readonly calls: readonly ToolCall[];
  readonly used: Usage | undefined;
  readonly failure: Dialogue["failure"];
}

/** Reads the stream until it ends, fails, is cancelled, or nobody wants more of it. */
async function listen(
  { model, cancel }: Turn,
  messages: readonly Message[],
  offers: readonly ToolOffer[],
  hear: (chunk: string) => boolean,
): Promise<Heard> {
  let stream: AsyncIterator<unknown> | undefined;
  let text = "";
  let used: Usage | undefined;
  const calls: ToolCall[] = [];
  /** Nobody waits for it: a stream that hangs may hang in its end, too. */
  const leave = (failure: Dialogue["failure"]): Heard => {
    void Promise.resolve(stream?.return?.()).catch(() => undefined);
    return { text, calls, used, failure: failure !== stopped && failure?.failed === "cancelled" ? stopped : failure };
  };
  try {
    const iterator = model.send(messages, cancel, offers)[Symbol.asyncIterator]();
    stream = iterator;
    for (;;) {
      const next = await until(iterator.next(), cancel);
      if (next === stopped) return leave(stopped);
      if (next.done === true) return { text, calls, used, failure: undefined };
      const piece = next.value;
      if (typeof piece === "string") {
        text += piece;
        if (!hear(piece)) return leave(tooLong);
      } else if (isFailure(piece)) return leave(piece);
      else if ("call" in piece) calls.push(piece.call);
      else used = piece.used;
    }
  } catch (error) {
    return leave(failureOf(error));
  }
}

const sum = (a: Usage | undefined, b: Usage | undefined): Usage | undefined =>
  a === undefined || b === undefined ? (a ?? b) : { input: a.input + b.input, output: a.output + b.output, cached: a.cached + b.cached };
