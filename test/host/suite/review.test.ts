import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commands, panelViewType } from "../../../src/protocol.ts";
import { activated, compose, until } from "./workspace.ts";

/** The titles of our panels; VS Code puts a prefix of its own before a webview's type. */
const panels = (): readonly string[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(panelViewType))
    .map(({ label }) => label);

describe("a review without chat", () => {
  before(activated);
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("of the workspace opens the panel", async () => {
    await vscode.commands.executeCommand(commands.reviewWorkspace);
    assert.equal((await until("the panel", () => panels().length > 0 && panels())).length, 1);
  });

  it("of a file that is clicked on names it", async () => {
    await vscode.commands.executeCommand(commands.reviewResource, compose(), [compose()]);
    const [title] = await until("the panel", () => panels().length > 0 && panels());
    assert.match(title ?? "", /compose\.yaml/);
  });

  it("uses the one panel again", async () => {
    await vscode.commands.executeCommand(commands.reviewWorkspace);
    await vscode.commands.executeCommand(commands.showDiagram, "containers");
    await until("the panel", () => panels().length > 0);
    assert.equal(panels().length, 1);
  });
});
