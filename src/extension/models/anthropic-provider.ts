import * as vscode from "vscode";
import type { Failure, LanguageModel, Message } from "../../chat/turn.ts";
import type { AnthropicAccount, AnthropicModel } from "../../models/anthropic.ts";
import { anthropicVendor } from "../../protocol.ts";
import type { AnthropicKey } from "./anthropic-key.ts";
import { tokensOf } from "./computed-provider.ts";

/** The models of the user's own account. */
export interface AnthropicProvider {
  /** One of them, asked directly: what is cached and what failed need not pass through the editor. */
  modelOf(id: string): Promise<LanguageModel | undefined>;
}

type Information = vscode.LanguageModelChatInformation;

/** Offers the models of the account in the picker, once there is a key. The client is loaded when it is first needed. */
export function registerAnthropicProvider(
  context: vscode.ExtensionContext,
  key: AnthropicKey,
  log: vscode.LogOutputChannel,
): AnthropicProvider {
  let known: Promise<readonly AnthropicModel[]> | undefined;
  const changed = new vscode.EventEmitter<void>();
  const client = () => import("../../models/anthropic.ts");

  const models = async (): Promise<readonly AnthropicModel[]> => {
    const account = await key.account();
    if (account === undefined) return [];
    known ??= list(account);
    return known;
  };
  const list = async (account: AnthropicAccount): Promise<readonly AnthropicModel[]> => {
    const found = await (await client()).anthropicModels(account, { isCancellationRequested: false });
    if (!("failed" in found)) return found;
    known = undefined; // asked again next time
    log.warn(`The models of the Anthropic account could not be listed (${found.failed}).`);
    return [];
  };
  const modelOf = async (id: string): Promise<LanguageModel | undefined> => {
    const account = await key.account();
    const model = (await models()).find((it) => it.id === id);
    return account === undefined || model === undefined ? undefined : (await client()).anthropicModel(account, model);
  };

  context.subscriptions.push(
    changed,
    key.onDidChange(() => {
      known = undefined;
      changed.fire();
    }),
    vscode.lm.registerLanguageModelChatProvider(anthropicVendor, {
      onDidChangeLanguageModelChatInformation: changed.event,
      provideLanguageModelChatInformation: async () => (await models()).map(informationOf),
      async provideLanguageModelChatResponse(information, messages, _options, progress, token) {
        const model = await modelOf(information.id);
        if (model === undefined)
          throw vscode.LanguageModelError.NotFound(vscode.l10n.t("There is no key for this model any more. ({0})", "not-found"));
        for await (const piece of model.send(messages.map(messageOf), token)) {
          if (typeof piece !== "string")
            throw new Error(vscode.l10n.t("{0} gave no whole answer. ({1})", information.name, piece.failed satisfies Failure["failed"]));
          progress.report(new vscode.LanguageModelTextPart(piece));
        }
      },
      provideTokenCount: async (_model, text) => tokensOf(text),
    }),
  );
  return { modelOf };
}

const informationOf = ({ id, name, maxInputTokens, maxOutputTokens }: AnthropicModel): Information => ({
  id,
  name,
  family: "claude",
  version: id,
  detail: vscode.l10n.t("your key"),
  tooltip: vscode.l10n.t("{0}, with your own Anthropic key", name),
  maxInputTokens,
  maxOutputTokens,
  // Only the words of a conversation are passed on; the chat view must not offer it tools that it would never call.
  capabilities: { toolCalling: false },
});

const messageOf = ({ role, content }: vscode.LanguageModelChatRequestMessage): Message => ({
  role: role === vscode.LanguageModelChatMessageRole.Assistant ? "assistant" : "user",
  text: content.map((it) => (it instanceof vscode.LanguageModelTextPart ? it.value : "")).join(""),
});
