import * as vscode from "vscode";
import type { Host } from "../host.ts";

/** Reviews files and folders (`undefined` = everything) into the panel: words, findings and drawing, from the engine alone. */
export async function review({ panel }: Host, title: string, paths: readonly string[] | undefined): Promise<void> {
  const location = vscode.ProgressLocation.Window;
  await vscode.window.withProgress({ location, title: vscode.l10n.t("Reviewing the architecture") }, () =>
    panel.show({ kind: "review", title, paths }),
  );
}

/** Reviews what was chosen. One name stands in the title; of many, their number. */
export async function reviewUris(host: Host, uris: readonly vscode.Uri[]): Promise<void> {
  const paths = host.paths();
  const known = uris.flatMap((uri) => paths.pathOf(uri) ?? []);
  const [first] = known;
  if (first === undefined) throw new Error(vscode.l10n.t("Only files and folders of the open workspace can be reviewed."));
  // The folder that the window has open is the workspace, not a part of it.
  if (known.includes("")) return review(host, vscode.l10n.t("Architecture review"), undefined);
  const name = known.length === 1 ? (first.split("/").at(-1) ?? first) : vscode.l10n.t("{0} files and folders", known.length);
  await review(host, vscode.l10n.t("Review of {0}", name), known);
}
