import * as vscode from "vscode";
import { type ComponentLine, commands, type Place, type PlacedFinding } from "../../protocol.ts";
import type { Node } from "./nodes.ts";
import { counted, joined, looks, madeWith, placeWords, severityLooks, whereabouts } from "./words.ts";

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
    case "system": {
      const { id, folder, components, variants, shown } = node.system;
      const item = entry(id, Expanded, "layers", counted.components(components.length));
      item.contextValue = "system";
      const title = variants.find((it) => it.id === shown)?.title;
      item.tooltip = joined([folder === "" ? t("the root") : folder, title], "\n");
      return spoken(item, joined([id, counted.components(components.length), title && t("shown as {0}", title)]));
    }
    case "variants": {
      const several = node.children.length > 1;
      const item = entry(several ? t("Variants") : t("Variant"), several ? Expanded : Collapsed, "versions", node.description);
      return spoken(item, t("Variants of {0}, shown: {1}", node.label, node.description));
    }
    case "kind": {
      const { icon, one, many } = looks[node.kind];
      return entry(node.children.length === 1 ? one() : many(), node.open ? Expanded : Collapsed, icon, String(node.children.length));
    }
    case "variant":
      return variantItem(node);
    case "component":
      return componentItem(node.line, node.findings, node.splits);
  }
}

function variantItem({ system, variant, shown }: Extract<Node, { what: "variant" }>): vscode.TreeItem {
  const { id, title, environment, main, files } = variant;
  const about = joined([title.includes(environment ?? "") ? "" : environment, main ? t("main") : ""], " · ");
  const item = entry(title, None, shown ? "check" : "blank", about);
  item.contextValue = shown ? "variant shown" : "variant";
  item.command = { command: commands.showVariant, title: t("Show This Variant"), arguments: [{ system, variant: id }] };
  const more = files.length > 8 ? t("and {0} more files", files.length - 8) : "";
  item.tooltip = joined([title, about, ...files.slice(0, 8), more], "\n");
  return spoken(item, joined([t("Variant {0}", title), about, shown ? t("shown") : t("not shown")]));
}

function componentItem(line: ComponentLine, findings: readonly PlacedFinding[], splits: boolean): vscode.TreeItem {
  const { icon, one } = looks[line.kind];
  const product = madeWith(line);
  const ports = line.ports.slice(0, 2).map((it) => `:${it}`);
  const item = entry(line.name, None, icon, joined([product, ports.join(" ")], " · "));
  const worst = (["error", "warning"] as const).find((it) => findings.some(({ severity }) => severity === it));
  if (worst !== undefined) item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(severityLooks[worst].colour));
  item.contextValue = splits ? "component joined" : "component";
  opens(item, line.place);
  const tooltip = new vscode.MarkdownString();
  tooltip.appendMarkdown("**").appendText(line.name).appendMarkdown("**");
  tooltip.appendText(`\n${joined([one(), product, whereabouts(line)])}`);
  if (line.place != null) tooltip.appendMarkdown("\n\n").appendText(`${placeWords(line.place)}: ${line.place.says}`);
  for (const { severity, message } of findings.slice(0, 5))
    tooltip.appendMarkdown("\n\n").appendText(`${severityLooks[severity].one()}: ${message}`);
  item.tooltip = tooltip;
  const found = findings.length === 0 ? "" : counted.findings(findings.length);
  const where = line.place == null ? "" : placeWords(line.place);
  return spoken(item, joined([line.name, one(), product, found, where]));
}

export function entry(label: string, state: vscode.TreeItemCollapsibleState, icon: string, description: string): vscode.TreeItem {
  const item = new vscode.TreeItem(label, state);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.description = description;
  return item;
}

export function opens(item: vscode.TreeItem, place: Place | undefined): void {
  if (place != null) item.command = { command: commands.openPlace, title: t("Open Place"), arguments: [place] };
}

export function spoken(item: vscode.TreeItem, label: string): vscode.TreeItem {
  item.accessibilityInformation = { label };
  return item;
}
