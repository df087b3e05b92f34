import * as vscode from "vscode";
import type { Sending, Turn } from "../../chat/turn.ts";
import { settings } from "../../protocol.ts";
import type { Host } from "../host.ts";
import type { Receipts } from "./receipts.ts";

/** Of a workspace: the most tokens that somebody has said yes to. */
const kept = "architect.sending.allowed";

/**
 * Before anything is sent for the first time in a workspace somebody is told what it would be, and asked; and again when it is far more.
 * The answer is remembered for the workspace. The computed model sends nothing, so nobody is asked.
 */
export function openConsent({ context: { workspaceState } }: Host, receipts: Receipts): NonNullable<Turn["mayBeSent"]> {
  return async (sending) => {
    const allowed = workspaceState.get<number>(kept);
    if (!hasToAsk(sending.tokens.count, allowed, preferences())) return true;
    if (!(await asked(sending, receipts))) return false;
    await workspaceState.update(kept, Math.max(allowed ?? 0, sending.tokens.count));
    return true;
  };
}

interface Preferences {
  readonly when: string;
  readonly above: number;
}

/** Whether somebody has to be asked; `allowed` = the most that was allowed here before. */
export function hasToAsk(tokens: number, allowed: number | undefined, { when, above }: Preferences): boolean {
  if (when === "never") return false;
  if (when === "always" || allowed === undefined) return true;
  return tokens > Math.max(above, allowed);
}

/** The user's own settings only: a workspace must not say that nobody is asked. */
function preferences(): Preferences {
  const all = vscode.workspace.getConfiguration("architect");
  const own = <T>(name: string) => {
    const it = all.inspect<T>(name);
    return it?.globalValue ?? it?.defaultValue;
  };
  return { when: own<string>(settings.preview) ?? "first", above: own<number>(settings.previewTokens) ?? 0 };
}

async function asked(sending: Sending, receipts: Receipts): Promise<boolean> {
  const { model, tokens, files, redactions } = sending;
  const send = vscode.l10n.t("Send");
  const look = vscode.l10n.t("Show Every Word");
  const detail = [
    vscode.l10n.t("{0} tokens: the persona, facts from {1} files (names, hosts, shapes), and the question.", tokens.count, files.length),
    redactions === 0
      ? vscode.l10n.t("Values of secrets are never sent.")
      : vscode.l10n.t("Values of secrets are never sent; {0} that looked like one were taken out.", redactions),
    vscode.l10n.t("Your answer is remembered for this workspace."),
  ].join("\n");
  const question = vscode.l10n.t("Send facts about this workspace to {0}?", model);
  const first = await vscode.window.showInformationMessage(question, { modal: true, detail }, send, look);
  if (first !== look) return first === send;
  await receipts.preview(sending);
  // Not in the way of what is to be read.
  return (await vscode.window.showInformationMessage(question, send, vscode.l10n.t("Do Not Send"))) === send;
}
