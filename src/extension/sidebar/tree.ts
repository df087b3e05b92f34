import * as vscode from "vscode";

/** What every node of a tree of ours is: `id` by which the editor knows it again, and what stands below it. */
interface Noded<Node> {
  readonly id: string;
  readonly children: readonly Node[];
}

/** A tree whose nodes are made anew whenever something changed; the editor keeps what was open and selected by their ids. */
export interface Tree<Node> {
  readonly view: vscode.TreeView<Node>;
  readonly nodes: () => readonly Node[];
  show(nodes: readonly Node[]): void;
}

export function openTree<Node extends Noded<Node>>(
  context: vscode.ExtensionContext,
  id: string,
  itemOf: (node: Node) => vscode.TreeItem,
  { canSelectMany = false } = {},
): Tree<Node> {
  let nodes: readonly Node[] = [];
  let parents: ReadonlyMap<string, Node> = new Map();
  const changed = new vscode.EventEmitter<void>();
  const view = vscode.window.createTreeView<Node>(id, {
    showCollapseAll: true,
    canSelectMany,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (node) => [...(node?.children ?? nodes)],
      getTreeItem: itemOf,
      getParent: (node) => parents.get(node.id),
    },
  });
  context.subscriptions.push(view, changed);
  return {
    view,
    nodes: () => nodes,
    show(next) {
      nodes = next;
      parents = parentsOf(next);
      changed.fire();
    },
  };
}

function parentsOf<Node extends Noded<Node>>(nodes: readonly Node[], parents = new Map<string, Node>()): ReadonlyMap<string, Node> {
  for (const node of nodes) {
    for (const { id } of node.children) parents.set(id, node);
    parentsOf(node.children, parents);
  }
  return parents;
}
