import * as vscode from "vscode";
import type { DrawOptions } from "../../engine/index.ts";
import type { ViewLine } from "../../protocol.ts";
import type { Host } from "../host.ts";
import { titleOf } from "../panel/title.ts";
import { patiently } from "../patience.ts";
import type { Command } from "./command.ts";

/** Draws a view: the one that is named, as `{ view, options }` too, or the one that is picked. */
export const showDiagram: Command = async (host, given) => {
  const asked = askedFor(given);
  const views = await patiently(reading(), (cancel) => host.architect.views(cancel));
  const view = asked === undefined ? await pick(views) : views.find(({ id }) => id === asked.view);
  if (view === undefined) {
    if (asked === undefined) return;
    throw new Error(vscode.l10n.t("There is no view called {0}.", asked.view));
  }
  const options = asked?.options ?? (await systemFor(host));
  if (options === undefined) return;
  const title = titleOf(view.title, options);
  await patiently(vscode.l10n.t("Drawing the architecture"), () => host.panel.show({ kind: "drawing", title, view: view.id, options }));
};

const reading = (): string => vscode.l10n.t("Reading the files");

/** `undefined` = nothing was named. The server checks the options. */
function askedFor(given: unknown): { readonly view: string; readonly options: DrawOptions } | undefined {
  if (typeof given === "string") return { view: given, options: {} };
  if (typeof given !== "object" || given === null) return undefined;
  const { view, options } = given as Readonly<Record<string, unknown>>;
  if (typeof view !== "string") return undefined;
  return { view, options: typeof options === "object" && options !== null ? (options as DrawOptions) : {} };
}

async function pick(views: readonly ViewLine[]): Promise<ViewLine | undefined> {
  if (views.length < 2) return views[0];
  const items = views.map((view) => ({ label: view.title, detail: view.description, view }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Which view of the architecture?") }))?.view;
}

/** Several systems: all of them together, or one. `undefined` = nothing was chosen. */
async function systemFor({ architect }: Host): Promise<DrawOptions | undefined> {
  const { systems } = await patiently(reading(), (cancel) => architect.overview(cancel));
  if (systems.length < 2) return {};
  const items: readonly (vscode.QuickPickItem & { readonly options: DrawOptions })[] = [
    { label: vscode.l10n.t("All systems"), options: {} },
    ...systems.map(({ id, folder, components }) => ({
      label: id,
      description: vscode.l10n.t("{0} components", components.length),
      ...(folder === "" ? {} : { detail: folder }),
      options: { system: id },
    })),
  ];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Of which system?") }))?.options;
}
