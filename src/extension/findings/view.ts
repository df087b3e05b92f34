import * as vscode from "vscode";
import { commands, findingsView } from "../../protocol.ts";
import { guarded } from "../commands/guarded.ts";
import type { Host } from "../host.ts";
import { type Live, say } from "../sidebar/live.ts";
import { openTree } from "../sidebar/tree.ts";
import { counted } from "../sidebar/words.ts";
import { itemOf } from "./items.ts";
import { markdownOf } from "./markdown.ts";
import { errorsIn, findingsIn, type Grouping, groupings, type Node, nodesOf } from "./nodes.ts";

const { t } = vscode.l10n;

/** Where the grouping is kept. */
const kept = "architect.findings.grouping";

const titles: Readonly<Record<Grouping, () => string>> = {
  severity: () => t("By severity"),
  component: () => t("By component"),
  rule: () => t("By rule"),
  file: () => t("By file"),
};

/** The view of findings: grouped, filtered, and each a key away from its line, an explanation, or a message to a colleague. */
export function openFindings(host: Host, live: Live): void {
  const { context } = host;
  const tree = openTree<Node>(context, findingsView, itemOf, { canSelectMany: true });
  const { view } = tree;
  live.lookedAt(view);
  let by: Grouping = groupings.find((it) => it === context.workspaceState.get(kept)) ?? "severity";
  let filter = "";

  const show = (): void => {
    const answer = live.answer();
    const findings = answer?.findings ?? [];
    tree.show(answer === undefined ? [] : nodesOf(answer, by, filter));
    const errors = errorsIn(findings);
    view.badge = errors === 0 ? undefined : { value: errors, tooltip: counted.error(errors) };
    view.description = titles[by]();
    const fit = filter === "" ? "" : t("“{0}”: {1} of {2}", filter, findingsIn(tree.nodes()).length, findings.length);
    view.message = fit;
    say("architect.findings.filtered", filter !== "");
    say("architect.findings.none", answer !== undefined && findings.length === 0);
  };
  const look = (words: string): void => {
    filter = words.trim();
    show();
  };
  /** What a command is about: what is selected, or the entry that was clicked where that is not in the selection. */
  const chosen = (clicked: unknown): readonly Node[] => {
    const node = nodeOf(clicked);
    return node !== undefined && !view.selection.includes(node) ? [node] : view.selection;
  };
  const nodeOf = (given: unknown): Node | undefined => (isNode(given) ? given : undefined);

  const run: Readonly<Record<string, (given: unknown) => unknown>> = {
    [commands.groupFindings]: async () => {
      const items = groupings.map((value) => ({ label: `${value === by ? "$(check)" : "$(blank)"} ${titles[value]()}`, value }));
      const picked = await vscode.window.showQuickPick(items, { title: t("How are findings grouped?") });
      if (picked === undefined) return;
      by = picked.value;
      void context.workspaceState.update(kept, by);
      show();
    },
    [commands.filterFindings]: () => askFilter(filter, look),
    [commands.clearFindingsFilter]: () => look(""),
    [commands.copyFindings]: async (given) => {
      const findings = findingsIn(chosen(given));
      if (findings.length === 0) throw new Error(t("Choose a finding first."));
      await vscode.env.clipboard.writeText(markdownOf(findings));
      vscode.window.setStatusBarMessage(t("$(check) Copied {0} as Markdown", counted.findings(findings.length)), 3000);
    },
    [commands.explainFinding]: async (given) => {
      const [finding] = findingsIn(chosen(given));
      if (finding === undefined) throw new Error(t("Choose a finding first."));
      const query = `@architect /explain ${finding.message.replace(/\s+/g, " ")} (${finding.rule})`;
      await vscode.commands.executeCommand(commands.askInChat, { query, paths: [finding.places[0].file] });
    },
  };
  for (const [id, command] of Object.entries(run)) context.subscriptions.push(guarded(host, id, command));
  context.subscriptions.push(live.onAnswer(show));
  show();
}

const isNode = (given: unknown): given is Node =>
  typeof given === "object" &&
  given !== null &&
  typeof Reflect.get(given, "id") === "string" &&
  Array.isArray(Reflect.get(given, "children"));

/** Follows what is typed; Escape brings back what was there before. */
function askFilter(before: string, look: (words: string) => void): void {
  const box = vscode.window.createInputBox();
  box.title = t("Filter findings");
  box.placeholder = t("Words of the finding, a rule, a file, a component, a severity");
  box.value = before;
  let accepted = false;
  box.onDidChangeValue(look);
  box.onDidAccept(() => {
    accepted = true;
    box.hide();
  });
  box.onDidHide(() => {
    if (!accepted) look(before);
    box.dispose();
  });
  box.show();
}
