import * as vscode from "vscode";
import type { ReviewAnswer } from "../../protocol.ts";
import type { Host } from "../host.ts";

/** After a change: at once for who looks, now and then for the numbers that always show. */
const delay = { seen: 150, unseen: 3000 };

/** The review of everything, asked again when something changed: what the views and the status item show. */
export interface Live {
  /** `undefined`: nobody has answered yet, or the server is gone; a tree of it would never change again. */
  answer(): ReviewAnswer | undefined;
  readonly onAnswer: vscode.Event<void>;
  /** Who looks at a view wants to know at once. */
  lookedAt(view: { readonly visible: boolean; readonly onDidChangeVisibility: vscode.Event<{ readonly visible: boolean }> }): void;
}

/** It asks a server that runs and starts none: what starts it is a folder with something to read, or somebody. */
export function openLive({ context, server, architect, variants, log }: Host): Live {
  const answered = new vscode.EventEmitter<void>();
  const views: { readonly visible: boolean }[] = [];
  let answer: ReviewAnswer | undefined;
  let asking: vscode.CancellationTokenSource | undefined;
  const become = (next: ReviewAnswer | undefined): void => {
    answer = next;
    answered.fire();
  };
  const refresh = async (): Promise<void> => {
    asking?.cancel();
    const source = new vscode.CancellationTokenSource();
    asking = source;
    try {
      const next = await architect.review({}, source.token);
      if (asking === source) become(next);
    } catch (error) {
      if (!(error instanceof vscode.CancellationError) && asking === source)
        log.error(`The side bar could not be filled: ${String(error)}`);
    } finally {
      source.dispose();
      if (asking === source) asking = undefined;
    }
  };

  let waiting: NodeJS.Timeout | undefined;
  const soon = (after = views.some(({ visible }) => visible) ? delay.seen : delay.unseen): void => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      waiting = undefined;
      void refresh();
    }, after);
  };
  const state = (): void => {
    const now = server.state();
    say("architect.server", now);
    if (now === "running") {
      soon(0);
      return;
    }
    clearTimeout(waiting);
    asking?.cancel();
    asking = undefined;
    if (now === "stopped") become(undefined);
  };
  state();
  context.subscriptions.push(
    answered,
    server.onState(state),
    server.onChanged(() => soon()),
    variants.onChanged(() => soon(0)),
    { dispose: () => clearTimeout(waiting) },
  );
  return {
    answer: () => answer,
    onAnswer: answered.event,
    lookedAt(view) {
      views.push(view);
      const listening = view.onDidChangeVisibility(({ visible }) => {
        if (visible && waiting !== undefined && server.state() === "running") soon(0);
      });
      context.subscriptions.push(listening);
    },
  };
}

/** For what package.json decides: which words stand where there is no tree, and which buttons. */
export const say = (key: string, value: string | boolean): void => void vscode.commands.executeCommand("setContext", key, value);
