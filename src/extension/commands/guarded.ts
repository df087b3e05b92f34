import * as vscode from "vscode";
import type { Host } from "../host.ts";

/** Registers a command that, when it fails, says so in a sentence; the log has the rest. */
export function guarded({ log }: Host, id: string, run: (...given: readonly unknown[]) => unknown): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...given: readonly unknown[]): Promise<void> => {
    try {
      await run(...given);
    } catch (error) {
      if (error instanceof vscode.CancellationError) return;
      log.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  });
}
