import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

/** All that the page may load: its own script and style. */
export const pageRoot = (extension: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(extension, "dist", "media");

/**
 * The page around media/main.ts. Scripts run by nonce only. Styles have to be allowed inline: Mermaid writes a style element
 * and style attributes into what it draws. Nothing is fetched from anywhere.
 */
export function pageOf(webview: vscode.Webview, extension: vscode.Uri, language: string): string {
  const nonce = randomBytes(16).toString("base64url");
  const address = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(pageRoot(extension), file)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'unsafe-inline'`,
    `font-src ${webview.cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const words = attribute(JSON.stringify(vscode.l10n.bundle ?? {}));
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${address("style.css")}">
<title>Architect</title>
</head>
<body data-words="${words}">
<script nonce="${nonce}" src="${address("main.js")}"></script>
</body>
</html>`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" };
const attribute = (text: string): string => text.replace(/[&"<>]/g, (it) => entities[it] ?? it);
