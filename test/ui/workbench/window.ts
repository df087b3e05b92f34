/** A window with the packaged extension in it, as somebody has it who has just installed it. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { out, sample, vsix } from "../../host/places.mjs";
import { type Options, startServer } from "../../host/server.ts";
import { launchBrowser, newPage, workbench } from "../../host/window.ts";
import { chatOf } from "./chat.ts";

export interface Window {
  readonly page: Page;
  /** The opened folder: a copy of the sample, which a scene may change. */
  readonly folder: string;
  /** The profile: settings, logs. */
  readonly data: string;
  /** Keeps what is to be seen now, for the contact sheet. */
  keep(name: string): Promise<void>;
  close(): Promise<void>;
}

/** What the extension has written to its log in this window. */
export function logOf({ data }: Window): string {
  const logs = path.join(data, "data/logs");
  const file = readdirSync(logs, { recursive: true, encoding: "utf8" }).find((it) => path.basename(it) === "Architect.log");
  return file === undefined ? "" : readFileSync(path.join(logs, file), "utf8");
}

export const pictures = path.join(out, "scenes");

/** `model`: the window is open when the chat has chosen this language model. */
export async function openWindow({
  model,
  workspace = sample,
  expects = "compose.yaml",
  ...options
}: Options & {
  readonly model?: string;
  /** The folder to open, another one than the sample. */
  readonly workspace?: string;
  /** A file that the explorer shows when the window is there. */
  readonly expects?: string;
} = {}): Promise<Window> {
  const temporary = mkdtempSync(path.join(os.tmpdir(), "architect-scene-"));
  const folder = path.join(temporary, workspace === sample ? "clinic" : path.basename(workspace));
  cpSync(workspace, folder, { recursive: true });
  mkdirSync(pictures, { recursive: true });
  const server = await startServer({ vsix: [vsix], ...options });
  const browser = await launchBrowser();
  const page = await newPage(browser);
  const window: Window = {
    page,
    folder,
    data: server.data,
    async keep(name) {
      await page.screenshot({ path: path.join(pictures, `${name.replace(/[^\w@]+/g, "-").replace(/^-|-$/g, "")}.png`) });
    },
    async close() {
      await browser.close();
      await server.stop();
      rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  try {
    await page.goto(workbench(server, folder), { timeout: 120_000 });
    await page.locator(".explorer-folders-view .monaco-list-row").filter({ hasText: expects }).waitFor({ timeout: 90_000 });
    if (model !== undefined) await chatOf(page).ready(model);
    return window;
  } catch (error) {
    await window.keep("0 a window that did not open");
    await window.close();
    throw error;
  }
}
