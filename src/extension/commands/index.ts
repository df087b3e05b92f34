import * as vscode from "vscode";
import { commands } from "../../protocol.ts";
import type { Host } from "../host.ts";
import { askInChat } from "./askInChat.ts";
import type { Command } from "./command.ts";
import { openPlace } from "./openPlace.ts";
import { restartServer } from "./restartServer.ts";
import { reviewFile } from "./reviewFile.ts";
import { reviewResource } from "./reviewResource.ts";
import { reviewWorkspace } from "./reviewWorkspace.ts";
import { showDiagram } from "./showDiagram.ts";
import { showInDiagram } from "./showInDiagram.ts";
import { showLog } from "./showLog.ts";
import { showVariant } from "./showVariant.ts";
import { stateRequirements } from "./stateRequirements.ts";

/** The commands that are registered here; those about a provider's key come with the provider. */
const table: Readonly<Record<Exclude<keyof typeof commands, "setAnthropicKey" | "removeAnthropicKey">, Command>> = {
  reviewWorkspace,
  reviewFile,
  reviewResource,
  showDiagram,
  askInChat,
  stateRequirements,
  restartServer,
  showLog,
  openPlace,
  showVariant,
  showInDiagram,
};

/** A command that fails says so in a sentence, and the log has the rest. */
export function registerCommands(host: Host): void {
  for (const [name, run] of Object.entries(table)) {
    const id = commands[name as keyof typeof table];
    const guarded = async (...given: readonly unknown[]): Promise<void> => {
      try {
        await run(host, ...given);
      } catch (error) {
        if (error instanceof vscode.CancellationError) return;
        host.log.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
      }
    };
    host.context.subscriptions.push(vscode.commands.registerCommand(id, guarded));
  }
}
