import * as vscode from "vscode";
import { type ComponentLine, commands, type Place, type PlacedFinding } from "../../protocol.ts";
import type { Node } from "./nodes.ts";
import { count, looks, madeWith, placeWords, severityLooks, whereabouts } from "./words.ts";

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

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
      const item = entry(id, Expanded, "layers", count(components.length, "component"));
      item.contextValue = "system";
      const title = variants.find((it) => it.id === shown)?.title;
      item.tooltip = [folder === "" ? "the root" : folder, title].filter(Boolean).join("\n");
      return spoken(
        item,
        [id, count(components.length, "component"), title === undefined ? "" : `shown as ${title}`].filter((it) => it !== "").join(", "),
      );
    }
    case "variants": {
      const item = entry(
        node.children.length === 1 ? "Variant" : "Variants",
        node.children.length > 1 ? Expanded : Collapsed,
        "versions",
        node.description,
      );
      return spoken(item, `Variants of ${node.label}, shown: ${node.description}`);
    }
    case "kind": {
      const { icon, one, many } = looks[node.kind];
      return entry(node.children.length === 1 ? one : many, node.open ? Expanded : Collapsed, icon, String(node.children.length));
    }
    case "findings":
      return entry("Findings", node.children.length === 0 ? None : Expanded, "checklist", node.description);
    case "severity": {
      const { icon, colour, one, many } = severityLooks[node.severity];
      const item = entry(
        node.children.length === 1 ? one : many,
        node.severity === "note" ? Collapsed : Expanded,
        icon,
        String(node.children.length),
      );
      item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(colour));
      return item;
    }
    case "elsewhere":
      return entry("Only in other variants", Collapsed, "versions", String(node.children.length));
    case "variant":
      return variantItem(node);
    case "component":
      return componentItem(node.line, node.findings);
    case "finding":
      return findingItem(node.finding);
    case "more": {
      const item = entry(`${node.count} more in Problems`, None, "ellipsis", "");
      item.command = { command: "workbench.actions.view.problems", title: "Problems" };
      return item;
    }
  }
}

function variantItem({ system, variant, shown }: Extract<Node, { what: "variant" }>): vscode.TreeItem {
  const { id, title, environment, main, files } = variant;
  const about = [title.includes(environment ?? "") ? "" : (environment ?? ""), main ? "main" : ""].filter((it) => it !== "").join(" · ");
  const item = entry(title, None, shown ? "check" : "blank", about);
  item.contextValue = shown ? "variant shown" : "variant";
  item.command = { command: commands.showVariant, title: vscode.l10n.t("Show This Variant"), arguments: [{ system, variant: id }] };
  item.tooltip = [title, about, ...files.slice(0, 8), files.length > 8 ? `and ${files.length - 8} more files` : ""]
    .filter((it) => it !== "")
    .join("\n");
  return spoken(item, [`Variant ${title}`, about, shown ? "shown" : "not shown"].filter((it) => it !== "").join(", "));
}

function componentItem(line: ComponentLine, findings: readonly PlacedFinding[]): vscode.TreeItem {
  const { icon, one } = looks[line.kind];
  const made = madeWith(line);
  const ports = line.ports
    .slice(0, 2)
    .map((it) => `:${it}`)
    .join(" ");
  const item = entry(line.name, None, icon, [made, ports].filter((it) => it !== "").join(" · "));
  const worst = (["error", "warning"] as const).find((it) => findings.some(({ severity }) => severity === it));
  if (worst !== undefined) item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(severityLooks[worst].colour));
  item.contextValue = "component";
  opens(item, line.place);
  const tooltip = new vscode.MarkdownString();
  tooltip.appendMarkdown("**").appendText(line.name).appendMarkdown("**");
  tooltip.appendText(`\n${[one, made, whereabouts(line)].filter((it) => it !== "").join(", ")}`);
  if (line.place != null) tooltip.appendMarkdown("\n\n").appendText(`${placeWords(line.place)}: ${line.place.says}`);
  for (const { severity, message } of findings.slice(0, 5))
    tooltip.appendMarkdown("\n\n").appendText(`${severityLooks[severity].one}: ${message}`);
  item.tooltip = tooltip;
  const found = findings.length === 0 ? "" : count(findings.length, "finding");
  const where = line.place == null ? "" : placeWords(line.place);
  return spoken(item, [line.name, one, made, found, where].filter((it) => it !== "").join(", "));
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
  for (const words of [message, where === undefined ? "" : `Holds ${where}.`, why, remedy])
    if (words !== "") tooltip.appendMarkdown("\n\n").appendText(words);
  item.tooltip = tooltip;
  return spoken(item, [one, message.replace(/\.$/, ""), where ?? "", placeWords(place)].filter((it) => it !== "").join(", "));
}

function entry(label: string, state: vscode.TreeItemCollapsibleState, icon: string, description: string): vscode.TreeItem {
  const item = new vscode.TreeItem(label, state);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.description = description;
  return item;
}

function opens(item: vscode.TreeItem, place: Place | undefined): void {
  if (place != null) item.command = { command: commands.openPlace, title: vscode.l10n.t("Open Place"), arguments: [place] };
}

function spoken(item: vscode.TreeItem, label: string): vscode.TreeItem {
  item.accessibilityInformation = { label };
  return item;
}
