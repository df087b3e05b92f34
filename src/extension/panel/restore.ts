import * as vscode from "vscode";
import { panelViewType } from "../../protocol.ts";
import type { Host } from "../host.ts";

/** The panel comes back with the window. What it showed is kept by the extension: the page is not asked what it was. */
export function restorePanel({ context, panel }: Host): void {
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(panelViewType, {
      deserializeWebviewPanel: async (page: vscode.WebviewPanel) => panel.adopt(page),
    }),
  );
}
