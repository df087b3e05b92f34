import * as vscode from "vscode";
import type { Place } from "../../protocol.ts";
import type { Paths } from "../paths.ts";
import { reveal } from "../place.ts";

/** Opens what proves a part of the picture: the place, or the one of several that is picked by its sentence. */
export async function openProof(title: string, places: readonly Place[], paths: Paths<vscode.Uri>, panel: vscode.ViewColumn | undefined) {
  const [only, ...others] = places;
  if (only === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("No file is kept as the proof of this."));
    return;
  }
  const chosen = others.length === 0 ? only : await choose(title, places);
  if (chosen !== undefined) await reveal(chosen, paths, columnFor(paths.uriOf(chosen.file), panel));
}

/** Answers only when the list is gone: what it gives the focus back to must not take it from the file that is opened next. */
function choose(title: string, places: readonly Place[]): Promise<Place | undefined> {
  const items = places.map((place) => ({
    label: place.says,
    description: place.span === undefined ? place.file : `${place.file}:${place.span.line + 1}`,
    ...(place.strength === "declared" ? {} : { detail: place.strength }),
    place,
  }));
  const list = vscode.window.createQuickPick<(typeof items)[number]>();
  list.title = title;
  list.items = items;
  list.matchOnDescription = true;
  return new Promise((resolve) => {
    let chosen: Place | undefined;
    list.onDidAccept(() => {
      chosen = list.activeItems[0]?.place;
      list.hide();
    });
    list.onDidHide(() => {
      list.dispose();
      resolve(chosen);
    });
    list.show();
  });
}

/** Where the file is shown already, or any column that is not the panel's: the picture stays in sight. */
function columnFor(uri: vscode.Uri | undefined, panel: vscode.ViewColumn | undefined): vscode.ViewColumn {
  const others = vscode.window.tabGroups.all.filter(({ viewColumn }) => viewColumn !== panel);
  const shows = ({ tabs }: vscode.TabGroup): boolean =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri?.toString());
  return (others.find(shows) ?? others[0])?.viewColumn ?? vscode.ViewColumn.Beside;
}
