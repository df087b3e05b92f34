import * as vscode from "vscode";
import { placeOf, reveal } from "../place.ts";
import type { Command } from "./command.ts";

/** Opens a `Place`: a file of the workspace, and where in it. */
export const openPlace: Command = async (host, given) => {
  const place = placeOf(given);
  if (place === undefined) throw new Error(vscode.l10n.t("That is no place in a file of this workspace."));
  await reveal(place, host.paths());
};
