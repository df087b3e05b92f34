import { LSPErrorCodes, ResponseError } from "vscode-languageserver/node";

/** The part of a cancellation token that we look at. */
export interface Token {
  readonly isCancellationRequested: boolean;
  readonly onCancellationRequested: (listener: () => void) => { dispose(): void };
}

/** Fails when the client has lost interest; to be raced with what takes long. */
export function cancelled(token: Token): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled."));
    if (token.isCancellationRequested) stop();
    else token.onCancellationRequested(stop);
  });
}
