#!/usr/bin/env node
/**
 * The command line of VS Code's desktop executable, run in the npm-hosted VS Code: `@vscode/test-electron` is given it as its
 * `vscodeExecutablePath`. Honours --extensionDevelopmentPath (any number), --extensionTestsPath and one folder; passes over the rest.
 */
import { existsSync } from "node:fs";
import { format } from "node:util";
import type { Browser } from "playwright-core";
import { seconds } from "./progress.mjs";
import { type Server, startServer } from "./server.ts";
import { developmentWindow, launchBrowser, newPage, workbench } from "./window.ts";

const minutes = 5;
const start = performance.now();
const args = process.argv.slice(2);
const values = (name: string) => args.flatMap((it) => (it.startsWith(`${name}=`) ? [it.slice(name.length + 1)] : []));
const folder = args.find((it) => !it.startsWith("-") && existsSync(it));

let server: Server | undefined;
let browser: Browser | undefined;
async function finish(code: number): Promise<never> {
  await browser?.close().catch(() => {});
  await server?.stop();
  process.exit(code);
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void finish(130));
setTimeout(() => {
  console.error(`the suite did not finish in ${minutes} minutes`);
  void finish(2);
}, minutes * 60_000).unref();

if (folder === undefined) {
  console.error("no folder was given");
  process.exit(2);
}
server = await startServer();
browser = await launchBrowser();
const page = await newPage(browser);
page.on("crash", () => {
  console.error("the page crashed");
  void finish(1);
});

// What the workbench calls in a window with tests: everything that is logged in it, and the end.
let closed = false;
const errors: string[] = [];
await page.exposeFunction("codeAutomationLog", (type: string, logged: unknown[]) => {
  const text = format(...logged);
  if (text.startsWith("[suite] ")) {
    console.log(text.slice("[suite] ".length));
    closed ||= /^\[suite\] \d+ passed, \d+ failed/.test(text);
  } else if (process.env["HOST_VERBOSE"]) console.log(`    ${type}: ${text}`);
  else if (type === "error") errors.push(text);
});
const exit = new Promise<number>((resolve) => void page.exposeFunction("codeAutomationExit", resolve));
await developmentWindow(page, { extensions: values("--extensionDevelopmentPath"), tests: values("--extensionTestsPath")[0] });
await page.goto(workbench(server, folder), { timeout: 120_000 });

let code = await exit;
if (!closed) {
  // An extension host that dies half-way ends with code 0.
  code ||= 1;
  console.error(`the suite did not reach its end; the window's errors:\n${errors.join("\n")}`);
}
console.log(`window closed with code ${code} after ${seconds(start)}`);
await finish(code);
