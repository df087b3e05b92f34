import assert from "node:assert/strict";
import * as vscode from "vscode";
import { activated, until } from "./workspace.ts";

interface Answer {
  readonly metadata?: { readonly command?: string; readonly followups?: readonly string[]; readonly error?: string };
  readonly errorDetails?: { readonly message: string };
}
interface Script {
  readonly requests: unknown[];
}

const ask = (query: string) => vscode.commands.executeCommand<Answer>("workbench.action.chat.open", { query, blockOnResponse: true });

/** The conversation as text. */
async function copied(): Promise<string> {
  await vscode.commands.executeCommand("workbench.action.chat.copyAll");
  return vscode.env.clipboard.readText();
}

describe("@architect in the Chat view", () => {
  let script: Script;
  before(async () => {
    await activated();
    script = (await vscode.extensions.getExtension("fixture.model")?.activate()) as Script;
    await until("the scripted model", async () => (await vscode.lm.selectChatModels({ vendor: "copilot" })).length > 0);
  });
  beforeEach(() => vscode.commands.executeCommand("workbench.action.chat.newChat"));

  it("reviews the workspace", async () => {
    const answer = await ask("@architect /review");
    assert.equal(answer.errorDetails, undefined);
    assert.equal(answer.metadata?.command, "review");
    const text = await copied();
    assert.match(text, /booking/);
    assert.match(text, /```mermaid\n/);
  });

  it("draws the architecture", async () => {
    const answer = await ask("@architect /diagram");
    assert.equal(answer.errorDetails, undefined);
    assert.match(await copied(), /```mermaid\n/);
  });

  it("says what can be asked", async () => {
    const answer = await ask("@architect /help");
    assert.equal(answer.errorDetails, undefined);
    const text = await copied();
    for (const command of ["/review", "/diagram", "/help"]) assert.ok(text.includes(command), command);
  });

  it("answers a plain question, with a language model where one is chosen", async () => {
    const before = script.requests.length;
    const answer = await ask("@architect which services use the broker?");
    assert.equal(answer.errorDetails, undefined);
    assert.match(await copied(), /broker/);
    assert.ok(script.requests.length > before, "the chosen model was asked");
  });

  it("tells no model a secret of the workspace", () => {
    assert.ok(script.requests.length > 0);
    assert.ok(!JSON.stringify(script.requests).includes("sk_clinic_4e1f0b7a92c65d38"));
  });

  it("stops within a second when it is cancelled", async () => {
    const before = script.requests.length;
    const asked = ask("@architect take your time: which services use the broker?");
    await until("the model is asked", () => script.requests.length > before);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const start = performance.now();
    await vscode.commands.executeCommand("workbench.action.chat.cancel");
    await asked;
    assert.ok(performance.now() - start < 1000, `${performance.now() - start} ms`);
  });
});
