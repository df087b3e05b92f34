import {
  type Connection,
  type Diagnostic,
  DocumentDiagnosticReportKind,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver/node";
import { cancelled, type Token } from "./cancelled.ts";
import { type Report, type Reports, reportsOf } from "./diagnostics.ts";
import type { Facts } from "./facts.ts";

/** What the answers to pulls need to know of the session. */
export interface Session {
  /** The facts, once everything that was reported has been read. */
  ready(token: Token): Promise<Facts>;
  pathOf(uri: string): string | undefined;
  uriOf(path: string): string;
  /** The version the editor holds; `null` = nobody has it open. */
  versionOf(path: string): number | null;
  pageOf(rule: string): string | undefined;
  /** Whether a file's problems are told although nobody has it open. */
  isShown(path: string): boolean;
}

/** Those who wait for news, and what ends their waiting. */
export interface Pulls {
  /** There is news: those whose answer it changes are answered. */
  wake(): void;
  /** Everybody is answered, with nothing if need be, and will ask again. */
  release(): void;
}

/** Of a file that nobody looks at. */
const untold: Report = { items: [], resultId: "none" };

/** Answers pulls for diagnostics: of one document at once, of the workspace when there is something to say. */
export function servePulls(connection: Connection, { ready, pathOf, uriOf, versionOf, pageOf, isShown }: Session): Pulls {
  const waiting = new Set<(word: "news" | "released") => void>();
  let known: { readonly facts: Facts; readonly revision: number; readonly reports: Reports } | undefined;
  const reports = (facts: Facts): Reports => {
    const revision = facts.revision();
    if (known?.facts !== facts || known.revision !== revision) {
      const { findings, problems } = facts.answers.reviewed();
      known = { facts, revision, reports: reportsOf(findings, problems, { uriOf, pageOf }) };
    }
    return known.reports;
  };

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
    const facts = await ready(token);
    const path = pathOf(textDocument.uri);
    // A document outside every folder, or one that is not on disk, is nobody's architecture.
    if (path === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const { items, resultId } = reports(facts).of(path);
    if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items: items as Diagnostic[] };
  });

  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token) => {
    for (;;) {
      const facts = await ready(token);
      // The editor's ids are for the folders it has now; they may be others than when it asked.
      const previous = new Map(previousResultIds.map(({ uri, value }) => [pathOf(uri) ?? uri, { uri, value }]));
      const all = reports(facts);
      const items: WorkspaceDocumentDiagnosticReport[] = [];
      const report = (path: string, uri: string): void => {
        const { items: found, resultId } = isShown(path) ? all.of(path) : untold;
        if ((previous.get(path)?.value ?? "none") === resultId) return;
        const kind = DocumentDiagnosticReportKind.Full;
        items.push({ kind, uri, version: versionOf(path), resultId, items: found as Diagnostic[] });
      };
      for (const path of all.files()) report(path, uriOf(path));
      const files = new Set(all.files());
      for (const [path, { uri }] of previous) if (!files.has(path)) report(path, uri);
      // Held open while there is nothing to say: the editor asks again two seconds after every answer.
      if (items.length > 0 || previousResultIds.length === 0) return { items };
      if ((await next(token)) === "released") return { items };
    }
  });

  const next = async (token: Token): Promise<"news" | "released"> => {
    let listener: ((word: "news" | "released") => void) | undefined;
    const word = new Promise<"news" | "released">((resolve) => {
      listener = resolve;
      waiting.add(resolve);
    });
    try {
      return await Promise.race([word, cancelled(token)]);
    } finally {
      if (listener !== undefined) waiting.delete(listener);
    }
  };
  const tell = (word: "news" | "released"): void => {
    for (const listener of [...waiting]) listener(word);
  };
  return { wake: () => tell("news"), release: () => tell("released") };
}
