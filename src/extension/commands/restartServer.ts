import * as vscode from "vscode";
import type { Command } from "./command.ts";

export const restartServer: Command = async ({ server }) => {
  const location = vscode.ProgressLocation.Window;
  await vscode.window.withProgress({ location, title: vscode.l10n.t("Restarting Architect's language server") }, () => server.restart());
};
