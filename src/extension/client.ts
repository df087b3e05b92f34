/** The language client, in a file of its own because it is loaded when it is needed. */
import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  LanguageClient,
  RevealOutputChannelOn,
  TransportKind,
} from "vscode-languageclient/node";
import { type Changed, changedNotification, commands, type RequestName, type Requests, settings } from "../protocol.ts";

export interface Client {
  ask<N extends RequestName>(name: N, params: Requests[N]["params"], token: vscode.CancellationToken): Promise<Requests[N]["result"]>;
  /** It runs, or is being restarted. */
  isAlive(): boolean;
  stop(): Promise<void>;
}

interface Options {
  readonly extension: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  onChanged(news: Changed): void;
  /** It ended, and is not started again by itself. */
  onGivenUp(): void;
}

/** Starts the server and is back when it answers. Throws a sentence when it does not start. */
export async function startClient({ extension, log, onChanged, onGivenUp }: Options): Promise<Client> {
  const module = vscode.Uri.joinPath(extension, "dist", "server.cjs").fsPath;
  const started = performance.now();
  const crashes = crashPolicy(log, onGivenUp);
  const client = new LanguageClient(
    "architect",
    "Architect",
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ["--nolazy", "--enable-source-maps"] } },
    },
    {
      // Which of them say something about the architecture the server knows best; what says nothing costs it a look at the name.
      documentSelector: [{ scheme: "file" }],
      diagnosticPullOptions: { onChange: true, onSave: false },
      synchronize: { configurationSection: [settings.rules, settings.reviewScope].map((it) => `architect.${it}`) },
      initializationOptions: {
        rulePages: vscode.Uri.joinPath(extension, "docs", "rules").toString(),
        isTrusted: vscode.workspace.isTrusted,
      },
      markdown: { supportThemeIcons: true },
      outputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
      errorHandler: crashes,
    },
  );
  client.onNotification(changedNotification, onChanged);
  try {
    await client.start();
  } catch (error) {
    await client.dispose().catch(() => undefined);
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(vscode.l10n.t("Architect's language server did not start: {0}", reason));
  }
  log.info(`The language server answers after ${Math.round(performance.now() - started)} ms.`);
  return {
    isAlive: () => !crashes.gaveUp(),
    stop: () => client.dispose(),
    async ask(name, params, token) {
      try {
        return await client.sendRequest(name, params, token);
      } catch (error) {
        if (token.isCancellationRequested) throw new vscode.CancellationError();
        if (crashes.gaveUp())
          throw new Error(vscode.l10n.t("Architect's language server has stopped. Restart it from the command palette."));
        // The words of the server, without those that the transport puts before them.
        throw new Error((error instanceof Error ? error.message : String(error)).replace(/^Request \S+ failed with message: /, ""));
      }
    },
  };
}

/** Restarts what crashes now and then; what crashes over and over is left alone, and somebody is told. */
function crashPolicy(log: vscode.LogOutputChannel, onGivenUp: () => void): ErrorHandler & { gaveUp(): boolean } {
  const most = 3;
  const within = 3 * 60_000;
  let crashes: readonly number[] = [];
  let given = false;
  return {
    gaveUp: () => given,
    error: (_error, _message, count) => ({ action: (count ?? 0) <= most ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true }),
    closed() {
      const now = Date.now();
      crashes = [...crashes.filter((at) => now - at < within), now];
      if (crashes.length <= most)
        return { action: CloseAction.Restart, handled: true, message: vscode.l10n.t("The language server ended. It is started again.") };
      given = true;
      onGivenUp();
      void tell(log);
      const message = vscode.l10n.t("The language server ended {0} times within three minutes. It is not started again.", crashes.length);
      return { action: CloseAction.DoNotRestart, handled: true, message };
    },
  };
}

async function tell(log: vscode.LogOutputChannel): Promise<void> {
  const restart = vscode.l10n.t("Restart");
  const show = vscode.l10n.t("Show Log");
  const said = vscode.l10n.t("Architect's language server keeps ending. Problems and diagrams stand still until it runs again.");
  const chosen = await vscode.window.showErrorMessage(said, restart, show);
  if (chosen === restart) await vscode.commands.executeCommand(commands.restartServer);
  if (chosen === show) log.show();
}
