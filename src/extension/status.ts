import * as vscode from "vscode";
import { commands } from "../protocol.ts";
import type { Host } from "./host.ts";
import type { Live } from "./sidebar/live.ts";
import { counted, joined } from "./sidebar/words.ts";

const { t } = vscode.l10n;

/** In the status bar: what was read, in a word; the whole of it in its tooltip, and what is wrong a click away. */
export function showStatus({ context, server }: Host, live: Live): void {
  const item = vscode.window.createStatusBarItem("architect.status", vscode.StatusBarAlignment.Left, 1);
  item.name = t("Architect");
  const show = (): void => {
    const state = server.state();
    if (state === "off") {
      item.hide();
      return;
    }
    const shown = state === "stopped" ? stopped() : state === "starting" || live.answer() === undefined ? reading() : read(live);
    item.text = shown.text;
    item.tooltip = shown.tooltip;
    item.command = shown.command;
    item.accessibilityInformation = { label: shown.spoken, role: "button" };
    item.show();
  };
  context.subscriptions.push(item, server.onState(show), live.onAnswer(show));
  show();
}

interface Shown {
  readonly text: string;
  readonly spoken: string;
  readonly tooltip: string | vscode.MarkdownString;
  readonly command: string;
}

const stopped = (): Shown => ({
  text: `$(error) ${t("Architect")}`,
  spoken: t("Architect has stopped"),
  tooltip: t("The language server has stopped, so nothing is read. A click restarts it."),
  command: commands.restartServer,
});

const reading = (): Shown => ({
  text: `$(loading~spin) ${t("Architect")}`,
  spoken: t("Architect is reading the files"),
  tooltip: t("Reading the files …"),
  command: commands.showLog,
});

function read(live: Live): Shown {
  const { overview, findings, problems } = live.answer() ?? { overview: undefined, findings: [], problems: [] };
  const systems = overview?.systems.filter(({ components }) => components.length > 0) ?? [];
  const components = systems.reduce((sum, it) => sum + it.components.length, 0);
  const connections = systems.reduce((sum, it) => sum + it.connections, 0);
  const here = findings.filter(({ elsewhere }) => elsewhere !== true);
  const many = (severity: "error" | "warning" | "note") => here.filter((it) => it.severity === severity).length;
  const unread = problems.filter(({ severity }) => severity === "error").length;
  const found = (["error", "warning", "note"] as const).flatMap((it) => (many(it) === 0 ? [] : [counted[it](many(it))]));
  const seen = joined([counted.systems(systems.length), counted.components(components), counted.connections(connections)]);
  const files = t("read from {0}", counted.files(overview?.filesRead ?? 0));
  const faults = found.length === 0 ? t("nothing found") : joined(found);
  const broken = unread === 0 ? "" : unread === 1 ? t("1 place could not be read") : t("{0} places could not be read", unread);
  const tooltip = new vscode.MarkdownString("", true);
  tooltip.appendMarkdown("$(type-hierarchy) ").appendText(`${seen}, ${files}`);
  tooltip.appendMarkdown("\n\n$(checklist) ").appendText(faults);
  if (broken !== "") tooltip.appendMarkdown("\n\n$(warning) ").appendText(broken);
  return {
    text: joined(
      [
        `$(type-hierarchy) ${counted.components(components)}`,
        many("error") === 0 ? "" : `$(error) ${many("error")}`,
        unread === 0 ? "" : `$(warning) ${unread}`,
      ],
      " ",
    ),
    spoken: joined([t("Architect"), seen, files, faults, broken]),
    tooltip,
    command: "workbench.actions.view.problems",
  };
}
