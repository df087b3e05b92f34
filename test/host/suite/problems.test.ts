import assert from "node:assert/strict";
import * as vscode from "vscode";
import { activated, compose, findings, revert, ruleOf, someFindings, until } from "./workspace.ts";

describe("findings in the Problems list", () => {
  before(activated);
  afterEach(() => revert(compose()));

  it("come from source architect, in words, on a line of the file", async () => {
    for (const it of await someFindings(compose())) {
      assert.equal(it.source, "architect");
      assert.match(ruleOf(it), /^[a-z][a-z0-9-]+$/);
      assert.ok(it.message.length > 10 && it.message.length < 400, it.message);
      assert.ok(!it.range.isEmpty || it.range.start.line === 0, `${it.message} marks nothing`);
    }
  });

  it("name the other places that belong to them", async () => {
    const related = (await someFindings(compose())).flatMap((it) => it.relatedInformation ?? []);
    assert.ok(related.length > 0);
    for (const { location, message } of related) {
      const document = await vscode.workspace.openTextDocument(location.uri);
      assert.ok(location.range.end.line < document.lineCount && message.length > 0);
    }
  });

  it("lead to the page of their rule, which is there", async () => {
    const pages = (await someFindings(compose())).map((it) => (typeof it.code === "object" ? it.code.target : undefined));
    for (const page of pages) {
      assert.ok(page, "a finding without a page");
      if (page.scheme === "file") await vscode.workspace.fs.stat(page);
    }
  });

  it("follow what is typed, before it is saved", async () => {
    await someFindings(compose());
    const editor = await vscode.window.showTextDocument(compose());
    const services = editor.document.getText().split("\n").indexOf("services:");
    const before = findings(compose()).length;
    await editor.edit((it) => it.insert(new vscode.Position(services + 1, 0), "  late:\n    image: redis\n"));
    await until("a finding more", () => findings(compose()).length > before);
    await revert(compose());
    await until("as before", () => findings(compose()).length === before);
  });

  it("are cured by their quick fixes", async () => {
    const [first] = await until("a finding with a fix", async () => {
      const found = await Promise.all((await someFindings(compose())).map(async (it) => ({ it, fixes: await fixesOf(it) })));
      const fixable = found.filter(({ fixes }) => fixes.length > 0);
      return fixable.length > 0 && fixable;
    });
    assert.ok(first);
    const [fix] = first.fixes;
    assert.ok(fix?.edit, "the fix is an edit");
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    const left = () => findings(compose()).filter((it) => ruleOf(it) === ruleOf(first.it) && it.message === first.it.message);
    await until(`"${fix.title}" to cure: ${first.it.message}`, () => left().length === 0);
  });
});

/** What the editor hands to other extensions says no longer which finding it is for: the place has to do. */
const fixesOf = async (of: vscode.Diagnostic): Promise<vscode.CodeAction[]> => {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    compose(),
    of.range,
    "quickfix",
  );
  return actions.filter(({ edit }) => edit !== undefined);
};
