import * as vscode from "vscode";
import { sidebarView } from "../../protocol.ts";
import type { Host } from "../host.ts";
import { itemOf } from "./items.ts";
import { errorsIn, type Node, nodesOf } from "./nodes.ts";

/** After a change: at once for who looks, now and then for the number on the icon. */
const delay = { seen: 150, unseen: 3000 };

/** The tree in the side bar. It asks a server that runs and starts none: what starts it is a folder with something to read, or somebody. */
export function registerSidebar({ context, server, architect, variants, log }: Host): void {
  let nodes: readonly Node[] = [];
  let parents: ReadonlyMap<string, Node> = new Map();
  const changed = new vscode.EventEmitter<void>();
  const view = vscode.window.createTreeView<Node>(sidebarView, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (node) => [...(node?.children ?? nodes)],
      getTreeItem: itemOf,
      getParent: ({ id }) => parents.get(id),
    },
  });

  const show = (next: readonly Node[]): void => {
    nodes = next;
    parents = parentsOf(next);
    changed.fire();
  };
  let asking: vscode.CancellationTokenSource | undefined;
  const refresh = async (): Promise<void> => {
    asking?.cancel();
    const source = new vscode.CancellationTokenSource();
    asking = source;
    try {
      const answer = await architect.review({}, source.token);
      if (asking !== source) return;
      const errors = errorsIn(answer.findings);
      view.badge = errors === 0 ? undefined : { value: errors, tooltip: errors === 1 ? "1 error" : `${errors} errors` };
      show(nodesOf(answer));
      say("architect.empty", nodes.length === 0);
    } catch (error) {
      if (!(error instanceof vscode.CancellationError) && asking === source)
        log.error(`The side bar could not be filled: ${String(error)}`);
    } finally {
      source.dispose();
      if (asking === source) asking = undefined;
    }
  };

  let waiting: NodeJS.Timeout | undefined;
  const soon = (after = view.visible ? delay.seen : delay.unseen): void => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void refresh(), after);
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
    // A tree of a server that is gone would never change again; what to do about it is said in its place.
    if (now === "stopped") {
      view.badge = undefined;
      show([]);
    }
  };
  state();
  context.subscriptions.push(
    view,
    changed,
    server.onState(state),
    server.onChanged(() => soon()),
    variants.onChanged(() => soon(0)),
    view.onDidChangeVisibility(({ visible }) => {
      if (visible && waiting !== undefined && server.state() === "running") soon(0);
    }),
    { dispose: () => clearTimeout(waiting) },
  );
}

function parentsOf(nodes: readonly Node[], parents = new Map<string, Node>()): ReadonlyMap<string, Node> {
  for (const node of nodes) {
    for (const { id } of node.children) parents.set(id, node);
    parentsOf(node.children, parents);
  }
  return parents;
}

/** For what package.json decides: which words stand where there is no tree. */
const say = (key: string, value: string | boolean): void => void vscode.commands.executeCommand("setContext", key, value);
