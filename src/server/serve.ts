import {
  CodeActionKind,
  type Connection,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  FileChangeType,
  type InitializeParams,
  ResponseError,
  type TextDocumentPositionParams,
  TextDocumentSyncKind,
  TextDocuments,
  type WorkspaceFolder,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { diagrams, propose, type RuleSetting } from "../engine/index.ts";
import { redact } from "../gate/gate.ts";
import { accept, drawn } from "../mermaid/drawn.ts";
import { type Changed, changedNotification, type RequestName, type Requests } from "../protocol.ts";
import { cancelled, type Token } from "./cancelled.ts";
import { checked } from "./checked.ts";
import { type Facts, openFacts } from "./facts.ts";
import { fixAllKind, fixesAt, resolved } from "./fixes.ts";
import { type Folders, foldersOf } from "./folders.ts";
import { hoverAt } from "./hover.ts";
import { ignoreOf } from "./ignore.ts";
import { definitionsAt, referencesAt } from "./jumps.ts";
import { lensesOf } from "./lenses.ts";
import { completionsAt, fieldHover } from "./own-files.ts";
import { servePulls } from "./pull.ts";
import { ruleSettingsOf, showsAll } from "./settings.ts";

/** What the extension says when it starts us. */
interface Options {
  /** Where the rules' pages are, as the URI of a folder. */
  readonly rulePages?: string;
  /** The workspace is trusted. */
  readonly isTrusted?: boolean;
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
  let ruleSettings: readonly RuleSetting[] = [];
  /** Problems of every file are told: so it is set, or somebody has asked for a review of everything. */
  let allShown = true;
  let allAsked = false;
  /** Generations of the folders that were open before these. */
  let earlier = 0;
  let news: NodeJS.Timeout | undefined;

  /** Nobody listens any more: what is still being read has nothing to say. */
  let over = false;
  const log = (what: string, error: unknown): void => {
    if (over) return;
    connection.console.error(redact(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`).text);
  };

  const ready = async (token?: Token): Promise<Facts> => {
    if (facts === undefined) throw new ResponseError(ErrorCodes.ServerNotInitialized, "The server was not initialized.");
    const current = facts;
    await (token === undefined ? current.settled() : Promise.race([current.settled(), cancelled(token)]));
    // Folders may have changed while we waited.
    return facts === current ? current : ready(token);
  };

  /** The editor's own spelling of the URIs of what it holds, by path: it may encode more, or less, than we would. */
  const held = new Map<string, string>();
  const uriOf = (path: string): string => held.get(path) ?? folders.uriOf(path);
  const versionOf = (path: string): number | null => documents.get(uriOf(path))?.version ?? null;
  const pageOf = (rule: string): string | undefined =>
    options.rulePages === undefined ? undefined : `${options.rulePages.replace(/\/$/, "")}/${rule}.md`;
  const isShown = (path: string): boolean => allShown || held.has(path);
  const pulls = servePulls(connection, { ready, pathOf: (uri) => folders.pathOf(uri), uriOf, versionOf, pageOf, isShown });

  // --- life

  connection.onInitialize((params) => {
    client = params.capabilities;
    options = optionsOf(params.initializationOptions);
    given = params.workspaceFolders ?? rootOf(params);
    return {
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
        diagnosticProvider: { identifier: "architect", interFileDependencies: true, workspaceDiagnostics: true },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind], resolveProvider: true },
        hoverProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        codeLensProvider: {},
        completionProvider: { triggerCharacters: [":", " ", "-", "[", "{", ","] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
      serverInfo: { name: "architect" },
    };
  });

  const open = (): void => {
    folders = foldersOf(given);
    // What was drawn from the folders before is stale, however often these change.
    earlier += 1 + (facts?.generation() ?? -1);
    facts = openFacts(folders, {
      onUpdate: tell,
      onError: (what, error) => log(`Failed while ${what}`, error),
      isTrusted: () => options.isTrusted === true,
      settings: () => ruleSettings,
    });
    held.clear();
    for (const document of documents.all()) edit(document);
    pulls.wake();
  };

  connection.onInitialized(() => {
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
      const watched = connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: "**/*" }] });
      watched.catch((error: unknown) => log("Failed while asking for news of files", error));
    }
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    const all = allAsked || showsAll(settings);
    if (all !== allShown) {
      allShown = all;
      pulls.release();
    }
    const now = ruleSettingsOf(settings);
    if (JSON.stringify(now) === JSON.stringify(ruleSettings)) return;
    ruleSettings = now;
    facts?.reconfigured();
    void facts?.settled().then(refresh);
  });

  connection.onShutdown(() => {
    over = true;
    clearTimeout(news);
    pulls.release();
  });

  // --- what changes

  const edit = (document: TextDocument): void => {
    const path = folders.pathOf(document.uri);
    if (path === undefined) return;
    held.set(path, document.uri);
    facts?.edit(path, () => documents.get(document.uri)?.getText() ?? document.getText());
  };
  documents.onDidChangeContent(({ document }) => edit(document));
  documents.onDidClose(({ document }) => {
    const path = folders.pathOf(document.uri);
    if (path !== undefined) {
      held.delete(path);
      facts?.release(path);
    }
    // The editor now takes this file's diagnostics from the workspace's.
    pulls.release();
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

  let told = -1;
  function tell(): void {
    if (news !== undefined || over) return;
    news = setTimeout(() => {
      news = undefined;
      // While somebody types, the document's own pull comes first; the rest of the workspace follows.
      pulls.wake();
      const generation = earlier + (facts?.generation() ?? 0);
      if (facts === undefined || generation === told) return;
      told = generation;
      const changed: Changed = { generation, filesRead: facts.filesRead(), systems: facts.engine.graph().systems().length };
      void connection.sendNotification(changedNotification, changed);
    }, newsDelay);
  }

  const refresh = (): void => {
    if (!over && client.workspace?.diagnostics?.refreshSupport === true) connection.languages.diagnostics.refresh().catch(() => undefined);
  };

  // --- what is wrong, and its cures

  connection.onCodeAction(async (params, token) => {
    const current = await ready(token);
    const path = folders.pathOf(params.textDocument.uri);
    if (path === undefined) return [];
    return fixesAt(path, params, mending(current));
  });
  connection.onCodeActionResolve(async (action, token) => resolved(action, mending(await ready(token))));
  const mending = ({ answers, engine }: Facts) => ({ findings: answers.findings(), engine, documents: { uriOf, versionOf } });

  // --- what stands where

  /** The facts and the offset of a position; `undefined` = nobody's document, or one of another version than the engine knows. */
  const looking = async ({ textDocument, position }: TextDocumentPositionParams, token: Token) => {
    const current = await ready(token);
    const path = folders.pathOf(textDocument.uri);
    const text = path === undefined ? undefined : current.engine.text(path);
    if (path === undefined || text === undefined) return undefined;
    const document = documents.get(textDocument.uri) ?? TextDocument.create(textDocument.uri, "", 0, text);
    const { engine, lookout, names } = current;
    return { current, path, offset: document.offsetAt(position), engine, lookout, names, uriOf };
  };
  connection.onHover(async (params, token) => {
    const at = await looking(params, token);
    if (at === undefined) return null;
    const own = fieldHover(at.path, at.engine.text(at.path) ?? "", at.offset);
    if (own !== undefined) return own;
    const linkTo = (file: string, line: number): string => `${uriOf(file)}#L${line + 1}`;
    return hoverAt(at.path, at.offset, { ...at, findings: at.current.findings(), linkTo }) ?? null;
  });
  connection.onCompletion(async (params, token) => {
    // Of other files the YAML extension knows more; ours are answered at once.
    if (!/\.architect\//.test(params.textDocument.uri)) return null;
    const at = await looking(params, token);
    return at === undefined ? null : [...(completionsAt(at.path, at.engine.text(at.path) ?? "", at.offset, at.engine) ?? [])];
  });
  connection.onDefinition(async (params, token) => {
    const at = await looking(params, token);
    return at === undefined ? null : [...definitionsAt(at.path, at.offset, at)];
  });
  connection.onReferences(async (params, token) => {
    const at = await looking(params, token);
    return at === undefined ? null : [...referencesAt(at.path, at.offset, params.context.includeDeclaration, at)];
  });
  connection.onCodeLens(async ({ textDocument }, token) => {
    const { engine, lookout, findings } = await ready(token);
    const path = folders.pathOf(textDocument.uri);
    return path === undefined ? [] : [...lensesOf(path, engine, lookout, findings())];
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
  answer("architect/overview", ({ answers }, { shown }) => answers.overview(shown));
  answer("architect/review", ({ answers }, params) => answers.review(params));
  answer("architect/draw", ({ answers }, { view, options: drawOptions }) => drawn(answers, view, drawOptions).then((it) => it ?? null));
  answer("architect/views", () => diagrams.map(({ id, title, description }) => ({ id, title, description })));
  answer("architect/brief", ({ answers }, params) => answers.brief(params));
  answer("architect/propose", async (_facts, { files, name }) => {
    const proposed = propose(files, name);
    if (proposed.drawing !== undefined) await accept(proposed.drawing);
    return proposed;
  });
  answer("architect/ignore", ({ answers, engine }, { finding, reason }) => ignoreOf(finding, reason, answers.findings(), engine));
  answer("architect/session", (current, { trusted, showAll }) => {
    if (trusted === true && options.isTrusted !== true) {
      options = { ...options, isTrusted: true };
      current.trusted();
    }
    if (showAll === true && !allAsked) {
      allAsked = true;
      allShown = true;
      pulls.release();
    }
    return null;
  });
  answer("architect/check", ({ answers }, { text }) => answers.check(text));

  documents.listen(connection);
  connection.listen();
}

const optionsOf = (given: unknown): Options => {
  const { rulePages, isTrusted } = (given ?? {}) as { readonly rulePages?: unknown; readonly isTrusted?: unknown };
  return { ...(typeof rulePages === "string" && { rulePages }), isTrusted: isTrusted === true };
};

/** Clients older than workspace folders name one root. */
function rootOf({ rootUri }: InitializeParams): readonly WorkspaceFolder[] {
  return rootUri === null || rootUri === undefined ? [] : [{ uri: rootUri, name: "" }];
}
