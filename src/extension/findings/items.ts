import * as vscode from "vscode";
import type { PlacedFinding } from "../../protocol.ts";
import { entry, opens, spoken } from "../sidebar/items.ts";
import { counted, joined, placeWords, severityLooks } from "../sidebar/words.ts";
import type { Node } from "./nodes.ts";

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
const { t } = vscode.l10n;

/** A node as the editor shows it: icon, words, what a click does, and what a screen reader says. */
export function itemOf(node: Node): vscode.TreeItem {
  const item = made(node);
  item.id = node.id;
  return item;
}

function made(node: Node): vscode.TreeItem {
  switch (node.what) {
    case "group":
      return groupItem(node);
    case "elsewhere": {
      const item = entry(t("Only in other variants"), Collapsed, "versions", String(node.count));
      item.contextValue = "group";
      return item;
    }
    case "finding":
      return findingItem(node.finding);
    case "more": {
      const item = entry(t("{0} more in Problems", node.count), None, "ellipsis", "");
      item.command = { command: "workbench.actions.view.problems", title: t("Problems") };
      return item;
    }
  }
}

function groupItem({ by, name, worst, count }: Extract<Node, { what: "group" }>): vscode.TreeItem {
  const looks = severityLooks[worst];
  const label = by === "severity" ? (count === 1 ? looks.one() : looks.many()) : name === "" ? t("The whole system") : name;
  const item = entry(label, by === "severity" && worst === "note" ? Collapsed : Expanded, looks.icon, String(count));
  item.contextValue = "group";
  if (by === "file") {
    // The editor's own icon of such a file says more than ours.
    item.iconPath = vscode.ThemeIcon.File;
    item.resourceUri = vscode.Uri.from({ scheme: "architect-file", path: `/${name}` });
  } else item.iconPath = new vscode.ThemeIcon(looks.icon, new vscode.ThemeColor(looks.colour));
  return spoken(item, joined([label, counted.findings(count)]));
}

function findingItem(finding: PlacedFinding): vscode.TreeItem {
  const { message, severity, title, remedy, why, where, places } = finding;
  const { icon, colour, one } = severityLooks[severity];
  const [place] = places;
  const item = entry(message, None, icon, placeWords(place));
  item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(colour));
  item.contextValue = "finding";
  opens(item, place);
  const tooltip = new vscode.MarkdownString();
  tooltip.appendMarkdown("**").appendText(title).appendMarkdown("**");
  for (const words of [message, where === undefined ? "" : t("Holds {0}.", where), why, remedy])
    if (words !== "") tooltip.appendMarkdown("\n\n").appendText(words);
  item.tooltip = tooltip;
  return spoken(item, joined([one(), message.replace(/\.$/, ""), where, placeWords(place)]));
}
