import * as vscode from "vscode";
import type { Cancellation } from "../chat/turn.ts";

/** Nobody is told of what is done sooner. */
const unnoticed = 500;

/** Does a job; who has to wait for it sees that it runs, and can stop it. Throws a `CancellationError` as soon as somebody does. */
export async function patiently<T>(title: string, job: (cancel: Cancellation) => Promise<T>): Promise<T> {
  const source = new vscode.CancellationTokenSource();
  const stopped = new Promise<never>((_, reject) => source.token.onCancellationRequested(() => reject(new vscode.CancellationError())));
  const result = Promise.race([job(source.token), stopped]);
  const over = result.then(
    () => undefined,
    () => undefined,
  );
  const slow = setTimeout(() => {
    const progress = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
    void vscode.window.withProgress(progress, (_, token) => {
      token.onCancellationRequested(() => source.cancel());
      return over;
    });
  }, unnoticed);
  try {
    return await result;
  } finally {
    clearTimeout(slow);
    source.dispose();
  }
}
