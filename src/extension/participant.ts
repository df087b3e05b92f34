import * as vscode from "vscode";
import type { TurnResult } from "../chat/turn.ts";
import { participantId } from "../protocol.ts";
import { registerAsk } from "./ask/ask.ts";
import { attachedTo } from "./chat/attached.ts";
import { openConversation } from "./chat/conversation.ts";
import { historyOf } from "./chat/history.ts";
import { replyOver } from "./chat/reply.ts";
import type { Host } from "./host.ts";
import { registerAnthropicKey } from "./models/anthropic-key.ts";
import { registerAnthropicProvider } from "./models/anthropic-provider.ts";
import { registerComputedProvider } from "./models/computed-provider.ts";
import { registerTools } from "./tools.ts";

/** `@architect`, the models it may speak with, and the same answers where no chat is. */
export function registerChat(host: Host): void {
  const { context, log } = host;
  registerComputedProvider(context);
  const converse = openConversation(host, registerAnthropicProvider(context, registerAnthropicKey(context, log), log));
  registerAsk(host, converse);
  registerTools(host);

  const handler: vscode.ChatRequestHandler = async (request, chat, stream, token): Promise<vscode.ChatResult> => {
    const paths = host.paths();
    const { command, prompt, model, references } = request;
    const asked = { command, prompt, model, about: attachedTo(references, paths), history: historyOf(chat) };
    const reply = replyOver(stream, { paths, showDrawing: (drawing, title) => host.panel.showDrawing(drawing, title) });
    return { metadata: await converse(asked, reply, token) };
  };

  const participant = vscode.chat.createChatParticipant(participantId, handler);
  participant.iconPath = vscode.Uri.joinPath(context.extensionUri, "media", "icon.svg");
  participant.followupProvider = {
    provideFollowups: ({ metadata }) => followupsOf(metadata).map(followup),
  };
  context.subscriptions.push(participant);
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
