import {
  CodeActionKind,
  type Connection,
  type Diagnostic,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  ErrorCodes,
  FileChangeType,
  type InitializeParams,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
  type WorkspaceDocumentDiagnosticReport,
  type WorkspaceFolder,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { diagrams } from "../engine/index.ts";
import { drawn } from "../mermaid/drawn.ts";
import { type Changed, changedNotification, type RequestName, type Requests } from "../protocol.ts";
import { checked } from "./checked.ts";
import { noReport, type Report, reportsOf } from "./diagnostics.ts";
import { type Facts, openFacts } from "./facts.ts";
import { fixesAt } from "./fixes.ts";
import { type Folders, foldersOf } from "./folders.ts";

/** The part of a cancellation token that we look at. */
interface Token {
  readonly isCancellationRequested: boolean;
  readonly onCancellationRequested: (listener: () => void) => { dispose(): void };
}

/** What the extension says when it starts us. */
interface Options {
  /** Where the rules' pages are, as the URI of a folder. */
  readonly rulePages?: string;
}

/** How long the news of a new architecture may wait for more of it, in milliseconds. */
const newsDelay = 50;

/** Serves one editor over one connection until it is closed. Nothing that is asked ends the server; what fails is told in words. */
export function serve(connection: Connection): void {
  const documents = new TextDocuments(TextDocument);
  let folders: Folders = foldersOf([]);
  let facts: Facts | undefined;
  let options: Options = {};
  let client: InitializeParams["capabilities"] = {};
  let given: readonly WorkspaceFolder[] = [];
  /** Those who wait for news: a workspace pull is answered when there is something to say. */
  const listeners = new Set<() => void>();
  let news: NodeJS.Timeout | undefined;

  const log = (what: string, error: unknown): void =>
    connection.console.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);

  const ready = async (token?: Token): Promise<Facts> => {
    if (facts === undefined) throw new ResponseError(ErrorCodes.ServerNotInitialized, "The server was not initialized.");
    const current = facts;
    await (token === undefined ? current.settled() : Promise.race([current.settled(), cancelled(token)]));
    // Folders may have changed while we waited.
    return facts === current ? current : ready(token);
  };

  // --- life

  connection.onInitialize((params) => {
    client = params.capabilities;
    options = (params.initializationOptions ?? {}) as Options;
    given = params.workspaceFolders ?? [];
    return {
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
        diagnosticProvider: { identifier: "architect", interFileDependencies: true, workspaceDiagnostics: true },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
      serverInfo: { name: "architect" },
    };
  });

  const open = (): void => {
    folders = foldersOf(given);
    reportsAt = undefined;
    facts = openFacts(folders, { onUpdate: tell, onError: (what, error) => log(`Failed while ${what}`, error) });
    for (const document of documents.all()) edit(document);
  };

  connection.onInitialized(async () => {
    open();
    if (client.workspace?.workspaceFolders === true) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        given = [...given.filter(({ uri }) => !gone.has(uri)), ...added];
        open();
        refresh();
      });
    }
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
      // Everything: a folder that goes is told as one folder, and which files matter is known only after reading.
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: "**/*" }] });
    }
  });

  // --- what changes

  const edit = (document: TextDocument): void => {
    const path = folders.pathOf(document.uri);
    if (path !== undefined) facts?.edit(path, () => documents.get(document.uri)?.getText() ?? document.getText());
  };
  documents.onDidChangeContent(({ document }) => edit(document));
  documents.onDidClose(({ document }) => {
    const path = folders.pathOf(document.uri);
    if (path !== undefined) facts?.release(path);
    // The editor now takes this file's diagnostics from the workspace's.
    wake();
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    const paths = changes.flatMap(({ uri, type }) => {
      const path = folders.pathOf(uri);
      return path !== undefined && path !== "" && matters(path, type) ? [path] : [];
    });
    if (paths.length === 0) return;
    facts?.touched(paths);
    void facts?.settled().then(refresh);
  });
  /** Whether news about a file can be news to us; a build writes thousands that cannot. */
  const matters = (path: string, type: FileChangeType): boolean => {
    if (/(^|\/)(node_modules|\.git)(\/|$)/.test(path)) return false;
    if (type !== FileChangeType.Changed) return true;
    return path.endsWith(".gitignore") || facts?.engine.text(path) !== undefined || facts?.engine.wants(path) === true;
  };

  const wake = (): void => {
    for (const listener of [...listeners]) listener();
  };
  let told = -1;
  function tell(): void {
    wake();
    if (news !== undefined) return;
    news = setTimeout(() => {
      news = undefined;
      if (facts === undefined || facts.generation() === told) return;
      told = facts.generation();
      const changed: Changed = { generation: told, filesRead: facts.filesRead(), systems: facts.engine.graph().systems().length };
      void connection.sendNotification(changedNotification, changed);
    }, newsDelay);
  }

  const refresh = (): void => {
    if (client.workspace?.diagnostics?.refreshSupport === true) connection.languages.diagnostics.refresh().catch(() => undefined);
  };

  // --- diagnostics

  let reportsAt: { readonly revision: number; readonly reports: ReadonlyMap<string, Report> } | undefined;
  const reports = (of: Facts): ReadonlyMap<string, Report> => {
    if (reportsAt?.revision !== of.revision()) {
      const linking = {
        uriOf: folders.uriOf,
        pageOf: (rule: string) => (options.rulePages === undefined ? undefined : `${options.rulePages}/${rule}.md`),
      };
      reportsAt = { revision: of.revision(), reports: reportsOf(of.answers.findings(), of.engine.problems(), linking) };
    }
    return reportsAt.reports;
  };

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
    const current = await ready(token);
    const path = folders.pathOf(textDocument.uri);
    const { items, resultId } = (path === undefined ? undefined : reports(current).get(path)) ?? noReport;
    if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items: items as Diagnostic[] };
  });

  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token) => {
    const previous = new Map(previousResultIds.map(({ uri, value }) => [folders.pathOf(uri) ?? uri, { uri, value }]));
    for (;;) {
      const current = await ready(token);
      const revision = current.revision();
      const all = reports(current);
      const items: WorkspaceDocumentDiagnosticReport[] = [];
      for (const [path, { items: found, resultId }] of all) {
        if (previous.get(path)?.value === resultId) continue;
        items.push({
          kind: DocumentDiagnosticReportKind.Full,
          uri: folders.uriOf(path),
          version: versionOf(path),
          resultId,
          items: found as Diagnostic[],
        });
      }
      for (const [path, { uri, value }] of previous) {
        if (all.has(path) || value === noReport.resultId) continue;
        items.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: versionOf(path), resultId: noReport.resultId, items: [] });
      }
      // Held open while there is nothing to say: the editor asks again two seconds after every answer.
      if (items.length > 0 || previousResultIds.length === 0) return { items };
      if (current.revision() !== revision) continue;
      if ((await Promise.race([nextNews(), cancelled(token)])) === "closed") return { items };
    }
  });
  const nextNews = (): Promise<"news" | "closed"> =>
    new Promise((resolve) => {
      const before = documents.all().length;
      const listener = (): void => {
        listeners.delete(listener);
        resolve(documents.all().length < before ? "closed" : "news");
      };
      listeners.add(listener);
    });

  const versionOf = (path: string): number | null => documents.get(folders.uriOf(path))?.version ?? null;

  connection.onCodeAction(async (params, token) => {
    const current = await ready(token);
    const path = folders.pathOf(params.textDocument.uri);
    if (path === undefined) return [];
    return fixesAt(path, params, current.answers.findings(), current.engine, { uriOf: folders.uriOf, versionOf });
  });

  // --- what the extension asks

  /** A request that fails says why in words; the server goes on. */
  const answer = <N extends RequestName>(
    name: N,
    compute: (facts: Facts, params: Requests[N]["params"]) => Requests[N]["result"] | Promise<Requests[N]["result"]>,
  ): void => {
    connection.onRequest(name, async (params: unknown, token: Token) => {
      try {
        const asked = checked[name](params);
        return await compute(await ready(token), asked);
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        log(name, error);
        throw new ResponseError(ErrorCodes.InternalError, error instanceof Error ? error.message : String(error));
      }
    });
  };
  answer("architect/overview", ({ answers }) => answers.overview());
  answer("architect/review", ({ answers }, params) => answers.review(params));
  answer("architect/draw", ({ answers }, { view, options: drawOptions }) => drawn(answers, view, drawOptions).then((it) => it ?? null));
  answer("architect/views", () => diagrams.map(({ id, title, description }) => ({ id, title, description })));
  answer("architect/brief", ({ answers }, params) => answers.brief(params));
  answer("architect/check", ({ answers }, { text }) => answers.check(text));

  documents.listen(connection);
  connection.listen();
}

function cancelled(token: Token): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(new ResponseError(-32800, "The request was cancelled."));
    if (token.isCancellationRequested) stop();
    else token.onCancellationRequested(stop);
  });
}
