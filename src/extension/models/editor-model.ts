import * as vscode from "vscode";
import type { Cancellation, Heard, LanguageModel, Message, ToolOffer } from "../../chat/turn.ts";
import { editorFailure } from "./editor-failures.ts";

/** How long a model may say nothing. */
const patience = 120_000;

/** The model that is picked in the chat view, behind the port of the conversation. */
export const editorModel = (model: vscode.LanguageModelChat): LanguageModel => ({
  name: model.name,
  computed: false,
  maxInputTokens: model.maxInputTokens > 0 ? model.maxInputTokens : undefined,
  send: (messages, cancel, tools = []) => stream(model, messages, tools, cancel),
  count: async (text, cancel) => counted(model, text, cancel),
});

async function* stream(
  model: vscode.LanguageModelChat,
  messages: readonly Message[],
  tools: readonly ToolOffer[],
  cancel: Cancellation,
): AsyncIterable<Heard> {
  const source = new vscode.CancellationTokenSource();
  const listening = cancel.onCancellationRequested?.(() => source.cancel());
  if (cancel.isCancellationRequested) source.cancel();
  let gaveUp: (() => void) | undefined;
  const late = new Promise<"late">((resolve) => {
    gaveUp = () => resolve("late");
  });
  let timer: NodeJS.Timeout | undefined;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => gaveUp?.(), patience);
  };
  try {
    wait();
    const options = {
      justification: vscode.l10n.t("Architect explains what it computed about the architecture of this workspace."),
      ...(tools.length === 0 ? {} : { tools: tools.map(({ name, description, input }) => ({ name, description, inputSchema: input })) }),
    };
    const sent = await Promise.race([model.sendRequest(messages.map(messageOf), options, source.token), late]);
    if (sent === "late") return yield { failed: "timeout" };
    const chunks = sent.stream[Symbol.asyncIterator]();
    for (;;) {
      wait();
      const next = await Promise.race([chunks.next(), late]);
      if (next === "late") return yield { failed: "timeout" };
      if (next.done === true) return;
      if (next.value instanceof vscode.LanguageModelTextPart) yield next.value.value;
      else if (next.value instanceof vscode.LanguageModelToolCallPart) {
        const { callId, name, input } = next.value;
        yield { call: { id: callId, name, input } };
      }
    }
  } catch (error) {
    yield cancel.isCancellationRequested ? { failed: "cancelled" } : editorFailure(error);
  } finally {
    clearTimeout(timer);
    source.cancel();
    listening?.dispose();
    source.dispose();
  }
}

const messageOf = ({ role, text, calls = [], results = [] }: Message): vscode.LanguageModelChatMessage => {
  if (role === "user") {
    const answers = results.map((it) => new vscode.LanguageModelToolResultPart(it.id, [new vscode.LanguageModelTextPart(it.text)]));
    return vscode.LanguageModelChatMessage.User(answers.length === 0 ? text : answers);
  }
  if (calls.length === 0) return vscode.LanguageModelChatMessage.Assistant(text);
  return vscode.LanguageModelChatMessage.Assistant([
    ...(text === "" ? [] : [new vscode.LanguageModelTextPart(text)]),
    ...calls.map((it) => new vscode.LanguageModelToolCallPart(it.id, it.name, objectOf(it.input))),
  ]);
};

const objectOf = (it: unknown): object => (typeof it === "object" && it !== null ? it : {});

/** Counted by the model's provider, soon or not at all: a receipt is no reason to wait. */
async function counted(model: vscode.LanguageModelChat, text: string, cancel: Cancellation): Promise<number> {
  const source = new vscode.CancellationTokenSource();
  const listening = cancel.onCancellationRequested?.(() => source.cancel());
  const timer = setTimeout(() => source.cancel(), 150);
  const stopped = new Promise<never>((_, reject) => {
    source.token.onCancellationRequested(() => reject(new vscode.CancellationError()));
  });
  try {
    return await Promise.race([model.countTokens(text, source.token), stopped]);
  } finally {
    clearTimeout(timer);
    listening?.dispose();
    source.dispose();
  }
}
