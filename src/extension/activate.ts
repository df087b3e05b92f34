/** The extension, as a table of contents. Nothing here reads a file or starts a process. */
import * as vscode from "vscode";
import { registerCommands } from "./commands/index.ts";
import { type Host, openHost } from "./host.ts";
import { restorePanel } from "./panel/restore.ts";
import { registerChat } from "./participant.ts";
import { startWhenReadable } from "./readable.ts";
import { registerSidebar } from "./sidebar/sidebar.ts";
import { tellOfTrust } from "./trust.ts";

let host: Host | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const before = process.cpuUsage();
  try {
    host = openHost(context);
    registerCommands(host);
    registerChat(host);
    restorePanel(host);
    registerSidebar(host);
    startWhenReadable(host);
    tellOfTrust(host);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t("Architect could not start: {0}", reason));
    throw error;
  }
  const { user, system } = process.cpuUsage(before);
  host.log.info(`Activated in ${((user + system) / 1000).toFixed(1)} ms of processor time.`);
}

export function deactivate(): Promise<void> | undefined {
  return host?.server.stop();
}
