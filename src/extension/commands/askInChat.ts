import * as vscode from "vscode";
import { computedVendor } from "../../protocol.ts";
import type { Command } from "./command.ts";

const whole = "@architect /review";

/**
 * Takes a question to the chat view: a text, or `{ query, paths }` with files and folders to attach. The options of the editor's
 * command are its own affair and not documented, so each try asks less of it; the last one leaves the question to be sent by hand.
 */
export const askInChat: Command = async (host, given) => {
  const { query, paths } = questionOf(given);
  const uris = paths.flatMap((path) => host.paths().uriOf(path) ?? []);
  const modelSelector = await ownModel();
  const attachFiles = uris.length === 0 ? {} : { attachFiles: uris };
  const tries: readonly unknown[] = [
    { query, ...attachFiles, ...(modelSelector === undefined ? {} : { modelSelector }) },
    { query, ...attachFiles },
    [query, ...paths].join(" "),
  ];
  let reason: unknown;
  for (const options of tries) {
    try {
      await vscode.commands.executeCommand("workbench.action.chat.open", options);
      return;
    } catch (error) {
      reason = error;
      host.log.warn(`The chat view did not take the question as it was put: ${String(error)}`);
    }
  }
  throw new Error(vscode.l10n.t("The chat view could not be opened: {0}", String(reason)));
};

function questionOf(given: unknown): { readonly query: string; readonly paths: readonly string[] } {
  if (typeof given === "string") return { query: given, paths: [] };
  const { query, paths } = (typeof given === "object" && given !== null ? given : {}) as Readonly<Record<string, unknown>>;
  return {
    query: typeof query === "string" ? query : whole,
    paths: Array.isArray(paths) ? paths.filter((it) => typeof it === "string") : [],
  };
}

/** Our own model, where nobody brings another: without a model that is selected the chat view calls no participant. */
async function ownModel(): Promise<{ readonly vendor: string; readonly id: string } | undefined> {
  const models = await vscode.lm.selectChatModels();
  if (models.some(({ vendor }) => vendor !== computedVendor)) return undefined;
  const [own] = await vscode.lm.selectChatModels({ vendor: computedVendor });
  return own && { vendor: own.vendor, id: own.id };
}
