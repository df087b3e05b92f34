import * as vscode from "vscode";
import type { ViewLine } from "../../protocol.ts";
import type { Host } from "../host.ts";
import type { Command } from "./command.ts";

/** Draws a view: the one that is named, the only one there is, or the one that is picked. */
export const showDiagram: Command = async (host, given) => {
  const views = await host.server.ask("architect/views", {}, { isCancellationRequested: false });
  const named = typeof given === "string" ? views.find(({ id }) => id === given) : undefined;
  if (typeof given === "string" && named === undefined) throw new Error(vscode.l10n.t("There is no view called {0}.", given));
  const view = named ?? (await pick(views));
  if (view === undefined) return;
  const options = await systemFor(host);
  if (options === undefined) return;
  const title = options.system === undefined ? view.title : `${view.title}: ${options.system}`;
  await host.panel.show({ kind: "drawing", title, view: view.id, options });
};

async function pick(views: readonly ViewLine[]): Promise<ViewLine | undefined> {
  const items = views.map((view) => ({ label: view.title, detail: view.description, view }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Which view of the architecture?") }))?.view;
}

/** Several systems: all of them together, or one. `undefined` = nothing was chosen. */
async function systemFor({ architect }: Host): Promise<{ readonly system?: string } | undefined> {
  const { systems } = await architect.overview({ isCancellationRequested: false });
  if (systems.length < 2) return {};
  const items = [
    { label: vscode.l10n.t("All systems"), options: {} },
    ...systems.map(({ id, components }) => ({
      label: id,
      description: vscode.l10n.t("{0} components", components.length),
      options: { system: id },
    })),
  ];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Of which system?") }))?.options;
}
