/** The sample system that the window has open. */
import assert from "node:assert/strict";
import * as vscode from "vscode";

export const extensionId = "architect.architect";

export function compose(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "a folder is open");
  return vscode.Uri.joinPath(folder.uri, "compose.yaml");
}

export async function activated(): Promise<vscode.Extension<unknown>> {
  const extension = vscode.extensions.getExtension(extensionId);
  assert.ok(extension, "the extension under development is loaded");
  await extension.activate();
  return extension;
}

/** Until there is something, or not any more. */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | PromiseLike<T | undefined | false>,
  milliseconds = 15_000,
): Promise<T> {
  for (const end = Date.now() + milliseconds; Date.now() < end; ) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain: ${what}`);
}

/** Ours alone; others have something to say about the same file. */
export const findings = (uri: vscode.Uri): readonly vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "architect");

/** Of a file that is open: the others are told when somebody asks for a review of everything. */
export async function someFindings(uri: vscode.Uri): Promise<readonly vscode.Diagnostic[]> {
  await vscode.window.showTextDocument(uri);
  return until("findings", () => {
    const found = findings(uri);
    return found.length > 0 && found;
  });
}

/** The identifier of a rule, as the diagnostic names it. */
export const ruleOf = ({ code }: vscode.Diagnostic): string => String(typeof code === "object" ? code.value : code);

/** Puts back the text as it was on disk. */
export async function revert(uri: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(uri);
  await vscode.commands.executeCommand("workbench.action.files.revert");
}
