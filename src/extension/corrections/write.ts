import * as vscode from "vscode";
import type { Answer } from "./ask.ts";
import { lineOf } from "./line.ts";

const file = "corrections.yaml";

/** Shows the line, writes it to the folder's `.architect/corrections.yaml` when somebody says so, and offers to take it back. */
export async function writeCorrection(folder: vscode.Uri, { said, comment }: Answer, sentence: string): Promise<void> {
  const line = lineOf(said, comment);
  const target = await fileIn(folder);
  const shown = `.architect/${target.path.split("/").at(-1) ?? file}`;
  const before = await documentAt(target);
  const { insertionOf } = await import("./text.ts");
  const insertion = insertionOf(before?.getText() ?? "", line);
  if (insertion === undefined) throw new Error(vscode.l10n.t("{0} has an error in it; mend that first.", shown));

  const write = vscode.l10n.t("Write the Line");
  const edit = vscode.l10n.t("Edit It First");
  const detail = vscode.l10n.t("This line is added to {0}:\n\n- {1}", shown, line);
  const chosen = await vscode.window.showInformationMessage(sentence, { modal: true, detail }, write, edit);
  if (chosen === undefined) return;

  const change = new vscode.WorkspaceEdit();
  const { start, end, text } = insertion;
  if (before === undefined) change.createFile(target, { contents: new TextEncoder().encode(text) });
  else change.replace(target, new vscode.Range(before.positionAt(start), before.positionAt(end)), text);
  const wasDirty = before?.isDirty === true;
  if (!(await vscode.workspace.applyEdit(change))) throw new Error(vscode.l10n.t("{0} could not be written.", shown));
  const document = await vscode.workspace.openTextDocument(target);
  const at = document.getText().indexOf(line, start);
  const selection = new vscode.Selection(document.positionAt(at), document.positionAt(at + line.length));
  // What somebody else's hand left unsaved in that file is not ours to save.
  if (chosen === edit || wasDirty) {
    await vscode.window.showTextDocument(document, { selection });
    return;
  }
  await document.save();
  await offerUndo(document, selection, before === undefined, sentence);
}

async function offerUndo(document: vscode.TextDocument, selection: vscode.Selection, created: boolean, sentence: string): Promise<void> {
  const written = document.getText();
  const undo = vscode.l10n.t("Undo");
  const open = vscode.l10n.t("Open");
  const chosen = await vscode.window.showInformationMessage(sentence, undo, open);
  if (chosen === open) await vscode.window.showTextDocument(document, { selection });
  if (chosen !== undo) return;
  const change = new vscode.WorkspaceEdit();
  const now = await vscode.workspace.openTextDocument(document.uri);
  if (now.getText() !== written) throw new Error(vscode.l10n.t("The file was changed since; take the line out by hand."));
  if (created) change.deleteFile(now.uri);
  else {
    // The line, with the line end before it.
    const line = selection.start.line;
    change.delete(now.uri, new vscode.Range(now.lineAt(line - 1).range.end, now.lineAt(line).range.end));
  }
  if (!(await vscode.workspace.applyEdit(change))) throw new Error(vscode.l10n.t("It could not be undone."));
  if (!created) await now.save();
}

/** The file that is there under either of its names, or the one to be. */
async function fileIn(folder: vscode.Uri): Promise<vscode.Uri> {
  const usual = vscode.Uri.joinPath(folder, ".architect", file);
  const other = vscode.Uri.joinPath(folder, ".architect", "corrections.yml");
  const exists = (it: vscode.Uri) =>
    vscode.workspace.fs.stat(it).then(
      () => true,
      () => false,
    );
  return !(await exists(usual)) && (await exists(other)) ? other : usual;
}

const documentAt = (target: vscode.Uri): Thenable<vscode.TextDocument | undefined> =>
  vscode.workspace.openTextDocument(target).then(
    (it) => it,
    () => undefined,
  );
