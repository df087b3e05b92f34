import * as vscode from "vscode";
import type { Command } from "./command.ts";
import { reviewOnly } from "./review.ts";

/** The file of a tab, or the one that is being edited. */
export const reviewFile: Command = async (host, given) => {
  const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) throw new Error(vscode.l10n.t("Open a file first: then it can be reviewed."));
  await reviewOnly(host, [uri]);
};
