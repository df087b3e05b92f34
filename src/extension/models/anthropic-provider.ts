import * as vscode from "vscode";
import { isFailure } from "../../chat/failures.ts";
import type { Failure, LanguageModel, Message, ToolOffer } from "../../chat/turn.ts";
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
      async provideLanguageModelChatResponse(information, messages, options, progress, token) {
        const model = await modelOf(information.id);
        if (model === undefined)
          throw vscode.LanguageModelError.NotFound(vscode.l10n.t("There is no key for this model any more. ({0})", "not-found"));
        for await (const piece of model.send(messages.map(messageOf), token, (options.tools ?? []).map(offerOf))) {
          if (typeof piece === "string") progress.report(new vscode.LanguageModelTextPart(piece));
          else if (isFailure(piece))
            throw new Error(vscode.l10n.t("{0} gave no whole answer. ({1})", information.name, piece.failed satisfies Failure["failed"]));
          else if ("call" in piece) {
            const { id, name, input } = piece.call;
            progress.report(new vscode.LanguageModelToolCallPart(id, name, typeof input === "object" && input !== null ? input : {}));
          }
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
  capabilities: { toolCalling: true },
});

const messageOf = ({ role, content }: vscode.LanguageModelChatRequestMessage): Message => ({
  role: role === vscode.LanguageModelChatMessageRole.Assistant ? "assistant" : "user",
  text: textIn(content),
  calls: content.flatMap((it) =>
    it instanceof vscode.LanguageModelToolCallPart ? [{ id: it.callId, name: it.name, input: it.input }] : [],
  ),
  results: content.flatMap((it) => (it instanceof vscode.LanguageModelToolResultPart ? [{ id: it.callId, text: textIn(it.content) }] : [])),
});

const textIn = (content: readonly unknown[]): string =>
  content.map((it) => (it instanceof vscode.LanguageModelTextPart ? it.value : "")).join("");

/** A tool of somebody else's, as it is offered to the model; what has no schema takes nothing. */
const offerOf = ({ name, description, inputSchema }: vscode.LanguageModelChatTool): ToolOffer => {
  const { properties, required } = (inputSchema ?? {}) as { readonly properties?: Record<string, object>; readonly required?: string[] };
  return { name, description, input: { type: "object", properties: properties ?? {}, ...(required === undefined ? {} : { required }) } };
};
