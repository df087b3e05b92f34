import * as vscode from "vscode";
import type { Paths } from "../paths.ts";

/** Files, folders and selections that were attached to a request, as paths of the workspace. What lies elsewhere is not ours to read. */
export function attachedTo(references: readonly vscode.ChatPromptReference[], paths: Paths<vscode.Uri>): readonly string[] {
  const found = references.flatMap(({ id, value }) => {
    // The editor adds the file that happens to be open by itself; nobody asked for a review of that alone.
    if (/implicit/i.test(id)) return [];
    const uri = value instanceof vscode.Location ? value.uri : value instanceof vscode.Uri ? value : undefined;
    return uri === undefined ? [] : (paths.pathOf(uri) ?? []);
  });
  // The folder that is open is everything, and everything is what is looked at anyway.
  return found.includes("") ? [] : [...new Set(found)];
}
