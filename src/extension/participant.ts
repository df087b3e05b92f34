import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { LanguageModel, TurnResult } from "../chat/turn.ts";
import { anthropicVendor, computedVendor, participantId } from "../protocol.ts";
import { attachedTo } from "./chat/attached.ts";
import { historyOf } from "./chat/history.ts";
import { replyOver } from "./chat/reply.ts";
import type { Host } from "./host.ts";
import { registerAnthropicKey } from "./models/anthropic-key.ts";
import { type AnthropicProvider, registerAnthropicProvider } from "./models/anthropic-provider.ts";
import { registerComputedProvider } from "./models/computed-provider.ts";

/** `@architect`, and the models it may speak with. What a turn needs is loaded with the first one. */
export function registerChat(host: Host): void {
  const { context, architect, log } = host;
  registerComputedProvider(context);
  const anthropic = registerAnthropicProvider(context, registerAnthropicKey(context, log), log);
  // No file can know it, so none can end the block that says "this is data".
  const delimiter = `data-${randomBytes(12).toString("hex")}`;

  const handler: vscode.ChatRequestHandler = async (request, chat, stream, token): Promise<vscode.ChatResult> => {
    const [{ converse }, { ownPersona }] = await Promise.all([import("../chat/converse.ts"), import("../chat/persona.ts")]);
    const paths = host.paths();
    const result = await converse(
      {
        prompt: request.prompt,
        about: attachedTo(request.references, paths),
        history: historyOf(chat),
        architect,
        model: await modelFor(request.model, anthropic),
        reply: replyOver(stream, { paths, showDrawing: (drawing, title) => host.panel.showDrawing(drawing, title) }),
        cancel: token,
        persona: ownPersona().body,
        delimiter,
      },
      request.command,
    );
    if (result.error !== undefined) log.warn(`@architect /${result.command}: ${result.error}`);
    return { metadata: result };
  };

  const participant = vscode.chat.createChatParticipant(participantId, handler);
  participant.iconPath = vscode.Uri.joinPath(context.extensionUri, "media", "icon.svg");
  participant.followupProvider = {
    provideFollowups: ({ metadata }) => followupsOf(metadata).map(followup),
  };
  context.subscriptions.push(participant);
}

/** The model that is picked; nobody, where the workspace is not trusted: its words must not reach a model before somebody has looked. */
async function modelFor(picked: vscode.LanguageModelChat | undefined, anthropic: AnthropicProvider): Promise<LanguageModel> {
  const { computed } = await import("../models/computed.ts");
  if (picked === undefined || picked.vendor === computedVendor) return computed();
  if (!vscode.workspace.isTrusted)
    return computed(
      "This workspace is not trusted yet, so no language model is told about it. Trust it with **Workspaces: Manage Workspace Trust** to have explanations, too.",
    );
  if (picked.vendor === anthropicVendor) {
    const direct = await anthropic.modelOf(picked.id);
    if (direct !== undefined) return direct;
  }
  const { editorModel } = await import("./models/editor-model.ts");
  return editorModel(picked);
}

/** A question, or a slash command with what stands behind it. */
function followup(text: string): vscode.ChatFollowup {
  const command = /^\/(\w+)\s*(.*)$/.exec(text);
  return command === null ? { prompt: text, label: text } : { prompt: command[2] ?? "", label: text, command: command[1] ?? "" };
}

/** What comes back from a kept conversation is looked at again. */
function followupsOf(metadata: Partial<TurnResult> | undefined): readonly string[] {
  const followups: unknown = metadata?.followups;
  return Array.isArray(followups) ? followups.filter((it) => typeof it === "string") : [];
}
