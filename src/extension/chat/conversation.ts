import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { Cancellation, LanguageModel, Message, Reply, TurnResult } from "../../chat/turn.ts";
import { anthropicVendor, computedVendor } from "../../protocol.ts";
import type { Host } from "../host.ts";
import type { AnthropicProvider } from "../models/anthropic-provider.ts";
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

/** One turn, whichever door it came through: the same persona, the same models, the same checks. */
export type Conversation = (asked: Asked, reply: Reply, cancel: Cancellation) => Promise<TurnResult>;

/** What a turn needs is loaded with the first one. */
export function openConversation({ architect, log }: Host, anthropic: AnthropicProvider): Conversation {
  // No file can know it, so none can end the block that says "this is data".
  const delimiter = `data-${randomBytes(12).toString("hex")}`;
  return async ({ model, command, ...asked }, reply, cancel) => {
    const { converse } = await import("../../chat/converse.ts");
    const speaker = await modelFor(model, anthropic);
    const persona = await workspacePersona(log);
    const result = await converse({ ...asked, architect, model: speaker, reply, cancel, persona, delimiter }, command);
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
