import * as vscode from "vscode";
import type { Host } from "../host.ts";
import { rangeOf } from "../place.ts";
import type { Page } from "./page.ts";

/** Answers live as long as the window; nothing is written, and closing one asks nothing. */
const scheme = "architect-answer";
/** Older ones are forgotten. */
const kept = 20;

export interface Pages {
  /** Opens a page beside what is open and keeps it up to date. */
  open(name: string, page: Page): Promise<void>;
  changed(page: Page): void;
}

export function openPages({ context, paths }: Host): Pages {
  const pages = new Map<string, Page>();
  const changes = new vscode.EventEmitter<vscode.Uri>();
  const selector = { scheme };
  let number = 0;
  context.subscriptions.push(
    changes,
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changes.event,
      provideTextDocumentContent: (uri) => pages.get(uri.toString())?.text() ?? vscode.l10n.t("This answer is gone. Ask again."),
    }),
    vscode.languages.registerDocumentLinkProvider(selector, {
      provideDocumentLinks(document) {
        const links = pages.get(document.uri.toString())?.links() ?? [];
        return links.flatMap(({ from, to, place }) => {
          const target = paths().uriOf(place.file);
          if (target === undefined) return [];
          const { start } = rangeOf(place.span);
          const range = new vscode.Range(document.positionAt(from), document.positionAt(to));
          return new vscode.DocumentLink(range, target.with({ fragment: `L${start.line + 1},${start.character + 1}` }));
        });
      },
    }),
  );
  return {
    async open(name, page) {
      number++;
      const uri = vscode.Uri.from({ scheme, path: `/${number}/${name}.md` });
      pages.set(uri.toString(), page);
      for (const old of [...pages.keys()].slice(0, -kept)) pages.delete(old);
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document, { preview: false });
    },
    changed(page) {
      for (const [uri, it] of pages) if (it === page) changes.fire(vscode.Uri.parse(uri));
    },
  };
}
