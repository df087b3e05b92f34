import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Range,
  type TextDocumentEdit,
  type TextEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Engine, Fix, PlacedFinding } from "../engine/index.ts";
import { rangeOf } from "./diagnostics.ts";

export interface Documents {
  uriOf(path: string): string;
  /** The version the editor holds; `null` = nobody has it open. */
  versionOf(path: string): number | null;
}

/** The quick fixes of the findings that stand in a range. A fix that the text as it is refuses is not offered. */
export function fixesAt(
  path: string,
  { range, context }: CodeActionParams,
  findings: readonly PlacedFinding[],
  engine: Engine,
  documents: Documents,
): CodeAction[] {
  const wanted = context.only === undefined || context.only.some((it) => CodeActionKind.QuickFix === it || it === CodeActionKind.Empty);
  if (!wanted) return [];
  return findings
    .filter(({ places: [shown] }) => shown.file === path && touches(rangeOf(shown.span), range))
    .flatMap((finding) =>
      finding.fixes.flatMap((fix): CodeAction[] => {
        const documentChanges = changesOf(fix, engine, documents);
        if (documentChanges === undefined) return [];
        return [
          {
            title: fix.title,
            kind: CodeActionKind.QuickFix,
            diagnostics: context.diagnostics.filter((it) => (it.data as { finding?: unknown } | undefined)?.finding === finding.id),
            isPreferred: fix.certain,
            edit: { documentChanges },
          },
        ];
      }),
    );
}

function changesOf(fix: Fix, engine: Engine, documents: Documents): TextDocumentEdit[] | undefined {
  const edits = engine.edits(fix);
  if ("reason" in edits || edits.length === 0) return undefined;
  return [...new Set(edits.map((it) => it.file))].map((file) => {
    const uri = documents.uriOf(file);
    const document = TextDocument.create(uri, "", 0, engine.text(file) ?? "");
    const textEdits = edits
      .filter((it) => it.file === file)
      .map(
        ({ start, end, text }): TextEdit => ({
          range: { start: document.positionAt(start), end: document.positionAt(end) },
          newText: text,
        }),
      );
    return { textDocument: { uri, version: documents.versionOf(file) }, edits: textEdits };
  });
}

/** Whole lines: the bulb stands wherever the cursor is in them. */
const touches = (a: Range, b: Range): boolean => a.start.line <= b.end.line && b.start.line <= a.end.line;
