import assert from "node:assert/strict";
import * as vscode from "vscode";
import { activated, compose, someFindings, until } from "./workspace.ts";

/** The first address in the sample's Compose file that names another of its services, and where the name stands. */
function anAddress(document: vscode.TextDocument): { readonly host: string; readonly at: vscode.Position } {
  const services = new Set([...document.getText().matchAll(/^ {2}([\w-]+):$/gm)].map(([, name]) => name));
  for (const match of document.getText().matchAll(/\w+:\/\/(?:[^@\s/]*@)?([\w-]+)(?=[:/])/g)) {
    const host = match[1] ?? "";
    if (services.has(host)) return { host, at: document.positionAt(match.index + match[0].length - 1) };
  }
  throw new Error("the sample has no address any more");
}

describe("in a file that says what runs", () => {
  before(activated);

  it("an address says what answers there, who uses it and what is wrong with it", async () => {
    await someFindings(compose());
    const { host, at } = anAddress(await vscode.workspace.openTextDocument(compose()));
    const text = await until("a hover", async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", compose(), at);
      const words = hovers.flatMap(({ contents }) => contents.map((it) => (typeof it === "string" ? it : it.value))).join("\n");
      return words.includes(`**${host}**`) && words;
    });
    assert.match(text, /Used by: /);
  });

  it("one jumps from the address to the service, and from there to everybody who names it", async () => {
    const document = await vscode.workspace.openTextDocument(compose());
    const { host, at } = anAddress(document);
    const links = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      "vscode.executeDefinitionProvider",
      compose(),
      at,
    );
    const lines = links
      .map((it) => ("targetUri" in it ? { uri: it.targetUri, range: it.targetRange } : it))
      .filter(({ uri }) => uri.toString() === compose().toString())
      .map(({ range }) => document.lineAt(range.start.line).text.trim());
    assert.ok(lines.includes(`${host}:`), `${host} is not among ${lines.join(", ")}`);
    const references = await vscode.commands.executeCommand<vscode.Location[]>("vscode.executeReferenceProvider", compose(), at);
    assert.ok(references.some(({ range }) => range.start.line === at.line));
  });

  it("above each service stands who calls it, and a click draws it", async () => {
    await vscode.window.showTextDocument(compose());
    const lenses = await until("lenses", async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", compose(), 30);
      const ours = found.filter(({ command }) => command?.command === "architect.showInDiagram");
      return ours.length > 3 && ours;
    });
    for (const { command } of lenses) assert.match(command?.title ?? "", /show in the diagram$/);
    assert.ok(lenses.some(({ command }) => /\d callers?/.test(command?.title ?? "")));
  });
});
