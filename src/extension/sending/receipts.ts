import * as vscode from "vscode";
import { receiptPage } from "../../chat/receipt.ts";
import type { Receipt, Sending } from "../../chat/turn.ts";
import { commands } from "../../protocol.ts";
import { guarded } from "../commands/guarded.ts";
import type { Host } from "../host.ts";

/** What was sent to models in this window, as pages. Nothing is written, and nothing outlives the window. */
export interface Receipts {
  /** Keeps one, and says under which number. */
  keep(receipt: Receipt): number;
  /** Opens what is about to be sent. */
  preview(sending: Sending): Promise<void>;
}

const scheme = "architect-sent";
/** Older ones are forgotten. */
const most = 20;

export function openReceipts(host: Host): Receipts {
  const pages = new Map<number, string>();
  let number = 0;
  const add = (it: Sending | Receipt): number => {
    number += 1;
    pages.set(number, receiptPage(it));
    pages.delete(number - most);
    return number;
  };
  const show = async (asked: number): Promise<void> => {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme, path: `/${asked}/sent.md` }));
    await vscode.window.showTextDocument(document, { preview: false, viewColumn: vscode.ViewColumn.Active });
  };
  host.context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: ({ path }) =>
        pages.get(Number(path.split("/")[1])) ??
        vscode.l10n.t("This receipt is gone: the window was reloaded, or many others came after it."),
    }),
    guarded(host, commands.showReceipt, async (given) => {
      const asked = typeof given === "number" ? given : [...pages.keys()].at(-1);
      if (asked === undefined) {
        void vscode.window.showInformationMessage(vscode.l10n.t("Nothing was sent to a language model from this window."));
        return;
      }
      await show(asked);
    }),
  );
  return { keep: add, preview: (it) => show(add(it)) };
}
