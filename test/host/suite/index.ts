/** What VS Code calls in a window with tests, desktop and npm-hosted alike. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { format } from "node:util";
import Mocha from "mocha";

export async function run(): Promise<void> {
  // In the npm-hosted VS Code a console.log travels to the window and from there to the runner: the prefix tells the suite's own
  // lines from the workbench's.
  const { log } = console;
  const say = (...words: unknown[]) => {
    for (const line of format(...words).split("\n")) log(`[suite] ${line}`);
  };
  Mocha.reporters.Base.consoleLog = say;
  const mocha = new Mocha({ ui: "bdd", timeout: 30_000, color: false, reporter: "spec" });
  for (const file of readdirSync(__dirname)
    .filter((it) => it.endsWith(".test.cjs"))
    .sort())
    mocha.addFile(path.join(__dirname, file));
  const { stats } = await new Promise<Mocha.Runner>((resolve) => {
    const runner: Mocha.Runner = mocha.run(() => resolve(runner));
  });
  const { passes = 0, failures = 0, pending = 0 } = stats ?? {};
  // The runner waits for this line: an extension host that dies half-way ends like one that is content.
  say(`${passes} passed, ${failures} failed, ${pending} skipped`);
  if (failures > 0 || passes === 0) throw new Error(`${failures} tests failed, ${passes} passed`);
}
