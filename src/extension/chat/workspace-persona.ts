import * as vscode from "vscode";

/**
 * The words of whoever answers: ours, and what the workspace puts beside or in place of them in `.architect/persona.md`. A file that came
 * with a download tells a model nothing before somebody trusts it.
 */
export async function workspacePersona(log: vscode.LogOutputChannel): Promise<string> {
  const { ownPersona, personaWith } = await import("../../chat/persona.ts");
  const own = ownPersona().body;
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!vscode.workspace.isTrusted || folder === undefined) return own;
  const file = vscode.Uri.joinPath(folder.uri, ".architect", "persona.md");
  const source = await vscode.workspace.fs.readFile(file).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => undefined,
  );
  if (source === undefined) return own;
  const { persona, refused } = personaWith(own, source);
  if (refused !== undefined) log.warn(`.architect/persona.md is left out: ${refused}`);
  return persona;
}
