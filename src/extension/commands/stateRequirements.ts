import * as vscode from "vscode";
import type { Command } from "./command.ts";

/** Shows `.architect/requirements.yaml` as it would be beside what it is, and writes it when somebody says so. Undo takes it back. */
export const stateRequirements: Command = async (_host, given) => {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error(vscode.l10n.t("Open a folder first: requirements are kept beside the code."));
  const stated = statedOf(given);
  const target = vscode.Uri.joinPath(folder.uri, ".architect", "requirements.yaml");
  const before = await vscode.workspace.fs.readFile(target).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => undefined,
  );
  const { withValues } = await import("../yaml-text.ts");
  const text = withValues(before ?? "", stated);
  if (text === undefined) throw new Error(vscode.l10n.t("requirements.yaml has an error in it; mend that first."));

  const preview = await vscode.workspace.openTextDocument({ language: "yaml", content: text });
  await vscode.window.showTextDocument(preview, { preview: true });
  const write = vscode.l10n.t("Write the file");
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t("This becomes .architect/requirements.yaml. Change it here first, if you like."),
    write,
  );
  if (chosen !== write) return;
  const edit = new vscode.WorkspaceEdit();
  if (before === undefined) edit.createFile(target, { contents: new TextEncoder().encode(preview.getText()) });
  else {
    const open = await vscode.workspace.openTextDocument(target);
    edit.replace(target, new vscode.Range(open.positionAt(0), open.positionAt(open.getText().length)), preview.getText());
  }
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t("The file could not be written."));
  // What was looked at has done its work; left open it would ask to be saved.
  await vscode.window.showTextDocument(preview);
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  const written = await vscode.workspace.openTextDocument(target);
  await written.save();
  await vscode.window.showTextDocument(written);
};

const fields: Readonly<Record<string, readonly string[]>> = {
  stage: [],
  traffic: ["requestsPerSecond", "peakFactor"],
  data: ["gigabytes", "growthPerYear"],
  team: ["people", "teams"],
  slo: ["availability", "latencyMs"],
  budget: ["monthly", "currency"],
};

type Entry = readonly [path: readonly string[], value: string | number];

/** What comes with a button is looked at again: known fields with numbers and words, and nothing else. */
function statedOf(given: unknown): readonly Entry[] {
  const all = fieldsOf(given);
  return Object.entries(fields).flatMap(([field, parts]): readonly Entry[] =>
    parts.length === 0 ? entry([field], all[field]) : parts.flatMap((part) => entry([field, part], fieldsOf(all[field])[part])),
  );
}

const fieldsOf = (it: unknown): Readonly<Record<string, unknown>> =>
  typeof it === "object" && it !== null ? (it as Readonly<Record<string, unknown>>) : {};

const entry = (path: readonly string[], value: unknown): readonly Entry[] =>
  (typeof value === "number" && Number.isFinite(value)) || (typeof value === "string" && /^[\w-]{1,20}$/.test(value))
    ? [[path, value]]
    : [];
