import * as vscode from "vscode";
import type { Cancellation, Failure, LanguageModel, Message } from "../../chat/turn.ts";
import { editorFailure } from "./editor-failures.ts";

/** How long a model may say nothing. */
const patience = 120_000;

/** The model that is picked in the chat view, behind the port of the conversation. */
export const editorModel = (model: vscode.LanguageModelChat): LanguageModel => ({
  name: model.name,
  computed: false,
  maxInputTokens: model.maxInputTokens > 0 ? model.maxInputTokens : undefined,
  send: (messages, cancel) => stream(model, messages, cancel),
});

async function* stream(
  model: vscode.LanguageModelChat,
  messages: readonly Message[],
  cancel: Cancellation,
): AsyncIterable<string | Failure> {
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
    const justification = "Architect explains what it computed about the architecture of this workspace.";
    const sent = await Promise.race([model.sendRequest(messages.map(messageOf), { justification }, source.token), late]);
    if (sent === "late") return yield { failed: "timeout" };
    const chunks = sent.text[Symbol.asyncIterator]();
    for (;;) {
      wait();
      const next = await Promise.race([chunks.next(), late]);
      if (next === "late") return yield { failed: "timeout" };
      if (next.done === true) return;
      yield next.value;
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

const messageOf = ({ role, text }: Message): vscode.LanguageModelChatMessage =>
  role === "user" ? vscode.LanguageModelChatMessage.User(text) : vscode.LanguageModelChatMessage.Assistant(text);
