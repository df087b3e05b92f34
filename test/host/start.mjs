// `npm start`: the sample system in a real VS Code with Architect in it, on a machine that may have nothing but Node and npm.
// `npm start -- --check` does it where nobody sees it, asks a question and looks for answer and drawing.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { install } from "./install.mjs";
import { environment, root } from "./places.mjs";
import { seconds } from "./progress.mjs";

const start = performance.now();
const check = process.argv.includes("--check");

/** A desktop VS Code. In a terminal of VS Code's own server `code` is another program, which knows nothing of development. */
function desktop() {
  if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
  if (process.env.VSCODE_IPC_HOOK_CLI) return undefined;
  const name = process.platform === "win32" ? "code.cmd" : "code";
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return folders.map((it) => path.join(it, name)).find((it) => existsSync(it));
}

/** @param {string[]} command @returns {Promise<number>} */
function run([program = "", ...args]) {
  const child = spawn(program, args, { cwd: root, env: environment(), stdio: "inherit", shell: process.platform === "win32" });
  process.on("SIGINT", () => {}); // the terminal has told the child too; it has things to put away
  return new Promise((resolve) => child.once("error", () => resolve(1)).once("close", (code) => resolve(code ?? 1)));
}

/** @param {string | undefined} code the desktop's executable */
async function open(code) {
  await install({ vscode: code === undefined, browser: check });
  for (const [name, command] of [
    ["build", ["node", "esbuild.mjs", "--production"]],
    ["package", ["npm", "run", "--silent", "vsix"]],
  ]) {
    if (name === "package" && code !== undefined) continue; // the desktop takes the folder as it is
    const status = await run(command);
    if (status !== 0) throw new Error(`The ${name} failed.`);
  }
  console.log(`ready after ${seconds(start)}`);
  if (code !== undefined) return run(["node", "test/host/open-desktop.ts", code]);
  return run(["node", check ? "test/ui/check.ts" : "test/host/open-hosted.ts"]);
}

try {
  process.exitCode = await open(check ? undefined : desktop());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
