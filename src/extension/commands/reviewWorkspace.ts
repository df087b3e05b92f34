import { offerBaseline } from "../baseline.ts";
import type { Command } from "./command.ts";
import { reviewAll } from "./review.ts";

/** From now on Problems has everything, and not only what is open: somebody asked for it. */
export const reviewWorkspace: Command = async (host) => {
  await reviewAll(host);
  await host.server.ask("architect/session", { showAll: true }, { isCancellationRequested: false });
  void offerBaseline(host).catch((error: unknown) => host.log.error(`The baseline: ${String(error)}`));
};
