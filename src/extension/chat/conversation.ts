import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { Cancellation, LanguageModel, Message, Reply, TurnResult } from "../../chat/turn.ts";
import { anthropicVendor, commands, computedVendor } from "../../protocol.ts";
import type { Host } from "../host.ts";
import type { AnthropicProvider } from "../models/anthropic-provider.ts";
import { openConsent } from "../sending/consent.ts";
import { openReceipts } from "../sending/receipts.ts";
import { workspacePersona } from "./workspace-persona.ts";

/** What somebody asks, in the chat view or anywhere else. */
export interface Asked {
  readonly command: string | undefined;
  /** Without the command. */
  readonly prompt: string;
  /** Files and folders it is about, workspace-relative. */
  readonly about: readonly string[];
  readonly history: readonly Message[];
  /** `undefined`: nobody but the engine. */
  readonly model: vscode.LanguageModelChat | undefined;
}

const mostButtons = 3;

/** One turn, whichever door it came through: the same persona, the same models, the same checks. */
export type Conversation = (asked: Asked, reply: Reply, cancel: Cancellation) => Promise<TurnResult>;

/** What a turn needs is loaded with the first one. */
export function openConversation(host: Host, anthropic: AnthropicProvider): Conversation {
  const { architect, log } = host;
  const receipts = openReceipts(host);
  const mayBeSent = openConsent(host, receipts);
  // No file can know it, so none can end the block that says "this is data".
  const delimiter = `data-${randomBytes(12).toString("hex")}`;
  return async ({ model, command, ...asked }, reply, cancel) => {
    const { converse } = await import("../../chat/converse.ts");
    const speaker = await modelFor(model, anthropic);
    const persona = await workspacePersona(log);
    let sent: number | undefined;
    let buttons = 0;
    const kept: Reply = {
      ...reply,
      receipt: (it) => {
        sent = receipts.keep(it);
      },
      // The receipt is one of three.
      button: (it) => {
        buttons += 1;
        if (sent === undefined || buttons < mostButtons) reply.button(it);
      },
    };
    const result = await converse({ ...asked, architect, model: speaker, reply: kept, cancel, persona, delimiter, mayBeSent }, command);
    if (sent !== undefined && result.error !== "cancelled")
      reply.button({ title: vscode.l10n.t("What was sent"), command: commands.showReceipt, arguments: [sent] });
    if (result.error !== undefined) log.warn(`@architect /${result.command}: ${result.error}`);
    return result;
  };
}

/** The model that is picked; nobody, where the workspace is not trusted: its words must not reach a model before somebody has looked. */
async function modelFor(picked: vscode.LanguageModelChat | undefined, anthropic: AnthropicProvider): Promise<LanguageModel> {
  const { computed } = await import("../../models/computed.ts");
  if (picked === undefined || picked.vendor === computedVendor) return computed();
  if (!vscode.workspace.isTrusted)
    return computed(
      "This workspace is not trusted yet, so no language model is told about it. Trust it with **Workspaces: Manage Workspace Trust** to have explanations, too.",
    );
  if (picked.vendor === anthropicVendor) {
    const direct = await anthropic.modelOf(picked.id);
    if (direct !== undefined) return direct;
  }
  const { editorModel } = await import("../models/editor-model.ts");
  return editorModel(picked);
}
