import type { Cancellation } from "./turn.ts";

/** What a wait comes to when nobody wants its result any more. */
export const stopped = Symbol("stopped");

/** Waits for `work`, or until the turn is cancelled, whichever comes first. `work` is told by its own token; nobody waits for it. */
export async function until<T>(work: Promise<T>, cancel: Cancellation): Promise<T | typeof stopped> {
  if (cancel.isCancellationRequested) {
    work.catch(() => undefined);
    return stopped;
  }
  let subscription: { dispose(): unknown } | undefined;
  const stop = new Promise<typeof stopped>((resolve) => {
    subscription = cancel.onCancellationRequested?.(() => resolve(stopped));
  });
  try {
    const result = await Promise.race([work, stop]);
    if (result === stopped) work.catch(() => undefined);
    return cancel.isCancellationRequested ? stopped : result;
  } catch (error) {
    // A cancelled request ends with an error of its own; that is no news.
    if (cancel.isCancellationRequested) return stopped;
    throw error;
  } finally {
    subscription?.dispose();
  }
}
