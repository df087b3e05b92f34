import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commands } from "../../../src/protocol.ts";
import { activated, compose, extensionId, someFindings } from "./workspace.ts";

describe("the extension in its host", () => {
  before(activated);

  it("registers every command that the manifest names", async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    const manifest = vscode.extensions.getExtension(extensionId)?.packageJSON as { contributes: { commands: { command: string }[] } };
    const named = manifest.contributes.commands.map((it) => it.command);
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter((it) => !registered.has(it)),
      [],
    );
  });

  it("uses no proposed API, or it could not be published", () => {
    assert.equal(vscode.extensions.getExtension(extensionId)?.packageJSON.enabledApiProposals, undefined);
  });

  it("starts its server again when it is told to", async () => {
    await someFindings(compose());
    await vscode.commands.executeCommand(commands.restartServer);
    assert.ok((await someFindings(compose())).length > 0);
  });
});
