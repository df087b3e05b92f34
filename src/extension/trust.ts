import * as vscode from "vscode";
import type { Host } from "./host.ts";

/** Trust that is granted later counts from then on: the server may ask git what contracts were. One that is started after it knows already. */
export function tellOfTrust({ context, server, log }: Host): void {
  const granted = vscode.workspace.onDidGrantWorkspaceTrust(() => {
    if (server.state() === "off" || server.state() === "stopped") return;
    server
      .ask("architect/session", { trusted: true }, { isCancellationRequested: false })
      .catch((error: unknown) => log.error(`The server does not know yet that the workspace is trusted: ${String(error)}`));
  });
  context.subscriptions.push(granted);
}
