import * as vscode from "vscode";
import { failureText } from "../../chat/failures.ts";
import type { AnthropicAccount } from "../../models/anthropic.ts";
import { anthropicBaseURL } from "../../models/anthropic-address.ts";
import { commands, settings } from "../../protocol.ts";

/** The key of the user's account: in the editor's secret storage, and nowhere else. */
export interface AnthropicKey {
  /** `undefined` = none is stored. */
  account(): Promise<AnthropicAccount | undefined>;
  readonly onDidChange: vscode.Event<void>;
}

const secret = "architect.anthropic.key";

export function registerAnthropicKey(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): AnthropicKey {
  const changed = new vscode.EventEmitter<void>();
  const account = async (): Promise<AnthropicAccount | undefined> => {
    const apiKey = await context.secrets.get(secret);
    return apiKey === undefined || apiKey === "" ? undefined : { apiKey, baseURL: baseURL() };
  };

  const set = async (): Promise<void> => {
    const apiKey = (
      await vscode.window.showInputBox({
        title: vscode.l10n.t("Anthropic API key"),
        prompt: vscode.l10n.t("Kept in the editor's secret storage. It is sent to {0} and nowhere else.", baseURL()),
        password: true,
        ignoreFocusOut: true,
        validateInput: (text) => (/\s/.test(text.trim()) ? vscode.l10n.t("A key has no spaces in it.") : undefined),
      })
    )?.trim();
    if (apiKey === undefined || apiKey === "") return;
    const tried = await tryOut({ apiKey, baseURL: baseURL() });
    if ("failed" in tried) {
      // What the service refuses is of no use; what could not be asked may well be right.
      const keep = vscode.l10n.t("Store it anyway");
      const refused = tried.failed === "unauthorized" || tried.failed === "forbidden";
      const said = refused
        ? vscode.l10n.t("The key was not accepted, so it was not stored.")
        : vscode.l10n.t("The key could not be tried out: {0}", failureText(tried, "Anthropic"));
      if ((await vscode.window.showWarningMessage(said, ...(refused ? [] : [keep]))) !== keep) return;
    }
    await context.secrets.store(secret, apiKey);
    log.info("An Anthropic key was stored.");
    if (!("failed" in tried))
      void vscode.window.showInformationMessage(
        vscode.l10n.t("The key works: {0} models are in the picker below the chat box now.", tried.length),
      );
  };
  const remove = async (): Promise<void> => {
    await context.secrets.delete(secret);
    log.info("The Anthropic key was removed.");
    void vscode.window.showInformationMessage(vscode.l10n.t("The key was removed. Architect goes on without it."));
  };

  context.subscriptions.push(
    changed,
    context.secrets.onDidChange(({ key }) => {
      if (key === secret) changed.fire();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`architect.${settings.anthropicBaseUrl}`)) changed.fire();
    }),
    vscode.commands.registerCommand(commands.setAnthropicKey, () => set()),
    vscode.commands.registerCommand(commands.removeAnthropicKey, () => remove()),
  );
  return { account, onDidChange: changed.event };
}

async function tryOut(account: AnthropicAccount) {
  const { anthropicModels } = await import("../../models/anthropic.ts");
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title: vscode.l10n.t("Trying the key"), cancellable: true }, (_progress, token) =>
    anthropicModels({ ...account, timeout: 15_000, maxRetries: 0 }, token),
  );
}

/** The user's own setting only: a workspace must not say where the key is sent. */
function baseURL(): string {
  const set = vscode.workspace.getConfiguration("architect").inspect<string>(settings.anthropicBaseUrl)?.globalValue?.trim();
  return set !== undefined && /^https?:\/\//i.test(set) ? set.replace(/\/+$/, "") : anthropicBaseURL;
}
