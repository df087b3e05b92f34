import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { serve } from "./serve.ts";

/** Talks over node IPC or stdio, as the process's arguments say. */
export function connect(): void {
  const connection = createConnection(ProposedFeatures.all);

  // What slips through is told and survived: the facts are still right, and restarting would lose them.
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) =>
      connection.console.error(`${event}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
    );
  }

  serve(connection);
}
