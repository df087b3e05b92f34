import * as vscode from "vscode";
import type { Host } from "./host.ts";

/** Files whose names promise an architecture. package.json's activation events are these; test/manifest.test.ts holds both together. */
export const readable: readonly string[] = [
  "**/*compose*.{yml,yaml}",
  ".architect/*.{yml,yaml}",
  "**/kustomization.{yml,yaml}",
  "**/{k8s,kubernetes,manifests}/**/*.{yml,yaml}",
  "**/Dockerfile",
  "**/schema.prisma",
];

/** A file of any name that has services at its top is Compose, one with an API's version a manifest; somebody opening it is reason enough. */
const described = /^(?:services|apiVersion)[ \t]*:/m;

/** Starts the server in a workspace with something to read: now, or when it gets something. Elsewhere nothing runs. */
export function startWhenReadable({ context, server, log, paths }: Host): void {
  let started = false;
  const waiting: vscode.Disposable[] = [];
  const start = (because: string): void => {
    if (started) return;
    started = true;
    for (const it of waiting) it.dispose();
    log.info(`Starting the language server: ${because}.`);
    server.start().catch((error: unknown) => {
      log.error(String(error));
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    });
  };
  const look = async (): Promise<void> => {
    for (const pattern of readable) {
      const [found] = await vscode.workspace.findFiles(pattern, undefined, 1);
      if (found !== undefined) return start(`the workspace has ${vscode.workspace.asRelativePath(found)}`);
    }
  };
  const opened = (document: vscode.TextDocument): void => {
    const yaml = document.languageId === "dockercompose" || document.languageId === "yaml";
    if (yaml && paths().pathOf(document.uri) !== undefined && described.test(document.getText())) start(`${document.fileName} is open`);
  };
  waiting.push(vscode.workspace.onDidOpenTextDocument(opened), vscode.workspace.onDidChangeWorkspaceFolders(look));
  for (const pattern of readable) {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, true, true);
    waiting.push(
      watcher,
      watcher.onDidCreate((file) => start(`${file.fsPath} was made`)),
    );
  }
  context.subscriptions.push({ dispose: () => waiting.forEach((it) => void it.dispose()) });
  for (const document of vscode.workspace.textDocuments) opened(document);
  void look();
}
