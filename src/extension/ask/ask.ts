import * as vscode from "vscode";
import { commands, computedVendor } from "../../protocol.ts";
import type { Conversation } from "../chat/conversation.ts";
import { guarded } from "../commands/guarded.ts";
import type { Host } from "../host.ts";
import { openPage } from "./page.ts";
import { openPages } from "./pages.ts";

/** How often an answer that streams in is shown anew, in milliseconds: the editor reads the whole page each time. */
const pace = 80;

/**
 * The same question without the chat view: from the palette, or about what was clicked with the right button. The answer streams into
 * an editor, from the engine alone or from a model that somebody picks; no chat has to be set up for it.
 */
export function registerAsk(host: Host, converse: Conversation): void {
  const pages = openPages(host);
  const ask = async (...given: readonly unknown[]): Promise<void> => {
    const about = aboutOf(host, given);
    const typed = await questionFor(about);
    if (typed === undefined) return;
    const model = await whoAnswers();
    if (model === "nobody") return;
    const [, command, prompt = ""] = /^(?:@architect\s+)?(?:\/(\w+))?\s*([\s\S]*)$/.exec(typed) ?? [];
    const location = vscode.ProgressLocation.Notification;
    await vscode.window.withProgress({ location, title: vscode.l10n.t("Architect"), cancellable: true }, async (progress, token) => {
      let due = false;
      const page = openPage(typed, {
        onChange: () => {
          if (due) return;
          due = true;
          setTimeout(() => {
            due = false;
            pages.changed(page);
          }, pace);
        },
        beside: vscode.l10n.t("*The diagram stands beside.*"),
        onProgress: (message) => progress.report({ message }),
        showDrawing: (drawing, title) => host.panel.showDrawing(drawing, title),
      });
      await pages.open(nameOf(typed), page);
      const result = await converse({ command, prompt, about, history: [], model }, page.reply, token);
      if (result.error === "cancelled")
        page.say(`\n\n${vscode.l10n.t("*You stopped it here. What stands above is complete as far as it goes.*")}`);
      if (result.followups.length > 0)
        page.say(`\n\n---\n\n${vscode.l10n.t("Ask next:")}\n\n${result.followups.map((it) => `- ${it}`).join("\n")}`);
      page.say("\n");
    });
  };
  host.context.subscriptions.push(guarded(host, commands.ask, ask));
}

/** Files and folders that were clicked; one given as a path comes from our own views. */
function aboutOf(host: Host, given: readonly unknown[]): readonly string[] {
  const [one, many] = given;
  const chosen = Array.isArray(many) ? many : one === undefined ? [] : [one];
  const paths = chosen.flatMap((it) => (it instanceof vscode.Uri ? (host.paths().pathOf(it) ?? []) : []));
  return paths.includes("") ? [] : paths;
}

async function questionFor(about: readonly string[]): Promise<string | undefined> {
  const [first] = about;
  const typed = await vscode.window.showInputBox({
    title:
      first === undefined
        ? vscode.l10n.t("Ask Architect")
        : vscode.l10n.t("Ask Architect about {0}", about.length > 1 ? vscode.l10n.t("{0} files and folders", about.length) : first),
    prompt: vscode.l10n.t("A question in your own words, or a command: /review, /scale, /cache, /data, /help"),
    placeHolder: vscode.l10n.t("What breaks first at 10x traffic?"),
    ignoreFocusOut: true,
  });
  const text = typed?.trim();
  return text === undefined || text === "" ? undefined : text;
}

/** Asked only where there is a choice. `undefined` = the engine alone. */
async function whoAnswers(): Promise<vscode.LanguageModelChat | undefined | "nobody"> {
  if (!vscode.workspace.isTrusted) return undefined;
  const models = (await vscode.lm.selectChatModels()).filter(({ vendor }) => vendor !== computedVendor);
  if (models.length === 0) return undefined;
  const items = [
    ...models.map((model) => ({ label: model.name, description: model.vendor, model })),
    {
      label: vscode.l10n.t("Architect alone"),
      description: vscode.l10n.t("computed, no AI; nothing leaves this machine"),
      model: undefined,
    },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Who puts it into words?") });
  return picked === undefined ? "nobody" : picked.model;
}

const nameOf = (question: string): string =>
  question
    .replace(/[^\p{L}\p{N} -]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 40) || "Architect";
