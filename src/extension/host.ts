import * as vscode from "vscode";
import { openArchitect, type ServedArchitect } from "./architect.ts";
import { openLog } from "./log.ts";
import { type DiagramPanel, openPanel } from "./panel/panel.ts";
import { type Paths, pathsOf } from "./paths.ts";
import { openServer, type Server } from "./server.ts";
import { openVariants, type Variants } from "./variants.ts";

/** What commands, chat and panel have in common. Making it costs nothing: the server starts when somebody asks it. */
export interface Host {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly server: Server;
  readonly variants: Variants;
  readonly architect: ServedArchitect;
  readonly panel: DiagramPanel;
  /** Of the folders that are open now. */
  paths(): Paths<vscode.Uri>;
}

export function openHost(context: vscode.ExtensionContext): Host {
  const log = openLog();
  context.subscriptions.push(log);
  const server = openServer(context, log);
  const variants = openVariants(context);
  const architect = openArchitect(server, variants);
  const paths = () => pathsOf(vscode.workspace.workspaceFolders ?? []);
  const panel = openPanel({ context, log, server, variants, architect, paths });
  return { context, log, server, variants, architect, panel, paths };
}
