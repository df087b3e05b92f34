/** Everything that leaves the machine, or is shown to somebody, as text: each under the name of its channel. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { receiptPage } from "../../src/chat/receipt.ts";
import { answerOf, tools } from "../../src/chat/tools/index.ts";
import type { Architect, Message, Receipt } from "../../src/chat/turn.ts";
import { openShell, type Shell } from "../../src/cli/captured.ts";
import { type Answers, diagrams } from "../../src/engine/index.ts";
import { nodesOf } from "../../src/extension/sidebar/nodes.ts";
import { reportsOf } from "../../src/server/diagnostics.ts";
import { type Facts, openFacts } from "../../src/server/facts.ts";
import { fixesAt } from "../../src/server/fixes.ts";
import { foldersOf } from "../../src/server/folders.ts";
import { hoverAt } from "../../src/server/hover.ts";
import { lensesOf } from "../../src/server/lenses.ts";
import { architectOf, ask, never, scripted } from "../conversation/turns.ts";

/** What went over a channel, by its name. */
export type Channels = ReadonlyMap<string, string>;

export async function channelsOf(files: Readonly<Record<string, string>>): Promise<Channels> {
  const shell = openShell(files);
  try {
    const folders = foldersOf([{ uri: pathToFileURL(shell.folder).href, name: "shop" }]);
    const facts = openFacts(folders, {
      onUpdate: () => undefined,
      onError: (what, error) => {
        throw new Error(`Failed while ${what}`, { cause: error });
      },
      isTrusted: () => false,
      settings: () => [],
    });
    await facts.settled();
    const { answers } = facts;
    return new Map([...(await commandLines(shell)), ...editors(facts), ...(await conversations(answers, files))]);
  } finally {
    shell.remove();
  }
}

async function commandLines(shell: Shell): Promise<readonly (readonly [string, string])[]> {
  const before = path.join(shell.folder, "..", `${path.basename(shell.folder)}-before`);
  mkdirSync(before);
  writeFileSync(path.join(before, "compose.yaml"), "services:\n  web:\n    image: nginx\n");
  const lines: readonly (readonly string[])[] = [
    ["model", "."],
    ["model", ".", "--variant", "all"],
    ["model", ".", "--format", "json", "--variant", "all"],
    ["model", ".", "--explain", "api -> db"],
    ...["text", "json", "sarif", "markdown", "junit"].map((format) => ["review", ".", "--all-rules", "--format", format]),
    ...diagrams.flatMap(({ id }) => ["mermaid", "svg"].map((format) => ["diagram", ".", "--view", id, "--format", format])),
    ["brief", ".", "--question", "What do api, db, orders and broker need?", "--budget", "400000"],
    ...["text", "json", "mermaid", "markdown"].map((format) => ["compare", ".", "--base", before, "--format", format]),
  ];
  const said: (readonly [string, string])[] = [];
  for (const line of lines) {
    const { out, err } = await shell(...line);
    const name = line[0] === "brief" ? "brief" : line.map((it) => (it === before ? "before" : it)).join(" ");
    said.push([name, `${out}\n${err}`]);
  }
  return said;
}

/** What the server tells the editor, and what the side bar makes of it. */
function editors(facts: Facts): readonly (readonly [string, string])[] {
  const { engine, answers, lookout } = facts;
  const findings = answers.findings({ allRules: true });
  const problems = answers.reviewed({ allRules: true }).problems;
  const reports = reportsOf(findings, problems, { uriOf: (it) => `file:///${it}`, pageOf: (it) => it });
  const looking = { ...facts, findings, linkTo: (file: string, line: number) => `${file}#${line}` };
  const places = [...engine.architecture().evidence.values()].flatMap(({ id, file }) => {
    const span = engine.place(id);
    return span === undefined ? [] : [{ file, offset: span.start }];
  });
  const whole = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };
  const mending = { findings, engine, documents: { uriOf: (it: string) => it, versionOf: () => null } };
  const titles = [...new Set(findings.map(({ places: [it] }) => it.file))].flatMap((file) =>
    fixesAt(file, { textDocument: { uri: file }, range: whole, context: { diagnostics: [] } }, mending).map((it) => it.title),
  );
  return [
    ["Problems", [...reports.files()].map((it) => JSON.stringify(reports.of(it).items)).join("\n")],
    ["hover", places.map(({ file, offset }) => JSON.stringify(hoverAt(file, offset, looking))).join("\n")],
    ["jumps", places.flatMap(({ file, offset }) => lookout.at(file, offset)?.says ?? []).join("\n")],
    ["lenses", places.map(({ file }) => JSON.stringify(lensesOf(file, engine, lookout, findings))).join("\n")],
    ["titles of fixes", titles.join("\n")],
    ["side bar", JSON.stringify(nodesOf(answers.review({ allRules: true })))],
    ["panel", JSON.stringify(diagrams.map(({ id }) => answers.draw(id)))],
  ];
}

const questions = ["/review", "/explain", "/data", "/resilience", "/deploy", "/async", "What does api call?", "Would you split api?"];

/** What a conversation shows, and what a model is sent. */
async function conversations(answers: Answers, files: Readonly<Record<string, string>>): Promise<readonly (readonly [string, string])[]> {
  const architect = architectOver(answers);
  const said: (readonly [string, string])[] = [];
  for (const { name } of tools) {
    for (const component of ["api", "db", "orders", undefined]) {
      const answer = await answerOf(name, { component, view: "containers" }, architect, never);
      said.push([`tool ${name}, ${component}`, answer]);
    }
  }
  for (const question of questions) {
    said.push([`chat, ${question}`, (await ask(question, { architect })).transcript]);
    const model = scripted(["Yes."], { maxInputTokens: 400_000 });
    const receipts: Receipt[] = [];
    // What somebody pastes is no fact of the files, and passes all the same.
    const history = [{ role: "user", text: Object.values(files).join("\n") } as const];
    const { transcript } = await ask(question, { architect, model, history }, { receipt: (it) => receipts.push(it) });
    said.push([`chat with a model, ${question}`, transcript]);
    for (const it of receipts) said.push([`receipt, ${question}`, `${receiptPage(it)}\n${JSON.stringify(it)}`]);
    said.push([`what a model is sent, ${question}`, JSON.stringify(model.heard satisfies readonly (readonly Message[])[])]);
  }
  said.push(["overview", JSON.stringify(answers.overview())]);
  return said;
}

const architectOver = (answers: Answers): Architect =>
  architectOf(answers.overview(), answers.findings(), {
    review: async (options) => answers.review(options),
    views: async () => diagrams.map(({ id, title, description }) => ({ id, title, description })),
    draw: async (view, options) => answers.draw(view, options),
    brief: async (options) => answers.brief(options),
    check: async (text) => answers.check(text),
  });
