import * as vscode from "vscode";
import { computedVendor } from "../../protocol.ts";

/** Without a model the chat view calls no participant at all; this one is always there, and sends nothing anywhere. */
const model: vscode.LanguageModelChatInformation = {
  id: "computed",
  name: vscode.l10n.t("Architect (computed, no AI)"),
  family: "architect",
  version: "1",
  tooltip: vscode.l10n.t("Answers @architect from the files of the workspace. No language model, no account, no network."),
  detail: vscode.l10n.t("no AI"),
  // Nothing is read of a request, so there is nothing to run out of.
  maxInputTokens: 1_000_000,
  maxOutputTokens: 16_000,
  // The chat view offers in agent mode only models that can call tools.
  capabilities: { toolCalling: true },
};

const howToUse = vscode.l10n.t(
  "This is Architect without a language model: begin with `@architect`, for example `@architect /review`, and it answers from your files.",
);

export function registerComputedProvider(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.lm.registerLanguageModelChatProvider(computedVendor, {
      provideLanguageModelChatInformation: () => [model],
      async provideLanguageModelChatResponse(_model, _messages, _options, progress) {
        progress.report(new vscode.LanguageModelTextPart(howToUse));
      },
      provideTokenCount: async (_model, text) => tokensOf(text),
    }),
  );
  // A provider is asked for its models only when somebody looks for them; the first request must find them.
  void vscode.lm.selectChatModels({ vendor: computedVendor }).then(undefined, () => undefined);
}

export function tokensOf(text: string | vscode.LanguageModelChatRequestMessage): number {
  const words =
    typeof text === "string" ? text : text.content.map((it) => (it instanceof vscode.LanguageModelTextPart ? it.value : "")).join("");
  return Math.ceil(words.length / 3);
}
