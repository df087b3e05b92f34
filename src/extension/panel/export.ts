import * as vscode from "vscode";
import type { Export, PlacedDrawing, Report } from "../../protocol.ts";
import { markdownOf } from "./markdown.ts";

/** What there is to write down. */
export interface Exported {
  readonly title: string;
  readonly drawing: PlacedDrawing;
  readonly report: Report | undefined;
}

const endings = { mermaid: "mmd", report: "md", svg: "svg", png: "png" } as const;

/** Writes the drawing where somebody says, or puts the report on the clipboard. Nothing is written that nobody has named a place for. */
export async function exportDrawing(asked: Export, { title, drawing, report }: Exported): Promise<void> {
  const markdown = (): string => markdownOf(title, drawing, report);
  if (asked.type === "copy-report") {
    await vscode.env.clipboard.writeText(markdown());
    vscode.window.setStatusBarMessage(vscode.l10n.t("The report is on the clipboard."), 3000);
    return;
  }
  const kinds = {
    mermaid: vscode.l10n.t("Mermaid"),
    report: vscode.l10n.t("Markdown report"),
    svg: vscode.l10n.t("SVG picture"),
    png: vscode.l10n.t("PNG picture"),
  };
  const ending = endings[asked.what];
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `${fileName(title)}.${ending}`;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Save {0}", title),
    filters: { [kinds[asked.what]]: [ending] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (target === undefined) return;
  const content = "content" in asked ? asked.content : asked.what === "mermaid" ? drawing.mermaid : markdown();
  await vscode.workspace.fs.writeFile(target, Buffer.from(content, asked.what === "png" ? "base64" : "utf8"));
}

/** A title as every file system takes it. */
const fileName = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60) || "architecture";
