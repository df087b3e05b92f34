import * as vscode from "vscode";
import type { Host } from "../host.ts";
import { isInside } from "../paths.ts";
import { patiently } from "../patience.ts";

/** Reviews everything into the panel: words, findings and drawing, from the engine alone. */
export const reviewAll = (host: Host): Promise<void> => show(host, vscode.l10n.t("Architecture review"), undefined);

/** Reviews what was chosen, as addresses of the editor or as paths of the engine. One name stands in the title; of many, their number. */
export async function reviewOnly(host: Host, chosen: readonly (vscode.Uri | string)[]): Promise<void> {
  const { pathOf } = host.paths();
  const paths = chosen.flatMap((it) => (typeof it === "string" ? (isInside(it) ? it : []) : (pathOf(it) ?? [])));
  const [first] = paths;
  if (first === undefined) throw new Error(vscode.l10n.t("Only files and folders of the open workspace can be reviewed."));
  // The folder that the window has open is the workspace, not a part of it.
  if (paths.includes("")) return reviewAll(host);
  const name = paths.length === 1 ? (first.split("/").at(-1) ?? first) : vscode.l10n.t("{0} files and folders", paths.length);
  await show(host, vscode.l10n.t("Review of {0}", name), paths);
}

async function show({ panel }: Host, title: string, paths: readonly string[] | undefined): Promise<void> {
  await patiently(vscode.l10n.t("Reviewing the architecture"), () => panel.show({ kind: "review", title, paths }));
}
