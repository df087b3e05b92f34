import * as vscode from "vscode";
import type { Command } from "./command.ts";
import { review } from "./review.ts";

export const reviewWorkspace: Command = (host) => review(host, vscode.l10n.t("Architecture review"), undefined);
