import * as vscode from "vscode";
import type { Host } from "./host.ts";

/** Whoever sees more for the first time reads none of them. */
const many = 50;
/** Where it is kept that nobody wants to be asked again. */
const kept = "architect.baseline.never";

/** After a first review with very many findings: they may be taken as known, so that only what is new is told from now on. */
export async function offerBaseline({ context, architect, log }: Host): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined || context.workspaceState.get(kept) === true) return;
  const { findings } = await architect.review({}, { isCancellationRequested: false });
  if (findings.length <= many) return;
  const target = vscode.Uri.joinPath(folder.uri, ".architect", "baseline.json");
  const exists = await vscode.workspace.fs.stat(target).then(
    () => true,
    () => false,
  );
  if (exists) return;
  const accept = vscode.l10n.t("Take Them as Known");
  const never = vscode.l10n.t("Do Not Ask Again");
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t("{0} findings. They can be taken as known, in .architect/baseline.json: then only new ones are told.", findings.length),
    accept,
    never,
  );
  if (chosen === never) await context.workspaceState.update(kept, true);
  if (chosen !== accept) return;
  const ids = [...new Set(findings.map(({ id }) => id))].sort();
  const text = `${JSON.stringify({ schemaVersion: 1, findings: ids }, undefined, 2)}\n`;
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(target, { contents: new TextEncoder().encode(text) });
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t("The baseline could not be written."));
  log.info(`${ids.length} findings are taken as known.`);
  const open = vscode.l10n.t("Open");
  const undo = vscode.l10n.t("Undo");
  const then = await vscode.window.showInformationMessage(vscode.l10n.t("{0} findings are known now.", ids.length), undo, open);
  if (then === open) await vscode.window.showTextDocument(target);
  if (then === undo) {
    const back = new vscode.WorkspaceEdit();
    back.deleteFile(target);
    await vscode.workspace.applyEdit(back);
  }
}
