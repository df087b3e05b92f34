import * as vscode from "vscode";
import type { Cancellation } from "../chat/turn.ts";
import type { Changed, RequestName, Requests } from "../protocol.ts";
import type { Client } from "./client.ts";

/** `off`: nobody has needed it yet. `stopped`: it does not start, or ends over and over. */
type ServerState = "off" | "starting" | "running" | "stopped";

/** The language server as the rest of the extension sees it: there when it is needed, and not before. */
export interface Server {
  /** Starts the server if need be. Throws a sentence; a `CancellationError` as soon as it is cancelled. */
  ask<N extends RequestName>(name: N, params: Requests[N]["params"], cancel: Cancellation): Promise<Requests[N]["result"]>;
  readonly onChanged: vscode.Event<Changed>;
  state(): ServerState;
  readonly onState: vscode.Event<ServerState>;
  start(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export function openServer(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Server {
  const changed = new vscode.EventEmitter<Changed>();
  const states = new vscode.EventEmitter<ServerState>();
  context.subscriptions.push(changed, states);
  let state: ServerState = "off";
  const become = (next: ServerState): void => {
    state = next;
    states.fire(next);
  };
  let starting: Promise<Client> | undefined;

  const running = async (): Promise<Client> => {
    if (starting !== undefined) {
      const client = await starting;
      if (client.isAlive()) return client;
    }
    // The language client is most of our code and a tenth of a second to load: nobody pays for it at activation.
    starting = import("./client.ts").then(({ startClient }) =>
      startClient({
        extension: context.extensionUri,
        log,
        onChanged: (news) => changed.fire(news),
        onGivenUp: () => become("stopped"),
      }),
    );
    const attempt = starting;
    become("starting");
    attempt.then(
      () => {
        if (starting === attempt) become("running");
      },
      () => {
        if (starting !== attempt) return;
        starting = undefined;
        become("stopped");
      },
    );
    return attempt;
  };

  const stop = async (): Promise<void> => {
    const stopping = starting;
    starting = undefined;
    await stopping?.then((client) => client.stop()).catch((error: unknown) => log.warn(`Stopping the language server: ${String(error)}`));
  };

  return {
    onChanged: changed.event,
    state: () => state,
    onState: states.event,
    start: async () => void (await running()),
    stop,
    restart: async () => {
      await stop();
      await running();
    },
    ask: (name, params, cancel) => cancellable(cancel, async (token) => (await running()).ask(name, params, token)),
  };
}

/** Ends at once when it is cancelled; the server is told and may end a little later. */
async function cancellable<T>(cancel: Cancellation, job: (token: vscode.CancellationToken) => Promise<T>): Promise<T> {
  if (cancel.isCancellationRequested) throw new vscode.CancellationError();
  const source = new vscode.CancellationTokenSource();
  let listening: { dispose(): unknown } | undefined;
  const cancelled = new Promise<never>((_, reject) => {
    listening = cancel.onCancellationRequested?.(() => {
      source.cancel();
      reject(new vscode.CancellationError());
    });
  });
  try {
    return await Promise.race([job(source.token), cancelled]);
  } finally {
    listening?.dispose();
    source.dispose();
  }
}
