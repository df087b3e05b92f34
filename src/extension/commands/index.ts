import { commands } from "../../protocol.ts";
import type { Host } from "../host.ts";
import { askInChat } from "./askInChat.ts";
import type { Command } from "./command.ts";
import { correct, correctConnects, correctDifferent, correctIgnore, correctKind, correctOwner, correctSame } from "./correct.ts";
import { guarded } from "./guarded.ts";
import { ignoreFinding } from "./ignoreFinding.ts";
import { openPlace } from "./openPlace.ts";
import { restartServer } from "./restartServer.ts";
import { reviewFile } from "./reviewFile.ts";
import { reviewResource } from "./reviewResource.ts";
import { reviewWorkspace } from "./reviewWorkspace.ts";
import { showDiagram } from "./showDiagram.ts";
import { showInDiagram } from "./showInDiagram.ts";
import { showLog } from "./showLog.ts";
import { showVariant } from "./showVariant.ts";
import { stateRequirements } from "./stateRequirements.ts";

/** Those about a provider's key come with the provider, those of the findings with their view, and asking with the conversation. */
type Elsewhere =
  | "ask"
  | "setAnthropicKey"
  | "removeAnthropicKey"
  | "groupFindings"
  | "filterFindings"
  | "clearFindingsFilter"
  | "copyFindings"
  | "explainFinding"
  | "showReceipt";

/** The commands that are registered here. */
const table: Readonly<Record<Exclude<keyof typeof commands, Elsewhere>, Command>> = {
  reviewWorkspace,
  reviewFile,
  reviewResource,
  showDiagram,
  askInChat,
  stateRequirements,
  restartServer,
  showLog,
  openPlace,
  showVariant,
  showInDiagram,
  correct,
  correctSame,
  correctDifferent,
  correctIgnore,
  correctKind,
  correctOwner,
  correctConnects,
  ignoreFinding,
};

/** Each under its name. */
export function registerCommands(host: Host): void {
  for (const [name, run] of Object.entries(table))
    host.context.subscriptions.push(guarded(host, commands[name as keyof typeof table], (...given) => run(host, ...given)));
}
