import {
  type ChangeAnnotation,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Range,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Engine, type TextEdit as FileEdit, type Fix, mend, type PlacedFinding } from "../engine/index.ts";
import { commands } from "../protocol.ts";
import { rangeOf } from "./diagnostics.ts";

export interface Documents {
  uriOf(path: string): string;
  /** The version the editor holds; `null` = nobody has it open. */
  versionOf(path: string): number | null;
}

interface Mending {
  /** Those of everything. */
  readonly findings: readonly PlacedFinding[];
  readonly engine: Engine;
  readonly documents: Documents;
}

/** On saving, for who wants it: every fix of the file that needs no decision. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.architect`;

/** What a fix of many is made of when it is chosen: that it is offered costs nothing. */
interface OfMany {
  readonly rule: string;
  /** `undefined` = everywhere. */
  readonly file: string | undefined;
}

/**
 * What can be done about the findings that stand in a range: their own fixes, the same for all of their kind, and the comment that
 * silences one. A fix that the text as it is refuses is not offered.
 */
export function fixesAt(path: string, { range, context }: CodeActionParams, mending: Mending): CodeAction[] {
  const { findings, engine, documents } = mending;
  const wants = (kind: string): boolean =>
    context.only === undefined
      ? kind === CodeActionKind.QuickFix
      : context.only.some((it) => it === "" || kind === it || kind.startsWith(`${it}.`));
  const all = wants(fixAllKind) ? fixAll(path, mending) : [];
  if (!wants(CodeActionKind.QuickFix)) return all;
  const here = findings.filter(({ places: [shown] }) => shown.file === path && touches(rangeOf(shown.span), range));
  const reported = (finding: PlacedFinding) =>
    context.diagnostics.filter((it) => (it.data as { finding?: unknown } | undefined)?.finding === finding.id);
  const own = here.flatMap((finding) =>
    finding.fixes.flatMap((fix): CodeAction[] => {
      const edit = changesOf(fix, engine, documents);
      if (edit === undefined) return [];
      return [{ title: fix.title, kind: CodeActionKind.QuickFix, diagnostics: reported(finding), isPreferred: fix.certain, edit }];
    }),
  );
  const rules = [...new Set(here.map(({ rule }) => rule))];
  const ignores = here.map(
    (finding): CodeAction => ({
      title: `Ignore here, because … (${finding.rule})`,
      kind: CodeActionKind.QuickFix,
      diagnostics: reported(finding),
      command: { title: "Ignore here", command: commands.ignoreFinding, arguments: [{ finding: finding.id, rule: finding.rule }] },
    }),
  );
  return [...own, ...rules.flatMap((rule) => ofMany(rule, path, findings)), ...ignores, ...all];
}

/** The same fix for all of a kind: in the file, and, where others have it too, everywhere. */
function ofMany(rule: string, path: string, findings: readonly PlacedFinding[]): readonly CodeAction[] {
  const alike = findings.filter((it) => it.rule === rule && it.fixes.some(({ certain }) => certain));
  const here = alike.filter(({ places: [shown] }) => shown.file === path);
  const action = (title: string, data: OfMany): CodeAction => ({ title, kind: CodeActionKind.QuickFix, data });
  return [
    ...(here.length > 1 ? [action(`Fix all ${here.length} of this kind in this file (${rule})`, { rule, file: path })] : []),
    ...(alike.length > here.length
      ? [action(`Fix all ${alike.length} of this kind everywhere … (${rule})`, { rule, file: undefined })]
      : []),
  ];
}

/** What was offered without its edits, with them. */
export function resolved(action: CodeAction, { findings, engine, documents }: Mending): CodeAction {
  const wanted = ofManyIn(action.data);
  if (wanted === undefined) return action;
  const { rule, file } = wanted;
  const done = mend(
    engine,
    findings.filter((it) => it.rule === rule && (file === undefined || it.places[0].file === file)),
  );
  return {
    ...action,
    edit: editOf(
      done.flatMap(({ edits }) => edits),
      action.title,
      engine,
      documents,
    ),
  };
}

function ofManyIn(data: unknown): OfMany | undefined {
  const { rule, file } = (data ?? {}) as { readonly rule?: unknown; readonly file?: unknown };
  if (typeof rule !== "string") return undefined;
  return { rule, file: typeof file === "string" ? file : undefined };
}

function fixAll(path: string, { findings, engine, documents }: Mending): CodeAction[] {
  const here = findings.filter(({ places: [shown] }) => shown.file === path);
  // What is saved is this file: a fix that changes another, too, is for somebody to look at.
  const done = mend(engine, here, (_finding, _fix, edits) => edits.every(({ file }) => file === path));
  if (done.length === 0) return [];
  const title = "Fix what needs no decision";
  return [
    {
      title,
      kind: fixAllKind,
      edit: editOf(
        done.flatMap(({ edits }) => edits),
        title,
        engine,
        documents,
      ),
    },
  ];
}

function changesOf(fix: Fix, engine: Engine, documents: Documents): WorkspaceEdit | undefined {
  const edits = engine.edits(fix);
  return "reason" in edits || edits.length === 0 ? undefined : editOf(edits, fix.title, engine, documents);
}

/** The edits as the editor takes them. What changes several files is shown before it is done. */
function editOf(edits: readonly FileEdit[], label: string, engine: Engine, { uriOf, versionOf }: Documents): WorkspaceEdit {
  const files = [...new Set(edits.map((it) => it.file))];
  const annotation = files.length > 1 ? "fix" : undefined;
  const documentChanges = files.map((file): TextDocumentEdit => {
    const uri = uriOf(file);
    const document = TextDocument.create(uri, "", 0, engine.text(file) ?? "");
    const textEdits = edits
      .filter((it) => it.file === file)
      .map(({ start, end, text }): TextEdit => {
        const range = { start: document.positionAt(start), end: document.positionAt(end) };
        return { range, newText: text, ...(annotation !== undefined && { annotationId: annotation }) };
      });
    return { textDocument: { uri, version: versionOf(file) }, edits: textEdits };
  });
  if (annotation === undefined) return { documentChanges };
  const changeAnnotations: Record<string, ChangeAnnotation> = { [annotation]: { label, needsConfirmation: true } };
  return { documentChanges, changeAnnotations };
}

/** Whole lines: the bulb stands wherever the cursor is in them. */
const touches = (a: Range, b: Range): boolean => a.start.line <= b.end.line && b.start.line <= a.end.line;
