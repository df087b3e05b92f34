import * as vscode from "vscode";
import type { Command } from "./command.ts";
import { reviewUris } from "./review.ts";
import { reviewFile } from "./reviewFile.ts";

/** Right-click on files and folders: the one under the mouse, and all that are selected with it. */
export const reviewResource: Command = async (host, clicked, selected) => {
  const uris = (Array.isArray(selected) ? selected : [clicked]).filter((it) => it instanceof vscode.Uri);
  if (uris.length === 0) await reviewFile(host);
  else await reviewUris(host, uris);
};
