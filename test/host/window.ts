/** A window of VS Code: the workbench of a server, in a browser that nobody sees. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { browser as installed } from "./install/browser.mjs";
import type { Server } from "./server.ts";

export function launchBrowser(): Promise<Browser> {
  const executablePath = installed();
  if (executablePath === undefined) throw new Error("There is no browser here: run `node test/host/install.mjs`.");
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
  return chromium.launch({ executablePath, headless: true, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", ...quiet] });
}

export async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1500, height: 950 },
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
}

/** The address of the workbench on a folder. */
export function workbench(server: Server, folder: string): string {
  return `${server.url}?${new URLSearchParams({ folder, payload: JSON.stringify([["skipWelcome", "true"]]) })}`;
}

const inPage = readFileSync(path.join(import.meta.dirname, "development-window.js"), "utf8");

/** Makes the page's window an Extension Development Host: what `--extensionDevelopmentPath` does for a desktop. */
export function developmentWindow(page: Page, options: { readonly extensions: readonly string[]; readonly tests?: string | undefined }) {
  const uri = (file: string) => ({ scheme: "vscode-remote", authority: "remote", path: file });
  const settings = {
    extensions: options.extensions.map(uri),
    ...(options.tests === undefined ? {} : { extensionTestsPath: uri(options.tests) }),
  };
  return page.addInitScript({ content: `(${inPage.trim().replace(/;$/, "")})(${JSON.stringify(settings)});` });
}
