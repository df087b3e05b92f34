import * as vscode from "vscode";
import type { Command } from "./command.ts";
import { reviewOnly } from "./review.ts";
import { reviewFile } from "./reviewFile.ts";

/** Right-click on files and folders: the one under the mouse, and all that are selected with it. An answer's button names a path. */
export const reviewResource: Command = async (host, clicked, selected) => {
  const chosen = (Array.isArray(selected) ? selected : [clicked]).filter((it) => it instanceof vscode.Uri || typeof it === "string");
  if (chosen.length === 0) await reviewFile(host);
  else await reviewOnly(host, chosen);
};
