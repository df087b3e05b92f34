import * as vscode from "vscode";
import type { Command } from "./command.ts";

const patient = { isCancellationRequested: false };

/** Asks why a finding is to be ignored, and writes the comment with the reason where it is shown. Undo takes it back. */
export const ignoreFinding: Command = async (host, given) => {
  const { finding, rule } = findingOf(given);
  if (finding === undefined) throw new Error(vscode.l10n.t("That is no finding."));
  const reason = await vscode.window.showInputBox({
    title: vscode.l10n.t("Why is {0} ignored here?", rule ?? vscode.l10n.t("it")),
    prompt: vscode.l10n.t("The reason stands in the file, for who comes after you."),
    validateInput: (text) => (text.trim() === "" ? vscode.l10n.t("Without a reason the finding stays.") : undefined),
  });
  if (reason === undefined) return;
  const insertion = await host.server.ask("architect/ignore", { finding, reason: reason.trim() }, patient);
  if (insertion === null)
    throw new Error(vscode.l10n.t("There is no place for a comment there; .architect/config.yaml can switch the rule off."));
  const uri = host.paths().uriOf(insertion.file);
  if (uri === undefined) throw new Error(vscode.l10n.t("{0} is not in this workspace.", insertion.file));
  const { line, character } = insertion.position;
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(line, character), insertion.text);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t("{0} could not be written.", insertion.file));
  if (insertion.wholeFile)
    void vscode.window.showInformationMessage(
      vscode.l10n.t("A comment that stands before everything else speaks for the whole of {0}.", insertion.file),
    );
};

/** From the lightbulb, or from an entry of the view of findings. */
function findingOf(given: unknown): { readonly finding: string | undefined; readonly rule: string | undefined } {
  const { finding, rule } = (typeof given === "object" && given !== null ? given : {}) as Readonly<Record<string, unknown>>;
  if (typeof finding === "object" && finding !== null)
    return findingOf({ finding: Reflect.get(finding, "id"), rule: Reflect.get(finding, "rule") });
  return { finding: typeof finding === "string" ? finding : undefined, rule: typeof rule === "string" ? rule : undefined };
}
